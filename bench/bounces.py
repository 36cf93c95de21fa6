"""Of how many real bounces all recipients are found, in two collections of others, beside their own parsers.

.venv/bin/python -m bench.bounces

Fetches flufl.bounce's test data from PyPI and those of Mail::DeliveryStatus::BounceParser from Debian, whose package
libmail-deliverystatus-bounceparser-perl must be installed. What a parser finds in its own collection counts as right.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from importlib.metadata import version
from pathlib import Path

from flufl.bounce import scan_message

from pipeline.newsletter.bounces import classifying

POOL = "https://deb.debian.org/debian/pool/main/libm/libmail-deliverystatus-bounceparser-perl"
PERL = "libmail-deliverystatus-bounceparser-perl_1.543%2Brepacked.orig.tar.xz"
HAS_PERL = ("perl", "-MMail::DeliveryStatus::BounceParser", "-e", "1")
ASK_PERL = """
use Mail::DeliveryStatus::BounceParser;
for my $file (@ARGV) {
  local $/; open my $in, '<', $file; my $bounce = eval { Mail::DeliveryStatus::BounceParser->new(<$in>) } or next;
  print join("\\t", $file, grep { /@/ } map { lc } $bounce->addresses), "\\n" if $bounce->is_bounce;
}
"""
_AROUND = "<>\"'"


def main() -> None:
    """Prints a line a collection, and the messages of which a recipient is missing."""
    if subprocess.run(HAS_PERL, stderr=subprocess.DEVNULL, check=False).returncode:
        sys.exit("this needs Debian's package libmail-deliverystatus-bounceparser-perl: install it, and begin again")
    with tempfile.TemporaryDirectory() as folder:
        ground = Path(folder)
        flufl = {str(path): _by_flufl(path) for path in _flufl(ground)}
        perl = _by_perl(_perl(ground))
        print("collection          bounces  all found  flufl.bounce")
        for name, truth in (("flufl.bounce", flufl), ("BounceParser", perl)):
            wanted = {path: addresses for path, addresses in truth.items() if addresses}
            missed = [path for path, addresses in wanted.items() if not addresses <= _ours(Path(path))]
            known = sum(addresses <= _by_flufl(Path(path)) for path, addresses in wanted.items())
            print(f"{name:18} {len(wanted):8} {1 - len(missed) / len(wanted):10.1%} {known / len(wanted):13.1%}")
            print("".join(f"    missed: {Path(path).name}\n" for path in missed), end="")


def _ours(path: Path) -> frozenset[str]:
    return frozenset(classifying.classify(path.read_bytes()).recipients)


def _by_flufl(path: Path) -> frozenset[str]:
    found = scan_message(message_from_bytes(path.read_bytes()))
    return frozenset(address.decode("ascii", "replace").lower() for address in found)


def _by_perl(paths: Iterator[Path]) -> Mapping[str, frozenset[str]]:
    asked = ["perl", "-e", ASK_PERL, *map(str, paths)]
    lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    rows = (line.split("\t") for line in lines)
    return {path: frozenset(_bare(address) for address in addresses) for path, *addresses in rows}


def _bare(address: str) -> str:
    """Without `rfc822;` and brackets, which that parser leaves on some."""
    return address.rpartition(";")[2].strip(_AROUND)


def _flufl(ground: Path) -> Iterator[Path]:
    wanted = f"flufl.bounce=={version('flufl.bounce')}"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--no-binary",
        ":all:",
        "-d",
        str(ground),
        wanted,
    ]
    subprocess.run(pip, check=True)
    return _unpacked(next(ground.glob("flufl*.tar.gz")), "tests/data/*.txt")


def _perl(ground: Path) -> Iterator[Path]:
    file = ground / "perl.tar.xz"
    urllib.request.urlretrieve(f"{POOL}/{PERL}", file)
    return _unpacked(file, "t/corpus/*.msg")


def _unpacked(file: Path, pattern: str) -> Iterator[Path]:
    into = file.with_suffix(".unpacked")
    with tarfile.open(file) as archive:
        archive.extractall(into, filter="data")
    return iter(sorted(into.glob(f"*/{pattern}")))


if __name__ == "__main__":
    main()
