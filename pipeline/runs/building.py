"""Builds the site: everything is computed first, then written; nothing changes where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.edges import files
from pipeline.edges.templates import Templates
from pipeline.model.issue import Issue
from pipeline.model.plan import Plan
from pipeline.model.workspace import Workspace
from pipeline.posts import translations
from pipeline.runs import content, letters
from pipeline.runs.content import Content
from pipeline.site import plan as site
from pipeline.site.content import Content as SiteContent
from pipeline.site.content import IssuePage

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
    shown = SiteContent(
        config=workspace.config,
        catalogue=workspace.catalogue,
        groups=found.groups,
        tags=found.tags,
        issues=pages,
        as_of=workspace.as_of,
    )
    return site.plan(shown, Templates(workspace.root).render)


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
