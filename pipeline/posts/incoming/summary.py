"""What taking in one source came to: counted, and as other programs read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import Problem
from pipeline.model import plural
from pipeline.model.post import PostWarning
from pipeline.posts.incoming.decision import Decision, Status

CUT = "boilerplate-cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One source. `refused` are its files and entries that could not be read, `left_out` counts what is no post."""

    source: str
    formats: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    refused: tuple[Problem, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def count(self, status: Status) -> int:
        """How many texts met this fate."""
        return sum(decision.status == status for decision in self.decisions)

    def of(self, status: Status) -> tuple[Decision, ...]:
        """The texts that met this fate."""
        return tuple(decision for decision in self.decisions if decision.status == status)

    @property
    def languages(self) -> Mapping[str, int]:
        """How many posts of each language came from here."""
        return dict(sorted(Counter(decision.lang for decision in self.decisions if decision.lang).items()))

    def warned(self) -> Iterator[tuple[Decision, PostWarning]]:
        """Each warning, after the text that it is about; that lines were cut is one."""
        for decision in self.decisions:
            yield from ((decision, warning) for warning in decision.warnings)
            if decision.cut:
                yield decision, PostWarning(CUT, _cut(decision.cut))

    @property
    def warnings(self) -> Mapping[str, int]:
        """How often each warning was given, by its code."""
        return dict(sorted(Counter(warning.code for _, warning in self.warned()).items()))

    @property
    def lost(self) -> Mapping[str, int]:
        """What the posts do not carry over: pictures, pixels, media, links."""
        total: Counter[str] = Counter()
        for decision in self.decisions:
            total += decision.left.counts
        return dict(total)

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused, skipped or put off."""
        return not self.refused and not self.count("skipped") and not self.count("waiting")


def _cut(lines: Sequence[str]) -> str:
    shown = ", ".join(f'"{line[:40]}"' for line in lines[:3])
    return f"cut {plural.of(len(lines), 'line')} around the text: {shown}{' …' if len(lines) > 3 else ''}"


def as_json(result: Result) -> dict[str, Any]:
    """One source as a row of `ingest --json`."""
    return {
        "source": result.source,
        "formats": list(result.formats),
        "new": result.count("new"),
        "updated": result.count("updated"),
        "unchanged": result.count("unchanged"),
        "waiting": result.count("waiting"),
        "skipped": [
            {"item": decision.where, "line": decision.line, "column": decision.column, "reason": decision.reason}
            for decision in result.of("skipped")
        ],
        "refused": [
            {"place": problem.path, "line": problem.line, "column": problem.column, "reason": problem.message}
            for problem in result.refused
        ],
        "left_out": dict(result.left_out),
        "languages": dict(result.languages),
        "remarks": list(result.remarks),
        "posts": [_post(decision) for decision in result.decisions if decision.status in ("new", "updated")],
        "warnings": [
            {"item": decision.where, "path": decision.path, "code": warning.code, "message": warning.message}
            for decision, warning in result.warned()
        ],
    }


def _post(decision: Decision) -> dict[str, Any]:
    return {
        "path": decision.path,
        "lang": decision.lang,
        "title": decision.title,
        "status": decision.status,
        "item": decision.where,
        "cut": list(decision.cut),
        "pictures": list(decision.left.pictures),
        "pictures_taken": list(decision.pictures),
        "tracking_pixels": list(decision.left.pixels),
        "media": list(decision.left.embeds),
        "links_without_target": list(decision.left.links),
    }
