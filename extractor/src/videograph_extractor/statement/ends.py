"""An entity at one end of a statement, with descriptive nouns beside its name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import Thing

if TYPE_CHECKING:
    from spacy.tokens import Token

SORTS = frozenset(
    "project language library framework editor tool company team app application platform protocol wallet browser "
    "database engine compiler podcast book startup foundation extension plugin package conference meetup summit festival".split()
)
"""Words for what a thing is that may follow its name: "the Rust language"."""
_OTHERS = ("extension", "plugin")
"""Those of them that are made for what is named before them: "the Python extension"."""
_IN_LANGUAGE = frozenset("library framework tool app application book package editor database".split())
"""What is made in a language or about it: "the CSS framework", "the Rust book"."""
SYSTEMS = ("android", "ios", "iphone", "ipad", "mac", "macos", "windows", "linux")
"""What apps are for: "the Android app" is not Android."""


def is_for(sort: "Token", thing: Thing) -> bool:
    """Whether a word behind a name says what is made for it and not what it is."""
    word = sort.lemma_.lower()
    return word in _OTHERS or (word in ("app", "application") and thing.name.lower() in SYSTEMS)


def is_about(sort: "Token", thing: Thing) -> bool:
    """Whether "the X libraries", or a book and a framework of a language, are named with X and are not X."""
    word = sort.lemma_.lower()
    made = word in _IN_LANGUAGE and thing.name in read_words().languages
    return made or (word in SORTS and sort.tag_ in ("NNS", "NNPS"))


@dataclass(frozen=True)
class End:
    """An entity at one end of a statement, with the token that it stands at. `named` is where a
    pronoun's entity is named."""

    thing: Thing
    token: "Token"
    named: "Token | None" = None
    team: "End | None" = None
    """Of a "we": the company whose people say it, where that is known and named near."""
    in_team: bool = False
    """Of a "we": whether it is known where who says it works."""
    first: int | None = None
    """The first token of the name or term; nothing where a pronoun stands for it."""
    spoken_to: bool = False
    """Of a "you" or "your" that no name tells of, but who is in talk with whom: only a person's history is told of it."""
