"""The empty catalogue that a new language begins with."""

from __future__ import annotations

from collections.abc import Iterator

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from pipeline.edges import packaged, wording
from tests.conftest import MakeWorkspace

LOCALE = packaged.templates() / "locale"


def _messages(name: str) -> Iterator[Message]:
    with (LOCALE / name).open("rb") as file:
        yield from (message for message in read_po(file) if message.id)


def test_it_has_each_sentence_of_ours_those_first_that_readers_meet_and_no_translation() -> None:
    empty = list(_messages("leitmotiv.pot"))
    ids = [message.id for message in empty]
    read = {message.id for message in _messages("fr.po")}
    assert set(ids[: len(read)]) == read
    assert len(ids) == len(set(ids))
    assert set(ids) == {message.id for message in _messages("de.po")}
    assert not any("".join(message.string or ()) for message in empty)


def test_a_copy_of_it_lacks_every_sentence_until_it_is_translated(make_workspace: MakeWorkspace) -> None:
    empty = (LOCALE / "leitmotiv.pot").read_text("utf-8")
    said = empty.replace('msgid "Older"\nmsgstr ""', 'msgid "Older"\nmsgstr "Vanhemmat"')
    root = make_workspace({"templates/locale/fi.po": said})
    lacking, number = wording.lacking([root / "templates", packaged.templates()], "fi")
    assert (len(lacking), "Older" in lacking) == (number - 1, False)
