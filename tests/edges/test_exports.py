"""Files of other programs, read piece by piece."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.edges import exports
from pipeline.errors import ImportRefused, LeitmotivError


@pytest.mark.parametrize("name", ["x.log", "x.log.gz"])
def test_the_lines_of_a_log_are_read_whole_or_cut(tmp_path: Path, name: str) -> None:
    content = b"one\n" + b"x" * 200_000 + b"\ntwo \xff\nthree"
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    lines = list(exports.lines(str(tmp_path), name))
    assert [line[:5].strip() for line in lines] == ["one", "xxxxx", "two \ufffd", "three"]
    assert len(lines[1]) == 65_536


def test_the_mails_of_an_mbox_are_told_apart_by_a_blank_line_and_from(tmp_path: Path) -> None:
    (tmp_path / "x.mbox").write_bytes(
        b"From a@x Tue Apr  7 08:12:00 2026\nSubject: one\n\nFrom here on\n>From there\n>>From far\n\n"
        b"From b@x Wed\nSubject: two\n\nbody\n"
    )
    assert list(exports.mails(str(tmp_path), "x.mbox")) == [
        b"Subject: one\n\nFrom here on\nFrom there\n>From far\n\n",
        b"Subject: two\n\nbody\n",
    ]


def test_a_line_of_from_and_a_day_after_a_blank_one_begins_a_mail(tmp_path: Path) -> None:
    (tmp_path / "x.mbox").write_bytes(b"no mail before the first\nFrom a Tue\n\nFrom - Tue\nSubject: one\n")
    assert list(exports.mails(str(tmp_path), "x.mbox")) == [b"Subject: one\n"]


def test_a_mail_is_read_as_far_as_its_words_can_be(tmp_path: Path) -> None:
    (tmp_path / "x.mbox").write_bytes(b"From a Tue\nSubject: one\n\n" + b"x" * 60_000 + (b"\n" + b"y" * 60_000) * 60)
    (content,) = exports.mails(str(tmp_path), "x.mbox")
    assert exports.MAX_MAIL < len(content) < exports.MAX_MAIL + 70_000


@pytest.mark.parametrize(
    "content", [b"\x1f\x8b\x08broken", gzip.compress(b"x" * 999, mtime=0)[:-9]], ids=["broken", "short"]
)
def test_a_packed_file_that_is_broken_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv.gz").write_bytes(content)
    with pytest.raises(ImportRefused, match="cannot be unpacked; is it cut short"):
        exports.text(str(tmp_path), "x.csv.gz")


def test_text_is_utf8_and_says_where_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfa\r\nb\r")
    assert exports.text(str(tmp_path), "a.csv") == "a\nb\n"
    (tmp_path / "b.csv").write_bytes(b"a\nb\xe4")
    with pytest.raises(ImportRefused, match=r"b\.csv:2:2: byte 0xe4 is not valid UTF-8"):
        exports.text(str(tmp_path), "b.csv")


@pytest.mark.parametrize(("path", "reason"), [("none.csv", "there is no such file"), (".", "is a folder, not a file")])
def test_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path: Path, path: str, reason: str) -> None:
    with pytest.raises(LeitmotivError, match=reason):
        exports.head(str(tmp_path), path)


def test_a_byte_that_is_no_utf8_is_counted_behind_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfab\xff\n")
    with pytest.raises(ImportRefused, match=r"a\.csv:1:3: byte 0xff is not valid UTF-8"):
        exports.text(str(tmp_path), "a.csv")
