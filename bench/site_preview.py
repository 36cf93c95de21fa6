"""How long a save takes to be seen in the preview: a client that waits for the event and fetches the page."""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

_PAGE = "/de/posts/beitrag-00050.html"
_POST = "content/posts/k00050.de.md"


def measured(root: Path, program: Path, saves: int) -> list[str]:
    """The lines of the report; `root` is a blog of 1,000 posts, `program` the folder of the program."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from pipeline.cli.door import main; main()", "preview", "--port", str(port)]
    server = subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": str(program)})
    try:
        waited = _waits(root, port, saves)
    finally:
        server.terminate()
        server.wait()
    ordered = sorted(waited)
    middle, most, worst = statistics.median(ordered), ordered[int(0.9 * len(ordered))], ordered[-1]
    said = f"{middle:.3f} s in the median, {most:.3f} s for nine of ten, {worst:.3f} s at worst"
    said += f" (goal 0.15 s; load {os.getloadavg()[0]:.1f} in the minute of the saves)"
    print(said)
    return ["## Preview", "", f"From a save to the changed page in the client, 1,000 posts, {saves} saves: {said}.", ""]


def _waits(root: Path, port: int, saves: int) -> list[float]:
    page = _get(port, _PAGE)
    since = re.search(rb"since=(\d+)", page)
    assert since
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/.preview/events?since={since[1].decode()}")
    events = connection.getresponse()
    post = root / _POST
    text = post.read_text("utf-8")
    found = []
    for number in range(saves):
        time.sleep(0.3)
        began = time.perf_counter()
        post.write_text(f"{text}\nSaved for the {number}th time.\n", "utf-8")
        while not events.readline().startswith(b"data:"):
            pass
        if f"for the {number}th time".encode() not in _get(port, _PAGE):
            raise SystemExit("the page came before its change")
        found.append(time.perf_counter() - began)
    connection.close()
    return found


def _get(port: int, path: str) -> bytes:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", path)
            return connection.getresponse().read()
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise SystemExit("the preview did not start")
