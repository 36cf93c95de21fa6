"""What is not recorded is not held against anybody: how leads came, since when they count, what a sale brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import advice, contract, doing, doubts, headline, judgements, marks, report, stopping
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import html
from pipeline.demand.reasons import Reason
from pipeline.demand.report import Report
from pipeline.demand.verdicts import Verdict
from pipeline.model.people import Lead, Touch
from pipeline.model.theme import Channel, Period, Step
from tests.demand.ledgers import (
    PRICED,
    START,
    at,
    catalogue,
    hours,
    lead,
    ledger,
    offer,
    post,
    speech,
    theme,
    won,
)

DAY = date(2026, 3, 1)
OFFERS = (offer("a", "alpha"), offer("b", "beta", price=500), offer("both", "alpha", "beta"))
KNOWN = catalogue(theme("alpha"), theme("beta"), offers=OFFERS)


def _blog(*leads: Lead) -> Ledger:
    """Twelve posts on alpha, which nobody is known to have met."""
    pieces = tuple(post(f"alpha-{n}", START + timedelta(days=15 * n), "alpha") for n in range(12))
    efforts = (hours("alpha", DAY, 190), hours("beta", DAY, 20))
    return ledger(catalogue=KNOWN, settings=PRICED, pieces=pieces, leads=leads, efforts=efforts)


def _said(made: Report, lang: str = "en") -> str:
    of = speech(made.ledger, lang)
    steps = (*doing.to_do(made, of), *stopping.to_stop(made, of), *advice.to_find_out(made, of))
    return " ".join((headline.headline(made, of.voice), *(f"{step.text} {step.command}" for step in steps)))


def test_posts_are_not_said_to_fail_where_nothing_is_recorded_of_how_leads_came() -> None:
    made = report.assemble(_blog(*(won(DAY, offer="a", self_report="") for _ in range(5))))
    said = _said(made)
    assert "Whether posts on Alpha pay is not known" in said
    assert "It is not recorded whether 5 leads came by a post" in said
    assert "leitmotiv leads update ID --heard TEXT" in said
    assert "do not pay" not in said
    assert "Stop writing" not in said
    verdict = made.themes[0].verdicts["content"]
    assert made.themes[0].counted["content"].code == "below-break-even", "the method counts what is recorded"
    found = contract.as_json(made, "")
    assert found["themes"][0]["verdicts"]["content"]["why"].endswith("posts may have worked unseen.")
    assert found["journeys"]["traced"] == 0
    of = speech(made.ledger)
    shown = [judgements.short(row.verdicts["content"], of) for row in made.themes]
    assert shown == ["not recorded", "untested"]
    assert judgements.judgement("content", verdict, of).tone == "open"
    conclusions = {section.id: section.conclusion for section in html.view(made, speech(made.ledger)).sections}
    assert "is not known" in conclusions["content"]


def test_posts_fail_only_where_the_untraced_leads_could_not_have_come_by_them() -> None:
    silent = [won(DAY, offer="a", self_report="") for _ in range(4)]
    seen = won(DAY, offer="a", self_report="", touches=(Touch(at=at(DAY), channel="referral"),))
    for told in (won(DAY, offer="a", self_report="A friend"), seen):
        made = report.assemble(_blog(*silent, told))
        said = _said(made)
        assert "Whether posts on Alpha pay is not known" in said
        assert "It is not recorded whether 4 leads came by a post" in said
        assert "Stop writing" not in said
        found = contract.as_json(made, "")["themes"][0]["verdicts"]["content"]
        assert found["code"] == "below-break-even", "the method counts what is recorded"
        assert "of 4 of 5 leads it is not recorded if they came by a post" in found["why"]
        said = _said(report.assemble(_blog(silent[0], *[told] * 4)))
        assert "Stop writing about Alpha" in said
        assert "It is not recorded" not in said


@pytest.mark.parametrize(("channel", "answer", "is_known"), [
    ("network", "A friend told me", True),
    ("events", "Your talk", True),
    ("network", "Frau Weber", True),
    ("network", "I have read your articles for years", False),
    ("network", "Google", False),
    ("network", "Ihr Blog", False),
    ("events", "Jeg har læst dit indlæg", False),
    ("fairs", "At your stand", True),
    ("blog", "Your blog", False),
    ("search", "I read your article about slow shops", False),
    ("direct", "Google", False),
    ("network", "", False),
])  # fmt: skip
def test_who_names_the_blog_does_not_speak_against_its_posts(channel: str, answer: str, is_known: bool) -> None:
    leads = [won(DAY, offer="a", channel=channel, self_report=answer) for _ in range(6)]
    fairs = Channel(id="fairs", name={"en": "Fairs"}, steps=(Step(name={"en": "Talk"}, minutes=20, conversion=0.5),))
    facts = _blog(*leads)
    facts = replace(facts, catalogue=replace(facts.catalogue, channels={"fairs": fairs}))
    assert ("Stop writing about Alpha" in _said(report.assemble(facts))) == is_known


def test_an_answer_to_a_letter_does_not_tell_how_a_client_had_come() -> None:
    later = Touch(at=at(DAY + timedelta(days=9)), channel="newsletter", source="newsletter", campaign="letter")
    leads = [won(DAY, offer="a", self_report="", touches=(later,)) for _ in range(6)]
    said = _said(report.assemble(_blog(*leads)))
    assert "It is not recorded whether 6 leads came by a post" in said
    assert "Stop writing" not in said


def test_an_empty_book_of_leads_is_no_record_of_their_absence() -> None:
    made = report.assemble(_blog())
    assert made.themes[0].verdicts["content"].doubt == "no-record"
    assert "do not pay" not in _said(made)
    assert "Stop writing" not in _said(made)
    many = tuple(post(f"alpha-{n}", START + timedelta(days=3 * n), "alpha") for n in range(50))
    assert report.assemble(replace(_blog(), pieces=many)).themes[0].verdicts["content"].doubt == "no-record"
    open_one = report.assemble(_blog(lead(DAY, offer="a")))
    assert open_one.themes[0].verdicts["content"].doubt == "unqualified"
    lost = report.assemble(_blog(lead(DAY, {"lost": DAY}, offer="a")))
    assert lost.themes[0].verdicts["content"].code == "below-break-even"
    earlier = replace(_blog(won(START - timedelta(days=9), offer="a")), start=START)
    assert report.assemble(earlier).themes[0].verdicts["content"].code == "below-break-even"


def test_the_report_of_a_day_does_not_know_what_became_of_an_inquiry_later() -> None:
    until = _blog().until
    later = until + timedelta(days=5)
    asked = [
        lead(until, offer="a"),
        lead(until, {"qualified": later}, offer="a"),
        lead(until, {"lost": later}, offer="a"),
    ]
    assert {report.assemble(_blog(one)).themes[0].verdicts["content"].doubt for one in asked} == {"unqualified"}


def test_hours_that_posts_do_not_name_decide_nothing() -> None:
    """Twelve posts a theme, alike but for the minutes that only those on alpha have."""
    days = [START + timedelta(days=14 * n) for n in range(12)]
    timed = tuple(post(f"alpha-{n}", day, "alpha", minutes=300) for n, day in enumerate(days))
    bare = tuple(post(f"beta-{n}", day, "beta", minutes=None) for n, day in enumerate(days))
    leads = [won(DAY, offer=key) for key in "ab" * 6]
    efforts = (hours("alpha", DAY, 2), hours("beta", DAY, 2))
    facts = ledger(catalogue=KNOWN, settings=PRICED, pieces=timed + bare, leads=leads, efforts=efforts)
    made = report.assemble(facts)
    assert [row.counted["per_100_hours"].code for row in made.themes] == ["clear", "clear"]
    assert [row.verdicts["per_100_hours"].doubt for row in made.themes] == ["hours-missing"] * 2
    said = _said(made)
    assert "Clear by the hour" not in said
    assert (
        "12 posts of this period have no “minutes:” in their front matter, as others have (beta-0, beta-1, beta-2, …). "
        "Note them there; where the hours stand elsewhere, “minutes: 0”."
    ) in said
    found = contract.as_json(made, "")["themes"][1]["verdicts"]["per_100_hours"]
    assert "the minutes of 12 posts of this period are not noted" in found["why"]
    noted_elsewhere = replace(facts, pieces=tuple(replace(piece, minutes=None) for piece in timed + bare))
    assert "have no “minutes:”" not in _said(report.assemble(noted_elsewhere))


def test_hours_of_posts_alone_decide_nothing() -> None:
    """Half an hour for the post on beta, and none on record for the calls by which it sold."""
    pieces = (
        *(post(f"alpha-{n}", DAY, "alpha", minutes=240) for n in range(8)),
        post("beta-0", DAY, "beta", minutes=30),
    )
    facts = ledger(catalogue=KNOWN, settings=PRICED, pieces=pieces, leads=tuple(won(DAY, offer="b") for _ in range(5)))
    before = replace(facts, efforts=(hours("beta", START - timedelta(days=1), 1),))
    called = replace(facts, efforts=(hours("beta", DAY, 1),))
    for known, is_said in ((facts, False), (before, False), (called, True)):
        made = report.assemble(known)
        assert [row.counted["per_100_hours"].code for row in made.themes] == ["clear", "clear"]
        assert ("Clear by the hour" in _said(made)) == is_said
    why = contract.as_json(report.assemble(facts), "")["themes"][1]["verdicts"]["per_100_hours"]["why"]
    assert why.endswith("those of its posts: talks, calls and proposals are not among them.")


def test_hours_that_were_noted_only_of_late_decide_nothing() -> None:
    """Beta sold four times before its owner began to note hours, most of which were for alpha then."""
    begun = DAY + timedelta(days=60)
    spent = (hours("alpha", begun, 9), hours("alpha", begun + timedelta(days=7), 16), hours("beta", begun, 1))
    sold = tuple(won(DAY + timedelta(days=n), offer="b") for n in range(4))
    late = ledger(catalogue=KNOWN, settings=PRICED, leads=sold, efforts=spent)
    noted_before = replace(late, efforts=(*spent, hours("beta", START - timedelta(days=1), 1)))
    sold_since = replace(late, leads=tuple(won(begun + timedelta(days=n), offer="b") for n in range(4)))
    sum_of_half_a_year = replace(late, efforts=(hours("alpha", begun, 25), hours("beta", begun, 1)))
    on_two_days = replace(late, efforts=(hours("beta", begun - timedelta(days=2), 1), hours("alpha", begun, 25)))
    sums_of_months = replace(late, efforts=tuple(replace(one, on=one.on - timedelta(days=30)) for one in spent))
    known = (noted_before, sold_since, sum_of_half_a_year, on_two_days, sums_of_months)
    for facts, is_said in ((late, False), *((facts, True) for facts in known)):
        made = report.assemble(facts)
        assert [row.counted["per_100_hours"].code for row in made.themes] == ["clear", "clear"]
        assert ("Clear by the hour" in _said(made)) == is_said
        assert ("Beta sold 4 times in" in _said(made)) == is_said
        assert ("Stop promoting" in _said(made) or "first hours on record" not in _said(made)) == is_said
    made = report.assemble(late)
    assert (
        "The first hours on record are of Apr 30, 2026, and 4 leads of this period had come long before. Note the "
        "hours up to then, or count from that day. leitmotiv report --period 2026-04-30.." in _said(made)
    )
    why = contract.as_json(made, "")["themes"][1]["verdicts"]["per_100_hours"]["why"]
    assert why.endswith("But hours were noted only long after 4 leads came: counted from then it would not stand.")
    of = speech(late)
    assert judgements.short(made.themes[1].verdicts["per_100_hours"], of) == "not recorded"
    earlier = tuple(won(DAY + timedelta(days=n), offer="b") for n in range(9))
    stands = report.assemble(replace(sold_since, leads=(*sold_since.leads, *earlier)))
    assert "Clear by the hour" in _said(stands)


def test_a_sum_of_what_went_before_is_one_though_the_hours_of_another_theme_were_noted_day_by_day() -> None:
    begun = DAY + timedelta(days=60)
    alpha = tuple(hours("alpha", begun + timedelta(days=n), 16) for n in range(0, 40, 4))
    beta = hours("beta", begun + timedelta(days=45), 25)
    sold = tuple(won(DAY + timedelta(days=n), offer="b") for n in range(9))
    made = report.assemble(ledger(catalogue=KNOWN, settings=PRICED, leads=sold, efforts=(*alpha, beta)))
    assert "Clear by the hour" in _said(made)
    assert "had come long before" not in _said(made)


@pytest.mark.parametrize("noted", [None, "gone"])
def test_hours_of_calls_without_a_theme_may_be_those_of_what_sold(noted: str | None) -> None:
    """Beta sold by calls: two hours of them are noted as its own, and sixty as nobody's."""
    own = (hours("alpha", DAY, 40), hours("beta", DAY, 2))
    facts = ledger(catalogue=KNOWN, settings=PRICED, efforts=own, leads=tuple(won(DAY, offer="b") for _ in range(4)))
    few, many = (report.assemble(replace(facts, efforts=(*own, hours(noted, DAY, extra)))) for extra in (0.5, 60))
    assert [row.counted["per_100_hours"].code for row in (*few.themes, *many.themes)] == ["clear"] * 4
    assert "Clear by the hour" in _said(few)
    assert "Clear by the hour" not in _said(many)
    assert "Leaning by the hour (82 %)" in _said(many)
    assert [row.verdicts["per_100_hours"].code for row in many.themes] == ["not-enough-data", "leaning"]
    why = contract.as_json(many, "")["themes"][1]["verdicts"]["per_100_hours"]["why"]
    assert why.endswith(
        "But no theme is noted for 60 hours: shared out as the leads are, it would not stand. "
        "As a hint it would stand: 82 % sure."
    )


