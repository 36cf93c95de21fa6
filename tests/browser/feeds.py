"""The sitemap against the rules of sitemaps.org, the feeds against their own. Run by tests/browser/run."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import feedparser

SITE = Path(os.environ["SITE"])
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def main() -> int:
    """0 where everything is valid; a failed assertion names the file."""
    schema = import_module("xmlschema").XMLSchema(str(Path(__file__).parent / "sitemap.xsd"))
    schema.validate(str(SITE / "sitemap.xml"))
    urls = [node.text for node in ElementTree.parse(SITE / "sitemap.xml").iter(SITEMAP + "loc")]
    assert len(urls) == len(set(urls)), "an address stands twice in the sitemap"
    atoms = sorted(SITE.rglob("*.xml"))
    atoms.remove(SITE / "sitemap.xml")
    for path in atoms:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path}: {feed.bozo_exception}"
        assert feed.version == "atom10", path
        assert feed.entries, path
        for entry in feed.entries:
            assert entry.id.startswith("urn:uuid:"), path
            assert entry.link.startswith("https://"), path
    feeds = [path for path in SITE.rglob("*.json") if "search" not in path.parts]
    for path in feeds:
        said = json.loads(path.read_bytes())
        assert said["version"] == "https://jsonfeed.org/version/1.1", path
        assert all({"id", "url", "content_html"} <= item.keys() for item in said["items"]), path
    sys.stdout.write(f"{len(urls)} addresses in the sitemap, {len(atoms)} Atom feeds, {len(feeds)} JSON feeds: valid\n")
    return 0


sys.exit(main())
