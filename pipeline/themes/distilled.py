"""What another encoder finds alike, as a linear view of ours.

The other, all-MiniLM-L6-v2, tells topics apart better, but reads English alone and takes six times as long as a post
may. Ours puts what means the same in one place in all its languages, so a map from its vectors onto those of the other,
learned from English texts, serves them all: Reimers & Gurevych, "Making Monolingual Sentence Embeddings Multilingual
using Knowledge Distillation" (EMNLP 2020), with a student of one layer. `bench/distil.py` learns it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np

from pipeline.themes import vectors
from pipeline.themes.vectors import Floats, Vectors

NAME = "distilled.npy"


def view(texts: Vectors) -> Floats:
    """(texts, 128), each row of length 1; `texts` are centred."""
    return vectors.unit(np.concatenate((texts.sentence, texts.below), axis=1) @ _map())


@cache
def _map() -> Floats:
    """(1024, 128): from both vectors of a text onto what the other encoder is likely to say of it."""
    with resources.files(__package__).joinpath(NAME).open("rb") as file:
        found: Floats = np.load(file).astype(np.float32)
    return found
