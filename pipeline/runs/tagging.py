"""Tags every post, writes down what is new, and explains what was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.model.given import Given
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Tag
from pipeline.model.workspace import Workspace
from pipeline.posts import listing
from pipeline.runs import content, reviewing
from pipeline.runs import history as records
from pipeline.runs.checks import proofreading
from pipeline.runs.content import Content
from pipeline.themes import clusters, definitions, dividing, explaining, glossary, history, subjects
from pipeline.themes.clusters import Cluster
from pipeline.themes.dividing import Suggested
from pipeline.themes.explaining import Explanation
from pipeline.themes.lexical import Keywords


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was tagged, what stands of each group by its key, and how many got other tags than were written down."""

    content: Content
    themes: tuple[str, ...]
    standing: Mapping[str, Given]
    since: Mapping[str, date]
    new: int

    @property
    def groups(self) -> tuple[TranslationGroup, ...]:
        """All groups."""
        return self.content.groups

    @property
    def tags(self) -> Mapping[str, tuple[Tag, ...]]:
        """The tags of all groups by translation key."""
        return self.content.tags


@dataclass(frozen=True, slots=True)
class Explained:
    """A post in its group, and why it has its themes; `times` counts its keywords.

    Its texts in the languages `glossed` were read word by word in English as well.
    """

    group: TranslationGroup
    original: Post
    explanation: Explanation
    times: Mapping[str, int]
    glossed: tuple[str, ...]
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Keywords that divide themes, and clusters that may be themes of their own, with their groups by key."""

    keywords: tuple[Suggested, ...]
    clusters: tuple[Cluster, ...]
    groups: Mapping[str, TranslationGroup]


def tag(workspace: Workspace) -> Tagged:
    """Tags all posts, and writes down what is new."""
    found = content.read_or_nothing(workspace)
    new = records.record(workspace, found)
    known, standing = records.read(workspace), records.now(workspace, found)
    since = {key: history.since(known.get(key, ()), given) for key, given in standing.items()}
    return Tagged(found, tuple(workspace.catalogue.themes), standing, since, new)


def rows(workspace: Workspace, tagged: Tagged) -> list[dict[str, Any]]:
    """The rows of `posts --json`, each theme with the version of its definition and the day it was given."""
    posts = tagged.content.posts
    listed = listing.posts(posts, tagged.tags, proofreading.warnings(workspace, posts))
    for row in listed:
        for theme in row["themes"]:
            theme["definition"] = tagged.standing[row["translation_key"]].definitions[theme["theme"]]
            theme["since"] = tagged.since[row["translation_key"]].isoformat()
    return listed


def explain(workspace: Workspace, name: str) -> Explained:
    """Why the post `name` has its themes; a translation key names it too."""
    themes = reviewing.needed(workspace)
    found = content.read(workspace)
    groups = {group.key: group for group in found.groups}
    key = name if name in groups else content.find(workspace, found, name).translation_key
    group = groups[key]
    return Explained(
        group=group,
        original=reviewing.original(group),
        explanation=explaining.explain(found.tags.tagger, key),
        times=Keywords(themes).counts(subjects.of_group(group)),
        glossed=tuple(lang for lang in group.posts if glossary.of(lang)),
        definitions={theme: definitions.version(themes[theme]) for theme in themes},
    )


def suggest(workspace: Workspace) -> Suggestions:
    """What themes.toml may lack."""
    themes = reviewing.needed(workspace)
    found = content.read_or_nothing(workspace)
    groups = {group.key: group for group in found.groups}
    keywords = dividing.suggest(found.groups, found.tags, themes)
    return Suggestions(keywords, clusters.find(found.tags.tagger, groups), groups)
