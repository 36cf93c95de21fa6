"""What is asked for its themes: a post in all its languages, a message, a row of a table; taken apart into passages."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pipeline.model.post import Post, TranslationGroup
from pipeline.posts import words
from pipeline.themes import passages


@dataclass(frozen=True, slots=True)
class Text:
    """One language of a subject. `head` counts the passages, at the beginning, that are title and description."""

    lang: str
    passages: tuple[str, ...]
    words: int
    head: int = 0


_BEGINNING = 100


@dataclass(frozen=True, slots=True)
class Subject:
    """The same thing said in one or more languages, and the themes that a person gave it.

    These are None where nobody has decided, and empty where somebody has: for none of them.
    """

    texts: tuple[Text, ...]
    themes: tuple[str, ...] | None = None

    @property
    def words(self) -> int:
        """The words of its shortest language."""
        return min((text.words for text in self.texts), default=0)

    @property
    def beginning(self) -> str:
        """The first passages of each language, until they make 100 words."""
        chosen: list[str] = []
        for text in self.texts:
            count = 0
            for passage in text.passages:
                if count >= _BEGINNING:
                    break
                chosen.append(passage)
                count += passage.count(" ") + 1
        return " ".join(chosen)


def of_group(group: TranslationGroup) -> Subject:
    """A post in all its languages; a theme set by hand in one of them holds for all."""
    return Subject(tuple(_of_post(post) for post in group.posts.values()), group.themes)


def of_text(text: str, lang: str, themes: tuple[str, ...] | None = None) -> Subject:
    """A message, or a row of a table."""
    text = composed(text)
    return Subject((Text(lang, passages.split(text), words.count(text)),), themes)


def composed(text: str) -> str:
    """`text` with its accents in its letters (NFC): what is copied out of a PDF often has them behind."""
    return unicodedata.normalize("NFC", text)


def _of_post(post: Post) -> Text:
    head = [" ".join(composed(part).split()) for part in (post.title, post.description) if part.strip()]
    body = passages.split(words.plain(composed(post.body)))
    return Text(post.lang, (*head, *body), post.words, len(head))
