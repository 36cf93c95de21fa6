"""Everything that can be checked before publishing; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain

from pipeline.edges import files, images
from pipeline.edges.place import CONFIG, ISSUES, PAGES, POSTS, PRIVATE
from pipeline.errors import ContentError, LeitmotivError, LetterError, Problem, StoreError, TemplateError
from pipeline.model import plural
from pipeline.model.address import spellings
from pipeline.model.issue import Issue
from pipeline.model.plan import Plan
from pipeline.model.workspace import Workspace
from pipeline.newsletter import plan as letter_plan
from pipeline.newsletter.authentication import Texts
from pipeline.newsletter.editions import Press
from pipeline.posts import links, series, translations
from pipeline.runs import building, content, letters
from pipeline.runs.checks import (
    authentication,
    colours,
    keywords,
    overrides,
    private_files,
    proofreading,
    unread,
    untranslated,
)
from pipeline.runs.content import Content
from pipeline.runs.intake import columns
from pipeline.site import audit, bodies, findings, leaks, output, own_pages
from pipeline.site.assets import STATIC
from pipeline.site.bodies import Written
from pipeline.site.content import Asset
from pipeline.site.content import Content as SiteContent
from pipeline.site.findings import Finding, Sources

_EACH = 3
"""Up to how many posts that lack the same languages are named one by one."""
_ENDS = ".,;:<>()[]*_"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, errors first, and on how many pages; none where they cannot be made."""

    findings: tuple[Finding, ...]
    pages: int

    @property
    def errors(self) -> int:
        """How many findings forbid publishing."""
        return sum(finding.level == "error" for finding in self.findings)


def check(workspace: Workspace, texts: Texts | None = None) -> Checked:
    """Looks at posts, letters, pages, templates and settings; a mistake in one does not hide those in the others.

    With `texts`, which asks DNS, it also looks at what receivers of letters look for, where letters leave at all.
    """
    found: list[Finding] = list(_mail(workspace, texts)) if texts and workspace.config.mail.mode == "smtp" else []
    try:
        written = content.read(workspace)
    except ContentError as refused:
        return _checked([*found, *_refused("content", refused), *_beside(workspace)], {})
    try:
        issues = letters.issues(workspace, written)
    except ContentError as refused:
        found += _refused("issue", refused)
        issues = ()
    plan: Plan = {}
    try:
        shows = building.shown(workspace, written, issues)
        leaves, broken = building.drawn(workspace, shows)
        found += [Finding("error", "site", problem) for problem in broken]
        plan = output.plan(leaves)
    except LeitmotivError as refused:
        found += _refused("site", refused)
    else:
        found += findings.apart_from(broken, _site(workspace, plan, _sources(workspace, written, shows.assets)))
        found += private_files.findings(workspace.root, shows.assets)
        found += _photos(workspace, shows)
        found += _left_out(workspace)
        found += _unseen(workspace, shows, plan)
        found += proofreading.of_pages(shows.pages)
        found += [Finding("warning", "idle-key", problem) for page in shows.pages for problem in page.idle]
        lacking = untranslated.letters(workspace.config.languages, issues, shows.issues)
        found += [Finding("warning", "missing-translation", problem) for problem in lacking]
        found += [Finding("warning", "contrast", problem) for problem in colours.doubts(workspace)]
    found += _posts(workspace, written)
    press = letters.press(workspace, written)
    found += [finding for issue in issues for finding in _letter(issue, press, workspace.as_of)]
    found += _beside(workspace)
    return _checked(found, plan)


def _checked(found: list[Finding], plan: Plan) -> Checked:
    once: dict[Problem, Finding] = {}
    for finding in sorted(found, key=lambda finding: finding.level):
        once.setdefault(finding.problem, finding)  # the letter of an issue and its page tell of the same link
    pages = sum(path.endswith(".html") for path in plan)
    return Checked(tuple(once.values()), pages)


def _refused(code: str, refused: LeitmotivError) -> list[Finding]:
    return [Finding("error", code, problem) for problem in refused.problems]


def _site(workspace: Workspace, plan: Plan, sources: Sources) -> Iterator[Finding]:
    """What is wrong with the finished files, traced back to those that they were made from."""
    listed = files.list_files(workspace.root, "content", "*.toml")
    settings = (*(path for path in listed if not path.startswith(f"{STATIC}/")), CONFIG)
    made_from = leaks.Workspace(sources, settings, partial(files.read_text, workspace.root))
    yield from audit.site(plan, workspace.config.workspace.url, sources)
    people: frozenset[str] = frozenset()
    try:
        people = _people(workspace)
    except StoreError as refused:
        for problem in refused.problems:
            said = f"whether a page tells of your people cannot be checked: {problem.message}"
            yield Finding("error", "people-not-checked", replace(problem, message=said))
    yield from leaks.site(plan, people, made_from)


def _photos(workspace: Workspace, shows: SiteContent) -> Iterator[Finding]:
    """What photos tell that nobody sees in them. Only they: smaller versions are made without it."""
    names = (workspace.config.sender.name, workspace.config.workspace.name)
    for source, asset in shows.assets.items():
        if source.lower().endswith(images.RASTER):
            told = images.told(source, shows.files[asset.path], names)
            if told:
                said = f"tells {', '.join(told)}; save it without location and metadata"
                yield Finding("warning", "photo-metadata", Problem(said, source))


def _left_out(workspace: Workspace) -> Iterator[Finding]:
    for folder in (STATIC, POSTS, PAGES, ISSUES):
        for path, why in files.left_out(workspace.root, folder):
            if folder == STATIC or why != files.HIDDEN:
                yield Finding("warning", "not-published", Problem(f"{why}, and is not published", path))


