"""The preview as a browser meets it: a real server, real saves, and pages that shout when something is wrong."""

from __future__ import annotations

import html
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import MakeWorkspace

COMMAND = (sys.executable, "-c", "from pipeline.cli.main import main; main()")
POST = "---\ntitle: Hallo\ndate: 2026-01-01\n---\n{}\n"
PAGE = "/de/posts/hello.html"


@dataclass
class Server:
    """A running preview."""

    port: int
    root: Path
    process: subprocess.Popen[str]
    open_: list[http.client.HTTPConnection] = field(default_factory=list)

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
        answer = connection.getresponse()
        said = answer.status, answer.read().decode("utf-8", "replace")
        connection.close()
        return said

    def events(self, since: str) -> IO[bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", f"/.preview/events?since={since}")
        self.open_.append(connection)
        answer = connection.getresponse()
        assert answer.getheader("Content-Type", "").startswith("text/event-stream")
        return answer

    def save(self, text: str) -> None:
        (self.root / "content/posts/hello.de.md").write_text(text, "utf-8")


def _version(page: str) -> str:
    found = re.search(r'src="/\.preview/reload\.js\?since=(\d+)"', page)
    assert found, "the page does not wait for news"
    return found[1]


def _wait(events: IO[bytes]) -> None:
    while not events.readline().startswith(b"data:"):
        pass


@pytest.fixture
def preview(make_workspace: MakeWorkspace) -> Iterator[Server]:
    """A preview of a workspace with one post."""
    for name in ("granian", "starlette", "watchfiles"):
        pytest.importorskip(name)
    root = make_workspace({"content/posts/hello.de.md": POST.format("Anfang.")})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "-C", str(root), "preview", "--port", str(port)], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    assert f"http://127.0.0.1:{port}/" in process.stderr.readline()
    server = Server(port, root, process)
    while process.poll() is None:
        try:
            server.get("/")
            break
        except ConnectionRefusedError:
            continue
    yield server
    process.kill()
    process.communicate()
    for connection in server.open_:
        connection.close()


def test_a_save_is_seen_at_once_and_the_folder_of_the_site_stays_empty(preview: Server) -> None:
    code, page = preview.get(PAGE)
    assert code == 200
    assert "Anfang." in page
    events = preview.events(_version(page))
    preview.save(POST.format("Mitte."))
    _wait(events)
    assert "Mitte." in preview.get(PAGE)[1]
    assert not (preview.root / "site").exists()
    assert not list(preview.root.glob(".site*"))


def test_a_change_between_page_and_listening_is_not_lost(preview: Server) -> None:
    version = _version(preview.get(PAGE)[1])
    events = preview.events(version)
    preview.save(POST.format("Mitte."))
    _wait(events)
    _wait(preview.events(version))


def test_a_mistake_stands_in_the_page_until_it_is_mended(preview: Server) -> None:
    events = preview.events(_version(preview.get(PAGE)[1]))
    preview.save(POST.format("Anfang.").replace("title", "titel"))
    _wait(events)
    code, page = preview.get(PAGE)
    assert code == 500
    assert "content/posts/hello.de.md:2:1: unknown key" in page
    events = preview.events(_version(page))
    preview.save(POST.format("Ende."))
    _wait(events)
    code, page = preview.get(PAGE)
    assert (code, "Ende." in page) == (200, True)


def test_a_broken_template_shows_its_line_and_a_new_folder_is_watched(preview: Server) -> None:
    events = preview.events(_version(preview.get(PAGE)[1]))
    (preview.root / "templates/site").mkdir(parents=True)
    (preview.root / "templates/site/post.html").write_text("one\n{{ page.nothing }}\n")
    _wait(events)
    while (answer := preview.get(PAGE))[0] == 200:  # the folder was seen before the file in it
        _wait(events)
    assert "templates/site/post.html:2" in answer[1]


def test_templates_that_fail_stand_in_a_page_that_comes_back(preview: Server) -> None:
    folder = preview.root / "templates"
    for name, text, said in (
        ("site/post.html", b"one\n{{ 1 / 0 }}", "templates/site/post.html:2: cannot be rendered: division by zero"),
        ("site/post.html", b"one\n\xff", "templates/site/post.html:2: byte 0xff is not valid UTF-8"),
        ("site/post.html", b'{% extends "site/post.html" %}', "templates/site/post.html:1: extends, includes or"),
        ("tokens.toml", b"[typo]", "templates/tokens.toml:1:2: unknown table"),
    ):
        answer = preview.get(PAGE)
        events = preview.events(_version(answer[1]))
        (folder / "site").mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
        while said not in html.unescape(answer[1]):
            _wait(events)
            answer = preview.get(PAGE)
        assert answer[0] == 500
        assert "reload.js" in answer[1]


