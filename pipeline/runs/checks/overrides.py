"""The workspace's own templates: those that stand in for none of ours, and those that cannot be read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from pipeline.edges import files, packaged, wording
from pipeline.edges.templates import Templates
from pipeline.errors import Problem, TemplateError
from pipeline.model.source import suggestion
from pipeline.model.workspace import Workspace
from pipeline.site.findings import Finding


def findings(workspace: Workspace) -> Iterator[Finding]:
    """Templates of the workspace that stand in for none of ours: a misspelt name changes nothing, silently. And those
    of the receiver that cannot be read: no other command looks at them before somebody signs up.
    """
    folder = posixpath.join(workspace.root, "templates")
    if Path(folder).resolve() == packaged.templates():
        return  # the demo of the clone, whose templates are ours
    ours = files.list_files(str(packaged.templates()), ".", "*.*")
    templates = Templates(workspace.root)
    for own in files.list_files(folder, ".", "*.*"):
        if own.startswith("receiver/") and own.endswith((".html", ".txt")):
            try:
                templates.read(own)
            except TemplateError as refused:
                yield from (Finding("error", "template", problem) for problem in refused.problems)
        if own not in ours and not own.startswith(("locale/", "static/")):
            near = suggestion(own, ours) or "; it is used only where another of yours includes it"
            yield Finding("warning", "unused-template", Problem(f"stands in for no template{near}", f"templates/{own}"))
    spoken = {name for lang in workspace.config.languages for name in wording.names(lang)}
    for own in files.list_files(folder, "locale", "*.po"):
        if own.removeprefix("locale/").removesuffix(".po") not in spoken:
            said = f"nothing of the site speaks this language; it has {', '.join(workspace.config.languages)}"
            yield Finding("warning", "unused-template", Problem(said, f"templates/{own}"))
