"""Pictures, fonts and other files of a site, gathered from content/ and the templates."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from pipeline.edges import files, images, packaged, place
from pipeline.edges.templates import Templates
from pipeline.errors import ContentError, Problem
from pipeline.model.plan import Plan
from pipeline.model.workspace import Workspace
from pipeline.site import assets
from pipeline.site.content import Asset, Card, Draw, Findable, Index, Variant

_FONTS = "static/fonts"


@dataclass(frozen=True, slots=True)
class Gathered:
    """`assets` by path in the workspace, `files` by path on the site, `fonts` the paths of those by their name."""

    assets: Mapping[str, Asset]
    fonts: Mapping[str, str]
    files: Plan = field(repr=False)


def gather(workspace: Workspace) -> Gathered:
    """All files that the site publishes as they are; raises with every picture that cannot be read."""
    published: dict[str, bytes] = {}
    found: dict[str, Asset] = {}
    problems: list[Problem] = []
    kept = images.store(workspace.root)
    for source in _sources(workspace):
        content = files.read_bytes(workspace.root, source)
        path = assets.path_of(source, content)
        published[path] = content
        try:
            is_picture = source.lower().endswith(images.PICTURES)
            size = images.size(source, content) if is_picture else None
            needs_paper = is_picture and images.needs_paper(source, content)
            variants = []
            for one in images.smaller(source, content, kept):
                at = assets.variant_of(path, one.width, one.kind, one.content)
                published[at] = one.content
                variants.append(Variant(at, one.width, one.type))
        except ContentError as refused:
            problems.extend(refused.problems)
            continue
        width, height = size or (None, None)
        found[source] = Asset(path=path, width=width, height=height, variants=tuple(variants), needs_paper=needs_paper)
    if problems:
        raise ContentError(problems)
    contents = font_files(workspace)
    fonts = {name: assets.path_of(f"fonts/{name}", content) for name, content in contents.items()}
    published |= {fonts[name]: content for name, content in contents.items()}
    return Gathered(found, fonts, published)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Looks files up: by a folder of texts and what one says, the path on the site; by that, a picture's size."""

    find: Callable[[str, str], str | None]
    measure: Callable[[str], tuple[int, int] | None]


def lookup(workspace: Workspace) -> Lookup:
    """The files of the workspace; nothing is read before it is asked for."""
    root = workspace.root

    @cache
    def paths() -> Mapping[str, str]:
        return {source: assets.path_of(source, files.read_bytes(root, source)) for source in _sources(workspace)}

    @cache
    def measured(path: str) -> tuple[int, int] | None:
        source = next((source for source, at in paths().items() if at == path), "")
        is_picture = source.lower().endswith(images.PICTURES)
        return images.size(source, files.read_bytes(root, source)) if is_picture else None

    return Lookup(lambda folder, target: assets.find(paths(), folder, target), measured)


def font_files(workspace: Workspace) -> dict[str, bytes]:
    """The fonts by their file's name: the workspace's own where it has any, else the packaged ones."""
    for folder in (str(Path(workspace.root, "templates")), str(packaged.templates())):
        names = files.list_files(folder, _FONTS, "*.woff2")
        if names:
            return {posixpath.basename(name): files.read_bytes(folder, name) for name in reversed(names)}
    return {}


def drawer(workspace: Workspace) -> Draw | None:
    """Draws the cards of this workspace; None where it wants none."""
    if not workspace.config.site.cards:
        return None
    from pipeline.edges.cards import Cards  # Pillow

    colours = Templates(workspace.root).tokens["colour"]["light"]
    cards = Cards(workspace.root, colours, font_files(workspace).values())

    def draw(card: Card) -> Callable[[], bytes] | None:
        return partial(cards.draw, card.title, card.above, card.below) if cards.can_write(card.title) else None

    return draw


def _sources(workspace: Workspace) -> list[str]:
    """Everything below content/static, and the pictures that lie beside posts and pages."""
    beside = [
        path
        for folder in (place.POSTS, place.PAGES)
        for path in files.list_files(workspace.root, folder, "*.*")
        if path.lower().endswith(images.PICTURES)
    ]
    return [*files.list_files(workspace.root, assets.STATIC, "*"), *beside]


def indexer(workspace: Workspace) -> Index | None:
    """Makes the search index of this workspace; None where it wants none."""
    if not workspace.config.site.search:
        return None
    from pipeline.edges import search

    def index(pages: Mapping[str, Sequence[Findable]]) -> Plan:
        texts = {
            lang: [search.Text(page.path, page.title, page.text) for page in found] for lang, found in pages.items()
        }
        return search.index(workspace.root, texts)

    return index
