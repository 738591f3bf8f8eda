"""Western text (Windows-1252, which includes Latin-1), detected by its letters.

A byte beyond ASCII is a different letter in another code page: 0xE8 is è here and č in Central Europe. One letter proves nothing, but
few languages have all letters of a text. The page is accepted if all possible languages agree on the Western reading, or if every
letter is the same in Central Europe, such as é, ü and curly quotes. Other code pages are named by whoever has such files.
"""

import re
from unicodedata import category

_ALPHABETS = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "áâãàçéêíóôõúüªº", "àèéìíîòóùúª", "áéëïóöüèê", "äöüßé", "åäöéàü", "æøåéèêóòô", "äöåšž",
        "àçèéíïòóúü", "áðéíóúýþæö",
    ),
    "cp1250": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýžöü", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüßé",
    ),
    "cp1254": ("çğıöşüâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}  # fmt: skip
"""Letters beyond ASCII by language. Western: French, Spanish, Portuguese, Italian, Dutch, German, Swedish, Danish and
Norwegian, Finnish, Catalan, Icelandic. Others: Polish, Czech, Slovak, Hungarian, Romanian, Croatian, German; Turkish;
Lithuanian, Latvian, Estonian."""
_SIGNS = set("‘’‚“”„–—…«»‹›€£§©®™°·•½¼¾²´¨×÷\xa0\xad")
_SPANISH_SIGNS = set("¿¡")
_RUN = re.compile(rb"[\x80-\xff]{4,}")
_SAMPLE = 200_000
"""Characters that are looked at."""
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def western(data: bytes) -> str | None:
    """Returns Windows-1252 text if that is the only plausible reading, otherwise None.

    Long runs are another script, pairs are broken UTF-8, many high bytes are no Western language.
    """
    high = bytes(sorted(set(data) - set(range(0x80))))
    if sum(map(data.count, high)) * 8 > len(data) or _RUN.search(data) or _UTF8.search(data):
        return None
    readings = {page: high.decode(page, errors="replace") for page in _ALPHABETS}
    if "\ufffd" in readings["cp1252"]:
        return None
    if readings["cp1252"] == readings["cp1250"] and readings["cp1252"].isprintable():
        return data.decode("cp1252")
    fitting = {
        readings[page]
        for page, alphabets in _ALPHABETS.items()
        if any(_fits(readings[page], a) for a in alphabets)
    }
    return data.decode("cp1252") if fitting == {readings["cp1252"]} else None


def _fits(characters: str, alphabet: str) -> bool:
    """Whether a language has all letters of a text, and the text no sign that nobody writes."""
    signs = _SIGNS | _SPANISH_SIGNS if "ñ" in alphabet else _SIGNS
    return all(character.lower() in alphabet or character in signs for character in characters)


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
