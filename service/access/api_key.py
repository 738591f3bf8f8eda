"""The text of an API key, `vkg_<id>_<secret>`: made, read and compared. Only its hash is kept."""

import hashlib
import re
import secrets
import string
from dataclasses import dataclass, field

PREFIX = "vkg"
_LETTERS = string.ascii_letters + string.digits
_ID, _SECRET = 8, 32
_FORM = re.compile(rf"{PREFIX}_([0-9A-Za-z]{{{_ID}}})_([0-9A-Za-z]{{{_SECRET}}})")


@dataclass(frozen=True)
class KeyText:
    """A key as its holder has it. `text` is the secret, and stands in no `repr`."""

    id: str
    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        """What the graph keeps. The secret is random and long (190 bits), so a plain hash cannot be guessed back."""
        return digest_of(self.text)


def generate() -> KeyText:
    """A new key by the system's random numbers."""
    key, secret = ("".join(secrets.choice(_LETTERS) for _ in range(length)) for length in (_ID, _SECRET))
    return KeyText(key, f"{PREFIX}_{key}_{secret}")


def read_key(text: str) -> KeyText | None:
    """The key that a text is; None if it has another form."""
    match = _FORM.fullmatch(text)
    return None if match is None else KeyText(match[1], text)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
