"""Builds the site: everything is computed first, then written; nothing changes where something is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.edges import files, imprint, place, site_folder, staging, workers
from pipeline.edges.staging import Staging
from pipeline.edges.templates import Templates
from pipeline.errors import Problem
from pipeline.model.config import Config
from pipeline.model.post import Document, Post
from pipeline.model.workspace import Workspace
from pipeline.posts import fingerprints, links, translations
from pipeline.runs import assets, content
from pipeline.runs.assets import Gathered
from pipeline.runs.content import Content
from pipeline.runs.unchanged import KEEP, Built, Look, Note
from pipeline.site import own_pages, sharing
from pipeline.site import plan as site
from pipeline.site.content import Content as SiteContent
from pipeline.site.content import IssuePage, OwnPage
from pipeline.site.output import Leaves

if TYPE_CHECKING:  # a site without a newsletter needs nothing of it
    from pipeline.model.issue import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A site that is ready to take its place: the note of it, its new files, which lie in the staging area, those of
    them that stand where nothing stood, and the files that have to go.
    """

    note: Note = field(repr=False)
    new: tuple[str, ...]
    come: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def built(self) -> Built:
        """What it comes to."""
        note = self.note
        return Built(
            folder=note.folder,
            files=len(note.files),
            written=len(self.new),
            removed=len(self.gone),
            untranslated=note.untranslated,
            left=tuple(sorted(filter(links.is_post, self.gone))),
            themes_left=tuple(sorted(filter(links.is_theme, self.gone))),
            themes_come=tuple(filter(links.is_theme, self.come)),
        )


def drawn(workspace: Workspace, shows: SiteContent) -> tuple[Leaves, tuple[Problem, ...]]:
    """What the site would be, and what in its texts keeps it from being built; raises where two sources claim a file,
    and where it would destroy what stands in its folder.
    """
    folder_of(workspace.root, workspace.config)
    return site.drawn(shows, Templates(workspace.root).render)


def shown(
    workspace: Workspace,
    found: Content,
    issues: tuple[Issue, ...],
    *,
    gathered: Gathered | None = None,
    search: bool = True,
) -> SiteContent:
    """All that the site shows, its files `gathered` already or not; without `search` its search page finds nothing."""
    pages = _web_versions(workspace, found, issues) if issues else {}
    gathered = gathered or assets.gather(workspace)
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
    if not any(post.newsletter for post in found.posts) and not files.list_files(
        workspace.root, place.ISSUES, "*.toml"
    ):
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
    pairs: dict[str, str] = {}
    for group in found.groups:
        for lang in fingerprints.outdated(group):
            original = fingerprints.original(group.posts[lang], group)
            if original is not None:
                pairs[group.posts[lang].id] = original.id
    return pairs


def own(workspace: Workspace) -> tuple[OwnPage, ...]:
    """The author's pages that are no posts."""
    paths = files.list_files(workspace.root, place.PAGES, "*.md")
    documents = [Document(path, files.read_text(workspace.root, path)) for path in paths]
    return own_pages.read(documents, workspace.config.languages)


def folder_of(root: str, config: Config, output: str | None = None) -> str:
    """Where the site goes; raises where it would destroy what is there."""
    folder = str(Path(root, output or config.site.output))
    site_folder.check(root, folder)
    return folder


def build(workspace: Workspace, output: str | None = None, *, dry: bool = False, look: Look | None = None) -> Built:
    """Puts the site into `output`, else into the config's folder; a dry build only counts what would change.

    `look` is what was seen of the workspace just before, if somebody has looked.
    """
    folder = folder_of(workspace.root, workspace.config, output)
    with nullcontext() if dry else staging.opened(folder) as area:
        look = look if look and look.folder == folder else Look(workspace.root, folder)
        look.again()
        found = content.read(workspace, look.sources.kept, look.program)
        prepared = prepare(look, workspace, found, issues_of(workspace, found), area)
        return commit(look, prepared, area) if area else prepared.built


def prepare(
    look: Look, workspace: Workspace, found: Content, issues: tuple[Issue, ...], area: Staging | None
) -> Prepared:
    """Renders what has to be rendered into the staging area; without one, only to see what would differ."""
    shows = shown(workspace, found, issues)
    leaves = site.leaves(shows, Templates(workspace.root).render)
    live = [group for group in found.groups if any(post.is_live(workspace.as_of) for post in group.posts.values())]
    note = Note(
        folder=look.folder,
        inputs=look.inputs,
        as_of=workspace.as_of.isoformat(),
        config_folder=str(Path(workspace.root, workspace.config.site.output)),
        config_day=str(workspace.config.workspace.as_of or ""),
        shared=sharing.key(shows, look.others),
        untranslated=sum(bool(translations.missing(group, workspace.config.languages)) for group in live),
        posts={post.id: look.sources.hashes[post.path] for post in found.posts},
        heads=sharing.heads(shows),
    )
    standing = look.standing
    settled = _settled(look.note, leaves, found.posts, note)
    hashes = {path: hashed for path, hashed in settled.items() if standing.get(path) == hashed}
    # The last ones list all pages and take longest: begun first, they leave no process waiting for another.
    open_ = [path for path in leaves if path not in hashes][::-1]
    made = workers.spread(partial(_made, leaves, standing, area), open_)
    hashes |= zip(open_, made, strict=True)
    new = tuple(path for path in open_ if standing.get(path) != hashes[path])
    come = tuple(path for path in new if path not in standing)
    seen = standing.stamps | dict.fromkeys(new, imprint.UNSEEN)
    gone = tuple(path for path in standing if path not in leaves and path not in KEEP)
    files_ = {path: (hashed, seen[path]) for path, hashed in hashes.items()}
    return Prepared(note=replace(note, files=files_), new=new, come=come, gone=gone)


def commit(look: Look, prepared: Prepared, area: Staging) -> Built:
    """Puts what was prepared in its place, and keeps the note of it."""
    site_folder.mark(look.folder)
    area.swap(prepared.new, prepared.gone)
    look.keep(prepared.note)
    return prepared.built


def _settled(note: Note, leaves: Leaves, posts: Iterable[Post], now: Note) -> dict[str, str]:
    """Files that need not be rendered, with the hashes that they must have; `now` is what is noted of the posts.

    Where nothing has changed that pages share, only files that show a changed post can differ: its text, or what lists
    say of it.
    """
    if note.shared != now.shared:
        return {}
    changed = {post for post, hashed in now.posts.items() if note.posts.get(post) != hashed}
    listed = {post.translation_key for post in posts if note.heads.get(post.id) != now.heads[post.id]}
    return {
        path: note.files[path][0]
        for path, leaf in leaves.items()
        if path in note.files
        and callable(leaf.made)
        and changed.isdisjoint(leaf.shows)
        and (not listed or listed.isdisjoint(leaf.names()))
    }


def _made(leaves: Leaves, standing: Mapping[str, str], area: Staging | None, path: str) -> str:
    """Renders a file, and puts it into the staging area where it differs from what stands; answers its hash."""
    made = leaves[path].content()
    hashed = imprint.hash_of(made)
    if area is not None and standing.get(path) != hashed:
        area.put(path, made)
    return hashed
