"""What a workspace has written: posts, translation groups and their tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.edges import files
from pipeline.edges.language import Detector
from pipeline.errors import ContentError, Problem
from pipeline.model.post import Document, Post, TranslationGroup
from pipeline.model.theme import Tag
from pipeline.model.workspace import Workspace
from pipeline.posts import reading, translations
from pipeline.themes import tagging

POSTS = "content/posts"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything below content/posts, tagged. `tags` is keyed by translation key."""

    posts: tuple[Post, ...]
    groups: tuple[TranslationGroup, ...]
    tags: Mapping[str, tuple[Tag, ...]]

    @property
    def themes_of(self) -> dict[str, tuple[Tag, ...]]:
        """The tags of every post, by post id."""
        return {post.id: self.tags[post.translation_key] for post in self.posts}


def read(workspace: Workspace) -> Content:
    """All posts of the workspace; raises every mistake in any of them."""
    documents = [
        Document(path, files.read_text(workspace.root, path))
        for path in files.list_files(workspace.root, POSTS, "*.md")
    ]
    if not documents:
        mend = "there is no post yet; write content/posts/hello.md, or look at a filled one: leitmotiv init DIR --demo"
        raise ContentError(Problem(mend, POSTS))
    languages = workspace.config.languages
    themes = workspace.catalogue.themes
    posts = reading.read_all(documents, POSTS, languages, tuple(themes), Detector(languages))
    groups = translations.group(posts, languages)
    return Content(posts, groups, tagging.tag_all(groups, themes))
