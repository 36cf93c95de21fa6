"""The search index: Pagefind's binary reads the texts, one index a language, and answers with the files of them all.

A language whose texts have not changed is not indexed again. The files of one text are the same in every run.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pipeline.edges.kept import Kept
from pipeline.edges.place import CONFIG
from pipeline.errors import Problem, WorkspaceError
from pipeline.model.plan import Plan

_ENTRY = "pagefind-entry.json"
_UNSPOKEN = "wasm.unknown.pagefind"
_SCRIPTS = ("pagefind.js", "pagefind-worker.js")
_FOLDERS = ("index/", "fragment/", "filter/")
_WITHOUT = "set search = false in [site]"
_PIPE_BYTES = 1 << 16
# Letters of Japanese and Chinese: Pagefind's binary, unlike its larger one, parts words at blanks alone.
_UNPARTED = re.compile(
    "([\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])"
)


@dataclass(frozen=True, slots=True)
class Text:
    """What can be found: the address below the site's root, the title, and the plain text."""

    url: str
    title: str
    content: str = field(repr=False)


def index(root: str, texts: Mapping[str, Sequence[Text]]) -> Plan:
    """The files of the index of `texts` (by language), by their path below the folder of the index."""
    import pagefind

    kept = Kept(root, "search", f"2 {getattr(pagefind, '__version__', '')}")
    files: dict[str, bytes] = {}
    entries: dict[str, Any] = {}
    for lang, found in texts.items():
        source = json.dumps([lang, *((text.url, text.title, text.content) for text in found)]).encode()
        made = _unpacked(kept.get(source, partial(_packed_index, lang, found)))
        said = json.loads(made.pop(_ENTRY))
        entries = {**said, "languages": {**entries.get("languages", {}), **said["languages"]}}
        files |= made
    if entries:
        files[_ENTRY] = json.dumps(entries, sort_keys=True, separators=(",", ":")).encode()
    return dict(sorted(files.items()))


def _indexed(lang: str, texts: Sequence[Text]) -> dict[str, bytes]:
    """The index of one language. We ask the binary ourselves: the package's loop sleeps .1 s before each answer."""
    from pagefind.service import _must_get_executable

    try:
        command = [str(_must_get_executable()), "--service"]
        with subprocess.Popen(  # noqa: S603 - Pagefind's own binary
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as service:
            index = _asked(service, {"type": "NewIndex", "config": {"force_language": lang}})["index_id"]
            for text in texts:
                content, meta = _parted(f"{text.title}. {text.content}"), {"title": text.title}
                record = {"url": text.url, "content": content, "language": lang, "meta": meta}
                _asked(service, {"type": "AddRecord", "index_id": index, **record})
            files = _asked(service, {"type": "GetFiles", "index_id": index})["files"]
    except FileNotFoundError as refused:
        message = f"the search has no Pagefind: pip install 'pagefind[bin]', or {_WITHOUT}"
        raise WorkspaceError(Problem(message, CONFIG)) from refused
    except OSError as refused:  # it cannot be run here, or was ended
        message = f"Pagefind, which makes the search, failed: {refused.strerror}; try again, or {_WITHOUT}"
        raise WorkspaceError(Problem(message, CONFIG)) from refused
    found = {file["path"]: base64.b64decode(file["content"]) for file in files}
    return {path: content for path, content in found.items() if _is_needed(path, files)}


def _parted(text: str) -> str:
    """Each letter a word, where blanks part none; `search.js` asks for them as a phrase."""
    return _UNPARTED.sub(r" \1 ", text)


def _asked(service: subprocess.Popen[bytes], payload: Mapping[str, Any]) -> dict[str, Any]:
    """One request and its answer: JSON in base64, each ended by a comma."""
    request = json.dumps({"message_id": 1, "payload": payload}).encode()
    out, into = service.stdin, service.stdout
    if out is None or into is None:
        raise WorkspaceError(Problem("Pagefind does not listen", CONFIG))
    out.write(base64.b64encode(request) + b",")
    out.flush()
    answer = bytearray()
    while not answer.endswith(b","):  # nothing follows it before the next request
        piece = os.read(into.fileno(), _PIPE_BYTES)
        if not piece:
            raise WorkspaceError(
                Problem(f"Pagefind, which makes the search, ended early; try again, or {_WITHOUT}", CONFIG)
            )
        answer += piece
    said: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if said["type"] == "Error":
        raise WorkspaceError(Problem(f"Pagefind failed: {said['message']}", CONFIG))
    return said


def _is_needed(path: str, files: Sequence[Any]) -> bool:
    """Pagefind's own pages and styles are not used; letters of no known language need a module of their own."""
    spoken = any(file["path"].startswith("wasm.") and file["path"] != _UNSPOKEN for file in files)
    is_data = path.startswith(_FOLDERS) or path.endswith(".pf_meta") or path in (*_SCRIPTS, _ENTRY)
    return is_data or (path.startswith("wasm.") and (path != _UNSPOKEN or not spoken))


def _packed_index(lang: str, texts: Sequence[Text]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in _indexed(lang, texts).items():
            archive.writestr(zipfile.ZipInfo(path), content)  # of 1980, whatever the clock says
    return out.getvalue()


def _unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}
