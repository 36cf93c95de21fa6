"""Mistakes in texts, looked for where a mistake elsewhere ends the reading: one run names them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.edges import files, workspace
from pipeline.edges.place import ISSUES, PAGES, POSTS
from pipeline.errors import ContentError, LeitmotivError, Problem
from pipeline.model import toml_source
from pipeline.model.post import Document
from pipeline.model.source import checked
from pipeline.newsletter.composing import IssueFile
from pipeline.posts import front_matter
from pipeline.runs import manuscripts


def beside_config(root: str) -> tuple[Problem, ...]:
    """Those of posts, pages and issues, for a run that a mistake in the configuration ends.

    What only the configuration can tell, such as which themes there are, is judged as far as it can be read.
    """
    found = workspace.look(root)
    languages = found.config.languages if found.config else None
    if languages is None:
        of_posts = tuple(_each(root, POSTS, "*.md", _head))
    else:
        of_posts = manuscripts.mistakes(root, languages, found.themes)
    return (*of_posts, *beside_posts(root))


def beside_posts(root: str) -> tuple[Problem, ...]:
    """Those of pages and issues that their own files show, for a run that a mistake in the posts ends."""
    return (*beside_issues(root), *_each(root, ISSUES, "*.toml", _issue))


def beside_issues(root: str) -> tuple[Problem, ...]:
    """Those of pages, for a run that a mistake in an issue ends."""
    return tuple(_each(root, PAGES, "*.md", _head))


def _each(root: str, folder: str, pattern: str, read: Callable[[Document], Sequence[Problem]]) -> Iterator[Problem]:
    for path in files.list_files(root, folder, pattern):
        try:
            yield from read(Document(path, files.read_text(root, path)))
        except LeitmotivError as refused:
            yield from refused.problems


def _head(document: Document) -> Sequence[Problem]:
    return front_matter.parse_leniently(document)[1]


def _issue(document: Document) -> Sequence[Problem]:
    checked(IssueFile, toml_source.parse(document.path, document.text, ContentError), ContentError, strict=True)
    return ()
