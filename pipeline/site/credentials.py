"""Keys and passwords in a text, but for those that can only be samples."""

from __future__ import annotations

import html
import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

_LEFT_OUT = r"(?:\s|\\n){0,9}(?:\.\.\.|…|`|</|<your|<key|&(?:amp;)?lt;|\[|\*\*\*|xxx|XXX)"
"""What follows the first line of a private key where that is only spoken of."""

# Each with what a text must hold to be searched for it: most texts hold none of these. Repetitions are bounded, and
# begin where a word does, for a text may be one line of many megabytes.
_KEYS = (
    (
        "a private key",
        ("-----BEGIN ",),
        rf"-----BEGIN (?:[A-Z0-9]{{1,20}} ){{0,4}}PRIVATE KEY(?: BLOCK)?-----(?!{_LEFT_OUT})",
    ),
    ("a private key", ("PuTTY-User-Key-File-",), r"PuTTY-User-Key-File-\d"),
    ("a key of Amazon Web Services", ("AKIA", "ASIA"), r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    ("a token of GitHub", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), r"\bgh[pousr]_[A-Za-z0-9]{36,255}"),
    ("a token of GitHub", ("github_pat_",), r"\bgithub_pat_[A-Za-z0-9_]{50,255}"),
    ("a token of GitLab", ("glpat-",), r"\bglpat-[A-Za-z0-9_-]{20,255}"),
    ("a token of Slack", ("xox",), r"\bxox[abprs]-(?=[A-Za-z-]{0,60}[0-9])[A-Za-z0-9-]{10,255}"),
    ("a key of Stripe", ("k_live_",), r"\b[rs]k_live_[A-Za-z0-9]{16,255}"),
    ("a key of Google", ("AIza",), r"\bAIza[0-9A-Za-z_-]{35}\b"),
    (
        "a key of an AI service",
        ("sk-",),
        r"(?<![\w-])sk-(?=[\w-]{0,200}[0-9])(?=[\w-]{0,200}[A-Z])[A-Za-z0-9_-]{32,255}",
    ),
    ("a key of SendGrid", ("SG.",), r"\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}"),
    ("a key of Brevo", ("keysib-", "smtpsib-"), r"\bx(?:key|smtp)sib-[a-f0-9]{32,128}-[A-Za-z0-9]{8,64}"),
    ("a key of Mailgun", ("key-",), r"(?<![\w-])key-[0-9a-f]{32}\b"),
    ("a token of Netlify", ("nfp_",), r"\bnfp_[A-Za-z0-9]{32,64}"),
    ("a token of Hugging Face", ("hf_",), r"\bhf_(?=[A-Za-z]{0,60}[A-Z])[A-Za-z0-9]{30,64}"),
    ("a token of DigitalOcean", ("_v1_",), r"\bdo[opr]_v1_[a-f0-9]{64}"),
    (
        "a webhook of Slack",
        ("hooks.slack.com",),
        r"hooks\.slack\.com/services/T[A-Z0-9]{6,16}/B[A-Z0-9]{6,16}/\w{16,64}",
    ),
    ("a token of a Telegram bot", (":AA",), r"\b[0-9]{8,12}:AA[A-Za-z0-9_-]{33}(?![\w-])"),
    ("a key of age", ("AGE-SECRET-KEY-1",), r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}"),
    (
        "a token to sign in with",
        ("earer ",),
        r"(?i:\bauthorization\b[\"']?\s?[:=]\s?[\"']?bearer) (?=[\w.~+/-]{0,200}[0-9])[\w.~+/-]{20,2000}",
    ),
    ("a token of npm", ("npm_",), r"\bnpm_[A-Za-z0-9]{36}"),
    ("a token of PyPI", ("pypi-",), r"\bpypi-[A-Za-z0-9_-]{50,255}"),
    (
        "a signed token (JWT)",
        ("eyJ",),
        r"(?<![\w-])eyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}",
    ),
)
_SAMPLE = re.compile(r"EXAMPLE|\.eyJzdWIiOiIxMjM0NTY3ODkwIi")
"""Amazon's documented keys, and the token of jwt.io, whose subject is 1234567890."""
_VARIED = 5
"""A key has more different characters in its last sixteen than this; one of "xxxx" has not."""

_LOGIN = re.compile(
    r"://([^\s/:@?#\"'<>]{0,200}):([^\s/:@?#\"'<>]{1,200})@(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9][A-Za-z0-9.-]{0,252})"
)
_ASSIGNED = re.compile(
    r"\b(LEITMOTIV_(?:(?:SMTP|IMAP)_PASSWORD|SECRET)|(?i:aws_secret_access_key)) ?= ?[\"']?([^\s\"'<>&;]{8,200})"
)
"""What our own variables, and those of Amazon, are set to."""
_RESERVED = re.compile(r"(?:.*\.)?(?:example|test|invalid|localhost)|(?:.*\.)?example\.(?:com|net|org)")
"""Names that are nobody's (RFC 2606, RFC 6761)."""
_PLACEHOLDER = re.compile(
    r"[\W_]+|(.)\1+|<.*>|\[.*\]|\{.*\}|\$\{.*\}|\$\(.*\)|\$[A-Z][A-Z0-9_]+|%[A-Z0-9_]+%|"
    r"(?i:(?:my|your|the|some|db)?[-_.]?"
    r"(?:pass(?:word|wd|phrase|wort)?|pwd|pw|secret|kennwort|geheim|token|change[-_]?me|replace[-_]?me|placeholder))"
)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Credential:
    """`written` is how it stands in the text, `hint` as much of it as may be shown."""

    kind: str
    written: str
    hint: str


def found(text: str) -> Iterator[Credential]:
    """Each key or password of `text`, which may be HTML or JSON, once."""
    for kind, marks, pattern in _KEYS:
        keys = re.findall(pattern, text) if any(mark in text for mark in marks) else ()
        for key in dict.fromkeys(keys):
            if not _is_sample(key):
                yield Credential(kind, key, key if key.startswith("-") else f"{key[:6]}…")
    for name, value in dict.fromkeys(_ASSIGNED.findall(text)):
        if not (_is_placeholder(value, name) or _SAMPLE.search(value)):
            yield Credential(f"what {name} is set to", value, f"{value[:1]}…")
    logins = {match[0]: match for match in _LOGIN.finditer(text)}
    for written, match in logins.items():
        user, password, host = map(_plain, match.groups())
        if not (_is_reserved(host) or _is_placeholder(password, user)):
            yield Credential("a password in an address", written, f"{user[:1]}…:…@{host}")


def _is_sample(key: str) -> bool:
    return bool(_SAMPLE.search(key)) or len(set(key[-16:])) <= _VARIED


def _is_reserved(host: str) -> bool:
    """Whether nobody out there answers to the name `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return bool(_RESERVED.fullmatch(host.lower().rstrip(".")))


def _is_placeholder(password: str, user: str) -> bool:
    word = unquote(password)
    return word.lower() == unquote(user).lower() or bool(_PLACEHOLDER.fullmatch(word))


def spellings(written: str) -> tuple[str, ...]:
    """How what is `written` on a page may be spelt in the text that the page was made from."""
    return tuple(dict.fromkeys((written, _plain(written), unquote(_plain(written)))))


def _plain(text: str) -> str:
    """`text` without the escapes of JSON, of HTML, and of HTML in a feed."""
    return html.unescape(html.unescape(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)))
