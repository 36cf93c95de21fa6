"""The interface's sentences: gettext catalogues (`locale/<lang>.po`), read as they are, without a compile step."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from pipeline.errors import Problem, TemplateError


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
    compiled = BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, abort_invalid=True))
    except (PoFileError, UnicodeDecodeError, ValueError) as refused:
        raise TemplateError(Problem(f"is no gettext catalogue: {refused}", str(path))) from refused
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
