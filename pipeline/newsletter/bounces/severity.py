"""Hard or soft: whether mail to an address will never arrive, or did not arrive only this time."""

from __future__ import annotations

import re

from pipeline.newsletter.bounces import notice
from pipeline.newsletter.bounces.notice import DELAYED, Failure, Kind

# RFC 3463: of 5.x.x those about the sender, a full mailbox, a large letter, the way there or a policy, not about the
# address.
_SOFT_STATUS = re.compile(r"4\.|5\.1\.[78]|5\.2\.[23]|5\.3\.|5\.4\.[2567]|5\.5\.|5\.6\.|5\.7\.")
_HARD_STATUS = re.compile(r"5\.1\.[1236]|5\.1\.10|5\.2\.1|5\.4\.4")


# In the order in which they are tried: what is full or blocked exists, whatever else is said. Whoever refuses the
# sender has not looked at the reader.
_WORDS: tuple[tuple[str, Kind, re.Pattern[str]], ...] = (
    (
        "blocked",
        "soft",
        notice.any_of(r"""
            \bsender (?:address |domain )?(?:rejected|refused|denied|not |must |does|unknown|invalid|verif)
            \b(?:domain of|verification failed for|invalid|bad|unknown) sender
            sender(?:'s)? domain
        """),
    ),
    (
        "mailbox-full",
        "soft",
        notice.any_of(r"""
            over ?quota
            quota exceeded
            mailbox (?:is )?full
            exceed\w* .{0,30}(?:quota|storage)
            out of storage
            insufficient .{0,20}(?:storage|space)
            user is over
        """),
    ),
    (
        "too-large",
        "soft",
        notice.any_of(r"""
            too (?:large|big|long)
            size (?:limit|exceed)
            exceeds .{0,20}size
        """),
    ),
    (
        "unknown-user",
        "hard",
        notice.any_of(r"""
            user unknown
            unknown user
            no such (?:user|person|mailbox|recipient|address|account)
            unknown (?:recipient|mailbox|local part|address|or illegal alias)
            does ?(?:n't|not) exist
            not exist
            invalid (?:recipient|mailbox|user|address)
            (?:recipient|user|mailbox) (?:unknown|not found|unavailable)
            not (?:listed|a valid|a known)
            (?:no|not our) (?:mailbox|account|customer)
            bad (?:destination|address)
            address(?:ee)? (?:unknown|rejected|not known)
            has no (?:mailbox|account)
            (?:user|account|mailbox|address) (?:is |has been )?(?:inactive|disabled|suspended|deactivated|closed)
            no longer
            unbekannt
            inconnu
            desconocid
        """),
    ),
    (
        "unknown-host",
        "hard",
        notice.any_of(r"""
            host(?: name)? (?:unknown|not found)
            unknown host
            domain .{0,30}not (?:found|exist)
            name (?:service|server).{0,20}(?:error|fail)
            nxdomain
            unrout(?:e)?able
            bad host
            couldn't find any host
            (?:domain|host) (?:name )?lookup fail
            illegal host
        """),
    ),
    (
        "blocked",
        "soft",
        notice.any_of(r"""
            \bspam
            blocked
            bla?o?cklist
            reputation
            policy
            not authori[sz]ed
            access denied
            dmarc
            \bspf\b
            \bdkim\b
            virus
            content rejected
            bulk mail
            rate limit
            white ?list
            requires confirmation
            too many
        """),
    ),
    (
        "unreachable",
        "soft",
        notice.any_of(r"""
            timed? ?out
            temporar
            connection (?:refused|reset)
            try again
            retry
            deferred
            unreachable
            too busy
            not responding
            delayed
            hop count
            \bloops?\b
            greylist
        """),
    ),
)


def judged(failure: Failure) -> tuple[Kind, str]:
    """(hard or soft, a word for the reason)."""
    if failure.delayed:
        return "soft", DELAYED
    status = failure.status or ""
    if _HARD_STATUS.match(status):
        return "hard", "unknown-host" if status in ("5.1.2", "5.4.4") else "unknown-user"
    said = next(((kind, reason) for reason, kind, words in _WORDS if words.search(failure.diagnosis)), None)
    if _SOFT_STATUS.match(status):
        return "soft", said[1] if said and said[0] == "soft" else _soft_reason(status)
    if said is not None:
        return said
    return "hard", "other"


def says_why(text: str) -> bool:
    """Whether `text` holds words by which servers refuse."""
    return any(words.search(text) for _, _, words in _WORDS)


def _soft_reason(status: str) -> str:
    if status.startswith("5.7"):
        return "blocked"
    return "mailbox-full" if status.startswith(("5.2.2", "4.2.2")) else "other"
