"""What stands on pages beside posts, and lacks a language of the site: names, letters, own pages, our own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.edges import files, packaged
from pipeline.edges import wording as catalogues
from pipeline.edges.place import CONFIG
from pipeline.edges.templates import Templates
from pipeline.errors import ConfigError, Problem
from pipeline.model import toml_source
from pipeline.model.issue import Issue
from pipeline.model.language import foreign
from pipeline.model.line import quoted
from pipeline.model.source import Source
from pipeline.model.workspace import Workspace
from pipeline.site import own_pages
from pipeline.site.content import OwnPage

_THEMES, _OFFERS = "content/themes.toml", "content/offers.toml"
_ENGLISH = "en"
"""What our sentences are written in."""


def doubts(workspace: Workspace, pages: Iterable[OwnPage]) -> Iterator[Problem]:
    """One problem for each theme, offer, own page and language of the interface."""
    languages, catalogue = workspace.config.languages, workspace.catalogue
    themes = {one.id: {"name": one.name, "description": one.description} for one in catalogue.themes.values()}
    offers = {one.id: {"name": one.name} for one in catalogue.offers.values()}
    for path, named in ((_THEMES, themes), (_OFFERS, offers)):
        if named:
            source = toml_source.parse(path, files.read_text(workspace.root, path), ConfigError)
            yield from _names(source, named, languages)
    for by_lang in own_pages.by_key(pages).values():
        lacking = [lang for lang in languages if lang not in by_lang]
        if lacking:
            path = next(iter(by_lang.values())).path
            yield Problem(f"is not translated into {', '.join(lacking)}", path, 1)
    yield from wording(workspace.root, languages)
    yield from _catalogues(workspace.root, languages)


def letters(
    languages: Sequence[str], issues: Iterable[Issue], versions: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    """One problem for each issue that has no text in some of `languages`; `versions` are those shown: language, id.

    A post that is a letter is told of as a post.
    """
    for issue in issues:
        written = {lang for lang, shown in versions if shown == issue.id}
        lacking = [lang for lang in languages if lang not in written]
        if written and lacking and issue.path.endswith(".toml"):
            yield Problem(f"is not translated into {', '.join(lacking)}", issue.path, 1)


def _names(
    source: Source, named: Mapping[str, Mapping[str, Mapping[str, str]]], languages: Sequence[str]
) -> Iterator[Problem]:
    for id_, texts in named.items():
        lacking: dict[str, str] = {}
        for lang in languages:
            keys = [key for key, by_lang in texts.items() if by_lang and foreign(by_lang, lang, languages)]
            if keys:
                lacking[lang] = f"no {' and no '.join(keys)}"
        said = [f"{what} in {', '.join(langs)}" for what, langs in _by_value(lacking).items()]
        if said:
            yield source.problem((id_,), f"[{id_}] has {', '.join(said)}: its readers are shown another language")


def wording(root: str, languages: Sequence[str]) -> Iterator[Problem]:
    """The problem of a site in languages that the interface has no sentences for."""
    there = {_ENGLISH, *Templates(root).languages()}
    lacking = [lang for lang in languages if there.isdisjoint(catalogues.names(lang))]
    if lacking:
        files_ = ", ".join(f"templates/locale/{lang}.po" for lang in lacking)
        said = f"on pages and in letters in {', '.join(lacking)} all but your own texts is English"
        yield Problem(f"{said}; copy {packaged.templates()}/locale/leitmotiv.pot to {files_}, and translate it", CONFIG)


def _catalogues(root: str, languages: Sequence[str]) -> Iterator[Problem]:
    """The problems of catalogues of one's own: sentences that they lack, and plural forms."""
    templates = Templates(root)
    there = templates.languages()
    for lang in languages:
        yield from templates.too_few_forms(lang)
        own = [tag for tag in catalogues.names(lang) if tag in there]
        if own and _ENGLISH not in own:
            lacking, number = templates.unworded(lang)
            if lacking:
                said = f"lacks {len(lacking)} of the {number} sentences that readers meet, such as {quoted(lacking[0])}"
                yield Problem(f"{said}: they are shown in English", f"templates/locale/{own[-1]}.po")


def _by_value(said: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in said.items():
        found.setdefault(value, []).append(key)
    return found
