"""A Postfix of the test's own: its own queue, configuration and log, one unprivileged port on loopback, no delivery."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
maillog_file = {root}/mail.log
maillog_file_prefixes = {root}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mta.example.org
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
default_transport = discard:
relay_transport = discard:
local_transport = discard:
alias_maps =
disable_dns_lookups = yes
in_flow_delay = 0
{more}
"""

MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running instance."""

    root: Path
    port: int

    @property
    def log(self) -> Path:
        """Postfix's own record."""
        return self.root / "mail.log"

    def taken(self) -> Counter[str]:
        """How often Postfix took each Message-ID into its queue: counted by queue id, in its own log."""
        letters: dict[str, str] = {}
        taken: Counter[str] = Counter()
        for line in self.log.read_text("utf-8").splitlines():
            named = re.search(r"cleanup\[\d+\]: (\w+): message-id=(\S+)", line)
            if named:
                letters[named[1]] = named[2]
            queued = re.search(r"qmgr\[\d+\]: (\w+): from=<.*\(queue active\)", line)
            if queued and queued[1] in letters:
                taken[letters.pop(queued[1])] += 1
        return taken

    def wait_until_still(self) -> None:
        """Until nothing is added to the log any more."""
        size = -1
        while size != self.log.stat().st_size:
            size = self.log.stat().st_size
            time.sleep(1.0)


@contextmanager
def postfix(root: Path, more: str = "") -> Iterator[Postfix]:
    """A Postfix below `root`, for the length of a test; `more` lines of main.cf."""
    assert shutil.which("postfix"), "Postfix is not installed; run tests/acceptance/mail"
    instance = Postfix(root, free_port())
    configuration = root / "etc"
    for folder, owner in ((root, None), (configuration, None), (root / "queue", None), (root / "data", "postfix")):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        if owner:
            shutil.chown(folder, owner)
    (configuration / "main.cf").write_text(MAIN.format(root=root, more=more), "utf-8")
    (configuration / "master.cf").write_text(MASTER.format(port=instance.port), "utf-8")
    (configuration / "dynamicmaps.cf").write_text("", "utf-8")
    _postfix(configuration, "start")
    try:
        wait_for(instance.port, b"220")
        yield instance
    finally:
        _postfix(configuration, "stop")


def _postfix(configuration: Path, command: str) -> None:
    done = subprocess.run(["postfix", "-c", configuration, command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def free_port() -> int:
    """A port of loopback that nobody listens at just now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, greeting: bytes, seconds: float = 20) -> None:
    """Until a server at `port` of loopback says `greeting`, or just answers where that is empty."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                assert not greeting or connection.recv(100).startswith(greeting)
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no server came up at port {port}")
