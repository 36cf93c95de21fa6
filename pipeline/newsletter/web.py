"""Issue → its version on the web: the same texts without the letter's frame, linked as the site links."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import ContentError
from pipeline.model.issue import Issue, WebVersion
from pipeline.model.post import Post
from pipeline.newsletter import blocks, targets
from pipeline.newsletter.blocks import Teaser
from pipeline.newsletter.editions import Press
from pipeline.newsletter.targets import Library
from pipeline.posts import links, markdown


def versions(issues: Iterable[Issue], press: Press) -> dict[tuple[str, str], WebVersion]:
    """By language and issue, for the issues whose day has come; raises ContentError with the broken links of all."""
    library = press.library
    out = [issue for issue in issues if issue.sent_on <= library.as_of]
    broken = tuple(problem for issue in out for problem in targets.broken(library, issue))
    if broken:
        raise ContentError(broken)
    return {(lang, issue.id): version(issue, lang, press) for issue in out for lang in targets.langs(library, issue)}


def version(issue: Issue, lang: str, press: Press) -> WebVersion:
    """`issue` in one language."""
    resolve = targets.on_the_web(press.library, issue, lang)
    values = {
        "intro": markdown.to_html(issue.intro[lang], resolve),
        "teasers": [_teaser(press.library, issue, lang, key) for key in issue.posts],
        "next_time": blocks.lines_to_html(issue.next_time.get(lang, ""), resolve),
        "sign_off": blocks.lines_to_html(issue.sign_off.get(lang, ""), resolve),
    }
    return WebVersion(
        issue=issue.id,
        lang=lang,
        title=issue.subject[lang],
        sent_on=issue.sent_on,
        html=press.render("letter/web.html", lang, values),
    )


def _teaser(library: Library, issue: Issue, lang: str, key: str) -> Teaser:
    """Without an address where the post has expired since."""
    post = targets.readable(library, issue, lang, key)

    def url(of: Post) -> str:
        return links.relative(links.issue(lang, issue.id), links.post(of)) if of.is_live(library.as_of) else ""

    return blocks.in_series(blocks.teaser(post, lang, url(post)), library, issue, post, url)