def test_more_evidence_takes_no_hint_back() -> None:
    """Shared out as the leads are, nobody's hours weaken what is clear to a hint; that much was said before, and is."""
    seen = []
    for alpha in (8, 12, 14, 16, 18, 20, 22, 24, 40, 90):
        own = (hours("alpha", DAY, alpha), hours("beta", DAY, 10), hours(None, DAY, 5))
        sold = tuple(won(DAY, offer="b") for _ in range(6))
        made = report.assemble(ledger(catalogue=KNOWN, settings=PRICED, efforts=own, leads=sold))
        row = made.themes[1]
        seen.append((row.counted["per_100_hours"].code, row.verdicts["per_100_hours"].code))
    strength = ["not-enough-data", "leaning", "clear"]
    assert ("clear", "leaning") in seen
    assert seen == sorted(seen, key=lambda pair: [strength.index(code) for code in pair])


@pytest.mark.parametrize("order", [(0.95, 0.82), (0.82, 0.95)], ids=["the stronger first", "the weaker first"])
def test_of_two_things_that_leave_a_hint_the_weaker_hint_is_said(order: tuple[float, float]) -> None:
    known = {"a": Verdict(code="clear", direction="more", probability=0.99)}
    for chance, code in zip(order, ("hours-missing", "hours-late"), strict=True):
        again = {"a": Verdict(code="leaning", direction="more", probability=chance)}
        known = doubts.doubted(known, again, Reason(code, {}))
    said = doubts.said(known.items())["a"]
    assert (said.code, said.probability) == ("leaning", 0.82)
    assert said.why[-1] == Reason("as-a-hint", {"sure": 0.82})
    assert len(said.why) == 2


