"""The sitemap against the schema of sitemaps.org (as far as it goes without its file), the feeds against their rules."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import xmlschema

SITE = Path(os.environ["SITE"])
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def main() -> int:
    schema = xmlschema.XMLSchema(str(Path(__file__).parent / "sitemap.xsd"))
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
            assert entry.id.startswith("tag:"), path
            assert entry.link.startswith("https://"), path
    feeds = [path for path in SITE.rglob("*.json") if "search" not in path.parts]
    for path in feeds:
        said = json.loads(path.read_bytes())
        assert said["version"] == "https://jsonfeed.org/version/1.1", path
        assert all({"id", "url", "content_html"} <= item.keys() for item in said["items"]), path
    print(f"{len(urls)} addresses in the sitemap, {len(atoms)} Atom feeds, {len(feeds)} JSON feeds: valid")
    return 0


sys.exit(main())
