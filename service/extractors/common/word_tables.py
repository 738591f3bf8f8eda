"""Words, names and terms of both our extractors: the tables under data/, read once."""

import gzip
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from service.domain.document_types import Kind

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class WordTable:
    """Words by what they tell; see data/words.toml. Lower case, but for `first_names`."""

    not_names: frozenset[str]
    empty_nouns: frozenset[str]
    empty_phrases: frozenset[str]
    empty_modifiers: frozenset[str]
    first_names: frozenset[str]
    everyday_first_names: frozenset[str]
    nicknames: dict[str, str]
    """Short form of a first name → the long one."""
    common_initials: frozenset[str]
    common_terms: frozenset[str]
    everyday_names: frozenset[str]
    languages: frozenset[str]
    """Names of programming languages."""
    places: frozenset[str]
    """Places that read like something else, as written."""
    endings: dict[str, Kind]
    may_begin_name: frozenset[str]
    """Words of `not_names` that may be the first of a longer name all the same."""
    lone: frozenset[str]
    """Words that name nothing by themselves, though longer names end or begin with them."""
    not_family: frozenset[str]
    """Words that are not family names, so the word before them is not a first name."""


@dataclass(frozen=True)
class KnownNames:
    """Names of known kind, as written. `ambiguous` ones are everyday words too; `either` are products whose makers
    go by the same name: what is said of them tells which."""

    kinds: dict[str, Kind]
    ambiguous: dict[str, Kind]
    either: frozenset[str]
    terms: frozenset[str]
    """Terms of the field, in lower case and the singular."""
    weak_terms: frozenset[str]
    """The same, of every field: words of a subject, and phrases of a dictionary. Said once they may be anything."""
    everyday_terms: Mapping[str, frozenset[str]]
    """Those of `terms` that are everyday words as well, with the other terms of their field."""


@cache
def read_words() -> WordTable:
    raw: dict[str, str] = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    endings: dict[str, Kind] = {}
    for kind in ("CONCEPT", "PRODUCT", "EVENT", "COMPANY"):
        for word in raw[f"{kind.lower()}_endings"].split():
            endings[word] = kind
    return WordTable(
        frozenset(raw["not_names"].split()),
        frozenset(raw["empty_nouns"].split()),
        frozenset(phrase.strip() for phrase in raw["empty_phrases"].split(";")),
        frozenset(raw["empty_modifiers"].split()),
        frozenset(raw["first_names"].split()),
        frozenset(raw["everyday_first_names"].split()),
        {short: long for long, *shorts in map(str.split, raw["nicknames"].split(";")) for short in shorts},
        frozenset(raw["common_initials"].split()),
        frozenset(items_of(raw["common_terms"])),
        frozenset(items_of(raw["everyday_names"])),
        frozenset(name.strip() for name in raw["languages"].split(";")),
        frozenset(items_of(raw["places"])),
        endings,
        frozenset(raw["may_begin_name"].split()),
        frozenset(raw["lone"].split()),
        frozenset(raw["not_family"].split()),
    )


@cache
def read_hand_made() -> KnownNames:
    """Returns the tables that people wrote. Those of technology take precedence over that of other fields."""
    tech = [_read_toml(name) for name in ("names.toml", "more_names.toml")]
    fields = _read_toml("fields.toml")
    either = frozenset(name for raw in tech for name in items_of(raw["PRODUCT"].get("either", "")))
    kinds: dict[str, Kind] = {}
    ambiguous: dict[str, Kind] = {}
    for files in (tech, [fields]):
        for name, kind in _named(files, "ambiguous"):
            if name not in kinds:
                ambiguous.setdefault(name, kind)
        for name in sorted(either - ambiguous.keys()):
            kinds.setdefault(name, "PRODUCT")
        for name, kind in _named(files, "names"):
            if name not in ambiguous:
                kinds.setdefault(name, kind)
    terms, everyday = _read_terms()
    terms |= {*items_of(tech[0]["CONCEPT"]["terms"])}
    subjects: dict[str, str] = fields["CONCEPT"]["terms"]
    others = {term for field in subjects.values() for term in items_of(field)}
    single = {term for term in others if term.isalpha()}
    return KnownNames(
        kinds, ambiguous, either, frozenset(terms | (others - single)), frozenset(single - terms), everyday
    )


def _read_terms() -> tuple[set[str], dict[str, frozenset[str]]]:
    """The terms of terms.toml, and those behind "~" with the others of their field."""
    terms: set[str] = set()
    everyday: dict[str, frozenset[str]] = {}
    for field in _read_toml("terms.toml").values():
        items = items_of(field)
        own = frozenset(item for item in items if not item.startswith("~"))
        everyday |= {item.removeprefix("~"): own for item in items if item not in own}
        terms |= own
    return terms | everyday.keys(), everyday


def _named(files: Sequence[dict[Kind, Any]], row: str) -> Iterator[tuple[str, Kind]]:
    for raw in files:
        for kind, table in raw.items():
            for name in items_of(table.get(row, "")):
                yield name, kind


_LETTERS: dict[str, Kind] = {"P": "PERSON", "O": "COMPANY", "E": "EVENT", "C": "CONCEPT", "M": "PRODUCT"}
"""Letters of world.txt.gz, but for B (a product and an everyday word), L (a place), T and s (terms), w (a word that is
a person's name too), d (one that is a known name too)."""


@cache
def read_known_names() -> KnownNames:
    """All tables: the hand-made ones, and for what they do not have the one made out of WordNet, simple-icons and
    linguist-languages. A family name alone says no more than that it may be one."""
    hand, world = read_hand_made(), read_world()
    kinds, ambiguous = dict(hand.kinds), dict(hand.ambiguous)
    for letter, kind in _LETTERS.items():
        for name in world[letter]:
            if name not in kinds and name not in ambiguous:
                (ambiguous if letter == "P" and " " not in name else kinds)[name] = kind
    for name in world["B"]:
        if name not in kinds:
            ambiguous.setdefault(name, "PRODUCT")
    weak = (hand.weak_terms | {*world["T"], *world["s"]}) - hand.terms
    return KnownNames(kinds, ambiguous, hand.either, hand.terms, weak, hand.everyday_terms)


@cache
def read_world() -> dict[str, list[str]]:
    entries: defaultdict[str, list[str]] = defaultdict(list)
    for line in gzip.decompress((DATA / "world.txt.gz").read_bytes()).decode().split("\n"):
        entries[line[0]].append(line[1:])
    return entries


@cache
def read_casing() -> dict[str, tuple[str, float]]:
    """Word in lower case → its commonest spelling with a capital, and the share of its places that have one. Words
    that hardly ever have one are left out."""
    lines = (DATA / "casing.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines)
    return {spelling.lower(): (spelling, int(share) / 100) for spelling, share in pairs}


def _read_toml(name: str) -> dict[Kind, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))  # pyright: ignore[reportReturnType]


def items_of(text: str) -> list[str]:
    return [name for part in text.split(";") if (name := " ".join(part.split()))]
