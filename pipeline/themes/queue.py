"""Which post to ask a person about next: the one that the machine is least sure of."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from pipeline.themes.tagging import Tagger


def doubts(tagger: Tagger) -> dict[str, float]:
    """How little is between the likeliest answer and the next, none of the themes being one of them: 1 is a tie.

    By translation key, the greatest doubt first; what a person has decided is beyond doubt and left out. The margin is
    the rule of Scheffer, Decomain & Wrobel, "Active Hidden Markov Models for Information Extraction" (IDA 2001).
    """
    if not tagger.themes:
        return {}
    judged = tagger.judged
    answers = np.sort(np.concatenate((judged.probabilities, judged.none[:, None]), axis=1), axis=1)
    margin = answers[:, -1] - answers[:, -2]
    found = {
        key: 1 - float(margin[row]) for key, row in tagger.rows.items() if judged.heard.subjects[row].themes is None
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def following(tagger: Tagger, passed: Collection[str]) -> str | None:
    """The translation key to ask about next; `passed` were put off."""
    return next((key for key in doubts(tagger) if key not in passed), None)
