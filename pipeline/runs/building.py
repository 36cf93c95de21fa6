"""Builds the site: everything is computed first, then written; nothing changes where something is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.edges import files, imprint, site_folder, staging, workers
from pipeline.edges.staging import Staging
from pipeline.edges.templates import Templates
from pipeline.model.config import Config
from pipeline.model.issue import Issue
from pipeline.model.plan import Plan
from pipeline.model.post import Document
from pipeline.model.workspace import Workspace
from pipeline.posts import fingerprints, translations
from pipeline.runs import assets, content
from pipeline.runs.content import Content
from pipeline.runs.unchanged import KEEP, Built, Look, Note
from pipeline.site import own_pages, sharing
from pipeline.site import plan as site
from pipeline.site.content import Content as SiteContent
from pipeline.site.content import IssuePage, OwnPage
from pipeline.site.output import Leaf, Leaves

PAGES = "content/pages"
ISSUES = "content/issues"


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a plan: the hashes of its files, and how many were written and removed."""

    hashes: Mapping[str, str] = field(repr=False)
    written: int
    removed: int


def plan(workspace: Workspace, found: Content, issues: tuple[Issue, ...]) -> Plan:
    """What the site would be; raises where it would destroy what stands in its folder."""
    folder_of(workspace.root, workspace.config)
    return site.plan(shown(workspace, found, issues), Templates(workspace.root).render)


def shown(workspace: Workspace, found: Content, issues: tuple[Issue, ...], *, search: bool = True) -> SiteContent:
    """All that the site shows; without `search` its search page finds nothing."""
    pages = _web_versions(workspace, found, issues) if issues else {}
    gathered = assets.gather(workspace)
    return SiteContent(
        config=workspace.config,
        catalogue=workspace.catalogue,
        groups=found.groups,
        tags=found.tags if workspace.catalogue.themes else {},
        drafts=found.drafts,
        issues=pages,
        pages=own(workspace),
        outdated=outdated(found),
        assets=gathered.assets,
        files=gathered.files,
        fonts=gathered.fonts,
        draw=assets.drawer(workspace),
        index=assets.indexer(workspace) if search else None,
        as_of=workspace.as_of,
    )


def issues_of(workspace: Workspace, found: Content) -> tuple[Issue, ...]:
    """The issues; where there is none, nothing of the newsletter is loaded."""
    if not any(post.newsletter for post in found.posts) and not files.list_files(workspace.root, ISSUES, "*.toml"):
        return ()
    from pipeline.runs import letters

    return letters.issues(workspace, found)


def _web_versions(workspace: Workspace, found: Content, issues: tuple[Issue, ...]) -> dict[tuple[str, str], IssuePage]:
    from pipeline.runs import letters

    return {
        key: IssuePage(version.title, version.sent_on, version.html)
        for key, version in letters.web_versions(workspace, found, issues).items()
    }


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


def folder_of(root: str, config: Config, output: str | None = None) -> str:
    """Where the site goes; raises where it would destroy what is there."""
    folder = str(Path(root, output or config.site.output))
    site_folder.check(root, folder)
    return folder


def clean(workspace: Workspace, output: str | None = None) -> None:
    """Empties the output folder."""
    folder = folder_of(workspace.root, workspace.config, output)
    with staging.locked(folder):
        _carry_out(Look(workspace.root, folder), {})


def build(workspace: Workspace, output: str | None = None, *, dry: bool = False, look: Look | None = None) -> Built:
    """Puts the site into `output`, else into the config's folder; a dry build only counts what would change.

    `look` is what was seen of the workspace just before, if somebody has looked.
    """
    folder = folder_of(workspace.root, workspace.config, output)
    with staging.locked(folder):
        look = look if look and look.folder == folder else Look(workspace.root, folder)
        look.again()
        found = content.read(workspace, look.sources.kept, look.program)
        shows = shown(workspace, found, issues_of(workspace, found))
        leaves = site.leaves(shows, Templates(workspace.root).render)
        shared = sharing.key(shows, look.others)
        hashes = {post.id: look.sources.hashes[post.path] for post in found.posts}
        done = _carry_out(look, leaves, _settled(look.note, leaves, shared, hashes), dry=dry)
        built = _counted(workspace, look.folder, found, done)
        if not dry:
            note = Note(
                folder=look.folder,
                inputs=look.inputs,
                as_of=workspace.as_of.isoformat(),
                config_folder=str(Path(workspace.root, workspace.config.site.output)),
                config_day=str(workspace.config.workspace.as_of or ""),
                shared=shared,
                untranslated=built.untranslated,
                posts=hashes,
                files={path: (hashed, imprint.UNSEEN) for path, hashed in done.hashes.items()},
            )
            look.keep(note)
    return built


def write(workspace: Workspace, found: Content, planned: Plan) -> Built:
    """Carries a plan out."""
    folder = folder_of(workspace.root, workspace.config)
    with staging.locked(folder):
        leaves = {path: Leaf(made) for path, made in planned.items()}
        return _counted(workspace, folder, found, _carry_out(Look(workspace.root, folder), leaves))


def _settled(note: Note, leaves: Leaves, shared: str, posts: Mapping[str, str]) -> dict[str, str]:
    """Files that need not be rendered, with the hashes that they must have.

    Where nothing has changed that pages share, only files that show the text of a changed post can differ.
    """
    if note.shared != shared:
        return {}
    changed = {post for post, hashed in posts.items() if note.posts.get(post) != hashed}
    return {
        path: note.files[path][0]
        for path, leaf in leaves.items()
        if path in note.files and callable(leaf.made) and changed.isdisjoint(leaf.shows)
    }


def _carry_out(look: Look, leaves: Leaves, settled: Mapping[str, str] | None = None, *, dry: bool = False) -> _Done:
    """Makes the folder hold the files of `leaves` and no others, all at once in the end."""
    standing = look.standing
    hashes = {path: hashed for path, hashed in (settled or {}).items() if standing.get(path) == hashed}
    open_ = [(number, path) for number, path in enumerate(leaves) if path not in hashes]
    gone = [path for path in standing if path not in leaves and path not in KEEP]
    new: dict[str, int] = {}
    with staging.opened(look.folder) as area:
        made = workers.spread(partial(_made, leaves, standing, None if dry else area), open_)
        for (number, path), (hashed, differs) in zip(open_, made, strict=True):
            hashes[path] = hashed
            if differs:
                new[path] = number
        if not dry:
            site_folder.mark(look.folder)
            area.swap(new, gone)
    return _Done(hashes, len(new), len(gone))


def _made(leaves: Leaves, standing: Mapping[str, str], area: Staging | None, item: tuple[int, str]) -> tuple[str, bool]:
    """Renders a file; answers its hash, and whether it differs from what stands there."""
    number, path = item
    made = leaves[path].content()
    hashed = imprint.hash_of(made)
    differs = standing.get(path) != hashed
    if differs and area is not None:
        area.put(number, made)
    return hashed, differs


def _counted(workspace: Workspace, folder: str, found: Content, done: _Done) -> Built:
    live = [group for group in found.groups if any(post.is_live(workspace.as_of) for post in group.posts.values())]
    return Built(
        folder=folder,
        files=len(done.hashes),
        written=done.written,
        removed=done.removed,
        untranslated=sum(bool(translations.missing(group, workspace.config.languages)) for group in live),
    )
