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
    """A key as its holder has it. `text` is secret, and is left out of `repr`."""

    id: str
    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        """The hash that the graph stores. A plain hash is safe, because the secret is random and long (190 bits)."""
        return digest_of(self.text)


def generate() -> KeyText:
    """Returns a new key from the system's random numbers."""
    key, secret = ("".join(secrets.choice(_LETTERS) for _ in range(length)) for length in (_ID, _SECRET))
    return KeyText(key, f"{PREFIX}_{key}_{secret}")


def read_key(text: str) -> KeyText | None:
    """Returns the key in a text; None if the text has another form."""
    match = _FORM.fullmatch(text)
    return None if match is None else KeyText(match[1], text)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
