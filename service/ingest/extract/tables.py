"""The hand-made word tables under data/, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache

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
    everyday_names: frozenset[str]
    languages: frozenset[str]
    """Names of programming languages."""
    endings: dict[str, Kind]


@dataclass(frozen=True)
class KnownNames:
    """Names of known kind, as written. `ambiguous` ones are everyday words too."""

    kinds: dict[str, Kind]
    ambiguous: dict[str, Kind]
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
        frozenset(raw["everyday_names"].split()),
        frozenset(name.strip() for name in raw["languages"].split(";")),
        endings,
    )


@cache
def read_known_names() -> KnownNames:
    raw: dict[Kind, dict[str, str]] = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))  # pyright: ignore[reportAssignmentType]
    kinds: dict[str, Kind] = {}
    ambiguous: dict[str, Kind] = {}
    for kind, table in raw.items():
        for name in table.get("ambiguous", "").split(";"):
            if name.strip():
                ambiguous[name.strip()] = kind
    for kind, table in raw.items():
        for name in table["names"].split(";"):
            name = " ".join(name.split())
            if name and name not in ambiguous:
                kinds.setdefault(name, kind)
    terms = raw["CONCEPT"]["terms"].split(";")
    return KnownNames(kinds, ambiguous, frozenset(" ".join(term.split()) for term in terms))


@cache
def read_same() -> dict[str, str]:
    """Other names of things → the one that all talks use."""
    raw: dict[str, str] = tomllib.loads((DATA / "same.toml").read_text(encoding="utf-8"))
    return {other.strip(): name for name, others in raw.items() for other in (*others.split(";"), name)}