def test_an_idea_is_neither_judged_nor_evidence() -> None:
    """A theme that stands in themes.toml alone says nothing of itself, and nothing of the others."""
    ideas = [theme(f"idea{n}") for n in range(8)]
    leads = [won(DAY, offer="b") for _ in range(4)]
    facts = _blog(*leads)
    known = catalogue(theme("alpha"), theme("beta"), *ideas, offers=OFFERS)
    alone, beside = report.assemble(facts), report.assemble(replace(facts, catalogue=known))
    assert {row.verdicts["per_month"].doubt for row in beside.themes[2:]} == {"never-begun"}
    codes = ["not-enough-data", "leaning", "clear"]
    for before, after in zip(alone.themes, beside.themes[:2], strict=True):
        found = after.verdicts["per_month"]
        assert codes.index(found.code) <= codes.index(before.verdicts["per_month"].code)
    sure = [made.themes[1].counted["per_month"].probability or 0.0 for made in (alone, beside)]
    assert sure[0] < sure[1], "what the method makes of it"


@pytest.mark.parametrize("deed", ["promoted before", "asked for before", "nothing", "offered later"])
def test_what_was_done_before_the_period_makes_an_idea_a_theme(deed: str) -> None:
    idea = theme("idea", promoted=(Period(date(2025, 3, 1), date(2025, 9, 1)),) if deed == "promoted before" else ())
    to_come = offer("idea", "idea", since=date(2027, 1, 1))
    offers = (*OFFERS, to_come) if deed == "offered later" else OFFERS
    leads = [won(DAY, offer="b") for _ in range(8)]
    if deed == "asked for before":
        leads.append(lead(date(2025, 6, 1), {"qualified": date(2025, 6, 2)}, theme="idea"))
    known = catalogue(theme("alpha"), theme("beta"), idea, offers=offers)
    facts = replace(_blog(*leads), catalogue=known, start=START)
    begun = deed in ("promoted before", "asked for before")
    doubt = report.assemble(facts).themes[2].verdicts["per_month"].doubt
    assert doubt == (None if begun or deed == "offered later" else "never-begun")


