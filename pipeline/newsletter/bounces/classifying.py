"""A message that came back → Notice: a complaint, a delivery report, an automatic answer, or nothing of the kind."""

from __future__ import annotations

import logging
import re
from email.message import Message

from flufl.bounce import all_failures

from pipeline.model import automatic_mails, broken_mails, leaving
from pipeline.model.answers import ANSWERED
from pipeline.model.automatic_mails import Header
from pipeline.newsletter.bounces import dsn, feedback, notice, prose, replies, severity
from pipeline.newsletter.bounces.notice import Failure, Notice

_ROBOT = re.compile(r"mailer-daemon@", re.IGNORECASE)
_DAEMON = notice.any_of(r"""
    \bmailer[-_.]?daemon
    \bmdaemon
    \bpost[-_. ]?master
    \bmail ?delivery
    \bmail[-_. ]?(?:system|service|gateway)
    \bdelivery[-_. ]?(?:subsystem|status)
    \bmmdf
    \b(?:mail|system) administrator
    \bmailmaster
    \bemail.?system
    \binternet mail
    \bimss\b
    \banti.?virus
    \bsmtp[-_. ](?:gateways?|mail|server|service)
    _smtp_mail
""")
_FAILURE = notice.any_of(r"""
    undeliver
    un-deliver
    not (?:yet )?(?:be(?:en)? )?(?:deliver|sent|accept)
    (?:delivery|mail|message|transmi[a-z]{1,9})[- ]?(?:\w{1,40} ){0,3}(?:fail|problem|error|warning|delay|rejected)
    fail\w* (?:notice|mail|delivery|message|recipient)
    (?:returned|return(?:ing)?) (?:e-?mail|message)
    failure notice
    mail (?:could|can)(?: ?not|n't)
    delivery (?:notification|report|status)
    non ?(?:-| )?deliver
    nondeliverable
    return(?:ed)? to sender
    user unknown
    unzustellbar
    nicht zugestellt
    non remis
    pas pu [eê]tre d[eé]livr
    no entregado
    non recapitat
    email error
    unable to deliver
    (?:n't|not) able to deliver
    could(?: not|n't) deliver
    unknown (?:user|address|recipient)
    mail system error
    automatically rejected
    не может быть доставлено
    無法|不達|配信|退信
""")
_ANSWER = re.compile(rf"(?:{ANSWERED})\s*:", re.IGNORECASE)
"""The words behind it are those of our letter."""
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # where a detector stumbles is no news to the user
_LONGEST_LINE = 1_000
"""Bytes; RFC 5321, 4.5.3.1.6."""
_MOST_LINES = 10_000
_MESSAGE_ID = re.compile(r"<[^<>\s@]+@[^<>\s]+>")


def classify(content: bytes) -> Notice:
    """What `content`, a message as it lies in a mailbox, says of our letters."""
    return _read(content)[0]


def answered(content: bytes) -> tuple[str, ...]:
    """The Message-IDs that a mail answers; none where a program wrote it, or nobody answers anything."""
    judged, answers = _read(content)
    return answers if judged.kind == "none" else ()


def writer_and_subject(content: bytes) -> tuple[str, str]:
    """Of a message that `answered` could read; the writer's address is empty where it has none."""
    message = notice.parsed(content)
    return notice.address(notice.header(message, "From")) or "", notice.subject(message)


def _read(content: bytes) -> tuple[Notice, tuple[str, ...]]:
    try:
        message = notice.parsed(content)
        return _judged(message), () if _is_of_a_program(message) else _answered(message)
    except broken_mails.ERRORS:  # no server writes what the parser stumbles over, such as parts in parts by the hundred
        return Notice(kind="none"), ()


def _judged(message: Message) -> Notice:
    if feedback.is_report(message):
        return _feedback(message)
    failures = _failures(message)
    if failures:
        return _bounce(message, failures)
    token = leaving.asked(notice.subject(message))
    if token is not None:
        writer = notice.address(notice.header(message, "From"))
        return Notice(kind="none", recipients=(writer,) if writer else (), reason=notice.LEAVES, token=token)
    if automatic_mails.is_answer(_header_of(message)):
        return Notice(kind="autoreply", reason="autoreply", letters=_letters(message))
    return Notice(kind="none", letters=_letters(message))


def _failures(message: Message) -> list[Failure]:
    """The report's own fields first, else what the sentences say: our reading, and flufl.bounce's collection."""
    if not (dsn.is_report(message) or _looks_failed(message)):
        return []
    found = dsn.failures(message)
    if found:
        return _each_once(found)
    if dsn.tells_of_success(message):
        return []
    own = _own(message)
    known = [(one, late) for one, late in _by_flufl(message) if one not in own]
    told = prose.failures(message, own)
    if not known:
        return told
    said = told[0] if told else Failure("")
    return [Failure(one, said.status, said.diagnosis, late or said.delayed) for one, late in known]


