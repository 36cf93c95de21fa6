"""What the posts that an issue file names are called by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pipeline.model.post import TranslationGroup
from pipeline.posts.addresses import Addresses
from pipeline.posts.links import one_form


class Names:
    """The translation keys of the posts that there are, and those that they had."""

    def __init__(self, groups: Mapping[str, TranslationGroup], languages: Sequence[str]) -> None:
        self._groups = groups
        self._languages = languages
        self._moved = {
            alias: key for key, group in groups.items() for post in group.posts.values() for alias in post.aliases
        }

    @cached_property
    def addresses(self) -> Addresses:
        """Which posts web addresses mean: made when it is first asked for."""
        return Addresses(self._groups.values())

    def by_now(self, key: str) -> str:
        """The key of the post that was `key`, where it leads on from its old address; else `key` itself."""
        key = one_form(key)
        old = (f"/{lang}/posts/{key}.html" for lang in self._languages)
        return key if key in self._groups else next((self._moved[alias] for alias in old if alias in self._moved), key)

    def kept(self, key: str) -> str:
        """`by_now`, also of a post that kept its address and has another key, since its file was put elsewhere."""
        found = self.by_now(key)
        return found if found in self._groups else self.addresses.key(key) or key