def test_inquiries_that_nobody_qualified_are_asked_for() -> None:
    raw = [lead(DAY, offer="a") for _ in range(3)]
    said = _said(report.assemble(_blog(*raw, lead(DAY, {"qualified": DAY}, offer="a"))))
    assert "3 of 4 inquiries are not qualified" in said
    assert "leitmotiv leads update ID --stage qualified --on DAY" in said
    enough = [lead(DAY, {"qualified": DAY}, offer="a") for _ in range(3)]
    assert "not qualified" not in _said(report.assemble(_blog(*raw, *enough)))


def test_what_the_costly_theme_sold_is_not_passed_over() -> None:
    leads = [won(DAY, offer="a") for _ in range(2)] + [won(DAY, offer="b") for _ in range(3)]
    assert _said(report.assemble(_blog(*leads))).startswith(
        "You put 190 h into Alpha and 2 of 5 inquiries asked for it, and it sold 2 times; "
        "Beta sold 3 times in 20 h without one post."
    )


def test_inquiries_of_which_nobody_knows_the_wish_are_not_counted_as_not_asking() -> None:
    facts = _blog(won(DAY, offer="b"), *(lead(DAY, {"qualified": DAY}) for _ in range(8)))
    assert _said(report.assemble(facts)).startswith(
        "You put 190 h into Alpha and the only inquiry whose wish is known did not ask for it; "
    )
    facts = _blog(*(won(DAY, offer=key) for key in "abb"), *(lead(DAY, {"qualified": DAY}) for _ in range(8)))
    assert "1 of the 3 inquiries whose wish is known asked for it" in _said(report.assemble(facts))


