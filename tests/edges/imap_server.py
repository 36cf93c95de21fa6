"""A small IMAP server on this machine: as much of RFC 3501 as looking into a folder needs, and nothing more."""

from __future__ import annotations

import re
import socketserver
import threading
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from pipeline.model.config import Mailbox

BEYOND_ASCII = "Schlüssel"
"""The other password of ana, which only PLAIN can say."""
GONE = b"gone"
LOCKED = b"locked"
"""A mail that the server will not show."""


class Session(socketserver.StreamRequestHandler):
    """One client: it may log in as ana, look into the folder Leads, and change nothing."""

    def handle(self) -> None:
        """Answers commands until the client leaves."""
        self.folder: list[bytes] = []
        self.folders: Mapping[str, list[bytes]] = self.server.folders  # type: ignore[attr-defined]
        with suppress(ConnectionError):  # a client may leave without a word
            self._converse()

    def _converse(self) -> None:
        self._say("* OK ready")
        while words := self.rfile.readline().decode("utf-8", "replace").split(maxsplit=2):
            tag, command, rest = (*words, "", "")[:3]
            command, rest = command.upper(), rest.strip()
            self.server.seen.append(f"{command} {rest}".strip())  # type: ignore[attr-defined]
            while command == self.server.endless_at:  # type: ignore[attr-defined]
                self._say("* OK and another thing")
            getattr(self, f"_{command.lower()}", self._unknown)(tag, rest)

    def _say(self, line: str, literal: bytes | None = None) -> None:
        self.wfile.write(line.encode() + (b"\r\n" + literal + b")" if literal is not None else b"") + b"\r\n")

    def _unknown(self, tag: str, _rest: str) -> None:
        self._say(f"{tag} BAD what?")

    def _capability(self, tag: str, _rest: str) -> None:
        self._say("* CAPABILITY IMAP4rev1")
        self._say(f"{tag} OK done")

    def _login(self, tag: str, rest: str) -> None:
        self._say(f"{tag} OK in" if rest == '"ana" "secret"' else f"{tag} NO [AUTHENTICATIONFAILED] no")

    def _authenticate(self, tag: str, rest: str) -> None:
        assert rest == "PLAIN"
        self._say("+ ")
        said = b64decode(self.rfile.readline()).decode("utf-8")
        self._say(f"{tag} OK in" if said == f"\0ana\0{BEYOND_ASCII}" else f"{tag} NO [AUTHENTICATIONFAILED] no")

    def _list(self, tag: str, rest: str) -> None:
        wanted = rest.rpartition(" ")[2].strip('"')
        if wanted in self.folders:
            self._say(f'* LIST () "/" "{wanted}"')
        self._say(f"{tag} OK done")

    def _examine(self, tag: str, rest: str) -> None:
        self.folder = self.folders[rest.strip('"')]
        self._say(f"* {len(self.folder)} EXISTS")
        self._say(f"{tag} OK [READ-ONLY]")

    def _uid(self, tag: str, rest: str) -> None:
        if rest.upper().startswith("SEARCH"):
            self._say("* SEARCH " + " ".join(str(place + 1) for place in range(len(self.folder))))
        else:
            found = re.fullmatch(r"FETCH ([\d,]+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest)
            assert found
            for uid in found[1].split(","):
                content = self.folder[int(uid) - 1][: int(found[2])]
                if content == GONE:
                    continue
                if content == LOCKED:
                    self._say(f"{tag} NO [SERVERBUG] this one cannot be read")
                    return
                self._say(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(content)}}}", content)
        self._say(f"{tag} OK done")

    def _logout(self, tag: str, _rest: str) -> None:
        self._say("* BYE now")
        self._say(f"{tag} OK done")


class Server(socketserver.ThreadingTCPServer):
    """Has a folder Leads with some mails, and remembers what clients asked. `endless_at`: the command whose answer it
    does not end.
    """

    daemon_threads = True

    def __init__(self, mails: Sequence[bytes] = ()) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.seen: list[str] = []
        self.endless_at = ""
        self.folders = {"INBOX": [], "Leads": list(mails), "Entw&APw-rfe": list(mails[:1])}

    def mailbox(self, folder: str = "Leads") -> Mailbox:
        """What the configuration says of it."""
        port = int(self.server_address[1])
        return Mailbox(host="127.0.0.1", port=port, security="none", username="ana", folder=folder)


@contextmanager
def serving(mails: Sequence[bytes]) -> Iterator[Server]:
    """A server for the length of a test."""
    with Server(mails) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running
        finally:  # else a test that fails would not let pytest end
            running.shutdown()
            thread.join()
