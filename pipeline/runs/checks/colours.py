"""What deserves a warning in the colours of a workspace's own tokens.toml."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.edges import files, tokens
from pipeline.edges.templates import Templates
from pipeline.errors import Problem, TemplateError
from pipeline.model import toml_source
from pipeline.model.workspace import Workspace
from pipeline.site import contrast


def doubts(workspace: Workspace) -> Iterator[Problem]:
    """Pairs of colours that are hard to tell apart, each at the one that the workspace chose."""
    if not files.exists(workspace.root, tokens.NAME):
        return
    source = toml_source.parse(tokens.NAME, files.read_text(workspace.root, tokens.NAME), TemplateError)
    for scheme, colours in Templates(workspace.root).tokens["colour"].items():
        chosen = source.values.get("colour", {}).get(scheme, {})
        for one, other, found, needed in contrast.weak(colours):
            said = f"{scheme}: {one} on {other} has a contrast of {found:.1f}:1, and needs {needed:.1f}:1 to be read"
            yield source.problem(("colour", scheme, one if one in chosen else other), said)
