"""What the text half of ingest costs and how often it is right: `python bench/ingest_text.py`.

CPU time a post (the machine may be busy), on our own posts and, where they are there, on the data of ../shared.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.edges.language import Detector  # noqa: E402
from pipeline.model.post import Document, Post  # noqa: E402
from pipeline.posts import damage, fingerprints, flattened, pairing, proofreading, reading, series, spoken  # noqa: E402
from tests.data import flattened as pages  # noqa: E402

SHARED = ROOT.parent / "shared" / "data"
ELEVEN = ("da", "de", "en", "es", "fr", "it", "nl", "no", "pl", "pt", "sv")


def main() -> None:
    """Prints the tables of docs/ingest-text.md."""
    documents = [Document(str(file), file.read_text("utf-8")) for file in sorted((ROOT / "content/posts").glob("*.md"))]
    folder = str(ROOT / "content/posts")
    themes = tuple(tomllib.loads((ROOT / "content/themes.toml").read_text("utf-8")))
    detect = Detector(("de", "en", "da"))
    posts = reading.read_all(documents, folder, ("de", "en", "da"), themes, detect)
    print(f"{len(posts)} posts of {sum(post.words for post in posts) // len(posts)} words on average, ms a post")
    detect(spoken.sample(posts[0].body))
    eleven = Detector(ELEVEN)
    eleven(spoken.sample(posts[0].body))
    _cost(
        "read a post, all in all",
        lambda: reading.read_all(documents, folder, ("de", "en", "da"), themes, detect),
        posts,
    )
    _cost("  of it: series", lambda: series.places(posts), posts)
    _cost("look for what deserves a warning", lambda: [proofreading.warnings(post, detect) for post in posts], posts)
    _cost("  of it: language against text", lambda: [spoken.mismatch(p.lang, p.body, detect) for p in posts], posts)
    _cost("  of it: damage", lambda: [damage.report(post.body, post.title) for post in posts], posts)
    _cost("detect among 3 languages", lambda: [detect(spoken.sample(post.body)) for post in posts], posts)
    _cost("detect among 11 languages", lambda: [eleven(spoken.sample(post.body)) for post in posts], posts)
    _cost("fingerprint", lambda: [fingerprints.of(post) for post in posts], posts)
    _cost(
        "clean a flattened page",
        lambda: [flattened.clean(page.text) for page in pages.pages("dev")],
        pages.pages("dev"),
    )
    _cold("import the detector and answer once, 3 languages", ("de", "en", "da"))
    _cold("the same, 11 languages", ELEVEN)
    _pairing_cost(2500)
    if SHARED.is_dir():
        _languages(eleven)
        _pairs()


def _cost(what: str, run: Callable[[], Any], items: Sequence[Any]) -> None:
    best = min(_timed(run) for _ in range(3))
    print(f"{what:50} {best / len(items) * 1000:8.2f}")


def _timed(run: Callable[[], Any]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _cold(what: str, languages: Sequence[str]) -> None:
    program = (
        "import time; start = time.process_time()\n"
        "from pipeline.edges.language import Detector\n"
        f"Detector({tuple(languages)!r})('Der Zettel hing schon so lange dort')\n"
        "print(time.process_time() - start)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    print(f"{what:50} {float(said.stdout) * 1000:8.0f} (once)")


def _pairing_cost(pairs: int) -> None:
    """Paragraphs of our own posts in another order for each pair, with names and numbers of its own."""
    bodies = {lang: [b.lines for p in ("dev", "heldout") for b in pages.bodies(lang, p)] for lang in ("de", "en")}
    posts = []
    for number in range(pairs):
        own = [
            f"{'BKLMNPRST'[number * n % 9]}{'aeiou'[number // 3 % 5]}{number * n:x} {number * 7 + n}"
            for n in range(1, 8)
        ]
        for offset, lang in enumerate(("de", "en")):
            lines = [text[(number + n) % len(text)] for n, text in enumerate(bodies[lang][:9])]
            body = "\n\n".join(f"{line} {mine}" for line, mine in zip(lines, own, strict=False))
            posts.append(_post(2 * number + offset, lang, body))
    start = time.process_time()
    found = pairing.suggest(posts)
    right = sum(int(pair.one[1:-3]) // 2 == int(pair.other[1:-3]) // 2 for pair in found)
    words = sum(len(post.body.split()) for post in posts) // len(posts)
    took = time.process_time() - start
    print(f"\npairing {2 * pairs} posts of {words} words: {took:.1f} s CPU")
    print(f"{right} of {pairs} pairs found, {len(found) - right} wrong")


def _languages(detect: Detector) -> None:
    print("\nlanguage, 11 candidates: answered, right of those, best right of all, ms")
    for name in ("post100", "sentence", "title3", "wordpair"):
        rows = [line.split("\t", 1) for line in (SHARED / "language" / f"{name}.tsv").read_text("utf-8").splitlines()]
        start = time.process_time()
        guesses = [detect(text) for _, text in rows]
        cost = (time.process_time() - start) / len(rows) * 1000
        told = [(guess.lang, lang) for guess, (lang, _) in zip(guesses, rows, strict=True) if guess.lang]
        right = sum(said == lang for said, lang in told) / len(told)
        best = sum(guess.best == lang for guess, (lang, _) in zip(guesses, rows, strict=True)) / len(rows)
        print(f"{name:10} {len(told) / len(rows):7.4f} {right:7.4f} {best:7.4f} {cost:6.2f}")


def _pairs() -> None:
    print("\npairing guides in five languages: precision, recall")
    texts = {
        (file.parent.name, file.stem): file.read_text("utf-8").split("\n---\n", 1)[1]
        for file in sorted((SHARED / "pairing").glob("*/*.md"))
    }
    bare = {name: _bare(text) for name, text in texts.items()}
    short = {name: " ".join(text.split()[:120]) for name, text in bare.items()}
    languages = sorted({lang for lang, _ in texts})
    for what, chosen in (("as they are", texts), ("without links, HTML, code", bare), ("their first 120 words", short)):
        together = _measured(chosen, [languages])
        by_two = _measured(chosen, list(itertools.combinations(languages, 2)))
        print(f"{what:28} all languages at once {together}; each two alone {by_two}")


def _measured(texts: dict[tuple[str, str], str], sets: Sequence[Sequence[str]]) -> str:
    right = wrong = there = 0
    for languages in sets:
        names = [name for name in texts if name[0] in languages]
        posts = [_post(number, name[0], texts[name]) for number, name in enumerate(names)]
        by_id = {post.id: name[1] for post, name in zip(posts, names, strict=True)}
        found = [by_id[pair.one] == by_id[pair.other] for pair in pairing.suggest(posts)]
        right, wrong = right + sum(found), wrong + len(found) - sum(found)
        there += sum(one[1] == other[1] for one, other in itertools.combinations(names, 2))
    return f"{right / max(right + wrong, 1):.3f} {right / there:.3f}"


def _bare(text: str) -> str:
    text = re.sub(r"^(```|~~~).*?^\1\s*$|`[^`]*`|<[^>]+>|\{[%:].*?\}", " ", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"https?://\S+", "", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text))


def _post(number: int, lang: str, body: str) -> Post:
    return Post(
        id=f"p{number}.{lang}",
        path="",
        lang=lang,
        title="",
        published=None,
        translation_key=f"p{number}",
        slug=str(number),
        body=body,
        body_line=1,
        words=0,
    )


if __name__ == "__main__":
    main()
