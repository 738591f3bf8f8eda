"""Normal forms of names and words: one function each, used by what writes and by what reads."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
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
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip(_EDGES)
    text = _POSSESSIVE.sub("", text).rstrip(".").strip(_EDGES)
    return _ARTICLE.sub("", text)


def search_form(text: str) -> str:
    """Returns the form in which text is searched: as `normalise_name`, but with articles and without accents; "ł" is "l".

    Stored beside the original (`searchTitle`, `searchName`), and applied to what a reader types, so that
    a condition on text ignores case and accents and can use an index.
    """
    if text.isascii():
        return _SPACES.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", bare).translate(ALIKE_LETTERS)).strip()
