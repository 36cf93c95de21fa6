"""A Dovecot of the test's own: one mailbox over IMAP, on an unprivileged port of loopback."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.acceptance.postfix import free_port, wait_for

USER, PASSWORD = "jonna", "secret"
_COMMON = """\
protocols = imap
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
ssl = no
first_valid_uid = 1
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""
_UNTIL_2_3 = """\
disable_plaintext_auth = no
mail_location = maildir:{root}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={root}/home
}}
"""
_SINCE_2_4 = """\
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {root}/mail
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = mail
    gid = mail
    home = {root}/home
  }}
}}
"""
_VERSION = "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"
"""Asked for since 2.4, as the first lines."""


def _configuration() -> str:
    said = subprocess.run(["dovecot", "--version"], check=True, capture_output=True, text=True).stdout
    is_new = tuple(map(int, said.split(maxsplit=1)[0].split(".")[:2])) >= (2, 4)
    return _VERSION + _COMMON + _SINCE_2_4 if is_new else _COMMON + _UNTIL_2_3


@contextmanager
def dovecot(root: Path, folders: Mapping[str, Sequence[bytes]]) -> Iterator[int]:
    """The port of a Dovecot with these mails in these folders."""
    assert shutil.which("dovecot"), "Dovecot is not installed; run tests/acceptance/run"
    port = free_port()
    for name, mails in folders.items():
        for part in ("cur", "new", "tmp"):
            (root / "mail" / f".{name}" / part).mkdir(parents=True)
        for number, mail in enumerate(mails):
            (root / "mail" / f".{name}" / "cur" / f"{number:09}.example:2,S").write_bytes(mail)
    subprocess.run(["chown", "-R", "mail:mail", root / "mail"], check=True)
    (root / "dovecot.conf").write_text(_configuration().format(root=root, port=port, password=PASSWORD), "utf-8")
    server = subprocess.Popen(["dovecot", "-F", "-c", root / "dovecot.conf"])
    try:
        wait_for(port, b"* OK")
        yield port
    finally:
        server.terminate()
        server.wait(30)
