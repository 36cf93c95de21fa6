"""The theme engine beside a peer on the same draws: logistic regression of scikit-learn on the same vectors and TF-IDF.

Needs scikit-learn, which nothing else here does: `pip install scikit-learn`, then `python -m bench.themes_peer`.
The peer knows neither themes.toml nor the texts that are tested. It shows how hard the rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from bench import themes
from pipeline.edges.encoder import WIDTH
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode

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
    for name, few, teachers in SETTINGS:
        for lang in rows:
            what = (lang, few, teachers or (lang,))
            ours = [100 * themes._draw(rows, what, seed, Pairs(), encode).accuracy for seed in range(DRAWS)]
            peer = [100 * _peer(rows, what, seed, encode) for seed in range(DRAWS)]
            apart = ", ".join(f"{one - other:+.1f}" for one, other in zip(ours, peer, strict=True))
            print(f"| {lang}, {name} | {np.mean(ours):.1f} | {np.mean(peer):.1f} | {apart} |", flush=True)


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
