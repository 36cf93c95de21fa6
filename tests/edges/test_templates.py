"""One resolver for templates and wording: the workspace's own first, then the packaged ones."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from pipeline.edges.templates import Templates, language_name
from pipeline.errors import TemplateError
from tests.conftest import ROOT, MakeWorkspace

DE_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hello"\nmsgstr "Moin"\n'


def test_a_workspace_overrides_a_template_and_keeps_the_others(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"templates/site/robots.txt": "mine"})
    templates = Templates(str(root))
    assert templates.render("site/robots.txt", "en", {}) == "mine"
    assert "mine" not in templates.text("site/style.css")


def test_a_template_builds_on_ours_of_the_same_name(make_workspace: MakeWorkspace) -> None:
    ours = Templates(str(make_workspace({}))).render("site/icon.svg", "de", {})
    own = {
        "templates/site/icon.svg": '{% include "ours/site/icon.svg" %}<!-- {{ lang }} -->',
        "templates/site/robots.txt": '{% extends "ours/site/icon.svg" %}',
    }
    found = Templates(str(make_workspace(own)))
    assert found.render("site/icon.svg", "de", {}) == f"{ours}<!-- de -->"
    assert found.render("site/robots.txt", "de", {}) == ours


def test_a_workspace_adds_its_own_words_to_the_packaged_ones(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"templates/locale/de.po": DE_PO, "templates/x.html": "{{ _('Hello') }}"})
    templates = Templates(str(root))
    assert templates.render("x.html", "de", {}) == "Moin"
    assert templates.render("x.html", "de-ch", {}) == "Moin"
    assert templates.render("x.html", "en", {}) == "Hello"


def test_swiss_german_pages_have_no_eszett(make_workspace: MakeWorkspace) -> None:
    templates = Templates(str(make_workspace({"templates/x.html": "{{ _('Also possible') }}"})))
    assert templates.render("x.html", "de", {}) == "Außerdem möglich"
    assert templates.render("x.html", "de-ch", {}) == "Ausserdem möglich"


def test_french_has_its_first_of_the_month_and_a_space_before_a_colon(make_workspace: MakeWorkspace) -> None:
    files = {
        "templates/x.html": '{{ day|date }}, {{ day|short_date }} {{ _("A & B")|colon }}',
        "templates/locale/fr.po": 'msgid ""\nmsgstr ""\n\nmsgid "A & B"\nmsgstr "C & D"\n',
    }
    templates = Templates(str(make_workspace(files)))
    said = {
        lang: [templates.render("x.html", lang, {"day": date(2026, 5, day)}) for day in (1, 11)]
        for lang in ("fr-be", "nl")
    }
    assert said["fr-be"] == ["1er mai 2026, 1er mai 2026 C &amp; D\u00a0:", "11 mai 2026, 11 mai 2026 C &amp; D\u00a0:"]
    assert said["nl"][0].startswith("1 mei 2026, 1 mei 2026 ")


def test_html_is_escaped_and_text_is_not(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({f"templates/x.{kind}": "{{ name }}" for kind in ("html", "xml", "mjml", "txt")})
    rendered = {
        kind: Templates(str(root)).render(f"x.{kind}", "en", {"name": "<b>"}) for kind in ("html", "xml", "mjml", "txt")
    }
    assert rendered == {"html": "&lt;b&gt;", "xml": "&lt;b&gt;", "mjml": "&lt;b&gt;", "txt": "<b>"}


class _Rich:
    def __html__(self) -> str:
        return "<i>rich</i>"


@pytest.mark.parametrize(
    "value", ["<a href='x' title=\"y\">&amp;", Markup("<b>&"), 7, None, date(2026, 3, 31), _Rich(), ""]
)
def test_what_is_put_out_is_escaped_as_markupsafe_does(value: object, make_workspace: MakeWorkspace) -> None:
    source = "{% macro m(v) %}{{ v }}{% endmacro %}{% set s %}{{ value }}{% endset %}{{ value }} {{ m(value) }} {{ s }}"
    root = make_workspace({"templates/x.html": source})
    assert Templates(str(root)).render("x.html", "en", {"value": value}) == " ".join([str(escape(value))] * 3)


def test_once_tells_apart_by_language_argument_and_what_is_safe_already(make_workspace: MakeWorkspace) -> None:
    source = "{% from 'm.html' import said %}{{ text|once(said) }} {{ text|safe|once(said) }} {{ 'b'|once(said) }}"
    files = {
        "templates/m.html": "{% macro said(text) %}{{ _('Hello') }} {{ text }}{% endmacro %}",
        "templates/x.html": source,
    }
    templates = Templates(str(make_workspace({**files, "templates/locale/de.po": DE_PO})))
    for lang, hello in (("de", "Moin"), ("en", "Hello"), ("de", "Moin")):
        shown = templates.render("x.html", lang, {"text": "<a>"})
        assert shown == f"{hello} &lt;a&gt; {hello} <a> {hello} b"


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("de", "31. März 2026 | 1.234,5 | 12 %"),
        ("en", "March 31, 2026 | 1,234.5 | 12%"),
        ("da", "31. marts 2026 | 1.234,5 | 12 %"),
        ("xx", "March 31, 2026 | 1,234.5 | 12%"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_does(
    lang: str, shown: str, make_workspace: MakeWorkspace
) -> None:
    root = make_workspace({"templates/x.txt": "{{ day|date }} | {{ n|number }} | {{ share|percent }}"})
    values = {"day": date(2026, 3, 31), "n": 1234.5, "share": 0.12}
    assert Templates(str(root)).render("x.txt", lang, values).replace("\xa0", " ") == shown


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n{{ missing }}", "x.html:2: asks for something that it is not given: 'missing' is undefined"),
        ("{% if %}", "x.html:1: does not parse"),
        ("\n{% include 'nowhere.html' %}", "templates/x.html:2: asks for templates/nowhere.html, which is not there"),
        ("{% extends 'base.html' %}", "templates/x.html:1: asks for templates/base.html, which is not there"),
        ("{% import 'p.html' as p %}", "templates/x.html:1: asks for templates/p.html, which is not there"),
        ("a\n{{ 'b'|unknown }}", "templates/x.html:2: does not parse: No filter named 'unknown'."),
        ("a\n\n{{ 1 / 0 }}", "templates/x.html:3: cannot be rendered: division by zero"),
        ("a\n{{ 'soon'|date }}", "templates/x.html:2: cannot be rendered: AssertionError"),
        ("a\n{{ 1 + 'a' }}", "templates/x.html:2: cannot be rendered: unsupported operand"),
        ("{% extends 'x.html' %}", "templates/x.html:1: extends, includes or imports itself"),
        ("{% include 'x.html' %}", "templates/x.html:1: extends, includes or imports itself"),
        ("{% import 'x.html' as x %}", "templates/x.html:1: extends, includes or imports itself"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(source: str, said: str, make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"templates/x.html": source})
    with pytest.raises(TemplateError) as refused:
        Templates(str(root)).render("x.html", "en", {})
    assert said in str(refused.value)


def test_a_mistake_stands_in_the_template_that_another_one_uses(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"templates/x.html": "{% include 'y.html' %}", "templates/y.html": "a\n{{ missing.it }}"})
    with pytest.raises(TemplateError, match=r"^templates/y\.html:2: asks for something"):
        Templates(str(root)).render("x.html", "en", {})


def test_a_mistake_of_this_program_is_not_told_as_one_of_a_template(make_workspace: MakeWorkspace) -> None:
    def broken() -> str:
        raise LookupError("ours")

    with pytest.raises(LookupError, match="ours"):
        Templates(str(make_workspace({}))).render("site/robots.txt", "en", {"sitemap": _Lazy(broken)})


class _Lazy:
    def __init__(self, made: Callable[[], str]) -> None:
        self._made = made

    def __str__(self) -> str:
        return self._made()


@pytest.mark.parametrize("name", ["templates/x.html", "templates/x.txt"])
def test_a_template_that_is_not_utf_8_is_told_with_its_line(name: str, make_workspace: MakeWorkspace) -> None:
    root = make_workspace({})
    root.joinpath("templates").mkdir()
    root.joinpath(name).write_bytes(b"a\n\xff\xfe")
    with pytest.raises(TemplateError, match=f"^{name}:2: byte 0xff is not valid UTF-8"):
        Templates(str(root)).render(name.removeprefix("templates/"), "en", {})
    with pytest.raises(TemplateError, match=f"^{name}:2: byte 0xff is not valid UTF-8"):
        Templates(str(root)).text(name.removeprefix("templates/"))


def test_a_broken_catalogue_is_told(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"templates/locale/de.po": "msgid 'x\nnonsense"})
    with pytest.raises(TemplateError, match=r"de\.po:1: a line is a comment"):
        Templates(str(root)).wording("de")


@pytest.mark.parametrize(
    ("lang", "name"), [("de", "Deutsch"), ("da", "Dansk"), ("pt-br", "Português (Brasil)"), ("xx", "xx")]
)
def test_a_language_is_called_by_its_own_name(lang: str, name: str) -> None:
    assert language_name(lang) == name


def test_a_new_workspace_begins_in_every_language_that_pages_speak(tmp_path: Path) -> None:
    templates = Templates(str(tmp_path))
    spoken = templates.languages()
    assert sorted(tomllib.loads(templates.text("workspace/texts.toml"))) == spoken
    for name in ("themes", "offers", "channels"):
        rendered = templates.render(f"workspace/{name}.toml", "en", {"spoken": spoken})
        assert all(sorted(section["name"]) == spoken for section in tomllib.loads(rendered).values())


def test_every_packaged_template_parses(tmp_path: Path) -> None:
    templates = Templates(str(tmp_path))
    environment = templates._environment("en")
    names = environment.list_templates(extensions=["html", "xml", "mjml", "txt", "css"])
    assert names
    for name in names:
        environment.get_template(name)


_FRENCH = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        ('msgid "of %(day)s"\nmsgstr "du %(dya)s"', 4, 'has %(dya)s, which .* did you mean "%\\(day\\)s"'),
        ('msgid "of %(day)s"\nmsgstr "à 100 % du %(day)s"', 4, "has a % that begins nothing; write %%"),
        ('msgid "of %(day)s"\nmsgstr "du %(day)"', 4, "has a % that begins nothing"),
        ('msgid "%(n)s post"\nmsgid_plural "%(n)s posts"\nmsgstr[0] "un"\nmsgstr[1] "%(m)s"', 4, r"has %\(m\)s"),
        ('msgid "%(n)s post"\nmsgid_plural "%(n)s posts"\nmsgstr[0] "un"', 4, "lacks one of its plural forms"),
        ('msgid "{n} days"\nmsgstr "{m} jours"', 4, r"has \{m\}, which the sentence in English has not"),
        ('msgid "None"\nmsgstr "Aucun {"', 4, r"has a \{ that begins nothing"),
        ('msgid "Skip"\nmsgstr "Aller %(day)s"', 4, r"has %\(day\)s, which"),
        ('msgid Skip"\nmsgstr "Aller"', 4, 'a text in "quotes"'),
        ('msgid "Skip"\nmsgstr "Al"ler"', 5, 'a text in "quotes"'),
        ('msgid "Skip"', 4, "missing msgstr"),
        (
            'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"',
            4,
            "has more plural forms than its head says; write .Plural-Forms: nplurals=2; plural=",
        ),
    ],
)
def test_a_catalogue_that_cannot_be_used_names_its_line(
    entry: str, line: int, said: str, make_workspace: MakeWorkspace
) -> None:
    templates = Templates(str(make_workspace({"templates/locale/fr.po": f"{_FRENCH}{entry}\n"})))
    with pytest.raises(TemplateError, match=said.replace("(dya)", r"\(dya\)")) as refused:
        templates.wording("fr")
    assert (refused.value.problems[0].path, refused.value.problems[0].line) == ("templates/locale/fr.po", line)


def test_a_catalogue_may_begin_with_the_mark_of_windows(make_workspace: MakeWorkspace) -> None:
    entry = f'\ufeff{_FRENCH}msgid "All"\nmsgstr "Tous"\n'
    templates = Templates(str(make_workspace({"templates/locale/fr.po": entry, "templates/x.txt": "{{ _('All') }}"})))
    assert templates.render("x.txt", "fr", {}) == "Tous"


def test_a_catalogue_says_text_and_a_percent_sign_is_one(make_workspace: MakeWorkspace) -> None:
    source = "{{ _('All') }}|{% trans %}All{% endtrans %}|{% trans n=2 %}{{ n }} post{% pluralize %}p{% endtrans %}|"
    own = f'{_FRENCH}msgid "All"\nmsgstr "<b>100 %"\n\nmsgid "%(n)s post"\nmsgid_plural "p"\nmsgstr[0] "%(n)s <"\n'
    files = {
        "templates/locale/fr.po": f'{own}msgstr[1] "%(n)s &"\n',
        "templates/x.html": source,
        "templates/x.txt": source,
    }
    templates = Templates(str(make_workspace(files)))
    assert templates.render("x.html", "fr", {}) == "&lt;b&gt;100 %|&lt;b&gt;100 %|2 &amp;|"
    assert templates.render("x.txt", "fr", {}) == "<b>100 %|<b>100 %|2 &|"


def test_no_page_has_a_macro_of_its_own() -> None:
    """It would hold all that the page shows in a circle, which a build never frees: 4 KB a page, 20 MB at 5,000."""
    pages = [path for path in (ROOT / "templates/site").glob("*.html") if "{% extends" in path.read_text("utf-8")]
    assert len(pages) > 5
    assert [path.name for path in pages if "{% macro" in path.read_text("utf-8")] == []
