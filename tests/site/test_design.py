"""The look, as far as it can be computed: contrast, weight, and that every text is in the reader's language."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2.ext import GETTEXT_FUNCTIONS, babel_extract

from pipeline.site import contrast
from pipeline.site import plan as site
from tests.conftest import ROOT
from tests.site.cases import JOURNAL, content, journal, plan, templates

TEMPLATES = ROOT / "templates"
COLOURS = templates().tokens["colour"]


@pytest.mark.parametrize("scheme", COLOURS)
def test_every_text_can_be_told_from_its_ground(scheme: str) -> None:
    assert list(contrast.weak(COLOURS[scheme])) == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_the_schemes_name_the_same_colours() -> None:
    assert COLOURS["light"].keys() == COLOURS["dark"].keys()


def test_one_style_sheet_of_15_kb_at_most_that_loads_nothing_and_knows_both_schemes() -> None:
    (path,) = (path for path in journal() if path.endswith(".css"))
    assert re.fullmatch(r"assets/style\.[0-9a-f]{8}\.css", path)
    text = journal()[path].decode()
    assert len(gzip.compress(text.encode())) <= 15 * 1024
    assert "url(" not in text
    assert "@import" not in text
    assert "prefers-color-scheme: dark" in text
    assert text.count("{") == text.count("}")


def test_every_class_of_a_page_is_known_to_the_style_sheet() -> None:
    (style,) = (content.decode() for path, content in journal().items() if path.endswith(".css"))
    used = {
        name
        for path, page in journal().items()
        if path.endswith(".html")
        for names in re.findall(r' class="([^"]*)"', page.decode())
        for name in names.split()
    }
    made_by_markdown = {"footnotes-sep", "footnotes-list", "footnote-item", "language-sql"}
    assert {name for name in used if f".{name}" not in style} <= made_by_markdown


def test_the_style_sheet_gets_another_name_when_it_changes() -> None:
    def render(name: str, lang: str, values: object) -> str:
        return "changed" if name == "site/style.css" else "same"

    (path,) = (path for path in site.leaves(content({}), render) if path.endswith(".css"))
    assert path not in journal()


def _messages(path: Path) -> Iterator[tuple[str, ...]]:
    with path.open("rb") as file:
        for _, _, message, _ in babel_extract(
            file, GETTEXT_FUNCTIONS, (), {"silent": "false", "extensions": "jinja2.ext.i18n"}
        ):
            yield tuple(text for text in ((message,) if isinstance(message, str) else message or ()) if text)


def _catalogue(lang: str) -> Catalog:
    with (TEMPLATES / "locale" / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def _forms(message: Message) -> tuple[str | None, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


PAGES = sorted(path for path in TEMPLATES.rglob("*.*") if path.suffix in {".html", ".xml", ".mjml", ".txt"})


@pytest.mark.parametrize("lang", ["de", "da", "nl", "fr", "es"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_sentence_of_a_template_is_translated(path: Path, lang: str) -> None:
    catalogue = _catalogue(lang)
    for texts in _messages(path):
        message = catalogue.get(texts[0])
        assert message is not None, f"{lang}.po lacks {texts[0]!r}"
        translated = [text or "" for text in _forms(message)]
        assert all(translated), f"{lang}.po leaves {texts[0]!r} empty"
        assert not message.fuzzy, f"{lang}.po is unsure of {texts[0]!r}"
        assert len(translated) == (catalogue.num_plurals if len(texts) > 1 else 1)
        names = set(re.findall(r"%\(\w+\)s", "".join(texts)))
        assert all(set(re.findall(r"%\(\w+\)s", text)) <= names for text in translated)


OWNERS = {
    "en": r"\b(?:I|me|my|we|us|our|ours)\b",
    "de": r"\b(?:ich|mich|mir|mein\w*|wir|uns|unser\w*)\b",
    "da": r"\b(?:jeg|mig|min|mit|mine|vi|os|vores)\b",
    "nl": r"\b(?:ik|mij|me|mijn|wij|we|ons|onze)\b",
    "fr": r"\b(?:je|j['’]|moi|mon|ma|mes|nous|notre|nos)\b",
    "es": r"\b(?:yo|mí|mi|mis|nos|nosotros|nuestr\w+|\w+[aei]mos)\b",
}
READERS = ("Something else, or I do not know yet", "Yes, I want these letters")


@pytest.mark.parametrize("lang", OWNERS)
def test_what_readers_are_told_fits_one_person_and_a_firm(lang: str) -> None:
    """Whose site it is says neither I nor we; only the reader may say I."""
    told = {texts for path in PAGES if path.parent.name != "report" for texts in _messages(path)}
    said = [text for texts in told for text in texts if text not in READERS]
    if lang != "en":
        said = [form or "" for texts in told if texts[0] not in READERS for form in _forms(_catalogue(lang)[texts[0]])]
    assert [text for text in said if re.search(OWNERS[lang], text, re.IGNORECASE if lang != "en" else 0)] == []


def test_templates_have_sentences() -> None:
    assert sum(len(list(_messages(path))) for path in PAGES) > 200


def test_the_same_content_gives_the_same_bytes() -> None:
    assert plan(JOURNAL) == plan(dict(reversed(JOURNAL.items())))
