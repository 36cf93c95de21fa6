"""What a workspace has written: posts, translation groups and their tags."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.edges import sources
from pipeline.edges.place import POSTS
from pipeline.edges.sources import Sources
from pipeline.errors import ContentError, Problem
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Tag
from pipeline.model.workspace import Workspace
from pipeline.posts import linking, translations
from pipeline.runs import manuscripts
from pipeline.runs.manuscripts import Memory
from pipeline.runs.theming import Tags
from pipeline.site.content import Drafts

BEGIN = "write content/posts/hello.md, or look at a filled one: leitmotiv init DIR --demo"
"""What brings posts into a workspace that has none."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything below content/posts. `tags` is keyed by translation key, `drafts` are the posts' texts as HTML."""

    posts: tuple[Post, ...]
    groups: tuple[TranslationGroup, ...]
    tags: Tags
    drafts: Drafts | None = None

    @property
    def themes_of(self) -> dict[str, tuple[Tag, ...]]:
        """The tags of every post, by post id."""
        return {post.id: self.tags[post.translation_key] for post in self.posts}


def read(
    workspace: Workspace, found: Sources | None = None, program: str = "", memory: Memory | None = None
) -> Content:
    """All posts of the workspace; raises every mistake in any of them, and those of pages and issues beside them.

    `found` are the posts' files, read here unless given, and `program` is the hash of the program. A process that
    lives on brings its `memory`.
    """
    found = manuscripts.listed(workspace.root) if found is None else found
    if not found.contents:
        raise ContentError(Problem(f"there is no post yet; {BEGIN}", POSTS))
    try:
        read_now = manuscripts.read(workspace, found, program or sources.program(), memory)
    except ContentError as refused:
        from pipeline.runs import mistakes  # it loads the newsletter

        raise ContentError([*refused.problems, *mistakes.beside_posts(workspace.root)]) from refused
    posts = translations.agreed(read_now.posts)
    groups = translations.group(posts, workspace.config.languages)
    return Content(posts, groups, Tags(workspace, groups), read_now.drafts)


def read_or_nothing(workspace: Workspace) -> Content:
    """All posts of the workspace, for what makes sense without a post, too; raises every mistake in any of them."""
    found = manuscripts.listed(workspace.root)
    return read(workspace, found) if found.contents else nothing(workspace)


def find(workspace: Workspace, found: Content, name: str) -> Post:
    """The post that `name` means, as `linking.find` has it; its path may also begin at the root of the machine."""
    path, root = Path(name), Path(workspace.root)
    if path.is_absolute():
        path = path.parent.resolve() / path.name
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else name
    return linking.find(name, found.posts)


def nothing(workspace: Workspace) -> Content:
    """A workspace as if it had written nothing: its themes are still there to read messages by."""
    return Content((), (), Tags(workspace, ()))
