"""Detects old code pages of other scripts and of Central Europe, by the words of the decoded text.

Bytes alone are ambiguous: Russian in one page is random letters in five others, and Korean in one is Chinese in
another. So a page is accepted only if the text has its letters (`languages`), repeatedly contains the most common
words of a language, and no other page is close. A few lines are not enough.
"""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

from service.ingest.formats.encoding.codepages import SIGNS, western_letters
from service.ingest.formats.encoding.languages import LANGUAGES, PAGES, Language

_SAMPLE = 200_000
"""Number of bytes that are read; a talk of two hours."""
_FEWEST = 6
_KINDS = 3
_SHARE = 0.08
"""Of the words with other letters: how many are to be common ones, how many different ones, and what part of all."""
_AHEAD = 4
"""Factor of common words compared with any other reading."""
_JUNK = 0.02
"""Share of the characters beyond ASCII that may not belong to the language."""
_ODD = 0.1
"""Of the words: what may have capitals inside, as words read in a wrong page have."""
_WORD = re.compile(r"[^\W\d_]+")
_USUAL = {"cp1250", "iso8859_2", "cp1254", "cp1257", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"}
"""Pages to think of also where nothing but letters speaks for them."""
_ONLY_NAMED = {"mac_cyrillic"}
"""Small letters are those of Windows: a text with odd capitals may pass for it."""
_SPACED = {"Cyrillic", "Greek", "Hebrew", "Arabic"}
_MISPLACED = re.compile(r"(?<=[^\W\d_])Ά|Ά(?![α-ωά-ώ])|(?<=[^\W\d_])[€£§©®™°½¼¾²´¨×÷](?=[^\W\d_])")
_HARDLY = {"iso8859_7": set("‘’"), "mac_cyrillic": set("€")}
"""Signs that nobody writes in a page: where ISO has a quotation mark, Windows has Ά; where the Mac has €, it has я.
The other way round, that letter inside a word or alone (`_MISPLACED`, with signs that stand between letters) is a mark."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A sample read as a language in a page. `junk`: characters of no use to it; `hits`: its common words."""

    page: str
    text: str
    junk: int
    hits: int
    sure: bool


def guessed(data: bytes) -> list[Guess]:
    """Returns the possible readings of a text: with the letters of a language and plausible capitals. Checks every
    page."""
    sample = data[:_SAMPLE]
    if len(sample) < len(data):
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    guesses: list[Guess] = []
    for page in PAGES:
        languages = [language for language in LANGUAGES if page in language.pages]
        if not languages:
            continue
        try:
            text = codecs.decode(sample, page)
        except UnicodeDecodeError:
            continue
        counts = Counter(character for character in text if not character.isascii())
        words = Counter(word for word in _WORD.findall(text) if not word.isascii())
        spaced = PAGES[page][1] in _SPACED
        odd = sum(count for word, count in words.items() if _is_odd(word, spaced))
        if odd > _ODD * words.total():
            continue
        for language in languages:
            guess = _guess(page, text, counts, words, language)
            if guess is not None:
                guesses.append(guess)
    return guesses


def told(data: bytes, guesses: Sequence[Guess]) -> tuple[str, str] | None:
    """The page, as iconv has it, and the text where that page is certain; `guesses` are those of `guessed`."""
    sure = [guess for guess in guesses if guess.sure]
    if not sure:
        return None
    cleanest = min(guess.junk for guess in sure)
    best = max((guess for guess in sure if guess.junk == cleanest), key=lambda guess: guess.hits)
    for guess in guesses:
        if guess.text == best.text or guess.hits * _AHEAD <= best.hits:
            continue
        if guess.junk <= best.junk or PAGES[guess.page][1] != PAGES[best.page][1]:
            return None
    try:
        return None if best.page in _ONLY_NAMED else (PAGES[best.page][0], data.decode(best.page))
    except UnicodeDecodeError:
        return None


def candidates(data: bytes, guesses: Sequence[Guess]) -> list[str]:
    """Names, as iconv has them, of the pages that a text may be in, the likeliest first; four at most."""
    guesses = sorted(guesses, key=lambda guess: (-guess.hits, guess.junk))
    most = max((guess.hits for guess in guesses), default=0)
    likely = {guess.text: guess.page for guess in reversed(guesses) if guess.hits * 2 >= most}
    pages = [*reversed(likely.values())]
    if not most and western_letters(data):
        pages.insert(0, "cp1252")
    return [PAGES[page][0] for page in pages][:4]


def without_mark(data: bytes) -> str | None:
    """UTF-16 text without a byte order mark: in one order of its bytes it is letters and spaces, in the other it is not."""
    texts: list[str] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(character.isascii() for character in text[:_SAMPLE])
        if plain * 20 >= len(text[:_SAMPLE]) and all(
            c.isprintable() or c.isspace() or category(c) == "Cf" for c in text
        ):
            texts.append(text)
    return texts[0] if len(texts) == 1 else None


def _is_odd(word: str, spaced: bool) -> bool:
    """Whether a word has capitals in it behind small letters, or Latin letters beside those of another script."""
    if spaced and re.search("[A-Za-z]", word):
        return True
    return not (word.isupper() or word[1:] == word[1:].lower())


def _guess(
    page: str, text: str, counts: Counter[str], words: Counter[str], language: Language
) -> Guess | None:
    signs = SIGNS - _HARDLY.get(page, set())
    junk = len(_MISPLACED.findall(text)) + sum(
        count for c, count in counts.items() if c not in signs and language.letters.match(c.lower()) is None
    )
    if junk > _JUNK * counts.total():
        return None
    units = counts if language.by_character else words
    common = {unit: count for unit, count in units.items() if unit.lower() in language.common}
    hits = sum(common.values())
    kinds = len({unit.lower() for unit in common})
    few = 3 if language.by_character else 1
    sure = hits >= few * _FEWEST and kinds >= few * _KINDS and hits >= language.share * units.total()
    if (hits < _FEWEST / 2 and page not in _USUAL) or (
        language.by_character and hits < language.share * units.total()
    ):
        return None
    return Guess(page, text, junk, hits, sure)
