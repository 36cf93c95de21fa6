"""Sets keys in the head of a post and leaves every other byte as it is: comments, order, quotes, line ends."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from pipeline.errors import ContentError, Problem
from pipeline.model.line import literal

_OTHER_NAMES = {"translation_key": ("translationKey",)}
_FENCE = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(\r?\n|\Z)")
_PLAIN = re.compile(r"[A-Za-z][\w./-]*", re.ASCII)
# What YAML 1.1 reads as something else than text.
_NOT_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TOML_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_TOML_LIST = rf"\[(?:{_TOML_STRING}|#[^\n]*\n|[\s,])*\]"

Value = str | tuple[str, ...]
"""What a key gets: a text, or a list of texts."""


class _Place(NamedTuple):
    """Where a value begins and ends; `dash` is the column of the dashes of a list that has a line an item."""

    start: int
    end: int
    is_list: bool = False
    dash: int | None = None


def with_keys(path: str, text: str, values: Mapping[str, Value]) -> str:
    """`text`, the whole file, with each of `values` as a top-level key of its head: changed in place, else added last.

    Raises ContentError where the head is written so unusually that only a person should touch it.
    """
    for key, value in values.items():
        text = _with_key(path, text, key, value)
    return text


def with_new_key(path: str, text: str, key: str, value: str) -> str:
    """`with_keys` for a text that we composed ourselves, a key to a line: it need not be read back, which takes longer.

    A key that it has already is changed with all due care.
    """
    head, fence, body = text.partition("\n---\n")
    if not fence or f"\n{key}:" in head:
        return with_keys(path, text, {key: value})
    return f"{head}\n{key}: {_yaml_text(value)}{fence}{body}"


def with_toml_key(path: str, text: str, key: str, value: Value) -> str:
    """`text`, a whole file of TOML, with `key` before its first table: changed in place, else added last there.

    Raises ContentError where it is written so unusually that only a person should touch it.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    return _edited(path, text, key, value, newline)


def _with_key(path: str, text: str, key: str, value: Value) -> str:
    opening = _FENCE.match(text)
    closing = _closing(text, opening) if opening else None
    if opening is None or closing is None:
        raise ContentError(Problem("has no complete front matter; add it between two lines ---", path, 1, 1))
    start, end = opening.end(), closing
    edited = _edited(path, text[start:end], key, value, opening[2] or "\n", is_yaml=opening[1] == "---")
    return text[:start] + edited + text[end:]


def _edited(path: str, head: str, key: str, value: Value, newline: str, *, is_yaml: bool = False) -> str:
    edit = _in_yaml if is_yaml else _in_toml
    read = _yaml_values if is_yaml else _toml_values
    before = read(head)
    edited = edit(head, key, value, newline)
    # Belt and braces: what cannot be read back exactly is not written.
    if before is None or edited is None or read(edited) != _expected(before, key, value):
        line = f"{key}{':' if is_yaml else ' ='} {_shown(value)}"
        raise ContentError(Problem(f"cannot be changed safely; add by hand a line {line}", path, 1, 1))
    return edited


def _closing(text: str, opening: re.Match[str]) -> int | None:
    position = opening.end()
    for line in text[position:].split("\n"):
        if line.rstrip() == opening[1]:
            return position
        position += len(line) + 1
    return None


def _expected(before: Mapping[str, Any], key: str, value: Value) -> dict[str, Any]:
    return {**before, _present(before, key) or key: value if isinstance(value, str) else list(value)}


def _present(values: Mapping[str, Any], key: str) -> str | None:
    return next((name for name in (key, *_OTHER_NAMES.get(key, ())) if name in values), None)


def _in_yaml(head: str, key: str, value: Value, newline: str) -> str | None:
    written = _yaml_text(value) if isinstance(value, str) else f"[{', '.join(map(_yaml_text, value))}]"
    try:
        places = dict(_yaml_places(head))
    except yaml.YAMLError:
        return None
    name = _present(places, key)
    if name is not None:
        place = places[name]
        if place is None or (place.is_list and isinstance(value, str)):
            return None
        start, end, _, dash = place
        if dash is not None and value:
            written = f"{newline}{' ' * dash}".join(f"- {_yaml_text(item)}" for item in value)
        return head[:start] + (" " if start == end else "") + written + head[end:]
    if head and not head.endswith("\n"):
        return None
    return f"{head}{key}: {written}{newline}"


def _yaml_text(value: str) -> str:
    return value if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT else literal(value)


def _yaml_places(head: str) -> Iterator[tuple[str, _Place | None]]:
    """Each top-level key with the place of its value; None for one that is neither a plain or quoted text nor a list
    of such texts.
    """
    node = yaml.compose(head, Loader=yaml.SafeLoader)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield str(key.value), _yaml_place(value)


def _yaml_place(node: yaml.Node) -> _Place | None:
    start, end = node.start_mark, node.end_mark
    if start is None or end is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        return _Place(start.index, end.index) if node.style in (None, "'", '"') else None
    items = node.value if isinstance(node, yaml.SequenceNode) else ()
    simple = [item for item in items if isinstance(item, yaml.ScalarNode) and item.style in (None, "'", '"')]
    if not isinstance(node, yaml.SequenceNode) or len(simple) < len(items):
        return None
    if node.flow_style:
        return _Place(start.index, end.index, is_list=True)
    # A block ends where the next key begins; what stands between is no part of its last item.
    last = simple[-1].end_mark
    return _Place(start.index, last.index, True, start.column) if last is not None else None


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


def _in_toml(head: str, key: str, value: Value, newline: str) -> str | None:
    values = _toml_values(head)
    if values is None:
        return None
    name = _present(values, key)
    if name is not None:
        old = _TOML_STRING if isinstance(value, str) else f"{_TOML_STRING}|{_TOML_LIST}"
        line = re.compile(rf"^([ \t]*{re.escape(name)}[ \t]*=[ \t]*)({old})", re.MULTILINE)
        found = line.search(head)
        return head[: found.end(1)] + _shown(value) + head[found.end(2) :] if found else None
    head += "" if not head or head.endswith("\n") else newline
    added = f"{key} = {_shown(value)}{newline}"
    # A line that begins like a table may stand in a text.
    places = (*(table.start() for table in _TOML_TABLE.finditer(head)), len(head))
    tried = (f"{head[:place]}{added}{head[place:]}" for place in places)
    return next((edited for edited in tried if _toml_values(edited) == _expected(values, key, value)), None)


def _toml_values(head: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(head.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return None


def _shown(value: Value) -> str:
    return literal(value) if isinstance(value, str) else f"[{', '.join(map(literal, value))}]"
