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
    "SG." + "aB3dE6gH9jK2mN5pQ8sT1v.aB3dE6gH9jK2mN5pQ8sT1vaB3dE6gH9jK2mN5pQ8sT1v": "a key of SendGrid",
    "xkeysib-" + "0a1b2c3d4e5f6a7b" * 4 + "-Ab3dEf6hIj9lMn2p": "a key of Brevo",
    "key-" + "0a1b2c3d4e5f6a7b" * 2: "a key of Mailgun",
    "nfp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8": "a token of Netlify",
    "hf_" + "aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH": "a token of Hugging Face",
    "dop_v1_" + "0a1b2c3d4e5f6a7b" * 4: "a token of DigitalOcean",
    "https://hooks.slack.com/services/" + "T0A1B2C3D/B0A1B2C3D/a1B2c3D4e5F6g7H8i9J0k1L2": "a webhook of Slack",
    "110201543:" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1": "a token of a Telegram bot",
    "AGE-SECRET-KEY-1" + "Q0W9E8R7T6Y5U4I3O2P1A0S9D8F7G6H5J4K3L2Z1X0C9V8B7N6M5QWERTY": "a key of age",
    "curl -H 'Authorization: Bearer " + "a1B2c3D4e5F6g7H8i9J0k1L2'": "a token to sign in with",
    "export LEITMOTIV_SMTP_" + "PASSWORD=Xk3jd8Zq99": "what LEITMOTIV_SMTP_PASSWORD is set to",
    "aws_secret_" + "access_key = a1B2c3D4/e5F6g7H8+i9J0k1L2m3N4o5P6q7R8s9": "what aws_secret_access_key is set to",
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
    "LEITMOTIV_SMTP_PASSWORD=${{ secrets.SMTP }} LEITMOTIV_SECRET=$(cat /run/secret)",
    "LEITMOTIV_SMTP_PASSWORD=<password>",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "Authorization: Bearer YOUR_ACCESS_TOKEN_GOES_HERE",
    "LEITMOTIV_SECRET and LEITMOTIV_SMTP_PASSWORD are variables; LEITMOTIV_SECRET=… sets one",
    "key-performance-indicators-and-their-uses hf_transfer SG.",
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
