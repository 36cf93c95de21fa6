"""What is wrong where the configuration cannot be read: findings like any others, for whoever reads `check --json`."""

from __future__ import annotations

from pipeline.edges.place import ISSUES, PAGES, POSTS
from pipeline.errors import ConfigError, Problem
from pipeline.site.findings import Finding

_CODES = {POSTS: "content", PAGES: "content", ISSUES: "issue"}


def findings(refused: ConfigError) -> tuple[Finding, ...]:
    """Each mistake as an error: `config`, or the code that it has in a workspace whose configuration is sound."""
    return tuple(Finding("error", _code(problem), problem) for problem in refused.problems)


def _code(problem: Problem) -> str:
    inside = (code for folder, code in _CODES.items() if (problem.path or "").startswith(f"{folder}/"))
    return next(inside, "config")
