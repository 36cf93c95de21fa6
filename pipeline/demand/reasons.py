"""Why a verdict is what it is: a code with its numbers, and the sentence it becomes.

A verdict carries `Reason`s, never prose. `say` words one in any language: it takes gettext's two
functions and the language's number format from a `Voice`. The English below is the message catalogue:
every string inside `_` is a msgid, every pair inside `_n` a singular and its plural.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from pipeline.demand.msgids import _, _n
from pipeline.model import plural

Param = str | float


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, not yet worded: a key of SENTENCES and what stands in its gaps.

    Gaps: leads, other_leads, expected (counts); exposure, other_exposure (months, hours or mature
    posts, as `question` says); sure (0 … 1); against (a theme's id or "others"); and plain numbers.
    """

    code: str
    params: Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Voice:
    """How a language speaks: gettext's functions, a number with at most so many digits, a theme's name."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    number: Callable[[float, int], str]
    theme: Callable[[str], str]

    def say(self, message: str, **gaps: str) -> str:
        """A sentence with its gaps filled."""
        return self.gettext(message).format_map(gaps)

    def count(self, forms: tuple[str, str], n: float, **gaps: str) -> str:
        """A sentence in the form for `n` as it is shown, which also fills the gap {n}; a fraction takes the plural."""
        said, whole = self.number(n, 0 if n >= 100.0 else 2), round(n)
        form = whole if said == self.number(whole, 0) else max(2, ceil(n))
        return self.ngettext(*forms, form).format_map({"n": said, **gaps})


LEADS = _n("{n} lead", "{n} leads")
POSTS = _n("{n} post", "{n} posts")
EXPOSURE = {
    "per_month": _n("{n} month", "{n} months"),
    "per_100_hours": _n("{n} hour", "{n} hours"),
    "content": _n("{n} mature post", "{n} mature posts"),
}
BOUNDS = 0.8, 0.985
"""What a chance must pass to lean, and to be clear."""
OTHERS = _("your other themes together")
PERCENT = _("{n} %")
ALMOST_ALL = _("more than {n} %")
ALMOST_NONE = _("less than {n} %")

SENTENCES: Mapping[str, str] = {
    "untested.per_month": _("Never on offer in this period, and no lead wants it."),
    "untested.per_100_hours": _("No hours recorded, and no lead wants it."),
    "untested.content": _("No post has had time to work: this is unknown, not unwanted."),
    "try-posts": _("Write {write} and judge {days} days after the last: {mature} without a lead decide."),
    "no-break-even": _("There is no break-even: set {settings} under [report] in leitmotiv.toml."),
    "break-even-open": _(
        "The break-even test is open ({score} of {bound}; {sure} likely that they pay, which alone decides nothing): "
        "{mature} more without a lead would decide against these posts."
    ),
    "break-even-ahead": _(
        "Between break-even and a tenth of it, these leads speak for break-even so far ({sure} likely that the posts "
        "pay, which alone decides nothing): only {mature} more without a further one would decide against them."
    ),
    "below-break-even": _(
        "{leads} in {exposure}; posts that pay for themselves would have brought {expected} by now. "
        "The break-even test is decided ({score} of {bound}), {sure} likely that they pay after all."
    ),
    "no-record": _("But no inquiry has ever been recorded: posts may have worked unseen."),
    "unqualified": _("But no inquiry of this period is qualified yet: posts may have brought those that are open."),
    "untraced": _("But of no lead of this period it is recorded if it came by a post: posts may have worked unseen."),
    "partly-traced": _(
        "But of {unknown} of {all} leads it is not recorded if they came by a post: posts may have worked unseen."
    ),
    "hours-missing": _(
        "But the minutes of {posts} of this period are not noted, as those of others are: with them it would not stand."
    ),
    "hours-late": _("But hours were noted only long after {leads} came: counted from then it would not stand."),
    "hours-of-posts": _(
        "But the only hours of this period are those of its posts: talks, calls and proposals are not among them."
    ),
    "hours-unthemed": _("But no theme is noted for {exposure}: shared out as the leads are, it would not stand."),
    "never-begun": _("But nothing was done for it yet, no offer, post or hour: unknown is not unwanted."),
    "only-ideas": _("But only beside themes for which nothing was done yet: without them it would not stand."),
    "begun-late": _(
        "But themes without an offer count for the whole period: counted from when they began it would not stand."
    ),
    "without-echoes": _("But with all leads that others sent it would not stand."),
    "without-parts": _("But with what its parts drew it would not stand."),
    "older-posts": _(
        "But leads met posts that had done half of their work or more before this period: without these it would not "
        "stand."
    ),
    "as-a-hint": _("As a hint it would stand: {sure} sure."),
    "referred": _("Sent by another lead, or by who sent another, and not counted apart: {leads}."),
    "one-post": _("{leads} of {all} came by one post, {post}: it may be that post that draws, and not its theme."),
    "one-by-one": _(
        "This supposes that the {leads} through people came one by one. Where one sent another, note it: "
        "leitmotiv leads update ID --referred-by ID."
    ),
    "no-exposure.per_month": _("{leads}, never on offer in this period: no rate."),
    "no-exposure.per_100_hours": _("{leads}, no hours recorded: no rate."),
    "no-exposure.content": _("{leads}, no mature post: no rate."),
    "alone.per_month": _("{leads} in {exposure}; no other theme was on offer to compare it with."),
    "alone.per_100_hours": _("{leads} in {exposure}; no other theme has hours to compare it with."),
    "alone.content": _("{leads} in {exposure}; no other theme has posts to compare it with."),
    "clear.more": _(
        "{leads} in {exposure} against {other_leads} in {other_exposure} for {against}: "
        "{sure} sure that this theme draws more."
    ),
    "clear.less": _(
        "{leads} in {exposure} against {other_leads} in {other_exposure} for {against}: "
        "{sure} sure that this theme draws less."
    ),
    "leaning.more": _(
        "{leads} in {exposure} against {other_leads} in {other_exposure} for {against}: "
        "{sure} sure that this theme draws more. A hint, not yet clear."
    ),
    "leaning.less": _(
        "{leads} in {exposure} against {other_leads} in {other_exposure} for {against}: "
        "{sure} sure that this theme draws less. A hint, not yet clear."
    ),
    "less-than-strongest": _(
        "{leads} in {exposure}; at the rate of {against} it would have been {expected}: "
        "{sure} sure that this theme draws less. Only a hint, since the data chose the comparison."
    ),
    "too-few.more": _(
        "Too few leads to judge, fewer than 3 for this theme: {leads} in {exposure} against "
        "{other_leads} in {other_exposure} for {against}. {sure} likely that it draws more."
    ),
    "too-few.less": _(
        "Too few leads to judge, fewer than 3 elsewhere: {leads} in {exposure} against "
        "{other_leads} in {other_exposure} for {against}. {sure} likely that it draws less."
    ),
    "too-short.less": _(
        "Too few leads to judge: {leads} in {exposure}, and at the rate of {against} it would have been "
        "{expected}, fewer than 3. {sure} likely that it draws less."
    ),
    "no-difference.more": _(
        "No difference shown: {leads} in {exposure} against {other_leads} in {other_exposure} "
        "for {against}. {sure} likely that it draws more."
    ),
    "no-difference.less": _(
        "No difference shown: {leads} in {exposure} against {other_leads} in {other_exposure} "
        "for {against}. {sure} likely that it draws less."
    ),
}


def say(reason: Reason, voice: Voice) -> str:
    """The reason as a sentence (or two) of the voice's language; KeyError for an unknown code."""
    question = str(reason.params.get("question", "content"))
    gaps = {key: _phrase(key, value, question, voice) for key, value in reason.params.items()}
    return voice.say(SENTENCES[reason.code], **gaps)


