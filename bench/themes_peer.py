"""The theme engine beside peers on the same draws, with the same vectors. They show how hard the rows are.

Needs scikit-learn, which nothing else here does: `pip install scikit-learn`, then `python -m bench.themes_peer`.
With labels the peer is logistic regression on the vectors and TF-IDF: it knows neither themes.toml nor the texts that
are tested. Without labels it is the theme whose words in themes.toml are in the mean nearest to a text's sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from bench import themes
from pipeline.edges.encoder import WIDTH
from pipeline.themes import prototypes, vectors
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode, Floats

DRAWS = 4
SETTINGS: tuple[tuple[str, int | None, tuple[str, ...] | None], ...] = (
    ("5 labels a theme", 5, None),
    ("20 labels in en and 20 in de", 20, ("en", "de")),
    ("all labels of it", None, None),
)
"""What the labels are; no teachers means the language itself."""

Rows = dict[str, list[Subject]]


def main() -> None:
    """Prints both accuracies, in percent, and how far they lie apart in each draw."""
    encode = themes._Kept()
    rows: Rows = {lang: [one for part in ("train", "dev") for one in themes._rows(part, lang)] for lang in ("en", "de")}
    print("| | ours | peer | ours − peer, each draw |\n|---|---|---|---|")
    for name, posts in (("no labels", _sentences), ("six sentences, no labels", themes.joined)):
        for lang in rows:
            dealt = [posts(rows[lang], seed) for seed in range(DRAWS)]
            ours = [themes._scored([], asked, Pairs(), encode).accuracy for asked in dealt]
            _print(f"{lang}, {name}", ours, [_nearest(asked, encode) for asked in dealt])
    for name, few, teachers in SETTINGS:
        for lang in rows:
            what = (lang, few, teachers or (lang,))
            ours = [themes._draw(rows, what, seed, Pairs(), encode).accuracy for seed in range(DRAWS)]
            _print(f"{lang}, {name}", ours, [_peer(rows, what, seed, encode) for seed in range(DRAWS)])


def _print(name: str, ours: Sequence[float], peer: Sequence[float]) -> None:
    apart = ", ".join(f"{100 * (one - other):+.1f}" for one, other in zip(ours, peer, strict=True))
    print(f"| {name} | {100 * np.mean(ours):.1f} | {100 * np.mean(peer):.1f} | {apart} |", flush=True)


def _sentences(rows: Sequence[Subject], seed: int) -> list[Subject]:
    lang = rows[0].texts[0].lang
    return themes.dealt({lang: list(rows)}, (lang, 0, ()), seed)[1]


def _nearest(asked: Sequence[Subject], encode: Encode) -> float:
    words = prototypes.build(themes.THEMES.values(), encode)
    spoken = vectors.encoded(encode, words.words).sentence
    points = _unit(np.array([spoken[words.owners == place].mean(axis=0) for place in range(words.count)]))
    means = np.array([vectors.encoded(encode, one.texts[0].passages).sentence.mean(axis=0) for one in asked])
    answers = (_unit(means) @ points.T).argmax(axis=1)
    names = list(themes.THEMES)
    return float(np.mean([names[answer] == themes.theme_of(one) for answer, one in zip(answers, asked, strict=True)]))


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _peer(rows: Rows, what: tuple[str, int | None, Sequence[str]], seed: int, encode: Encode) -> float:
    from sklearn.linear_model import LogisticRegression

    known, asked = themes.dealt(rows, what, seed)
    features = _features([themes._said(one) for one in known], encode)
    model: Any = LogisticRegression(C=4, max_iter=500)
    model.fit(features([themes._said(one) for one in known]), [themes.theme_of(one) for one in known])
    answers = model.predict(features([themes._said(one) for one in asked]))
    return float(np.mean([answer == themes.theme_of(one) for answer, one in zip(answers, asked, strict=True)]))


def _features(known: list[str], encode: Encode) -> Callable[[list[str]], Any]:
    """Both layers of the encoder, and TF-IDF of words and of letters as `known` has them."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(sublinear_tf=True).fit(known)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit(known)
    centre = encode(known)[:, WIDTH:].mean(axis=0)

    def of(texts: list[str]) -> Any:
        rows = encode(texts)
        below = rows[:, WIDTH:] - centre
        below /= np.linalg.norm(below, axis=1, keepdims=True)
        dense = csr_matrix(np.concatenate((rows[:, :WIDTH], below), axis=1))
        return hstack([dense, words.transform(texts), letters.transform(texts)]).tocsr()

    return of


if __name__ == "__main__":
    main()
