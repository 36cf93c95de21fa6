"""What a draw of texts came to, and what several do together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes import calibration
from pipeline.themes.calibration import Bin


@dataclass(frozen=True, slots=True)
class Score:
    """The shares that were right, and that got a theme, and what answers of about the same probability came to."""

    accuracy: float
    given: float
    reliability: tuple[Bin, ...]

    @property
    def error(self) -> float:
        """The calibration error of this draw."""
        return calibration.error(self.reliability)


def together(scores: Sequence[Score]) -> float:
    """The calibration error of the answers of all draws: 204 alone have one even where each is as sure as it says."""
    tenths: dict[int, list[Bin]] = defaultdict(list)
    for score in scores:
        for bin_ in score.reliability:
            tenths[min(int(10 * bin_.probability), 9)].append(bin_)
    return calibration.error([_joined(bins) for bins in tenths.values()])


def _joined(bins: Sequence[Bin]) -> Bin:
    counts = [bin_.count for bin_ in bins]
    probability, right = np.average([(bin_.probability, bin_.right) for bin_ in bins], axis=0, weights=counts)
    return Bin(sum(counts), float(probability), float(right))
