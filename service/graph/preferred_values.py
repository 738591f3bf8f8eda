"""Selects the value to show if the videos give several, independent of the order of imports.

A decision comes first, then what the videos of the highest authority give; a rule selects among these. Each rule is an
order over the values. For main names, it also uses the number of talks with each name and their mentions of the entity.
So the result does not depend on the order of imports. A new value is compared with the present one without reading the
others, except for a new main name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from service.domain.document_types import strength

DECISION = "DECISION"
"""Where a value is from that a person decided: it comes before those of all authorities."""
_SHOUTED = 2

type GivenValue = Mapping[str, Any]
"""A `value` that videos of an `authority` give; of main names also the numbers of `talks` and `mentions`."""


def best_values(claims: Mapping[str, Sequence[GivenValue]], kind: str | None = None) -> dict[str, Any]:
    """Returns the value to show for each key, and where it is from: `name` and `nameFrom`. Both are None if no video gives one.

    Args:
        claims: key (`name`, `description`, `url`) → what videos give.
        kind: of an entity, whose `name` is its main name.
    """
    best: dict[str, Any] = {}
    for key, given in claims.items():
        some, authority = of_highest_authority(given)
        if kind is not None and key == "name":
            talks, mentions = (
                {one["value"]: one[column] for one in some} for column in ("talks", "mentions")
            )
            best[key] = best_main_name(kind, talks, mentions)
        else:
            best[key] = RULES[key](one["value"] for one in some)
        best[f"{key}From"] = authority
    return best


def of_highest_authority(claims: Iterable[GivenValue]) -> tuple[list[GivenValue], str | None]:
    """Returns the claims of the highest authority that gives a value, and this authority."""
    given = [claim for claim in claims if claim["value"] is not None]
    authority = max((claim["authority"] for claim in given), key=strength, default=None)
    return [claim for claim in given if claim["authority"] == authority], authority


def decided_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the values that a person decided for an entity, and where they are from.

    Args:
        row: columns of `entity/read_display`.
    """
    decided: dict[str, Any] = {}
    if row["renamed"] is not None:
        decided |= {"name": row["renamed"], "nameFrom": DECISION}
    for key, word in (("description", "Description"), ("url", "Url"), ("wikidata", "Wikidata")):
        if row[f"has{word}"]:
            decided |= {key: row[f"decided{word}"], f"{key}From": DECISION}
    return decided


def best_name(names: Iterable[str | None]) -> str | None:
    """Returns the spelling to show: inner capitals (iOS) before leading ones, these before lower case, and lower case
    before all capitals."""
    given = set(filter(None, names))
    if len(given) <= 1:  # most names have one spelling
        return next(iter(given), None)
    return min(given, key=lambda name: (_shape(name), name))


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
    if len(talks) <= 1:  # most entities have one name
        return next(iter(talks), None)
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

    return min(_spellings(talks, often), key=order)


def own_name(kind: str, names: Iterable[str]) -> str:
    """Returns the name that a talk uses for an entity, of those that it gives (at least one): the one with better capitals, as in
    `best_name`, then the most words for a person and the fewest for others, then the name that sorts first."""
    person = kind == "PERSON"
    return min(names, key=lambda name: (_shape(name), (-1 if person else 1) * len(name.split()), name))


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


def best_item(items: Iterable[str | None]) -> str | None:
    """Returns the oldest of several items of Wikidata: what is one there later keeps the lower number."""
    return min(filter(None, items), key=lambda item: (len(item), item), default=None)


RULES: dict[str, Callable[[Iterable[str | None]], str | None]] = {
    "name": best_name,
    "description": best_text,
    "url": best_url,
    "wikidata": best_item,
}
"""Which of several values is shown, by key."""


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
