"""Match keys: the common key of all spellings of a name, and the keys that find similar names.

Two aliases with one match key name one entity. The key removes differences that speech does not have (spaces,
hyphens, accents, the full stop in Node.js) and keeps the others (`C++`, `C#`, digits and the characters between
them). It is computed from the alias key alone, so that it can be checked and computed again at any time.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from service.domain.text import ALIKE_LETTERS

_TITLE = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame)\b\.? +(?=\S+ \S)")
_DEGREE = re.compile(r"(?:,? +(?:ph\.?d|psy\.?d|m\.?d|mba|msc|esq)\.?)+$")
_CALLED = re.compile(r"^[^\W\d]{1,2}\.? \(([^\W\d]{2,})\) (?=\S)")
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*")
_INITIAL = re.compile(r"(?<=\S) +[^\W\d]\.?(?= +\S)")
_FIRM = re.compile(r",? +(?:inc|incorporated|corp|corporation|ltd|limited|llc|plc|gmbh)\.?$")
_LANGUAGE = re.compile(r"(?<=\S) +programming language$")
_AND = re.compile(r" +(?:&|and) +")
_VERSION = re.compile(r"(?<=\S)[ _\-]+v(?:ersion)?\.? *(?=\d)")
_SEPARATOR = re.compile(r"(?<=[^\d\s])[\s_.,:;/'’‘`´\-‐‑–—]+(?=\w)|(?<=\d)[\s_.,:;'’‘`´\-‐‑–—]+(?=[^\W\d])")
_DIGITS_APART = re.compile(r"(?<=\d)[\s_,;'’\-‐‑–—]+(?=\d)")
_PLUS = re.compile(r"(?<=[^\W\d])\+(?=[^\W\d])")
_NO_PLURAL = frozenset({"https", "cors", "saas", "paas", "iaas", "faas", "dns", "css", "tls", "sms", "ios"})


@dataclass(frozen=True)
class MatchKeys:
    """`match`: equal for spellings of one name. `first`, `family`: for a person's full name; similar names have at
    least one of them in common. All are None for a name that is valid only in one video."""

    match: str | None = None
    first: str | None = None
    family: str | None = None


@dataclass(frozen=True)
class FullName:
    """A person's first name and the rest of the name, folded; `initials` of middle names that are only initials."""

    first: str
    family: str
    initials: str


@lru_cache(maxsize=20_000)
def match_keys(alias_key: str) -> MatchKeys:
    kind, _, name = alias_key.partition(":")
    if "@" in kind or not name:
        return MatchKeys()
    match = f"{kind}:{fold_name(kind, name)}"
    full = name_of_person(alias_key)
    if full is None:
        return MatchKeys(match)
    return MatchKeys(match, f"{full.first} {full.family[0]}", full.family)


@lru_cache(maxsize=20_000)
def name_of_person(alias_key: str) -> FullName | None:
    """Returns the parts of the name if it is a person's full name that is valid in every video."""
    kind, _, name = alias_key.partition(":")
    return full_name(name) if kind == "PERSON" else None


def fold_name(kind: str, name: str) -> str:
    """Returns one form for all spellings of a normalized name; the normalized name itself if too little would be
    left."""
    text = bare_letters(name, symbols=kind != "PERSON")
    if kind == "PERSON":
        text = _without_titles(text)
    elif kind == "COMPANY":
        text = _FIRM.sub("", text)
    elif kind == "PRODUCT":
        text = _LANGUAGE.sub("", text)
    elif kind == "CONCEPT":
        text = _singular(text)
    text = _VERSION.sub(" ", _AND.sub("&", text))
    text = _DIGITS_APART.sub("-", _SEPARATOR.sub("", _PLUS.sub("", text)))
    return text if sum(c.isalnum() for c in text) > 1 else name


def full_name(name: str) -> FullName | None:
    """Returns the parts of a person's normalized name; None for a single word or a name with digits."""
    text = _without_titles(bare_letters(name))
    initials = "".join(found.strip(" .") for found in _INITIAL.findall(text))
    first, _, rest = _INITIAL.sub("", text).partition(" ")
    first, family = (re.sub(r"[^\w]", "", part) for part in (first, rest))
    if len(first) < 2 or len(family) < 2 or any(c.isdigit() for c in first + family):
        return None
    return FullName(first, family, initials)


def bare_letters(text: str, *, symbols: bool = False) -> str:
    """Removes the accents of Latin and Greek letters. In other scripts, marks are letters.

    Symbols are removed too, unless they are kept: people decorate their names with them, but "🦙 Llama" may not be
    Llama.
    """
    if text.isascii():  # two of its characters are decorations, and none is a symbol in the sense of Unicode
        return " ".join(text.replace("^", "").replace("`", "").split()) or text
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", text):
        category = unicodedata.category(char)
        if (
            unicodedata.combining(char)
            and kept
            and unicodedata.name(kept[-1][0], "").startswith(("LATIN", "GREEK"))
        ):
            continue
        if category not in ("Sk", "Cf", "Co", "Cn") and (symbols or category != "So"):
            kept.append(char)
    bare = unicodedata.normalize("NFKC", "".join(kept)).translate(ALIKE_LETTERS)
    return " ".join(bare.split()) or text


def _without_titles(text: str) -> str:
    """Removes Dr. and PhD, and puts the name in brackets in place of initials: VM (Vicky) Brasseur."""
    bare = _BRACKETS.sub(" ", _CALLED.sub(r"\1 ", text)).strip()
    return _DEGREE.sub("", _TITLE.sub("", bare if " " in bare else text))


def _singular(text: str) -> str:
    """Puts the last word into the singular, because terms are said in both forms."""
    head, space, last = text.rpartition(" ")
    if (
        len(last) <= 3
        or not last.endswith("s")
        or last in _NO_PLURAL
        or last.endswith(("ss", "us", "is", "os"))
    ):
        return text
    if last.endswith("ies") and len(last) > 4:
        last = last[:-3] + "y"
    elif re.search(r"(?:sh|ss|x|zz|[tnr]ch)es$", last):
        last = last[:-2]
    else:
        last = last[:-1]
    return head + space + last
