"""What a theme meant when a tag was given: a short hash of the words that define it."""

from __future__ import annotations

import hashlib
import json

from pipeline.model.theme import Theme


def version(theme: Theme) -> str:
    """Twelve hex digits of its name, description and keywords; when it was promoted does not change what it means."""
    said = (dict(theme.name), dict(theme.description), {lang: list(words) for lang, words in theme.keywords.items()})
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]
