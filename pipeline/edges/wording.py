"""The interface's sentences: gettext catalogues (`locale/<lang>.po`), read as they are, without a compile step."""

from __future__ import annotations

import gettext
import hashlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from pipeline.edges import start_cache
from pipeline.errors import Problem, TemplateError

_KIND = "wording"


def load(folders: Sequence[Path], lang: str) -> gettext.NullTranslations:
    """The sentences for `lang` (or its base language), the first folder's before the second's, else English."""
    chain = gettext.NullTranslations()
    for folder in reversed(folders):
        for tag in (lang.split("-", maxsplit=1)[0], lang):
            path = folder / "locale" / f"{tag}.po"
            if path.is_file():
                found = _read(path)
                found.add_fallback(chain)
                chain = found
    return chain


def _read(path: Path) -> gettext.NullTranslations:
    try:
        return gettext.GNUTranslations(BytesIO(_compiled(path.read_bytes())))
    except ValueError as refused:
        raise TemplateError(Problem(f"is no gettext catalogue: {refused}", str(path))) from refused


@cache
def _compiled(content: bytes) -> bytes:
    """Read once a process: site, letters and report speak with the same sentences."""
    name = hashlib.sha256(content).hexdigest()
    made = start_cache.get(_KIND, name)
    if made is None:
        made = _made(content)
        start_cache.put(_KIND, name, made)
    return made


def _made(content: bytes) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    out = BytesIO()
    try:
        write_mo(out, read_po(BytesIO(content), abort_invalid=True))
    except PoFileError as refused:
        raise ValueError(str(refused)) from refused
    return out.getvalue()
