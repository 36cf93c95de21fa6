"""The beginning of a text is cut where a reader would cut it."""

from __future__ import annotations

import pytest

from pipeline.posts import excerpt

CASES = {
    "a text that fits stays whole": ("one two", 7, "one two"),
    "between words": ("one two three four", 12, "one two…"),
    "up to the last sign": ("one two three four", 14, "one two three…"),
    "without the comma before it": ("one two, three", 11, "one two…"),
    "Japanese: behind a sentence": ("今日は晴れです。明日は雨が降るでしょうか", 14, "今日は晴れです。…"),
    "Japanese: behind a clause": ("今日は晴れですが、明日は雨が降るでしょうか", 14, "今日は晴れですが…"),
    "Chinese: between letters": ("在佇列裡等待的時間比處理的時間更長", 9, "在佇列裡等待的時…"),
    "a blank too early is no place": ("TDD について長く書きましたがまだ終わりません", 15, "TDD について長く書きまし…"),
    "an endless word": ("https://example.org/a/long/path", 12, "https://exa…"),
    "no letter loses its mark": ("a" * 8 + "e\N{COMBINING ACUTE ACCENT}" + "b" * 8, 10, "a" * 8 + "…"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_cut(name: str) -> None:
    text, length, expected = CASES[name]
    found = excerpt.cut(text, length)
    assert found == expected
    assert len(found) <= length