def test_a_sale_of_two_themes_sets_neither_against_the_other() -> None:
    said = _said(report.assemble(_blog(*(won(DAY, offer="both") for _ in range(3)))))
    assert said.startswith(
        "You put 190 h into Alpha and 3 of 3 inquiries asked for it; all 3 sales were of Alpha and Beta together."
    )


def test_a_sale_without_a_noted_value_is_not_one_for_nothing() -> None:
    leads = (won(DAY, offer="a"), won(DAY, offer="a", value=700.0), won(DAY, offer="b"), won(DAY, offer="both"))
    made = report.assemble(_blog(*leads))
    assert [(row.offer.id, row.sold, row.valued, row.revenue) for row in made.offers] == [
        ("a", 2, 1, 700.0),
        ("b", 1, 1, 500.0),
        ("both", 1, 0, 0.0),
    ]
    (section,) = [one for one in html.view(made, speech(made.ledger)).sections if one.id == "offers"]
    said = str(section)
    assert "noted for 1 of 2" in said
    assert "not noted" in said
    assert section.conclusion.endswith("EUR (noted for 2 of 4).")


@pytest.mark.parametrize("lang", ["en", "de", "da"])
def test_a_period_that_begins_long_before_the_first_inquiry_says_so(lang: str) -> None:
    facts = replace(_blog(won(DAY, offer="a")), start=date(2019, 1, 1))
    made = report.assemble(facts)
    of = speech(facts, lang)
    said = advice.late_record(made, of)
    assert said is not None
    assert said.command == "leitmotiv report --period 2026-03-01.."
    assert said in advice.to_find_out(made, of)
    assert advice.late_record(report.assemble(_blog(won(DAY, offer="a"))), of) is None
    assert advice.late_record(report.assemble(replace(facts, leads=())), of) is None


