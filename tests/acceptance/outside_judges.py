"""Programs that others wrote look at the demo's letters: spam, signature, HTML, mail programs, accessibility."""

from __future__ import annotations

import base64
import email
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from pipeline.edges import dkim as keys
from pipeline.newsletter import dkim
from pipeline.newsletter.dkim import Signer
from tests.acceptance.name_server import name_server
from tests.acceptance.postfix import wait_for
from tests.acceptance.practice import ISSUE, practice

JUDGES = Path(__file__).parent / "judges"
NAMES = ("de", "en", "de-en")
CLIENTS = (
    "apple-mail.ios", "apple-mail.macos", "gmail.android", "gmail.desktop-webmail", "gmail.ios", "outlook.windows",
    "outlook.outlook-com", "outlook.macos", "outlook.ios", "thunderbird.macos", "samsung-email.android",
    "fastmail.desktop-webmail", "protonmail.desktop-webmail", "yahoo.desktop-webmail",
)  # fmt: skip
# What may be missing: the letter is whole without it. Colours, sizes, tables and links must not be on this list.
DISPENSABLE = {
    "color-scheme meta tag": "only says that dark colours are there",
    "text-underline-offset": "the underline stands closer",
    "@media": "the light colours, and the larger headings",
    "word-spacing": "of the engine's empty line for Outlook",
    "max-height property": "of the preheader, which display: none hides already",
    "overflow": "of the preheader, the same",
    "system-ui, ui-serif, ui-sans-serif, ui-rounded, ui-monospace": "the next font of the list",
    "<body> element": "becomes a div",
    "Local anchors": "the jump to the other language; it stands below all the same",
    "aria-label attribute": "the visible text of the link remains",
    "aria-hidden attribute": "a dot is read out",
    "word-break": "the engine's; our words break by themselves",
}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's newest issue, rendered, and the HTML of each letter beside it."""
    folder = tmp_path_factory.mktemp("letters")
    made = practice(folder / "ws", 25, 1)
    done = made.call("issue", "render", ISSUE, "--output", str(folder))
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        parsed = email.message_from_bytes((folder / f"{name}.eml").read_bytes(), policy=policy.default)
        body = parsed.get_body(("html",))
        assert body is not None
        (folder / f"{name}.html").write_text(body.get_content(), "utf-8")
    return folder


@pytest.fixture
def rspamd(ground: Path) -> Iterator[str]:
    """Where an rspamd of the test's own listens; it knows its rules, and neither Redis nor the network."""
    needs("rspamd")
    shutil.chown(ground, "_rspamd")
    places = [f"--var={name}DIR={ground}" for name in ("DB", "RUN", "LOG")]
    with (ground / "said").open("wb") as log:
        server = subprocess.Popen(["rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", *places], stdout=log, stderr=log)
    try:
        wait_for(11333, b"", 180)
        yield "127.0.0.1:11333"
    finally:
        server.terminate()
        server.wait(30)


def needs(program: str) -> str:
    """The path of a program; where the package did not install, its judgement is left out and said to be."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def needs_package(name: str) -> None:
    if not (JUDGES / "node_modules" / name).is_dir():
        pytest.skip(f"the npm package {name} is not installed")


def said(*command: str | Path, given: bytes = b"") -> str:
    done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout.decode("utf-8", "replace")


@pytest.mark.parametrize("name", NAMES)
def test_spamassassin_gives_less_than_two_points(letters: Path, name: str) -> None:
    needs("spamassassin")
    answer = said("spamassassin", "-L", "-t", given=(letters / f"{name}.eml").read_bytes())
    points = re.findall(r"\((-?[\d.]+) points, [\d.]+ required\)", answer)
    assert points, "SpamAssassin gave no points"
    assert float(points[-1]) < 2.0, answer[-2000:]


def test_rspamd_gives_less_than_six_points(letters: Path, rspamd: str) -> None:
    answers = {name: said("rspamc", "-h", rspamd, "symbols", letters / f"{name}.eml") for name in NAMES}
    points = {name: re.findall(r"^Score: (-?[\d.]+) /", answer, re.MULTILINE) for name, answer in answers.items()}
    assert all(len(found) == 1 for found in points.values()), answers
    assert all(float(found[0]) < 6.0 for found in points.values()), answers


@pytest.mark.parametrize("name", NAMES)
def test_mail_dkim_verifies_the_signature(letters: Path, tmp_path: Path, name: str) -> None:
    needs("perl")
    key = rsa.generate_private_key(65537, 2048)
    (tmp_path / "k.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    signer = Signer("petersen.example.org", "s1", keys.signing(str(tmp_path), "k.pem"))
    signed = dkim.signed((letters / f"{name}.eml").read_bytes(), signer)
    record = f"v=DKIM1; k=rsa; p={base64.b64encode(keys.public_key(str(tmp_path), 'k.pem')).decode()}"
    with name_server({"s1._domainkey.petersen.example.org.": record}) as port:
        assert said("perl", JUDGES / "verify.pl", str(port), given=signed) == "pass\n"
        spoilt = signed.replace(b"List-Unsubscribe-Post: List", b"List-Unsubscribe-Post: Lust")
        assert "fail" in said("perl", JUDGES / "verify.pl", str(port), given=spoilt)


@pytest.mark.parametrize("name", NAMES)
def test_the_nu_html_checker_finds_no_error(letters: Path, name: str) -> None:
    needs("java")
    needs_package("vnu-jar")
    jar = JUDGES / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(letters / f"{name}.html")]
    done = subprocess.run(command, capture_output=True, check=True)
    errors = [one for one in json.loads(done.stderr)["messages"] if one["type"] == "error"]
    assert errors == []


@pytest.mark.parametrize("name", NAMES)
def test_mail_programs_lack_nothing_that_matters(letters: Path, name: str) -> None:
    needs("node")
    needs_package("caniemail")
    lines = said("node", JUDGES / "caniemail.mjs", letters / f"{name}.html", *CLIENTS).splitlines()
    missing = [line for line in lines if line.partition(": ")[2] not in DISPENSABLE]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_in_light_or_dark(letters: Path, name: str) -> None:
    needs_package("axe-core")
    needs_package("puppeteer-core")
    assert said("node", JUDGES / "axe.mjs", needs("chromium"), letters / f"{name}.html") == ""
