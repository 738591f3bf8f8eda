"""Detects the language of a talk from its words.

A model of letter sequences (py3langid, 139 languages) classifies pieces of the text. The language is accepted only if
the pieces together are clear: not for a few words, a talk that is half in another language, or text that is not a
language.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from read_transcripts.parts.scripts import count_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_PIECE = 80
"""Words of a piece. With fewer, similar languages such as Indonesian and Malay are not distinguished."""
_LEAST = 40
"""Minimum number of words for detection: with this number, one text in a thousand was detected wrongly, and with
eighty none."""
_ASKED = 60
"""Pieces that are asked at most, evenly over the talk."""
_SURE = 0.75
"""Minimum mean probability over the pieces for detection."""
_PART_OF = {"yue": "zh", "wuu": "zh", "arz": "ar", "ary": "ar", "nn": "no"}
"""Languages that in writing are hardly distinguishable from another one, whose tag is used."""
_NO_LANGUAGE = "zxx"
"""How the model calls numbers, addresses and the like."""


def tell_language(lines: Iterable[str]) -> str | None:
    """The tag of the language of a talk (`de`), None if its words leave doubt."""
    pieces = list(_pieces(lines))
    if not pieces:
        return None
    asked = pieces[:: len(pieces) // _ASKED + 1]
    shares: Counter[str] = Counter()
    for piece in asked:
        for language, probability in _identifier().rank(piece):
            tag = str(language)
            shares[_PART_OF.get(tag, tag)] += probability / len(asked)
    language, share = shares.most_common(1)[0]
    return language if share >= _SURE and language != _NO_LANGUAGE else None


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    gathered: list[str] = []
    words = 0
    for line in lines:
        gathered.append(line)
        words += count_words(line)
        if words >= _PIECE:
            yield " ".join(gathered)
            gathered, words = [], 0
    if words >= _LEAST:
        yield " ".join(gathered)


@cache
def _identifier() -> "LanguageIdentifier":
    """Reads its model, which takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