def _by_flufl(message: Message) -> list[tuple[str, bool]]:
    """(address, whether it is only late)."""
    if _is_endless(message):
        return []
    try:
        temporary, permanent = all_failures(message)
    except (ValueError, LookupError, AttributeError, TypeError):
        return []  # its detectors stumble over mail that is broken enough; ours have read it by then
    late = {one.decode("ascii", "replace").lower() for one in temporary}
    lost = {one.decode("ascii", "replace").lower() for one in permanent}
    return [(one, one not in lost) for one in sorted(late | lost) if notice.ADDRESS.fullmatch(one)]


def _is_endless(message: Message) -> bool:
    """Whether a line is longer than any that SMTP lets through, on which flufl's patterns take quadratic time; or there
    are more of them than its fifty patterns read in a moment.
    """
    leaves = (part for part in message.walk() if not part.is_multipart())
    payloads = (payload for part in leaves for payload in (part.get_payload(), part.get_payload(decode=True)))
    texts = (payload for payload in payloads if isinstance(payload, (str, bytes)))
    lines = [line for text in texts for line in text.splitlines()]
    return len(lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in lines)


def _looks_failed(message: Message) -> bool:
    """Whether a server wrote it, and of a failure. People forward such notices, talk of them, and let a program answer
    while they are away, from an empty sender as servers do (RFC 3834): no bounce.
    """
    subject, text = notice.subject(message), notice.text(message)[:3000]
    if message.get("X-Failed-Recipients"):
        return True
    if automatic_mails.begins_as_an_answer(subject):
        return False
    says_so = bool(_FAILURE.search(subject) and not _ANSWER.match(subject)) or replies.told(text)
    may_say_so = says_so or bool(_FAILURE.search(text))
    header = _header_of(message)
    is_sure = may_say_so and automatic_mails.begins_as_a_notice(subject)
    is_automatic = automatic_mails.is_answer(header)  # so old servers call their notices, too
    if _is_servers(message, "From", "Sender"):
        robot = bool(_ROBOT.search(notice.header(message, "From")))
        return says_so or is_sure if is_automatic else may_say_so or robot
    return (is_sure and automatic_mails.is_nameless(header)) or (
        says_so and not is_automatic and _has_no_sender(message)
    )


def _has_no_sender(message: Message) -> bool:
    return notice.header(message, "Return-Path") == "<>" or _is_servers(message, "Return-Path")


def _is_servers(message: Message, *names: str) -> bool:
    return bool(_DAEMON.search(" ".join(notice.header(message, name) for name in names)))


def _bounce(message: Message, failures: list[Failure]) -> Notice:
    """Of several recipients the worst says what kind it is."""
    judged = [(*severity.judged(failure), failure) for failure in failures]
    kind, reason, worst = min(judged, key=lambda one: one[0] != "hard")
    recipients = tuple(dict.fromkeys(failure.recipient for failure in failures))
    return Notice(kind=kind, recipients=recipients, reason=reason, status=worst.status, letters=_letters(message))


def _feedback(message: Message) -> Notice:
    """Whom the letter was for: named by the report, else by the letter that it is about."""
    said, named = feedback.read(message)
    kind, reason = feedback.judged(said)
    recipients = named or prose.recipients_of_original(message, "")
    return Notice(kind=kind, recipients=tuple(dict.fromkeys(recipients)), reason=reason, letters=_letters(message))


def _header_of(message: Message) -> Header:
    return lambda name: notice.subject(message) if name == "subject" else notice.header(message, name)


def _is_of_a_program(message: Message) -> bool:
    """RFC 3834, 5: anything but `no` says so."""
    return notice.header(message, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no")


def _letters(message: Message) -> tuple[str, ...]:
    """The Message-IDs that it answers, or that the letter inside it had."""
    found = list(_answered(message))
    for original in prose.originals(message, notice.text(message)):
        found += _MESSAGE_ID.findall(str(original.get("Message-ID", "")))
    return tuple(dict.fromkeys(found))


def _answered(message: Message) -> tuple[str, ...]:
    return tuple(_MESSAGE_ID.findall(f"{message.get('In-Reply-To', '')} {message.get('References', '')}"))


def _own(message: Message) -> frozenset[str]:
    """Addresses of the notice's own sender and reader."""
    names = ("From", "To", "Sender", "Reply-To")
    return frozenset(notice.addresses(value for name in names for value in message.get_all(name) or ()))


def _each_once(found: list[Failure]) -> list[Failure]:
    """A recipient whose delivery failed for good is not late as well."""
    by_recipient: dict[str, Failure] = {}
    for failure in found:
        before = by_recipient.get(failure.recipient)
        if before is None or before.delayed:
            by_recipient[failure.recipient] = failure
    return list(by_recipient.values())
