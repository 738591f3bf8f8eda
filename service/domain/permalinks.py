"""Addresses of quotes that last: of the words, the speaker and the second, and of nothing that a decision or an import changes."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from service.errors import InvalidInput

PATH = "/quote"
LONGEST_PERMALINK = 20_000
"""Characters of an address. In some scripts each character takes nine."""
_MOST_WORDS = 800
"""Characters of the words in an address; a longer quote is found by its beginning."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What the address of a quote says. `video`: the talk's id without its prefix. `speaker`: as the talk called whoever speaks."""

    words: str
    video: str
    seconds: int
    speaker: str | None = None

    @property
    def path(self) -> str:
        """The address, on any Videograph that has the talk."""
        words = self.words
        if len(words) > _MOST_WORDS:
            words = words[:_MOST_WORDS].rpartition(" ")[0] or words[:_MOST_WORDS]
        values = {"video": self.video, "t": self.seconds, "speaker": self.speaker, "text": words}
        return f"{PATH}?{urlencode({key: value for key, value in values.items() if value is not None})}"


def read_permalink(address: str) -> Citation:
    """Returns what an address says, with or without scheme and host.

    Raises:
        InvalidInput: it is no address of a quote.
    """
    parts = urlsplit(address)
    given = {key: values[0] for key, values in parse_qs(parts.query).items()}
    seconds = given.get("t", "0").removesuffix("s")
    if parts.path.rstrip("/") != PATH or not given.get("text", "").strip() or not given.get("video"):
        raise InvalidInput(
            f"{address!r:.80} is no address of a quote: it has the form {PATH}?video=…&t=…&speaker=…&text=…",
            ("permalink",),
        )
    if not seconds.isdecimal() or len(seconds) > 9:
        raise InvalidInput(f"`t` is {seconds!r:.20}: it must be a number of seconds.", ("permalink",))
    return Citation(given["text"], given["video"], int(seconds), given.get("speaker"))
