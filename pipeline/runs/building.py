"""Builds the site: everything is computed first, then written; nothing changes where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.edges import files
from pipeline.edges.templates import Templates
from pipeline.model.issue import Issue
from pipeline.model.plan import Plan
from pipeline.model.post import Document
from pipeline.model.workspace import Workspace
from pipeline.posts import fingerprints, translations
from pipeline.runs import assets, content, letters
from pipeline.runs.content import Content
from pipeline.site import own_pages
from pipeline.site import plan as site
from pipeline.site.content import Content as SiteContent
from pipeline.site.content import IssuePage, OwnPage

PAGES = "content/pages"
_KEPT = (".gitkeep",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to. `untranslated` counts live groups that lack a language."""

    folder: str
    files: int
    written: int
    removed: int
    untranslated: int


def plan(workspace: Workspace, found: Content, issues: tuple[Issue, ...]) -> Plan:
    """What the site would be."""
    pages = {
        key: IssuePage(version.title, version.sent_on, version.html)
        for key, version in letters.web_versions(workspace, found, issues).items()
    }
    gathered = assets.gather(workspace)
    shown = SiteContent(
        config=workspace.config,
        catalogue=workspace.catalogue,
        groups=found.groups,
        tags=found.tags,
        issues=pages,
        pages=own(workspace),
        outdated=outdated(found),
        assets=gathered.assets,
        files=gathered.files,
        fonts=gathered.fonts,
        draw=assets.drawer(workspace),
        index=assets.indexer(workspace),
        as_of=workspace.as_of,
    )
    return site.plan(shown, Templates(workspace.root).render)


def outdated(found: Content) -> dict[str, str]:
    """From each translation whose original was edited since to that original, by their ids."""
    posts = {post.id: post for post in found.posts}
    pairs: dict[str, str] = {}
    for group in found.groups:
        for lang in fingerprints.outdated(group, posts):
            original = fingerprints.original(group.posts[lang], posts, group)
            if original is not None:
                pairs[group.posts[lang].id] = original.id
    return pairs


def own(workspace: Workspace) -> tuple[OwnPage, ...]:
    """The author's pages that are no posts."""
    paths = files.list_files(workspace.root, PAGES, "*.md")
    documents = [Document(path, files.read_text(workspace.root, path)) for path in paths]
    return own_pages.read(documents, workspace.config.languages)


def clean(workspace: Workspace, output: str | None = None) -> None:
    """Empties the output folder."""
    files.write_tree(str(Path(workspace.root, output or workspace.config.site.output)), {}, _KEPT)


def build(workspace: Workspace, output: str | None = None, *, dry: bool = False) -> Built:
    """Puts the site into `output`, else into the config's folder; a dry build only counts what would change."""
    found = content.read(workspace)
    planned = plan(workspace, found, letters.issues(workspace, found))
    return write(workspace, found, planned, output, dry=dry)


def write(
    workspace: Workspace, found: Content, planned: Plan, output: str | None = None, *, dry: bool = False
) -> Built:
    """Carries a plan out, or counts what that would change."""
    folder = str(Path(workspace.root, output or workspace.config.site.output))
    written, removed = (files.compare_tree if dry else files.write_tree)(folder, planned, _KEPT)
    live = [group for group in found.groups if any(post.is_live(workspace.as_of) for post in group.posts.values())]
    return Built(
        folder=folder,
        files=len(planned),
        written=written,
        removed=removed,
        untranslated=sum(bool(translations.missing(group, workspace.config.languages)) for group in live),
    )
