"""Files whose names mean something in an address: every page, feed and letter leads to them."""

from __future__ import annotations

import email
import email.policy
import html
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli.main import leitmotiv
from tests.conftest import CONFIG, MakeWorkspace

NAMES = ("c#", "was?", "100%", "50%25", "ein bild", "größe", "it's", "a+b&c", "a,b", "semi;x")
URL = "https://mini.example.org/"
QUIET = f"{CONFIG}\n[site]\nsearch = false\ncards = false\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_ADDRESS = re.compile(r"""(?:src|href)=["']([^"']*assets/[^"']*)["']""")
_SRCSET = re.compile(r'srcset="([^"]*)"')


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Path:
    """Each name as a picture with smaller ones, as a picture beside the post, and as a file to be opened."""
    lines = [
        f"![A picture](../static/{name}.png) ![A drawing]({name}.svg) [A file](../static/{name}.pdf)"
        for name in map(quote, NAMES)
    ]
    head = "---\ntitle: Names\ndate: 2026-01-01\nnewsletter: true\n---\n"
    root = make_workspace({"leitmotiv.toml": QUIET, "content/posts/names.en.md": head + "\n\n".join(lines) + "\n"})
    out = io.BytesIO()
    Image.effect_noise((700, 400), 60).convert("RGB").save(out, "PNG")
    static = root / "content/static"
    static.mkdir()
    for name in NAMES:
        static.joinpath(f"{name}.png").write_bytes(out.getvalue())
        static.joinpath(f"{name}.pdf").write_bytes(b"%PDF")
        root.joinpath(f"content/posts/{name}.svg").write_text(_SVG, "utf-8")
    return root


def _run(root: Path, *arguments: str) -> None:
    done = CliRunner().invoke(leitmotiv, ["-C", str(root), *arguments])
    assert done.exit_code == 0, done.output


def _addresses(text: str) -> Iterator[str]:
    for address in _ADDRESS.findall(text):
        yield html.unescape(address)
    for listed in _SRCSET.findall(text):
        for part in html.unescape(listed).split(", "):
            yield part.split()[0]


def _lead_to(site: Path, page: str, text: str) -> set[str]:
    found = set()
    for address in _addresses(text):
        parts = urlsplit(urljoin(URL + page, address))
        assert not parts.query, address
        assert not parts.fragment, address
        file = unquote(parts.path).lstrip("/")
        assert site.joinpath(file).is_file(), f"{page}: {address}"
        found.add(file)
    return found


def test_every_address_leads_to_its_file(workspace: Path) -> None:
    _run(workspace, "build")
    site = workspace / "site"
    files = {path.relative_to(site).as_posix() for path in site.glob("assets/**/*") if path.is_file()}
    named = {file for file in files if file.endswith((".png", ".pdf", ".avif", ".webp")) or "/posts/" in file}
    page = "en/posts/names.html"
    assert _lead_to(site, page, site.joinpath(page).read_text("utf-8")) >= named
    opened = {file for file in named if not file.endswith((".avif", ".webp"))}
    for page in ("en/newsletter/names.html", "en/feed.xml"):
        text = site.joinpath(page).read_text("utf-8")
        assert _lead_to(site, page, html.unescape(text) if page.endswith(".xml") else text) >= opened
    said = json.loads(site.joinpath("en/feed.json").read_text("utf-8"))["items"][0]["content_html"]
    assert _lead_to(site, "en/feed.json", said) >= opened
    _run(workspace, "check")


def test_every_address_in_a_letter_leads_to_its_file(workspace: Path, tmp_path: Path) -> None:
    _run(workspace, "build")
    _run(workspace, "issue", "render", "names", "--output", str(tmp_path / "letters"))
    letter = email.message_from_bytes((tmp_path / "letters/en.eml").read_bytes(), policy=email.policy.default)
    texts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    assert len(texts) == 2
    for text in texts:
        found = [html.unescape(address) for address in re.findall(rf'{URL}assets/[^\s"<>]*', text)]
        files = [unquote(urlsplit(address).path).lstrip("/") for address in found]
        assert len(set(files)) == 3 * len(NAMES)
        assert [file for file in files if not (workspace / "site" / file).is_file()] == []


def test_a_name_with_accents_is_one_name_in_both_forms_that_macos_and_keyboards_write(
    make_workspace: MakeWorkspace,
) -> None:
    typed = {
        "content/posts/größe.de.md": "---\ntitle: Größe\ndate: 2026-01-01\n---\nText.\n",
        "content/posts/other.en.md": (
            "---\ntitle: Other\ndate: 2026-01-02\ntranslation_key: öl\n---\n"
            "[a](größe.en.md) [b](../pages/über.de.md) ![A cell](/größe.svg)\n"
        ),
        "content/issues/may.toml": (
            'date = 2026-05-01\nsubject = {en = "May"}\nposts = ["größe"]\nintro = {en = "[a](../posts/größe.en.md)"}\n'
        ),
    }
    by_macos = {
        "content/posts/größe.en.md": "---\ntitle: Size\n---\nText.\n",
        "content/posts/öl.de.md": "---\ntitle: Öl\ndate: 2026-01-02\n---\nText.\n",
        "content/pages/über.de.md": "---\ntitle: Über\n---\nText, siehe [da](../posts/öl.de.md).\n",
        "content/static/größe.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>',
    }
    root = make_workspace(typed | {unicodedata.normalize("NFD", path): text for path, text in by_macos.items()})
    said = {command: CliRunner().invoke(leitmotiv, [*command.split(), "-C", str(root)]) for command in (
        "build", "check --json", "translations --json", "translations dismiss größe.en.md",
    )}  # fmt: skip
    assert [one.exit_code for one in said.values()] == [0, 0, 0, 0]
    rows = json.loads(said["translations --json"].stdout)
    assert {row["key"]: len(row["posts"]) for row in rows} == {"größe": 2, "öl": 2}
