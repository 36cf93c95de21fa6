"""Messages out of a folder of files, an mbox, or a mailbox on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from pipeline.edges import exports, imap
from pipeline.errors import ImportRefused, Problem
from pipeline.model.config import LOOPBACK, Mailbox

_SECURITY = {"imaps": "tls", "imap": "starttls"}


def messages(source: str) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each message: in a folder (also a Maildir), an mbox or .eml file, or at imaps://user@host/Folder.

    Nothing is changed at the source. Raises ImportRefused where it is none of these.
    """
    if source.partition("://")[0].lower() in _SECURITY:
        return _of_server(source)
    path = Path(source)
    if path.is_dir():
        return _of_folder(path)
    if not path.is_file():
        raise ImportRefused(Problem("there is no such folder or file; or write imaps://user@host/Folder", source))
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    return _of_mbox(path) if is_mbox else iter([(path.name, path.read_bytes())])


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """In the order of their names; what a Maildir is still writing (tmp) and hidden files are left out."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and not name.startswith((".", "tmp/")) and "/." not in name:
            yield name, file.read_bytes()


def _of_mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    for number, content in enumerate(exports.mails("", str(path)), 1):
        # The blank line that parts mails is none of theirs: a notice is known by its bytes.
        yield f"{path.name}:{number}", content[:-1] if content.endswith(b"\n\n") else content


def _of_server(source: str) -> Iterator[tuple[str, bytes]]:
    message = "is no address of a mailbox; write imaps://user@host/Folder, with a folder that holds only bounces"
    try:
        parts = urlsplit(source)
    except ValueError as refused:  # the address itself may hold a password
        raise ImportRefused(Problem(message, source.partition(":")[0])) from refused
    if not parts.hostname or not parts.username:
        raise ImportRefused(Problem(message, parts.scheme))
    try:
        settings = Mailbox.model_validate(
            {
                "host": parts.hostname,
                "username": unquote(parts.username),
                "folder": unquote(parts.path.strip("/")) or "Bounces",
                "security": "none"
                if parts.scheme == "imap" and parts.hostname in LOOPBACK
                else _SECURITY[parts.scheme],
                **({"port": parts.port} if parts.port else {}),
            }
        )
    except (ValidationError, ValueError) as refused:
        raise ImportRefused(Problem(message, f"{parts.scheme}://{parts.hostname}")) from refused
    for number, content in enumerate(imap.messages(settings), 1):
        yield f"{settings.folder}:{number}", content
