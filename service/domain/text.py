"""Normal forms of names and words: one function each, used by what writes and by what reads."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from service.errors import InvalidInput

_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)")
_POSSESSIVE = re.compile(r"['’]s?$")
_EDGES = ' \t\n\r,;:!?"“”‘’()[]{}<>*_'
ALIKE_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ɖ": "d", "ɗ": "d", "ø": "o", "ɔ": "o", "ł": "l", "ħ": "h",
        "ŧ": "t", "ı": "i", "ŋ": "n", "ɲ": "n", "ə": "a", "ǝ": "e", "ɛ": "e", "ɓ": "b", "ƒ": "f", "ǥ": "g", "ƙ": "k",
        "ʋ": "v", "ƴ": "y",
    }
)  # fmt: skip
"""Letters of living alphabets that no decomposition takes apart → what who lacks them types, as Lucene's ASCII folding
has it. With another letter here, a migration has to change the stored search forms and match keys."""


@lru_cache(maxsize=20_000)
def normalise_name(name: str) -> str:
    """Returns the normal form of a name, equal for its spellings: the part of `Alias.key` after the kind.

    NFKC, case-folded, spaces reduced, a leading article and a trailing possessive dropped. Punctuation
    that carries meaning stays (`+ # . / &`), and digits: C, C++ and C# are three, so are v24 and v25.
    Empty when nothing is left.
    """
    text = " ".join(unicodedata.normalize("NFKC", name).casefold().split()).strip(_EDGES)
    text = _POSSESSIVE.sub("", text).rstrip(".").strip(_EDGES)
    return _ARTICLE.sub("", text)


def search_form(text: str) -> str:
    """Returns the form in which text is searched: as `normalise_name`, but with articles and without accents; "ł" is "l".

    Stored beside the original (`searchTitle`, `searchName`), and applied to what a reader types, so that
    a condition on text ignores case and accents and can use an index.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", bare).translate(ALIKE_LETTERS).split())


LONGEST_NAME = 200
LONGEST_TITLE = 2_000
LONGEST_DESCRIPTION = 2_000
"""Characters of what an entity is."""
LONGEST_URL = 2_000
LONGEST_LABEL = 1_000
"""Characters of a connection in words."""
LONGEST_QUOTE = 10_000
LONGEST_PROSE = 100_000
"""Characters of a video's description or summary."""
LONGEST_SEGMENT = 1_000_000
"""Characters of a segment. A talk of ten hours has half as many in all its segments."""
LONGEST_MESSAGE = 2_000
"""Characters of a stored error."""

CONTROLS = r"\u0000-\u001f\u007f-\u009f"
_TURNS = r"\u202a-\u202e\u2066-\u2069"
_HALVES = r"\ud800-\udfff"
_IN_ONE_LINE = re.compile(f"[{CONTROLS}{_TURNS}{_HALVES}]")
_IN_TEXT = re.compile(rf"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f{_TURNS}{_HALVES}]")
"""Text may have tabs and line breaks."""


def clean_text(text: str, most: int | None = None) -> str:
    """Returns the text without the characters that are refused elsewhere; longer than `most`, it ends in `…`."""
    bare = _IN_TEXT.sub("", text)
    return bare if most is None or len(bare) <= most else bare[: most - 1] + "…"


def fault_in_line(text: str) -> str | None:
    """Returns what is wrong with text that must be in one line."""
    return _fault(_IN_ONE_LINE, text)


def fault_in_text(text: str) -> str | None:
    """Returns what is wrong with text that may have tabs and line breaks."""
    return _fault(_IN_TEXT, text)


def require_name(name: str, path: tuple[str | int, ...]) -> str:
    """Returns a name with single spaces.

    Raises:
        InvalidInput: it is empty or too long, or has a character that is refused.
    """
    fault = fault_in_line(name)
    if fault is not None:
        raise InvalidInput(f"{path[-1]}: {fault}", path)
    bare = " ".join(name.split())
    if not 0 < len(bare) <= LONGEST_NAME:
        raise InvalidInput(
            f"{_short(name)} is not a name: give words, at most {LONGEST_NAME} characters", path
        )
    return bare


def require_characters(value: Any, path: tuple[str | int, ...] = ()) -> None:
    """Checks all text in the input of a mutation.

    Raises:
        InvalidInput: one has a character that is refused; `path` leads to it.
    """
    if isinstance(value, str):
        fault = fault_in_text(value)
        if fault is not None:
            raise InvalidInput(
                f"{next((step for step in reversed(path) if isinstance(step, str)), 'it')}: {fault}", path
            )
    elif isinstance(value, Mapping):
        for key, one in cast(Mapping[str, Any], value).items():
            require_characters(one, (*path, key))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(cast(Sequence[Any], value)):
            require_characters(one, (*path, place))


def _fault(refused: re.Pattern[str], text: str) -> str | None:
    found = refused.search(text)
    if found is None:
        return None
    code = ord(found[0])
    what = (
        "a control character"
        if code < 0xA0
        else "half of a character"
        if code >= 0xD800
        else "a mark that turns the direction of text"
    )
    return f"character {found.start() + 1} is {what} (U+{code:04X}): remove it"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
