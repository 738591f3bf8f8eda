"""What is shown where the videos say it differently: chosen by what is said, never by who said it first.

Each rule is an order over the values themselves, that for main names over how many talks give them and how often these speak
of the entity, too. So it gives the same for any order of imports, and a new value is weighed against the present one without reading the others, unless it is
another main name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

_SHOUTED = 2


def best_name(names: Iterable[str | None]) -> str | None:
    """The spelling to show: capitals inside (iOS) before those in front, these before all lower, and that before shouting."""
    return min(filter(None, names), key=lambda name: (_shape(name), name), default=None)


def best_main_name(
    kind: str, talks: Mapping[str, int], mentions: Mapping[str, int] | None = None
) -> str | None:
    """Of the main names of one entity: of a person the fuller one; then what most talks say, in whatever capitals; of as many, what no
    abbreviation is (open source before OSS) and has the better capitals, as `best_name` has it; then the name of the talks
    that speak of the entity most; then what sorts first.

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
        # of two abbreviations AI before A.I
        dotted = short and "." in name
        many = -said[name.casefold()]
        return (fuller, many, short and not person, _shape(name), dotted, -often.get(name, 0), name)

    return min(_spellings(talks, often), key=order, default=None)


def _spellings(talks: Mapping[str, int], often: Mapping[str, int]) -> Iterator[str]:
    """Of names that differ only in capitals that of most talks, unless one in better capitals has half as many: captions
    without any are whole talks, and a capital where none belongs is only the beginning of a sentence."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in talks:
        alike[name.casefold()].append(name)
    for names in alike.values():
        most = max(talks[name] for name in names)
        # NVIDIA is written so by who knows
        loud = all(_shape(name) == _SHOUTED for name in names if talks[name] == most)
        fitting = (name for name in names if (1 if loud else 2) * talks[name] >= most)
        yield min(fitting, key=lambda name: (_shape(name), -talks[name], -often.get(name, 0), name))


def best_text(texts: Iterable[str | None]) -> str | None:
    """Of several descriptions: the longest."""
    return min(filter(None, texts), key=lambda text: (-len(text), text), default=None)


def best_url(urls: Iterable[str | None]) -> str | None:
    """Of several addresses: the shortest."""
    return min(filter(None, urls), key=lambda url: (len(url), url), default=None)


def thousandths(confidence: float | None) -> int:
    """A confidence in whole thousandths, 1000 where there is none: sums of these are exact in any order."""
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
