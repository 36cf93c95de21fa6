"""Figures of docs/decisions.md about tags.

    python -m bench.tags half            themes and probabilities with encodings in half precision, against single
    python -m bench.tags missing         a theme taken out of themes.toml: do its posts come back as a cluster?
    python -m bench.tags again FOLDER    seconds to tag a workspace again after one label, all texts known

The first two need ../shared/data/themes and the extra `semantic`.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does; numpy reads it when it is imported

import numpy as np

from pipeline.edges import workspace
from pipeline.edges.encoder import Floats, UniversalSentenceEncoder
from pipeline.errors import ConfigError
from pipeline.model import catalogue, toml_source
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Theme
from pipeline.runs import content
from pipeline.themes import clusters
from pipeline.themes.tagging import Tagger

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "themes"
SENTENCES = 6


class Memory:
    """An encoder that reads each list of texts once; `half` rounds what it read."""

    def __init__(self) -> None:
        self._encoder = UniversalSentenceEncoder()
        self._known: dict[tuple[str, ...], Floats] = {}

    def __call__(self, texts: Sequence[str]) -> Floats:
        key = tuple(texts)
        if key not in self._known:
            self._known[key] = self._encoder(key)
        return self._known[key]

    def half(self, texts: Sequence[str]) -> Floats:
        """The same in half precision."""
        return self(texts).astype(np.float16).astype(np.float32)


def themes() -> dict[str, Theme]:
    """The seven themes of the public data."""
    nothing = toml_source.parse("", "", ConfigError)
    text = (DATA / "themes.toml").read_text("utf-8")
    return dict(catalogue.read(toml_source.parse("themes.toml", text, ConfigError), nothing, nothing).themes)


def rows(lang: str) -> list[dict[str, str]]:
    """The training sentences of a language."""
    with (DATA / f"train.{lang}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def post(key: str, lang: str, text: str) -> Post:
    """A post of these words."""
    return Post(
        id=f"{key}.{lang}", path=key, lang=lang, title=text[:40], published=None, translation_key=key, slug=key,
        body=text, body_line=1, words=len(text.split()),
    )  # fmt: skip


def posts() -> dict[str, tuple[str, TranslationGroup]]:
    """Posts of six sentences of one theme, in English and German: key → theme and group."""
    sentences = {lang: rows(lang) for lang in ("en", "de")}
    places: dict[str, list[int]] = {}
    for place, row in enumerate(sentences["en"]):
        places.setdefault(row["theme"], []).append(place)
    found = {}
    for theme, own in places.items():
        random.Random(1).shuffle(own)
        for start in range(0, len(own) - SENTENCES + 1, SENTENCES):
            key = f"{theme}-{start // SENTENCES}"
            chosen = own[start : start + SENTENCES]
            texts = {lang: "\n\n".join(table[place]["text"] for place in chosen) for lang, table in sentences.items()}
            found[key] = theme, TranslationGroup(key, {lang: post(key, lang, text) for lang, text in texts.items()})
    return found


def half() -> None:
    """Prints what half precision changes."""
    encode = Memory()
    sentences = [
        TranslationGroup(f"s{place}", {"en": post(f"s{place}", "en", row["text"])})
        for place, row in enumerate(rows("en"))
    ]
    demo = workspace.load(str(Path(__file__).parent.parent), None)
    compared: Mapping[str, tuple[Mapping[str, Theme], Sequence[TranslationGroup]]] = {
        "posts of six sentences": (themes(), [group for _, group in posts().values()]),
        "sentences": (themes(), sentences),
        "the demo": (demo.catalogue.themes, content.read(demo).groups),
    }
    for name, (known, groups) in compared.items():
        single, halved = Tagger(known, groups, encode), Tagger(known, groups, encode.half)
        same = sum([t.theme for t in single.group(g)] == [t.theme for t in halved.group(g)] for g in groups)
        moved = float(np.abs(single.judged.probabilities - halved.judged.probabilities).max())
        print(f"{name}: {same} of {len(groups)} have the same themes; a probability moves by {moved:.6f} at most")


def missing() -> None:
    """Prints the clusters that `themes suggest` finds when a theme is missing."""
    encode, every = Memory(), posts()
    for gone in (None, *themes()):
        known = {theme: value for theme, value in themes().items() if theme != gone}
        tagger = Tagger(known, [group for _, group in every.values()], encode)
        found = clusters.find(tagger, {key: group for key, (_, group) in every.items()})
        said = [str(dict(Counter(every[key][0] for key in cluster.keys))) for cluster in found]
        own = [group for theme, group in every.values() if theme == gone]
        tagged = sum(bool(tagger.group(group)) for group in own)
        print(f"without {gone}: {tagged} of {len(own)} posts get another theme; clusters: {', '.join(said) or 'none'}")


def again(folder: str) -> None:
    """Prints how long it takes to tag everything when all was read before, and to learn one more label."""
    where = workspace.load(str(Path(folder).resolve()), None)
    dict(content.read(where).tags)
    for _ in range(3):
        found = content.read(where)
        start, cpu = time.perf_counter(), time.process_time()
        tags = dict(found.tags)
        took, spent = time.perf_counter() - start, time.process_time() - cpu
        start = time.perf_counter()
        found.tags.tagger.relabelled({next(iter(tags)): (next(iter(where.catalogue.themes)),)})
        label = time.perf_counter() - start
        print(f"{len(found.posts)} posts: {took:.2f} s ({spent:.2f} s of CPU), refit after a label {label:.3f} s")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["half"]:
            half()
        case ["missing"]:
            missing()
        case ["again", folder]:
            again(folder)
        case _:
            print(__doc__)
