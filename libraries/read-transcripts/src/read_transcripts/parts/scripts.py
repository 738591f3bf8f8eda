"""Words and sentences in all scripts: their number, their ends, and the separator between them.

Chinese and Japanese have no spaces between words, Thai and similar scripts only between phrases. When words are
counted (for times and lengths of pieces), two characters of the former or five letters of the latter count as one
word, which is about right.
"""

import re
from collections.abc import Iterator

SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "۔", "।")
QUOTES = "\"'”’)]»」』）"
"""Characters that may follow the end of a sentence."""

_DENSE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = re.compile(f"[{_DENSE}{_JOINED}]")
_NO_SPACE_BEHIND = re.compile(f"[{_DENSE}{_JOINED}，。、：；！？」』]")
_DENSE_CHARACTER = re.compile(f"[{_DENSE}]")
_ATOM = re.compile(rf"[{_DENSE}]{{1,2}}[^\w\s]*|[^{_DENSE}]+")
_LETTERS_A_WORD = 5


def count_words(text: str) -> int:
    """The words of a tidy text; at least one."""
    if text.isascii() or _UNSPACED.search(text) is None:
        return text.count(" ") + 1
    return sum(weight for _, weight in word_ends(text))


def word_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where each word of a tidy text ends, and for how many it counts."""
    at = 0
    for word in text.split(" "):
        if word.isascii() or _UNSPACED.search(word) is None:
            yield at + len(word), 1
        else:
            for atom in _ATOM.finditer(word):
                letters = 0 if _DENSE_CHARACTER.match(atom[0]) else len(_UNSPACED.findall(atom[0]))
                yield at + atom.end(), max(1, letters // _LETTERS_A_WORD)
        at += len(word) + 1


def glue(before: str, after: str) -> str:
    """What joins two words: nothing between characters of a script that has no spaces, otherwise one."""
    unspaced = before and after and _NO_SPACE_BEHIND.match(before[-1]) and _UNSPACED.match(after[0])
    return "" if unspaced else " "
