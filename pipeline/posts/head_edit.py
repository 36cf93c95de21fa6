"""Sets keys in the head of a post and leaves every other byte as it is: comments, order, quotes, line ends."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from pipeline.errors import ContentError, Problem

_OTHER_NAMES = {"translation_key": ("translationKey",)}
_FENCE = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(\r?\n|\Z)")
_PLAIN = re.compile(r"[A-Za-z][\w./-]*", re.ASCII)
# What YAML 1.1 reads as something else than text.
_NOT_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TOML_STRING = r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""


def with_keys(path: str, text: str, values: Mapping[str, str]) -> str:
    """`text`, the whole file, with each of `values` as a top-level key of its head: changed in place, else added last.

    Raises ContentError where the head is written so unusually that only a person should touch it.
    """
    for key, value in values.items():
        text = _with_key(path, text, key, value)
    return text


def _with_key(path: str, text: str, key: str, value: str) -> str:
    opening = _FENCE.match(text)
    closing = _closing(text, opening) if opening else None
    if opening is None or closing is None:
        raise ContentError(Problem("has no complete front matter; add it between two lines ---", path, 1, 1))
    start, end = opening.end(), closing
    head = text[start:end]
    is_yaml = opening[1] == "---"
    edit = _in_yaml if is_yaml else _in_toml
    read = _yaml_values if is_yaml else _toml_values
    before = read(head)
    edited = edit(head, key, value, opening[2] or "\n")
    # Belt and braces: what cannot be read back exactly is not written.
    if before is None or edited is None or read(edited) != _expected(before, key, value):
        message = f"its front matter cannot be changed safely; add by hand a line {key}: {_quoted(value)}"
        raise ContentError(Problem(message, path, 1, 1))
    return text[:start] + edited + text[end:]


def _closing(text: str, opening: re.Match[str]) -> int | None:
    position = opening.end()
    for line in text[position:].split("\n"):
        if line.rstrip() == opening[1]:
            return position
        position += len(line) + 1
    return None


def _expected(before: Mapping[str, Any], key: str, value: str) -> dict[str, Any]:
    return {**before, _present(before, key) or key: value}


def _present(values: Mapping[str, Any], key: str) -> str | None:
    return next((name for name in (key, *_OTHER_NAMES.get(key, ())) if name in values), None)


def _in_yaml(head: str, key: str, value: str, newline: str) -> str | None:
    written = value if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT else _quoted(value)
    try:
        places = dict(_yaml_places(head))
    except yaml.YAMLError:
        return None
    name = _present(places, key)
    if name is not None:
        place = places[name]
        if place is None:
            return None
        start, end = place
        return head[:start] + (" " if start == end else "") + written + head[end:]
    if head and not head.endswith("\n"):
        return None
    return f"{head}{key}: {written}{newline}"


def _yaml_places(head: str) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Each top-level key with where its value begins and ends; None for a value that is no plain or quoted text."""
    events = yaml.parse(head, Loader=yaml.SafeLoader)
    depth = 0
    key: str | None = None
    for event in events:
        opens = isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
        if depth == 1 and key is None and isinstance(event, yaml.ScalarEvent):
            key = event.value
            continue
        if depth == 1 and key is not None:
            start, end = event.start_mark, event.end_mark
            simple = isinstance(event, yaml.ScalarEvent) and event.style in (None, "'", '"')
            yield key, (start.index, end.index) if simple and start and end else None
            key = None
        depth += opens - isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent)


def _yaml_values(head: str) -> dict[str, Any] | None:
    """Every key with its value as text or as a tree of texts; None where the head is no block of keys."""
    try:
        node = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return None
    tree: dict[str, Any] = _tree(node)
    return tree


def _tree(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _tree(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item) for item in node.value]
    return node.value


def _in_toml(head: str, key: str, value: str, newline: str) -> str | None:
    values = _toml_values(head)
    if values is None:
        return None
    name = _present(values, key)
    if name is not None:
        line = re.compile(rf"^([ \t]*{re.escape(name)}[ \t]*=[ \t]*){_TOML_STRING}", re.MULTILINE)
        found = line.search(head)
        return head[: found.end(1)] + _quoted(value) + head[found.end(2) :] if found else None
    table = _TOML_TABLE.search(head)
    place = table.start() if table else len(head)
    return f"{head[:place]}{key} = {_quoted(value)}{newline}{head[place:]}"


def _toml_values(head: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(head.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return None


def _quoted(value: str) -> str:
    """A basic string of TOML and of YAML: JSON's escapes belong to both, but for what JSON leaves as it is."""
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]",
        lambda letter: f"\\u{ord(letter[0]):04x}",
        json.dumps(value, ensure_ascii=False),
    )
