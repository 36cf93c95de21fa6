"""Tags every post, writes down what is new, and explains what was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Tag
from pipeline.model.workspace import Workspace
from pipeline.posts import linking, listing
from pipeline.runs import content, reviewing
from pipeline.runs import history as records
from pipeline.themes import clusters, definitions, dividing, explaining, history
from pipeline.themes.clusters import Cluster
from pipeline.themes.dividing import Suggested
from pipeline.themes.explaining import Explanation


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags of all groups by translation key, and how many got others than were written down before."""

    rows: list[dict[str, Any]]
    themes: tuple[str, ...]
    groups: tuple[TranslationGroup, ...]
    tags: Mapping[str, tuple[Tag, ...]]
    new: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A post in its group, and why it has its themes."""

    group: TranslationGroup
    original: Post
    explanation: Explanation
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Keywords that divide themes, and clusters that may be themes of their own, with their groups by key."""

    keywords: tuple[Suggested, ...]
    clusters: tuple[Cluster, ...]
    groups: Mapping[str, TranslationGroup]


def tag(workspace: Workspace) -> Tagged:
    """Tags all posts; `rows` are those of `posts --json`, each theme with the version of its definition and a day."""
    found = content.read(workspace)
    new = records.record(workspace, found)
    known, standing = records.read(workspace), records.now(workspace, found)
    since = {key: history.since(known.get(key, ()), given) for key, given in standing.items()}
    rows = listing.posts(found.posts, found.tags)
    for row in rows:
        for theme in row["themes"]:
            theme["definition"] = standing[row["translation_key"]].definitions[theme["theme"]]
            theme["since"] = since[row["translation_key"]].isoformat()
    return Tagged(rows, tuple(workspace.catalogue.themes), found.groups, found.tags, new)


def explain(workspace: Workspace, name: str) -> Explained:
    """Why the post `name` has its themes; a translation key names it too."""
    themes = reviewing.needed(workspace)
    found = content.read(workspace)
    groups = {group.key: group for group in found.groups}
    key = name if name in groups else linking.find(name, found.posts).translation_key
    group = groups[key]
    return Explained(
        group=group,
        original=reviewing.original(group),
        explanation=explaining.explain(found.tags.tagger, key),
        definitions={theme: definitions.version(themes[theme]) for theme in themes},
    )


def suggest(workspace: Workspace) -> Suggestions:
    """What themes.toml may lack."""
    themes = reviewing.needed(workspace)
    found = content.read(workspace)
    groups = {group.key: group for group in found.groups}
    keywords = dividing.suggest(found.groups, found.tags, themes)
    return Suggestions(keywords, clusters.find(found.tags.tagger, groups), groups)
