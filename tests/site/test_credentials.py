"""Keys and passwords are found in any text; what can only be a sample is none."""

from __future__ import annotations

import pytest

from pipeline.site import credentials

# Put together here, so that no scanner takes this file for a leak.
AWS = "AKIA" + "Q3EGRT7ZKLM2XPWA"
GITHUB = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
AI = "sk-" + "proj-Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh"

REAL = {
    "-----BEGIN " + "RSA PRIVATE KEY-----": "a private key",
    "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----": "a private key",
    "-----BEGIN " + "PRIVATE KEY-----\nMIIE": "a private key",
    "-----BEGIN " + "PRIVATE KEY-----<br>MIIE": "a private key",
    '{"key": "-----BEGIN ' + 'PRIVATE KEY-----\\nMIIE"}': "a private key",
    "PuTTY-User-Key-" + "File-3: ssh-ed25519": "a private key",
    f"key={AWS}\n": "a key of Amazon Web Services",
    f"<code>{GITHUB}</code>": "a token of GitHub",
    f"OPENAI_API_KEY={AI}": "a key of an AI service",
    "postgres://ada:hunter2@db/x": "a password in an address",
    "redis://:hunter2@10.0.0.7:6379": "a password in an address",
    "https://joe:Passw0rd!@git.kontor-nord.de/x.git": "a password in an address",
    "https://joe:$ecret123@git.kontor-nord.de": "a password in an address",
    "postgres://ada:hunter2@example.kontor-nord.de": "a password in an address",
    "postgres://ada:hunter2@localhost.kontor-nord.de": "a password in an address",
}
SAMPLES = (
    "AKIA" + "IOSFODNN7EXAMPLE",
    "AKIA" + "X" * 16,
    "the line `-----BEGIN " + "PRIVATE KEY-----` begins it",
    "-----BEGIN " + "PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----",
    "<code>-----BEGIN " + "PRIVATE KEY-----</code>",
    "-----BEGIN " + "RSA PRIVATE KEY-----\n&lt;your key&gt;",
    '"-----BEGIN ' + 'RSA PRIVATE KEY-----\\n..."',
    "ghp_" + "x" * 36,
    "sk-learn-pipelines-and-how-to-test-1-of-them-well",
    "xoxb-" + "your-token-goes-here",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fw",
    "https://user:password@example.com/",
    "postgresql://postgres:postgres@localhost/db",
    "postgres://ada:hunter2@db.example.org/x",
    "postgres://ada:hunter2@127.0.0.1:5432/x",
    "postgres://ada:hunter2@[::1]/x",
    "postgres://ada:hunter2@db.test/x",
    "postgres://ada:hunter2@db.invalid",
    "postgres://ada:hunter2@shop.example",
    "https://joe:changeme@git.kontor-nord.de",
    "https://joe:secret@git.kontor-nord.de",
    "https://joe:xxx@git.kontor-nord.de",
    "https://joe:***@git.kontor-nord.de",
    "https://joe:joe@git.kontor-nord.de",
    "https://joe:${PASSWORD}@git.kontor-nord.de",
    "https://joe:{{password}}@git.kontor-nord.de",
    "https://joe:%7B%7Bpw%7D%7D@git.kontor-nord.de",
    "https://joe:$PASSWORD@git.kontor-nord.de",
    "https://joe:<password>@git.kontor-nord.de",
    "https://joe:&lt;your password&gt;@git.kontor-nord.de",
    "https://joe:&lt;password&gt;@git.kontor-nord.de",
    "https://joe:&amp;lt;password&amp;gt;@git.kontor-nord.de",
    "https://joe:\\u003cpassword\\u003e@git.kontor-nord.de",
    "https://kontor-nord.de:8080/@ada",
    "https://kontor-nord.de/?time=12:30@noon",
    "https://kontor-nord.de?from=a:b@c.de",
)


@pytest.mark.parametrize("text", REAL)
def test_a_real_one_is_found(text: str) -> None:
    assert [one.kind for one in credentials.found(text)] == [REAL[text]]


@pytest.mark.parametrize("text", SAMPLES)
def test_a_sample_is_no_leak(text: str) -> None:
    assert list(credentials.found(text)) == []


def test_a_sample_hides_no_real_one_behind_it() -> None:
    text = f"{SAMPLES[0]} https://user:password@example.com/ {AWS} postgres://ada:hunter2@db/x"
    assert [one.written for one in credentials.found(text)] == [AWS, "://ada:hunter2@db"]


def test_what_is_said_of_it_gives_nothing_away() -> None:
    (one,) = credentials.found("postgres://ada:hunter2@db.kontor-nord.de/x")
    assert one.hint == "a…:…@db.kontor-nord.de"
    (key,) = credentials.found(AWS)
    assert key.hint == f"{AWS[:6]}…"
