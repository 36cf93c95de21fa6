"""`leitmotiv init`: a workspace that builds at once, empty or with the demo in it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.edges import files, packaged
from pipeline.edges.place import CONFIG, POSTS
from pipeline.edges.templates import Templates
from pipeline.errors import ConfigError, Problem, WorkspaceError
from pipeline.model import scaffold, toml_source
from pipeline.model.config import Config, Imports
from pipeline.model.language import Guess
from pipeline.model.plan import Plan
from pipeline.model.post import Document
from pipeline.model.scaffold import Answers
from pipeline.model.source import checked
from pipeline.posts import fingerprints, head_edit, reading


def start(folder: str, answers: Answers, today: date) -> int:
    """Writes a new workspace into `folder`; answers how many files."""
    templates = Templates(folder)
    texts = tomllib.loads(templates.text("workspace/texts.toml"))
    plan = scaffold.plan(answers, texts, templates.render, today)
    _check(plan[CONFIG])
    written = _write(folder, _watched(plan, answers.languages))
    files.make_folder(folder, Imports().dir)  # whoever makes it by hand leaves it open to others
    return written


def _check(config: bytes) -> None:
    """Raises with every wish that no command could read."""
    text = config.decode("utf-8")
    lines = text.split("\n")
    try:
        checked(Config, toml_source.parse(CONFIG, text, ConfigError), ConfigError, strict=True)
    except ConfigError as refused:
        said = (f"{lines[(problem.line or 1) - 1]}: {problem.message}" for problem in refused.problems)
        raise ConfigError(Problem(message) for message in dict.fromkeys(said)) from refused


def _watched(plan: Plan, languages: Sequence[str]) -> Plan:
    """The plan with the first post's fingerprint in its translations, so that an edit of it is seen from the first day.

    The original is the first that is no draft: a draft waits for its translation.
    """
    documents = [Document(path, text.decode()) for path, text in plan.items() if path.startswith(f"{POSTS}/")]
    found = [one.post for one in reading.read_each(documents, POSTS, languages, (), _undetected) if one.post]
    original = min(found, key=lambda post: post.status == "draft")
    made = fingerprints.of(original)
    texts = {
        document.path: head_edit.with_new_key(document.path, document.text, "translated_from", made).encode()
        for document in documents
        if document.path != original.path
    }
    return {**plan, **texts}


def _undetected(_text: str) -> Guess:
    """The names of the files say in which languages these posts are."""
    return Guess(None, None, 0.0)


def start_demo(folder: str) -> int:
    """Writes the demo into `folder`; answers how many files."""
    root = str(packaged.demo())
    paths = (CONFIG, *files.list_files(root, "content", "*"))
    plan = {path: files.read_bytes(root, path) for path in paths}
    return _write(folder, {**plan, ".gitignore": b"/site/\n/private/\n"})


def _write(folder: str, plan: Plan) -> int:
    """Only into an empty folder, or one without any of these files: what is there is never overwritten."""
    taken = [path for path in plan if files.exists(folder, path)]
    if taken:
        message = "there is a workspace already" if CONFIG in taken else f"{taken[0]} is there already"
        raise WorkspaceError(Problem(f"{message}; choose another folder", folder))
    if Path(folder).exists() and not Path(folder).is_dir():
        raise WorkspaceError(Problem("is a file; choose another name", folder))
    return sum(files.write_atomic(folder, path, content) for path, content in plan.items())