def test_long_names_that_begin_alike_are_told_apart_in_charts() -> None:
    names = [f"A rather long name of theme number {n}" for n in range(3)]
    short = marks._told_apart([*names, "Testing"], 24)
    assert len(set(short.values())) == 4
    assert all(len(said) <= 24 for said in short.values())
    assert short["Testing"] == "Testing"


def test_minutes_of_posts_that_come_out_later_say_nothing_of_those_before() -> None:
    before = ledger(until=DAY, as_of=DAY, catalogue=KNOWN, pieces=(post("now", START, "alpha", minutes=None),))
    later = replace(before, pieces=(*before.pieces, post("later", date(2026, 5, 1), "alpha", minutes=120)))
    assert doubts.untimed(before) == doubts.untimed(later) == []


def test_hours_that_were_noted_of_late_for_one_theme_decide_nothing_about_it() -> None:
    """Hours on alpha were noted all along; beta sold three times before two hours on a proposal were."""
    spent = (*(hours("alpha", START + timedelta(days=20 * n), 10) for n in range(8)), hours("beta", START, 2))
    sold = tuple(won(START + timedelta(days=day), offer="b") for day in (10, 40, 70, 170))
    noted = ledger(catalogue=KNOWN, settings=PRICED, leads=sold, efforts=spent)
    late = replace(noted, efforts=(*spent[:-1], hours("beta", START + timedelta(days=165), 2)))
    assert "Clear by the hour" in _said(report.assemble(noted))
    assert "Beta sold 4 times in 2 h" in _said(report.assemble(noted))
    said = _said(report.assemble(late))
    assert "by the hour" not in said
    assert "Beta sold 4 times in" not in said
    assert (
        "The first hours for Beta on record are of Jun 15, 2026, and 3 leads that wanted it had come long before. "
        "Note the hours up to then. leitmotiv effort add --theme beta"
    ) in said


def _known_of(*unknown: int) -> Ledger:
    """Twelve posts on alpha in winter, and eight leads, two then and six in spring: of these it is not known how they
    came.
    """
    days = [START + timedelta(days=day) for day in (20, 60, *range(130, 178, 8))]
    leads = (won(day, offer="b", self_report="" if n in unknown else "a friend") for n, day in enumerate(days))
    pieces = tuple(post(f"alpha-{n}", START + timedelta(days=7 * n), "alpha") for n in range(12))
    return replace(_blog(*leads), pieces=pieces)


def test_posts_are_not_said_to_fail_for_the_time_before_ways_were_taken_down() -> None:
    stop = "Stop writing about Alpha"
    assert stop in _said(report.assemble(_known_of()))
    assert stop in _said(report.assemble(_known_of(3, 5)))
    assert stop not in _said(report.assemble(_known_of(0, 1)))