def english(reason: Reason, theme: Callable[[str], str] = str) -> str:
    """The reason in English; `theme` turns an id into a name."""
    voice = Voice(str, lambda one, many, n: one if n == 1 else many, plural.figure, theme)
    return say(reason, voice)


def _phrase(key: str, value: Param, question: str, voice: Voice) -> str:
    """What stands in one gap: words for counts, exposures and names, else the number."""
    if isinstance(value, str):
        return _name(key, value, voice)
    match key:
        case "leads" | "other_leads" | "expected":
            return voice.count(LEADS, value)
        case "exposure" | "other_exposure":
            return voice.count(EXPOSURE[question], value)
        case "mature":
            return voice.count(EXPOSURE["content"], value)
        case "write" | "posts":
            return voice.count(POSTS, value)
        case "sure":
            return percent(value, voice)
        case _:
            return voice.number(value, 2)


def _name(key: str, value: str, voice: Voice) -> str:
    """The name of whom the theme is held against; other words as they are."""
    return rivals(value, voice) if key == "against" else value


def rivals(against: str | None, voice: Voice) -> str:
    """Whom a theme is held against: another one, or all others together."""
    return voice.say(OTHERS) if against in (None, "others") else voice.theme(str(against))


def percent(chance: float, voice: Voice) -> str:
    """A probability in percent, finer at both ends, never rounded to certainty, nor beyond what it has not passed."""
    if chance >= 0.9995:
        return voice.say(ALMOST_ALL, n=voice.number(99.9, 1))
    if chance <= 0.0005:
        return voice.say(ALMOST_NONE, n=voice.number(0.1, 1))
    digits = 1 if chance >= 0.95 or chance < 0.1 else 0
    unit = 10.0 ** -(digits + 2)
    said = round(chance / unit) * unit
    if any(chance <= bound <= said for bound in BOUNDS):
        said -= unit
    return voice.say(PERCENT, n=voice.number(100.0 * said, digits))
