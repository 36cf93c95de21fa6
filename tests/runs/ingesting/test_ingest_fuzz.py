"""Anything at all, from files to the workspace: no crash, nothing alive, nothing outside of content/posts."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ContentError
from pipeline.model.post import Document
from pipeline.posts import front_matter
from tests.conftest import CONFIG
from tests.posts import foreign
from tests.runs.ingesting.sources import EN, folder, rss, take

steady = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
_NAME = re.compile(r"content/posts/[a-z0-9]+(?:-[a-z0-9]+)*\.(?:de|en)\.md")
_SIBLING = re.compile(r"link: ([a-z0-9-]+\.(?:de|en)\.md)(?:#\S*)?")
_OURS = ("leitmotiv.toml", "private/ingested.json")

_field = st.sampled_from(
    ["title", "date", "slug", "lang", "tags", "themes", "aliases", "status", "minutes", "canonical"]
)
_head = st.lists(st.tuples(_field, foreign.text), max_size=5).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
_markdown = st.tuples(_head, foreign.text | foreign.broken_html).map(lambda made: f"---\n{made[0]}---\n{made[1]}\n{EN}")
_entry = st.tuples(foreign.text, foreign.text, foreign.text, foreign.broken_html).map(
    lambda made: (
        f"<item><title>{made[0]}</title><guid>{made[1]}</guid><link>{made[2]}</link>"
        f"<description><![CDATA[{made[3].replace(']]>', '')} {EN}]]></description></item>"
    )
)
_feed = st.lists(_entry, max_size=3).map(lambda entries: rss(*entries))
_flat = st.lists(foreign.text | st.just(EN), max_size=8).map("\n".join)


@steady
@given(
    files=st.dictionaries(st.sampled_from(["a.md", "b.de.md", "x/index.md"]), _markdown, max_size=2),
    feed=_feed,
    page=foreign.broken_html,
    flat=_flat,
    language=st.sampled_from(["", "de"]),
)
def test_whatever_is_taken_in_the_workspace_stays_whole(
    files: dict[str, str], feed: str, page: str, flat: str, language: str
) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = folder(Path(place) / "ws", {"leitmotiv.toml": CONFIG})
        everything = {**files, "feed.xml": feed, "page.html": f"<html><body>{page}</body></html>", "flat.txt": flat}
        source = folder(Path(place) / "src", {name: text.replace("\r", "") for name, text in everything.items()})
        outside = {path for path in Path(place).rglob("*") if not path.is_relative_to(root)}
        take(root, source, lang=language, accept_damaged=True)
        _is_whole(root)
        before = {path: path.read_bytes() for path in root.rglob("*.md")}
        again = take(root, source, lang=language, accept_damaged=True).results[0]
        assert (again.count("new"), again.count("updated")) == (0, 0)
        assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
        assert {path for path in Path(place).rglob("*") if not path.is_relative_to(root)} == outside


def _is_whole(root: Path) -> None:
    """Every file is a post with a name of ours, a head that is understood, and a text in which nothing lives."""
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_dir() or name in _OURS:
            continue
        assert _NAME.fullmatch(name)
        try:
            headed = front_matter.parse(Document(name, path.read_text("utf-8")))
        except ContentError as refused:
            raise AssertionError(str(refused)) from refused
        assert headed.head.lang in ("de", "en")
        assert "<script" not in headed.head.title.lower()
        assert [fault for fault in foreign.faults(headed.body) if not _leads_to_a_post(fault, path.parent)] == []


def _leads_to_a_post(fault: str, folder: Path) -> bool:
    found = _SIBLING.fullmatch(fault)
    return found is not None and (folder / found[1]).is_file()