def test_the_page_for_wrong_addresses_finds_its_style_below_the_path_of_the_site(preview: Server) -> None:
    config = preview.root / "leitmotiv.toml"
    version = _version(preview.get(PAGE)[1])
    with config.open("r+", encoding="utf-8") as file:
        text = file.read().replace("https://mini.example.org", "https://mini.example.org/sub")
        file.seek(0)
        file.write(text)
    _wait(preview.events(version))
    code, page = preview.get("/nowhere.html")
    assert code == 404
    style = re.search(r'rel="stylesheet" href="(/sub/assets/[^"]+)"', page)
    assert style
    assert preview.get(style[1])[0] == 200
    assert preview.get(PAGE)[0] == preview.get(f"/sub{PAGE}")[0] == 200
    assert preview.get("/sub")[1] == preview.get("/sub/")[1] == preview.get("/")[1]


def test_the_policy_of_a_page_allows_the_one_script(preview: Server) -> None:
    page = preview.get("/de/index.html")[1]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = [rule.strip() for rule in html.unescape(policy[1]).split(";")]
    assert "default-src 'none'" in rules
    assert "script-src 'self'" in rules
    assert "connect-src 'self'" in rules
    code, script = preview.get("/.preview/reload.js?since=1")
    assert (code, "EventSource" in script) == (200, True)


def test_no_path_leads_out_of_the_site(preview: Server) -> None:
    for path in (
        "/../leitmotiv.toml",
        "/%2e%2e/leitmotiv.toml",
        "/..%2fleitmotiv.toml",
        "/..%5cleitmotiv.toml",
        "/de/../../leitmotiv.toml",
        "//leitmotiv.toml",
        "/leitmotiv.toml",
        "/content/posts/hello.de.md",
        "/etc/passwd",
        "/%00",
    ):
        code, page = preview.get(path)
        assert code in (400, 404), path
        assert "[workspace]" not in page
        assert "title: Hallo" not in page


def test_other_hosts_are_refused_and_other_machines_cannot_connect(preview: Server) -> None:
    assert preview.get(PAGE, "evil.example.org")[0] == 400
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            address = probe.getsockname()[0]
        except OSError:
            pytest.skip("this machine has no address but its own")
    with pytest.raises(OSError, match=r"."), socket.create_connection((address, preview.port), timeout=5):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_it_without_a_word(preview: Server) -> None:
    preview.events("0")
    preview.process.send_signal(signal.SIGINT)
    _, said = preview.process.communicate(timeout=20)
    assert (preview.process.returncode, said) == (0, "")


def test_a_port_that_is_taken_is_said(preview: Server) -> None:
    second = subprocess.run(
        [*COMMAND, "-C", str(preview.root), "preview", "--port", str(preview.port)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"port {preview.port} is taken" in second.stderr


BROKEN = """
import asyncio, sys
from pipeline.runs.previewing import Session
from pipeline.web import serving
from pipeline.web.preview import Preview, running

class Broken(Session):
    def refresh(self):
        if self.seen.version:
            raise LookupError("a mistake of ours")
        return super().refresh()

async def serve():
    session = Broken(sys.argv[1], None)
    session.refresh()
    preview = Preview(session, sys.argv[1], print)
    await serving.serve(preview.app(), int(sys.argv[2]), running(preview))

asyncio.run(serve())
"""


def test_a_preview_that_can_show_no_save_any_more_ends_and_says_why(preview: Server) -> None:
    preview.process.kill()
    preview.process.wait()
    command = [sys.executable, "-c", BROKEN, str(preview.root), str(preview.port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as broken, ExitStack() as page:
        while broken.poll() is None:
            try:
                page.enter_context(preview.events("0"))
                break
            except ConnectionRefusedError:
                continue
        while broken.poll() is None:  # the watcher may begin after the first of them
            preview.save(POST.format("Weiter."))
            with suppress(subprocess.TimeoutExpired):
                broken.wait(0.5)
        assert broken.stderr
        assert (broken.returncode, "LookupError: a mistake of ours" in broken.stderr.read()) == (1, True)


def test_a_folder_without_a_slash_leads_to_its_page(preview: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
    connection.request("GET", "/de")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (307, "/de/")
    connection.close()
    assert preview.get("//de/")[0] == 200
    assert preview.get("/fr")[0] == 404


def test_a_workspace_that_was_moved_is_missed_and_leaves_nothing_behind(preview: Server) -> None:
    moved = preview.root.with_name("moved")
    preview.root.rename(moved)
    code, page = preview.get(PAGE)
    assert (code, "leitmotiv.toml: is gone" in page) == (500, True)
    assert not preview.root.exists()
    moved.rename(preview.root)
    assert preview.get(PAGE)[0] == 200
