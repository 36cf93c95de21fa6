"""The interface's sentences: gettext catalogues (`locale/<lang>.po`), read as they are, without a compile step."""

from __future__ import annotations

import gettext
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.edges import start_cache, template_errors
from pipeline.edges.unworded import English
from pipeline.errors import Problem, TemplateError
from pipeline.model.language import primary
from pipeline.model.source import suggestion

if TYPE_CHECKING:  # read where a catalogue is new
    from babel.messages.catalog import Catalog, Message

_KIND = "wording"
_LINE = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\.)*"\s*)?')
"""What a line of a catalogue may look like; Babel cuts the first and the last sign off whatever stands there."""
_WRITTEN_AS = {"nb": "no"}
_WITHOUT_ESZETT = ("de-ch", "de-li")
_GAP = re.compile(r"%\(\w+\)s|\{\w+\}")
_WHOLE = "locale/fr.po"
"""Has each sentence that readers meet, and none of the report's."""


def names(lang: str) -> tuple[str, ...]:
    """The catalogues that hold for `lang`, the most special one last: of `nb-no` these are no, nb and nb-no."""
    base = primary(lang)
    return tuple(dict.fromkeys((_WRITTEN_AS.get(base, base), base, lang)))


def load(folders: Sequence[Path], lang: str, last: gettext.NullTranslations | None = None) -> gettext.NullTranslations:
    """The sentences for `lang` (or its base language), the first folder's before the second's, else English.

    `last` answers what none of them has.
    """
    chain = last or gettext.NullTranslations()
    for folder in reversed(folders):
        for tag in names(lang):
            path = folder / "locale" / f"{tag}.po"
            if path.is_file():
                found = _read(path, lang)
                found.add_fallback(chain)
                chain = found
    return chain


def lacking(folders: Sequence[Path], lang: str) -> tuple[list[str], int]:
    """The sentences that readers of `lang` meet in English, and of how many; none where a catalogue of ours holds."""
    if any((folders[-1] / f"locale/{tag}.po").is_file() for tag in names(lang)):
        return [], 0
    english = English()
    spoken = load(folders, lang, english)
    met = [message.id for message in _catalog(_WHOLE, (folders[-1] / _WHOLE).read_bytes()) if message.id]
    found = []
    for said in met:
        english.was_asked = False
        one, *others = (said,) if isinstance(said, str) else said
        _ = spoken.ngettext(one, others[0], 1) if others else spoken.gettext(one)
        if english.was_asked:
            found.append(one)
    return found, len(met)


def too_few_forms(folder: Path, lang: str) -> Iterator[Problem]:
    """A problem for each catalogue in `folder` that says fewer plural forms than its language has."""
    for tag in names(lang):
        path = f"locale/{tag}.po"
        if not (folder / path).is_file():
            continue
        content = (folder / path).read_bytes()
        catalog = _catalog(f"templates/{path}", content)
        usual = _plural_forms(tag)
        if usual and catalog.num_plurals < usual[0] and any(message.pluralizable for message in catalog):
            line = content[: content.find(b"Plural-Forms")].count(b"\n") + 1
            yield Problem(
                f'{tag} has {usual[0]} plural forms; write "Plural-Forms: {usual[1]}\\n"', f"templates/{path}", line
            )


def _plural_forms(lang: str) -> tuple[int, str] | None:
    """How many plural forms a language has, and which, as a catalogue says it; None where Babel does not know it."""
    from babel.messages.plurals import PLURALS, get_plural

    known = PLURALS.get(primary(lang))
    return (known[0], get_plural(primary(lang)).plural_forms) if known else None


def _read(path: Path, lang: str) -> gettext.NullTranslations:
    content = path.read_bytes()
    if lang in _WITHOUT_ESZETT:
        content = content.replace("ß".encode(), b"ss")
    return gettext.GNUTranslations(BytesIO(_compiled(path.name, content)))


@cache
def _compiled(file: str, content: bytes) -> bytes:
    """Read once in a process: site, letters and report share the sentences."""
    name = hashlib.sha256(_ours() + content).hexdigest()
    made = start_cache.get(_KIND, name)
    if made is None:
        made = _made(f"templates/locale/{file}", content)
        start_cache.put(_KIND, name, made)
    return made


@cache
def _ours() -> bytes:
    """A catalogue is kept as this file's code checked it, so the code is part of the key."""
    return Path(__file__).read_bytes()


def _made(path: str, content: bytes) -> bytes:
    from babel.messages.mofile import write_mo

    catalog = _catalog(path, content)
    problems = [Problem(said, path, message.lineno) for message in catalog if message.id for said in _doubts(message)]
    if problems:
        raise TemplateError(problems)
    for message in tuple(catalog):  # else Babel says it in English, as if that were a translation
        if message.id and message.pluralizable and not all(message.string or ()):
            catalog.delete(message.id, message.context)
    out = BytesIO()
    try:
        write_mo(out, catalog)
        gettext.GNUTranslations(BytesIO(out.getvalue()))  # Plural-Forms
    except ValueError as refused:
        raise TemplateError(Problem(f"is no gettext catalogue: {refused}", path)) from refused
    return out.getvalue()


def _catalog(path: str, content: bytes) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as refused:
        raise template_errors.unreadable(refused, path.removeprefix("templates/")) from refused
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line):
            message = 'a line is a comment, or msgid, msgstr or nothing with a text in "quotes" after it'
            raise TemplateError(Problem(message, path, number))
    try:
        return read_po(lines, abort_invalid=True)
    except PoFileError as refused:
        message = f"is no gettext catalogue: {refused}"
        usual = _plural_forms(Path(path).stem)
        if "num_plurals" in message and usual:
            message = f'has more plural forms than its head says; write "Plural-Forms: {usual[1]}\\n"'
        raise TemplateError(Problem(message, path, refused.lineno + 1)) from refused
    except ValueError as refused:
        raise TemplateError(Problem(f"is no gettext catalogue: {refused}", path)) from refused


def _doubts(message: Message) -> Iterator[str]:
    """What keeps the sentence from being filled; none of one that is not translated yet."""
    ids, texts = ((said,) if isinstance(said, str) else tuple(said or ()) for said in (message.id, message.string))
    if not all(texts):
        if any(texts):
            yield "lacks one of its plural forms"
        return
    known = {gap for said in ids for gap in _GAP.findall(said)}
    sign = "%" if any(gap.startswith("%") for gap in known) else "{"  # how the sentence is filled
    for text in texts:
        for gap in sorted(set(_GAP.findall(text)) - known):
            yield f"has {gap}, which the sentence in English has not{suggestion(gap, known)}"
        if sign in _GAP.sub("", text.replace(sign * 2, "")):
            yield f"has a {sign} that begins nothing; write {sign * 2} where it is meant as a sign"
