"""The hand-made word tables under data/, read once."""

import gzip
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.ingest.document import Kind
from service.ingest.extract.language import DATA


@dataclass(frozen=True)
class Words:
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


@dataclass(frozen=True)
class KnownNames:
    """Names of known kind, as written. `ambiguous` ones are everyday words too; `either` are products whose makers
    go by the same name: what is said of them tells which."""

    kinds: dict[str, Kind]
    ambiguous: dict[str, Kind]
    either: frozenset[str]
    terms: frozenset[str]
    """Terms of the field, in lower case and the singular."""


@cache
def read_words() -> Words:
    raw: dict[str, str] = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    endings: dict[str, Kind] = {}
    for kind in ("CONCEPT", "PRODUCT", "EVENT", "COMPANY"):
        for word in raw[f"{kind.lower()}_endings"].split():
            endings[word] = kind
    return Words(
        frozenset(raw["not_names"].split()),
        frozenset(raw["empty_nouns"].split()),
        frozenset(phrase.strip() for phrase in raw["empty_phrases"].split(";")),
        frozenset(raw["empty_modifiers"].split()),
        frozenset(raw["first_names"].split()),
        frozenset(raw["everyday_first_names"].split()),
        {short: long for long, *shorts in map(str.split, raw["nicknames"].split(";")) for short in shorts},
        frozenset(raw["common_initials"].split()),
        frozenset(_items(raw["common_terms"])),
        frozenset(_items(raw["everyday_names"])),
        frozenset(name.strip() for name in raw["languages"].split(";")),
        frozenset(_items(raw["places"])),
        endings,
    )


@cache
def read_known_names() -> KnownNames:
    files = [_read_toml(name) for name in ("names.toml", "more_names.toml")]
    ambiguous: dict[str, Kind] = {}
    for raw in files:
        for kind, table in raw.items():
            for name in _items(table.get("ambiguous", "")):
                ambiguous.setdefault(name, kind)
    kinds: dict[str, Kind] = {}
    either = frozenset(name for raw in files for name in _items(raw["PRODUCT"].get("either", "")))
    for name in sorted(either - ambiguous.keys()):
        kinds[name] = "PRODUCT"
    for raw in files:
        for kind, table in raw.items():
            for name in _items(table["names"]):
                if name not in ambiguous:
                    kinds.setdefault(name, kind)
    terms = [term for field in _read_toml("terms.toml").values() for term in _items(field)]
    terms += _items(files[0]["CONCEPT"]["terms"])
    return KnownNames(kinds, ambiguous, either, frozenset(terms))


def _read_toml(name: str) -> dict[Kind, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))  # pyright: ignore[reportReturnType]


def _items(text: str) -> list[str]:
    return [name for part in text.split(";") if (name := " ".join(part.split()))]


@cache
def read_casing() -> dict[str, tuple[str, float]]:
    """Word in lower case → its commonest spelling with a capital, and the share of its places that have one. Words
    that hardly ever have one are left out."""
    lines = (DATA / "casing.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines)
    return {spelling.lower(): (spelling, int(share) / 100) for spelling, share in pairs}


@cache
def read_person_names() -> frozenset[str]:
    """First and family names of all languages, of one word; many are other things too ("Docker", "Kafka")."""
    packed = gzip.decompress((DATA / "person_names.txt.gz").read_bytes()).decode()
    names: list[str] = []
    before = ""
    for line in packed.split("\n"):
        before = before[: int(line[0])] + line[1:]
        names.append(before)
    return frozenset(names)


@cache
def read_same() -> dict[str, str]:
    """Other names of things → the one that all talks use."""
    raw: dict[str, str] = tomllib.loads((DATA / "same.toml").read_text(encoding="utf-8"))
    return {other.strip(): name for name, others in raw.items() for other in (*others.split(";"), name)}
