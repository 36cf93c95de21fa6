"""The search index: Pagefind's binary reads the texts, one index a language, and answers with the files of them all.

A language whose texts have not changed is not indexed again. The files of one text are the same in every run.
"""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.edges.kept import Kept
from pipeline.errors import Problem, WorkspaceError
from pipeline.model.plan import Plan

_ENTRY = "pagefind-entry.json"
_UNSPOKEN = "wasm.unknown.pagefind"
_SCRIPTS = ("pagefind.js", "pagefind-worker.js")
_FOLDERS = ("index/", "fragment/", "filter/")


@dataclass(frozen=True, slots=True)
class Text:
    """What can be found: the address below the site's root, the title, and the plain text."""

    url: str
    title: str
    content: str = field(repr=False)


def index(root: str, texts: Mapping[str, Sequence[Text]]) -> Plan:
    """The files of the index of `texts` (by language), by their path below the folder of the index."""
    import pagefind

    kept = Kept(root, "search", f"1 {getattr(pagefind, '__version__', '')}")
    files: dict[str, bytes] = {}
    entries: dict[str, Any] = {}
    for lang, found in texts.items():
        source = json.dumps([lang, *((text.url, text.title, text.content) for text in found)]).encode()
        made = _unpacked(kept.get(source, lambda lang=lang, found=found: _packed(_indexed(lang, found))))  # type: ignore[misc]
        said = json.loads(made.pop(_ENTRY))
        entries = {**said, "languages": {**entries.get("languages", {}), **said["languages"]}}
        files |= made
    if entries:
        files[_ENTRY] = json.dumps(entries, sort_keys=True, separators=(",", ":")).encode()
    return dict(sorted(files.items()))


def _indexed(lang: str, texts: Sequence[Text]) -> dict[str, bytes]:
    try:
        return asyncio.run(_run(lang, texts))
    except FileNotFoundError as refused:
        message = "the search has no Pagefind: pip install 'pagefind[bin]', or set search = false in [site]"
        raise WorkspaceError(Problem(message, "leitmotiv.toml")) from refused


async def _run(lang: str, texts: Sequence[Text]) -> dict[str, bytes]:
    from pagefind.index import IndexConfig, PagefindIndex

    async with PagefindIndex(config=IndexConfig(force_language=lang)) as made:
        for text in texts:
            await made.add_custom_record(
                url=text.url, content=f"{text.title}. {text.content}", language=lang, meta={"title": text.title}
            )
        files = await made.get_files()
    return {file["path"]: file["content"] for file in files if _is_needed(file["path"], files)}


def _is_needed(path: str, files: Sequence[Any]) -> bool:
    """Pagefind's own pages and styles are not used; letters of no known language need a module of their own."""
    spoken = any(file["path"].startswith("wasm.") and file["path"] != _UNSPOKEN for file in files)
    is_data = path.startswith(_FOLDERS) or path.endswith(".pf_meta") or path in (*_SCRIPTS, _ENTRY)
    return is_data or (path.startswith("wasm.") and (path != _UNSPOKEN or not spoken))


def _packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def _unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}
