"""Editions: what a letter says, in one language and in two, and where its links lead."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from pipeline.errors import ContentError
from pipeline.model.issue import Cut
from pipeline.newsletter import editions, message
from tests.newsletter import cases

DE, EN, JOINT = cases.edition("de"), cases.edition("en"), cases.edition("de", "en")
POST = cases.edition("de", "en", of=cases.post_issue())
UTM = "utm_source=newsletter&utm_medium=email&utm_campaign=2026-03"


class Links(HTMLParser):
    """Every href and id of a letter, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a":
            self.hrefs.append(found.get("href") or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")


def test_an_issue_has_an_edition_per_language_and_a_joint_one() -> None:
    made = editions.all_of(cases.issue(), cases.press())
    assert [edition.name for edition in made] == ["de", "en", "de-en"]
    assert [edition.subject for edition in made] == [
        "Über Schlangen",
        "About queues",
        "Über Schlangen / About queues",
    ]
    assert made[2].preheader == "Kurz gesagt / In short"


def test_an_issue_in_one_language_has_one_edition() -> None:
    issue = cases.issue('date = 2026-03-31\nsubject = {de = "A"}\nintro = {de = "B"}\nposts = []\n')
    assert [edition.name for edition in editions.all_of(issue, cases.press())] == ["de"]


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_letter_says_all_that_it_must(kind: str) -> None:
    said = getattr(DE, kind)
    for words in (
        "Praxis Müller",
        "Über Schlangen",
        "31. März 2026",
        "Im Web lesen",
        "1. März 2026 · 1 Minute Lesezeit",
        "Beim nächsten Mal",
        "Mehr davon.",
        "Dieser Brief darf gern weitergereicht werden.",
        "Abbestellen",
        "Weg 7, 24937 Flensburg",
        message.unsubscribe_slot("2026-03"),
        f"{cases.RECEIVER}/subscribe?lang=de",
    ):
        assert words in said


def test_each_language_speaks_its_own() -> None:
    assert "Read on the web" in EN.html
    assert "March 31, 2026" in EN.text
    assert "Im Web lesen" not in EN.html
    assert "Next time" not in EN.text, "nobody has written what comes next in English"
    assert "Danish" in cases.edition("en").text


def test_texts_are_escaped_in_html_and_not_in_plain_text() -> None:
    assert "Schlangen &amp; Geduld" in DE.html
    assert "Wer hinten steht, &lt;wartet&gt;." in DE.html
    assert "Schlangen & Geduld" in DE.text
    assert "Wer hinten steht, <wartet>." in DE.text


def test_a_post_without_a_description_is_announced_by_its_first_paragraph() -> None:
    assert "The first paragraph says what it is about." in EN.html
    assert "The second does not." not in EN.html


def test_a_post_in_another_language_is_linked_with_an_honest_note() -> None:
    url = f"{cases.SITE}/da/posts/danish.html?{UTM}&utm_content=danish.da"
    for edition, note in ((DE, "Dieser Beitrag ist auf Dänisch."), (EN, "This post is in Danish.")):
        assert note in edition.html
        assert note in edition.text
        assert url in edition.text
        assert re.search(r'<h2[^>]* lang="da"[^>]*>', edition.html)


def test_a_draft_translation_is_no_translation() -> None:
    posts = {**cases.POSTS, "danish.de.md": "---\ntitle: Entwurf\nstatus: draft\n---\nx\n"}
    edition = editions.cut_for(cases.issue(), Cut(("de",)), cases.press(posts=posts))
    assert "Kun på dansk" in edition.text
    assert "Entwurf" not in edition.text


def test_own_links_are_full_addresses_with_the_letters_campaign() -> None:
    hrefs = Links(DE.html).hrefs
    assert f"{cases.SITE}/de/newsletter/2026-03.html?{UTM}&utm_content=2026-03.de" in hrefs
    assert hrefs.count(f"{cases.SITE}/de/posts/schlangen.html?{UTM}&utm_content=queues.de") == 3
    assert f"{cases.SITE}/en/posts/queues.html?{UTM}&utm_content=queues.en#top" in Links(EN.html).hrefs


def test_the_impressum_and_the_unsubscribe_link_are_never_tracked() -> None:
    hrefs = Links(DE.html).hrefs
    assert "https://practice.example.org/notes/impressum.html" in hrefs
    assert message.unsubscribe_slot("2026-03") in hrefs
    assert f"{cases.RECEIVER}/subscribe?lang=de" in hrefs


def test_an_address_of_the_impressum_ends_where_it_ends() -> None:
    said = {"de": 'Web: <https://a.example/?x=1&y="2">, "https://b.example/b", https://c.example/c.'}
    sender = {"name": "Jonna Müller", "address": "letters@practice.example.org", "impressum": said}
    hrefs = Links(cases.edition("de", settings=cases.config(sender=sender)).html).hrefs
    assert [href for href in hrefs if re.match(r"https://.\.example/", href)] == [
        "https://a.example/?x=1&y=", "https://b.example/b", "https://c.example/c",
    ]  # fmt: skip


def test_links_of_other_sites_are_left_alone_and_none_is_relative() -> None:
    posted = Links(cases.edition("de", of=replace(cases.post_issue(), intro={"de": TEXT})).html).hrefs
    assert "https://elsewhere.example/a?b=c&d" in posted
    assert "mailto:a@example.org" in posted
    assert f"{cases.SITE}/de/posts/chart.png" in posted
    slot = message.unsubscribe_slot("till")
    assert all(re.match(rf"https://|mailto:|#|{slot}", href) for href in posted)


HEAD = "---\ntitle: A\ndate: 2026-03-08\n{}---\n"
TEXT = "[a](https://elsewhere.example/a?b=c&d) <a@example.org> [c](chart.png) [d](till.de.md)"


def test_an_edition_says_which_language_each_part_is_in() -> None:
    assert '<html lang="de" dir="ltr"' in JOINT.html
    assert JOINT.html.count('<div class="prose" dir="ltr" lang="de">') == 1
    assert JOINT.html.count('<div class="prose" dir="ltr" lang="en">') == 1
    assert '<html lang="en" dir="ltr"' in EN.html


def test_the_joint_letter_has_its_languages_in_order_and_jumps_on_top() -> None:
    links = Links(JOINT.html)
    assert links.hrefs[:2] == ["#de-letter", "#en-letter"]
    assert links.ids == ["de-letter", "en-letter"]
    for said in (JOINT.html, JOINT.text):
        body = said[said.index("</head>") :] if "</head>" in said else said
        order = [body.rindex(words) for words in ("Moin,", "Mehr davon.", "Hello,", "Warmly", "Abbestellen")]
        assert order == sorted(order)
    assert JOINT.text.startswith("Praxis Müller\nThis letter in English follows further down.\n")
    assert "#de-letter" not in Links(DE.html).hrefs


def test_footnotes_and_headings_of_two_languages_do_not_share_ids() -> None:
    links = Links(POST.html)
    assert len(links.ids) == len(set(links.ids))
    assert {href[1:] for href in links.hrefs if href.startswith("#")} <= set(links.ids)
    assert {"de-fn1", "en-fn1", "de-schluss"} <= set(links.ids)


def test_link_numbers_run_on_through_both_languages() -> None:
    assert "[1] https://practice.example.org/notes/de/posts/schlangen.html?" in POST.text
    assert "[2] https://practice.example.org/notes/en/posts/queues.html?" in POST.text


def test_the_lines_of_greeting_and_impressum_end_where_their_author_ended_them() -> None:
    assert "Herzlich\nJonna\n" in DE.text
    assert re.search(r"Herzlich<br>\s*Jonna", DE.html)
    assert "Jonna Müller\nWeg 7, 24937 Flensburg\n" in DE.text
    assert "Jonna Müller<br>Weg 7, 24937 Flensburg<br>" in DE.html


def test_plain_text_keeps_to_72_columns_but_for_addresses_and_code() -> None:
    for edition in (DE, EN, JOINT, POST):
        for line in edition.text.split("\n"):
            assert len(line) <= 72 or "https://" in line or line.startswith("    ")
            assert line == line.rstrip()
        assert "\n\n\n\n" not in edition.text


def test_without_a_receiver_the_site_is_where_one_subscribes() -> None:
    edition = cases.edition("de", settings=cases.config(receiver={}))
    assert f"{cases.SITE}/de/?{UTM}&utm_content=2026-03.de" in Links(edition.html).hrefs
    assert "Zum Abbestellen genügt eine Mail an jonna@practice.example.org" in edition.text


def test_an_issue_without_a_preheader_begins_with_its_own_words() -> None:
    issue = replace(cases.issue(), preheader={})
    assert cases.edition("de", of=issue).preheader == "Moin, lesen Sie die Schlangen."


def test_every_broken_link_is_named_before_anything_is_rendered() -> None:
    posts = {
        **cases.POSTS,
        "till.de.md": HEAD.format("newsletter: true\n") + "x\n\n[a](quues.de.md) [b](draft.de.md)\n",
        "till.en.md": HEAD.format("") + "[a](nothing-like-it.md)\n",
    }
    library = cases.press(posts=posts)
    issue = next(one for one in cases.composed(posts) if one.id == "till")
    with pytest.raises(ContentError) as refused:
        editions.all_of(issue, library)
    assert [str(problem) for problem in refused.value.problems] == [
        'content/posts/till.de.md:8: the link to "quues.de.md" (de) leads to no post; did you mean "queues.de.md"?',
        (
            'content/posts/till.de.md:8: the link to "draft.de.md" (de) leads to a post that readers cannot see on '
            "2026-03-08; take it out"
        ),
        (
            'content/posts/till.en.md:5: the link to "nothing-like-it.md" (en) leads to no post; '
            "write the post's file name, as seen from this file"
        ),
    ]


@pytest.mark.parametrize("block", ["next_time", "sign_off", "tiers.inner"])
def test_a_broken_link_is_found_in_whatever_its_author_wrote(block: str) -> None:
    head = 'date = 2026-03-31\nsubject = {de = "A"}\nintro = {de = "B"}\nposts = []\n'
    issue = cases.issue(f'{head}[{block}]\nde = "[a](../posts/quues.de.md)"\n')
    with pytest.raises(ContentError, match=r'"\.\./posts/quues\.de\.md" \(de\) leads to no post; did you mean'):
        editions.all_of(issue, cases.press())


def test_an_old_issue_may_point_to_a_newer_post_once_that_is_out() -> None:
    posts = {**cases.POSTS, "till.de.md": cases.POSTS["till.de.md"] + "\n[Später](later.de.md)\n"}
    posts["later.de.md"] = "---\ntitle: Später\ndate: 2026-05-01\n---\nx\n"
    issue = next(one for one in cases.composed(posts) if one.id == "till")
    assert editions.all_of(issue, cases.press(posts=posts, as_of=date(2026, 5, 1)))
    with pytest.raises(ContentError, match="cannot see on 2026-03-08"):
        editions.all_of(issue, cases.press(posts=posts, as_of=date(2026, 4, 30)))


def test_a_translation_of_a_later_day_is_not_sent_with_the_original() -> None:
    posts = {**cases.POSTS, "till.en.md": cases.POSTS["till.en.md"].replace("2026-03-08", "2026-05-01")}
    issue = next(one for one in cases.composed(posts) if one.id == "till")
    early, late = cases.press(posts=posts, as_of=date(2026, 3, 8)), cases.press(posts=posts, as_of=date(2026, 5, 1))
    assert [edition.name for edition in editions.all_of(issue, early)] == ["de"]
    assert [edition.name for edition in editions.all_of(issue, late)] == ["de", "en", "de-en"]


def test_a_language_that_runs_from_right_to_left_does_so_in_every_part() -> None:
    arabic = {"ar": "نص قصير"}
    issue = replace(cases.issue(), subject=arabic, intro=arabic, intro_paths={"ar": cases.PATH}, sign_off=arabic)
    html = cases.edition("ar", of=issue).html
    assert '<html lang="ar" dir="rtl"' in html
    assert '<div class="prose" dir="rtl" lang="ar">' in html
    assert re.search(r'class="thread-rtl"[^>]*border-right: 2px', html)
    assert "text-align:right" in html
