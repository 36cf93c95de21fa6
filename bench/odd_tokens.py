"""How often one token put in for many words is found, and the weights of the signs: `python -m bench.odd_tokens --fit`.

Clean texts are our posts, the guides of ../shared, and the descriptions of the Python packages that are installed here
(so that figures move a little from machine to machine). A token is put in at several rates, for content words alone or
for all. `--fit` prints weights for pipeline/posts/odd_tokens.py; the rates are then those of texts held out.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pipeline.model import function_words
from pipeline.posts import damage, odd_tokens
from pipeline.posts.words import without_code_blocks

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ROOT.parent / "shared" / "data" / "pairing"
TOKENS = ("blorp", "zmrzlina", "Lorem", "кот", "house", "verbindung", "Xyz", "tuš", "klaxon", "widget", "Haus", "eau")
RATES = ((0.03, "all"), (0.05, "all"), (0.1, "all"), (0.2, "all"), (0.4, "all"), (0.03, "content"), (0.04, "content"),
         (0.06, "content"), (0.1, "content"), (0.15, "content"))  # fmt: skip
PIECE = 500
RIDGE = 3.0


def main() -> None:
    """Prints false alarms and the share found by rate."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--fit", action="store_true")
    prose = list(_prose())
    clean = [*prose, *_descriptions()]
    alarms = [title for title, text in clean if damage.report(text, title)]
    print(
        f"{len(clean)} clean texts, {len(alarms)} alarms of any kind: {alarms}; put into {len(prose)} posts and guides:"
    )
    found: dict[tuple[str, float], list[bool]] = defaultdict(list)
    draw = random.Random(1)
    for title, text in prose:
        for rate, mode in RATES:
            token = draw.choice(TOKENS)
            hit = odd_tokens.find(_replaced(text, token, rate, mode, draw), title)
            found[mode, rate].append(hit is not None and hit.token.lower() == token.lower())
    for (mode, rate), hits in sorted(found.items()):
        print(f"{mode:8} {rate:.0%}  found {sum(hits) / len(hits):.0%} of {len(hits)}")
    if asked.parse_args().fit:
        _fit(clean, draw)


def _prose() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "content/posts").glob("*.md")):
        yield file.stem, file.read_text("utf-8").split("\n---\n", 1)[1]
    for file in sorted(GUIDES.glob("*/*.md")):
        words = file.read_text("utf-8").split("\n---\n", 1)[-1].split(" ")
        for start in range(0, len(words) - 150, PIECE):
            yield f"{file.stem} {start}", " ".join(words[start : start + PIECE])


def _descriptions() -> Iterator[tuple[str, str]]:
    seen = set()
    for package in importlib.metadata.distributions():
        said = package.metadata.json
        name, described = str(said.get("name")), said.get("description")
        if name not in seen and isinstance(described, str) and described.count(" ") > 120:
            seen.add(name)
            text = " ".join(described.split(" ")[: PIECE + 100])
            yield f"{name} {said.get('summary')}", without_code_blocks(text)


def _replaced(text: str, token: str, rate: float, mode: str, draw: random.Random) -> str:
    small = function_words.spoken(text)

    def put(word: re.Match[str]) -> str:
        kept = mode == "content" and word[0].lower() in small
        return token if not kept and draw.random() < rate else word[0]

    return re.sub(r"[^\W\d_]{2,}", put, text)


def _fit(clean: Sequence[tuple[str, str]], draw: random.Random) -> None:
    """Ridge logistic regression by Newton's method on all signs; a fifth of the texts is held out for the check."""
    rows: list[tuple[int, float, list[float]]] = []
    for number, (title, text) in enumerate(clean):
        whole = odd_tokens.read(text, title)
        rows += [(number, 0.0, list(odd_tokens.signs(token, whole).values())) for token in odd_tokens.candidates(whole)]
        for rate, mode in RATES[:2] + RATES[5:]:
            token = draw.choice(TOKENS)
            broken = odd_tokens.read(_replaced(text, token, rate, mode, draw), title)
            if token.lower() in odd_tokens.candidates(broken):
                rows.append((number, 1.0, list(odd_tokens.signs(token.lower(), broken).values())))
    names = list(odd_tokens.signs("any", odd_tokens.read("Any text is enough for the names.")))
    fold = np.array([row[0] % 5 for row in rows])
    truth = np.array([row[1] for row in rows])
    values = np.array([row[2] for row in rows], dtype=float)
    spread = values.std(axis=0) + 1e-9
    scaled = np.c_[np.ones(len(rows)), values / spread]
    held = fold == 0
    print(f"{int((1 - truth).sum())} words, {int(truth.sum())} tokens put in")
    log_odds = scaled[held] @ _newton(scaled[~held], truth[~held])
    highest = log_odds[truth[held] == 0].max()
    above = np.mean(log_odds[truth[held] == 1] > highest)
    print(f"held out: {above:.0%} above every word, the highest of which is at {highest:.1f}")
    weights = _newton(scaled, truth)
    print(f"intercept {weights[0]:.2f}")
    for name, weight in zip(names, weights[1:] / spread, strict=True):
        print(f"  {name:24} {weight:6.2f}")


def _newton(values: np.ndarray, truth: np.ndarray) -> np.ndarray:
    weights = np.zeros(values.shape[1])
    ridge = np.eye(len(weights)) * RIDGE
    ridge[0, 0] = 1e-6
    for _ in range(40):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (truth - chance) - ridge @ weights
        bend = (values.T * (chance * (1 - chance))) @ values + ridge
        weights += np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main()
