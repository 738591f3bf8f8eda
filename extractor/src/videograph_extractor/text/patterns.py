"""The table of words that connect two entities, with their types: data/relations.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache

from videograph_extractor.text.language import DATA

Types = tuple[tuple[frozenset[str], str, frozenset[str]], ...]
"""Connection types in order of preference, each between the kinds that its source and its target must be of (empty:
any that the model allows). Kind NAME: whatever is said as a name; NEW: of the other kinds, what no table has."""


@dataclass(frozen=True)
class Patterns:
    """data/relations.toml; its header says what each table holds."""

    verbs: dict[str, Types]
    prepositional: dict[str, Types]
    passive: dict[str, Types]
    roles: dict[str, Types]
    nouns: dict[str, Types]
    reversed: dict[str, Types]
    reversed_passive: dict[str, Types]
    reversed_prepositional: dict[str, Types]
    adjectives: dict[str, Types]
    nominal: dict[str, Types]
    experience: dict[str, Types]
    voice: dict[str, Types]
    unsaid: dict[str, frozenset[str]]
    kin: frozenset[str]
    told: dict[str, frozenset[str]]
    blocking: dict[str, frozenset[str]]

    def leaves_unsaid(self, key: str, tag: str) -> bool:
        """Whether a verb, or one with its preposition, does not say in a form what it says in others."""
        return tag in self.unsaid.get(key, ())


@cache
def read_patterns() -> Patterns:
    raw: dict[str, dict[str, str]] = tomllib.loads((DATA / "relations.toml").read_text(encoding="utf-8"))
    names = (
        "verbs",
        "prepositional",
        "passive",
        "roles",
        "nouns",
        "reversed",
        "reversed_passive",
        "reversed_prepositional",
        "adjectives",
        "nominal",
        "experience",
        "voice",
    )
    tables = {name: {key: types_of(value) for key, value in raw[name].items()} for name in names}
    kin = frozenset(raw["kin"]["relatives"].split())
    return Patterns(
        **tables,
        unsaid=_words(raw["unsaid"]),
        kin=kin,
        told=_words(raw["told"]),
        blocking=_words(raw["blocking"]),
    )


def _words(raw: dict[str, str]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words.split()) for key, words in raw.items()}


def types_of(text: str) -> Types:
    """`PRODUCT>BASED_ON LEADS:COMPANY,EVENT USES` → BASED_ON where the source is a product, LEADS where the target is
    a company or an event, else USES."""
    types: list[tuple[frozenset[str], str, frozenset[str]]] = []
    for word in text.split():
        sources, arrow, rest = word.rpartition(">")
        name, colon, targets = rest.partition(":")
        types.append(
            (
                frozenset(sources.split(",")) if arrow else frozenset(),
                name,
                frozenset(targets.split(",")) if colon else frozenset(),
            )
        )
    return tuple(types)


LEADS = types_of("LEADS")
"""What "run by" says: who runs a thing heads it, and does not run on it."""
