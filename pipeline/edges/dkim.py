"""The key that vouches for our letters, read from its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from pipeline.errors import ConfigError, Problem

Sign = Callable[[bytes], bytes]
_FEWEST_BITS = 1024  # RFC 8301, section 3.2


def signing(root: str, key_file: str) -> Sign:
    """Signs with the RSA key in `key_file` (RSA-SHA256); raises ConfigError where there is none that will do."""
    key = _key(root, key_file)
    scheme, digest = padding.PKCS1v15(), hashes.SHA256()
    return lambda data: key.sign(data, scheme, digest)


def public_key(root: str, key_file: str) -> bytes:
    """The public half (DER), which DNS must show."""
    return _key(root, key_file).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _key(root: str, key_file: str) -> rsa.RSAPrivateKey:
    try:
        key = load_pem_private_key(Path(root, key_file).read_bytes(), None)
    except OSError as refused:
        raise ConfigError(Problem(f"the DKIM key cannot be read: {refused.strerror}", key_file)) from refused
    except (ValueError, TypeError, UnsupportedAlgorithm) as refused:
        mend = f"make one with: openssl genrsa -out {key_file} 2048"
        raise ConfigError(Problem(f"holds no private key without a password; {mend}", key_file)) from refused
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < _FEWEST_BITS:
        message = f"is no RSA key of {_FEWEST_BITS} bits or more, which is what receivers check; take one of 2048"
        raise ConfigError(Problem(message, key_file))
    return key