def _unseen(workspace: Workspace, shows: SiteContent, plan: Plan) -> Iterator[Finding]:
    """What readers do not see, or not in their language."""
    for code, problems in (
        ("unseen-link", bodies.unseen(shows)),
        ("unshown-page", own_pages.unshown(shows.pages, plan)),
        ("missing-translation", untranslated.doubts(workspace, shows.pages)),
    ):
        yield from (Finding("warning", code, problem) for problem in problems)


def _posts(workspace: Workspace, written: Content) -> Iterator[Finding]:
    """Translations that are missing or older than their original, and what was noticed while reading.

    The text of a draft is not yet meant for anybody.
    """
    outdated = building.outdated(written)
    posts = {post.id: post for post in written.posts}
    yield from _untranslated(workspace, written)
    for translation, original in outdated.items():
        said = (
            f"is older than its original {posts[original].path}; see leitmotiv translations diff {translation}, "
            f"then leitmotiv translations dismiss {translation}"
        )
        yield Finding("warning", "outdated-translation", Problem(said, posts[translation].path, 1))
    for post, warning in series.doubts(written.posts):
        yield Finding("warning", warning.code, Problem(warning.message, post.path, 1))
    yield from (Finding("warning", "unread-language", problem) for problem in unread.doubts(written))
    noticed = proofreading.warnings(workspace, written.posts)
    for post in written.posts:
        for warning in noticed[post.id] if post.status != "draft" else ():
            line = post.body_line + warning.line - 1 if warning.line else 1
            yield Finding("warning", warning.code, Problem(warning.message, post.path, line))


def _untranslated(workspace: Workspace, written: Content) -> Iterator[Finding]:
    """Each post without a translation; where there are many, their number: a post may be meant for one language."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    for group in written.groups:
        live = [post for post in group.posts.values() if post.is_live(workspace.as_of)]
        missing = tuple(translations.missing(group, workspace.config.languages))
        if live and missing:
            lacking.setdefault(missing, []).append(live[0].path)
    for missing, paths in lacking.items():
        said = f"not translated into {', '.join(missing)}"
        if len(paths) > _EACH:
            counted = f"{plural.of(len(paths), 'post is', 'posts are')} {said}; leitmotiv translations lists them"
            yield Finding("warning", "missing-translation", Problem(counted, POSTS))
        else:
            for path in paths:
                yield Finding("warning", "missing-translation", Problem(f"is {said}", path, 1))


def _letter(issue: Issue, press: Press, as_of: date) -> Iterator[Finding]:
    """What keeps a letter from going out; of one that went out already it is only worth a look."""
    gone = issue.sent_on < as_of
    try:
        planned = letter_plan.plan(issue, press)
    except LetterError as refused:
        for problem in refused.problems:
            yield Finding("warning" if gone else "error", "oversized-letter", problem)
    except (ContentError, TemplateError) as refused:
        for problem in refused.problems:
            yield Finding("error", "issue", problem)
    else:
        for problem in letter_plan.unfinished(issue) if gone else planned.warnings:
            yield Finding("warning", "letter", problem)


def _beside(workspace: Workspace) -> Iterator[Finding]:
    """What is wrong beside the texts, and can be told without them."""
    yield from _mappings(workspace)
    yield from _private(workspace)
    yield from (Finding("warning", "idle-keyword", problem) for problem in keywords.doubts(workspace))
    yield from (Finding("warning", "overlapping-periods", problem) for problem in keywords.overlaps(workspace))
    yield from overrides.findings(workspace)


def _mappings(workspace: Workspace) -> list[Finding]:
    try:
        columns.known(workspace)
    except LeitmotivError as refused:
        return _refused("mappings", refused)
    return []


def _mail(workspace: Workspace, texts: Texts) -> Iterator[Finding]:
    """What DNS says of the sender. No answer is no mistake: who is offline is told what was not checked."""
    try:
        answers = authentication.checks(workspace, texts)
    except LeitmotivError as refused:
        yield from _refused("mail-authentication", refused)
        return
    for said in answers:
        if said.verdict != "good":
            code = "mail-authentication" if said.verdict == "bad" else "mail-not-checked"
            yield Finding("warning", code, Problem(f"{said.what}: {said.message}", CONFIG))


def _private(workspace: Workspace) -> Iterator[Finding]:
    if files.is_open(workspace.root, PRIVATE):
        said = "others on this machine may look into it, and it holds people's data: chmod 700 private"
        yield Finding("warning", "open-folder", Problem(said, PRIVATE))


def _people(workspace: Workspace) -> frozenset[str]:
    """The addresses, in each spelling, of everyone in the database but ourselves; none where there is no database.

    Whoever stands in the Impressum stands there on purpose.
    """
    from pipeline.edges.database import engine
    from pipeline.edges.database import leads as stored_leads
    from pipeline.edges.database import people as stored_people
    from pipeline.runs import store
    from pipeline.runs.intake import leads

    if not engine.is_there(workspace.config.database.url, workspace.root):
        return frozenset()
    with store.reading(workspace) as connection:
        known = {person.email for person in stored_people.subscribers(connection)}
        known |= {lead.email for lead in stored_leads.leads(connection) if lead.email}
    legal = {word.strip(_ENDS) for said in workspace.config.sender.impressum.values() for word in said.lower().split()}
    spelt = (spellings(address) for address in known - leads.own_addresses(workspace))
    return frozenset(chain.from_iterable(names for names in spelt if legal.isdisjoint(names)))


def _sources(workspace: Workspace, written: Content, assets: Mapping[str, Asset]) -> Sources:
    posts: dict[str, Written] = {links.post(post): post for post in written.posts if post.is_live(workspace.as_of)}
    return Sources(posts | {links.own(page.lang, page.slug): page for page in building.own(workspace)}, assets)
