"""Selects the value to show if the videos give several, independent of the order of imports.

Each rule is an order over the values. For main names, it also uses the number of talks with each name and their
mentions of the entity. So the result does not depend on the order of imports. A new value is compared with the
present one without reading the others, except for a new main name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

_SHOUTED = 2


def best_name(names: Iterable[str | None]) -> str | None:
    """Returns the spelling to show: inner capitals (iOS) before leading ones, these before lower case, and lower case
    before all capitals."""
    return min(filter(None, names), key=lambda name: (_shape(name), name), default=None)


def best_main_name(
    kind: str, talks: Mapping[str, int], mentions: Mapping[str, int] | None = None
) -> str | None:
    """Returns the main name to show. The rules, in this order: for a person, the name with the most words; the name
    of most talks, in any capitals; for other kinds, a name that is not an abbreviation (open source before OSS);
    better capitals, as in `best_name`; the name of the talks with the most mentions of the entity; the name that
    sorts first.

    Args:
        talks: how many give each name.
        mentions: how often the entity is mentioned in the talks that give each name; of those left out, never.
    """
    often = mentions or {}
    said = Counter[str]()
    for name, count in talks.items():
        said[name.casefold()] += count

    def order(name: str) -> tuple[object, ...]:
        person, short = kind == "PERSON", _is_abbreviation(name)
        fuller = -len(name.split()) if person else 0
        # of two abbreviations, AI before A.I
        dotted = short and "." in name
        many = -said[name.casefold()]
        return (fuller, many, short and not person, _shape(name), dotted, -often.get(name, 0), name)

    return min(_spellings(talks, often), key=order, default=None)


def _spellings(talks: Mapping[str, int], often: Mapping[str, int]) -> Iterator[str]:
    """Yields one spelling of each name: that of most talks, unless one with better capitals has at least half as
    many. Captions without capitals are whole talks, and a wrong capital is usually the beginning of a sentence."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in talks:
        alike[name.casefold()].append(name)
    for names in alike.values():
        most = max(talks[name] for name in names)
        # if most talks write capitals only, they are right: NVIDIA
        loud = all(_shape(name) == _SHOUTED for name in names if talks[name] == most)
        fitting = (name for name in names if (1 if loud else 2) * talks[name] >= most)
        yield min(fitting, key=lambda name: (_shape(name), -talks[name], -often.get(name, 0), name))


def best_text(texts: Iterable[str | None]) -> str | None:
    """Returns the longest of several descriptions."""
    return min(filter(None, texts), key=lambda text: (-len(text), text), default=None)


def best_url(urls: Iterable[str | None]) -> str | None:
    """Returns the shortest of several addresses."""
    return min(filter(None, urls), key=lambda url: (len(url), url), default=None)


def thousandths(confidence: float | None) -> int:
    """Returns a confidence in thousandths as an integer, 1000 if missing, so that sums are exact in any order."""
    return 1000 if confidence is None else int(confidence * 1000 + 0.5)


def _is_abbreviation(name: str) -> bool:
    letters = name.replace(".", "")
    return len(letters) <= 5 and letters.isalpha() and letters.isupper()


def _shape(name: str) -> int:
    if name[:1].islower() and any(letter.isupper() for letter in name.partition(" ")[0]):
        return -1
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) > 5 and all(letter.isupper() for letter in letters):
        return _SHOUTED
    return 1 if name.islower() else 0
