"""What must not be published: keys and passwords, and the addresses of people whom the database knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pipeline.model.plan import Plan
from pipeline.site.findings import Finding, Sources, at

_TEXTS = (".html", ".xml", ".json", ".txt", ".js", ".css", ".svg", ".csv", ".md", ".toml", ".yml", ".yaml", ".ics")
_OURS = "search/"
"""Pagefind's own files: packed, and made of what the pages say."""

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SECRETS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "a key of Amazon Web Services": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of GitHub": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})"),
    "a token of GitLab": re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}"),
    "a token of Slack": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    "a key of Stripe": re.compile(r"\b[rs]k_live_[A-Za-z0-9]{16,}"),
    "a key of Google": re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b"),
    "a key of an AI service": re.compile(r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}"),
    "a token of npm or PyPI": re.compile(r"\b(?:npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,})"),
    "a signed token (JWT)": re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
    "a password in an address": re.compile(r"\b[a-z][a-z0-9+]*://[^\s/:@\"'<>]+:[^\s/:@\"'<>]+@[A-Za-z0-9]"),
}


def site(plan: Plan, people: Collection[str], sources: Sources) -> Iterator[Finding]:
    """Each secret and each person's address in each file of `plan`. `people` are addresses in small letters."""
    for path, content in plan.items():
        if path.startswith(_OURS) or not path.endswith(_TEXTS):
            continue
        text = content.decode("utf-8", "replace")
        if "@" in text:
            yield from _addresses(path, text, people, sources)
        for name, pattern in _SECRETS.items():
            found = pattern.search(text)
            if found:
                said = f"would publish {name} ({found[0][:6]}…); take it out, and have it replaced where it is used"
                yield Finding("error", "secret", at(sources, path, found[0], said))


def _addresses(path: str, text: str, people: Collection[str], sources: Sources) -> Iterator[Finding]:
    for address in dict.fromkeys(_ADDRESS.findall(text)):
        if address.lower() in people:
            name, _, domain = address.partition("@")
            said = f"would publish the address of someone in your database ({name[:1]}…@{domain}); take it out"
            yield Finding("error", "personal-data", at(sources, path, address, said))
