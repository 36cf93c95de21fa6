"""langdetect, seeded and kept to the workspace's languages: the same text gets the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pipeline.model.language import Guess

_SEED = 0
_SURE = 0.9
# langdetect's names where they differ from BCP 47.
_PROFILES = {"zh": "zh-cn", "nb": "no", "nn": "no"}


class Detector:
    """Calls as `Detect`. Reading a language's profile costs milliseconds, so it waits for the first text."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = languages

    def __call__(self, text: str) -> Guess:
        """The language of `text`; `lang` is None under a probability of .9 or where no language fits."""
        if len(self._by_profile) == 1:
            only = next(iter(self._by_profile.values()))
            return Guess(only, only, 1.0)
        from langdetect.lang_detect_exception import LangDetectException

        detector = self._factory.create()
        detector.append(text)
        try:
            ranked = detector.get_probabilities()
        except LangDetectException:
            return Guess(None, None, 0.0)
        if not ranked:
            return Guess(None, None, 0.0)
        best = self._by_profile.get(ranked[0].lang, ranked[0].lang)
        sure = ranked[0].prob >= _SURE
        return Guess(best if sure else None, best, ranked[0].prob)

    @cached_property
    def _by_profile(self) -> dict[str, str]:
        return {_PROFILES.get(lang, lang.split("-")[0]): lang for lang in reversed(self._languages)}

    @cached_property
    def _factory(self):  # type: ignore[no-untyped-def]  # langdetect carries no types
        from langdetect import detector_factory

        factory = detector_factory.DetectorFactory()
        factory.seed = _SEED
        folder = Path(detector_factory.PROFILES_DIRECTORY)
        known = [folder / profile for profile in self._by_profile if (folder / profile).is_file()]
        factory.load_json_profile([profile.read_text("utf-8") for profile in known])
        return factory
