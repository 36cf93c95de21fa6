"""DKIM: another implementation accepts the signature, and notices every change that matters."""

from __future__ import annotations

import base64
from pathlib import Path

import dkim as judge
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edges import dkim as keys
from pipeline.errors import ConfigError
from pipeline.newsletter import dkim
from pipeline.newsletter.dkim import Signer
from tests.newsletter import cases

KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("keys")
    (found / "dkim.pem").write_bytes(PEM)
    return found


@pytest.fixture(scope="module")
def signer(folder: Path) -> Signer:
    return Signer("practice.example.org", "s1", keys.signing(str(folder), "dkim.pem"))


def accepted(content: bytes, folder: Path) -> bool:
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(keys.public_key(str(folder), "dkim.pem"))
    names: list[bytes] = []

    def ask(name: bytes, timeout: int = 5) -> bytes:
        names.append(name)
        return record

    good: bool = judge.verify(content, dnsfunc=ask)
    assert names == [b"s1._domainkey.practice.example.org."]
    return good


def test_another_program_accepts_a_signed_letter(signer: Signer, folder: Path) -> None:
    for letter in (cases.wire("de"), cases.wire("de", "en")):
        signed = dkim.signed(letter, signer)
        assert signed.endswith(letter)
        assert accepted(signed, folder)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"List-Unsubscribe: <https://letters.", b"List-Unsubscribe: <https://evil."),
        (b"List-Unsubscribe-Post: List", b"List-Unsubscribe-Post: lost"),
        (b"\r\nTo: reader@", b"\r\nTo: other@"),
        (b"\r\nMIME-Version: 1.0", b"\r\nFrom: other@example.org\r\nMIME-Version: 1.0"),
        (b"Moin", b"Mojn"),
    ],
)
def test_what_is_changed_on_the_way_breaks_it(signer: Signer, folder: Path, before: bytes, after: bytes) -> None:
    signed = dkim.signed(cases.wire("de"), signer)
    assert before in signed
    assert not accepted(signed.replace(before, after, 1), folder)


def test_what_a_relay_may_do_does_not_break_it(signer: Signer, folder: Path) -> None:
    """Lines added on top, other folds, empty lines at the end."""
    signed = dkim.signed(cases.wire("de"), signer)
    refolded = signed.replace(b">,\r\n <mailto:", b">, <mailto:") + b"\r\n\r\n"
    assert accepted(b"Received: from here\r\n by there\r\n" + refolded, folder)


def test_the_lines_of_the_signature_are_short(signer: Signer) -> None:
    head = dkim.signed(cases.wire("de"), signer).partition(b"From: ")[0]
    assert max(len(line) for line in head.split(b"\r\n")) <= 78


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=90))
def test_any_subject_is_signed_as_it_stands(signer: Signer, folder: Path, subject: str) -> None:
    assert accepted(dkim.signed(cases.wire("de", subject=subject), signer), folder)


def test_a_key_that_will_not_do_is_named_by_its_file(tmp_path: Path) -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "curve.pem").write_bytes(curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "text.pem").write_text("no key")
    for name, words in (("curve.pem", "is no RSA key"), ("text.pem", "holds no private key"), ("x.pem", "cannot be")):
        with pytest.raises(ConfigError, match=rf"{name}: .*{words}"):
            keys.signing(str(tmp_path), name)
