"""The entity during extraction, and the common form of its spellings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from service.domain.document import Kind
from service.domain.text import normalise_name
from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.text.tables import read_same

SUBJECT = 0.35
"""From which salience on a plain noun is a term of the talk: "kernel" where that is the subject."""
MATTER = 0.55
"""From which salience on it is what most of the talk is about: "miners" in a talk on pools."""


@dataclass(frozen=True, order=True)
class Mention:
    """`start` and `end` are offsets in the segment's text."""

    segment: int
    start: int
    end: int


@dataclass
class Thing:
    """An entity in the making. `exact` are its spellings as names, `loose` those in which case says nothing;
    `short` are those good only in this video; `labels` the voices that are this person's; `said` counts the
    mentions by their words."""

    name: str
    kind: Kind | None = None
    exact: set[str] = field(default_factory=set[str])
    loose: set[str] = field(default_factory=set[str])
    short: set[str] = field(default_factory=set[str])
    labels: list[str] = field(default_factory=list[str])
    specificity: float = 1.0
    known: bool = False
    mentions: list[Mention] = field(default_factory=list[Mention])
    said: Counter[str] = field(default_factory=Counter[str])
    salience: float = 0.0
    sureness: float = 1.0
    """What share of entities like it, with their kinds, strict readers find right, 0 to 1."""
    certainty: float = 1.0
    """How sure the kind is, 0 to 1."""
    places: dict[str, set[tuple[int, int]]] = field(default_factory=dict[str, set[tuple[int, int]]])
    """Form → segments and offsets where alone it is meant; the others are meant wherever they stand."""
    spelt: bool = False
    """Whether `name` is how it is written, whatever the talk has."""

    @property
    def forms(self) -> list[str]:
        return sorted(self.exact | self.loose | self.short)

    @property
    def is_name(self) -> bool:
        """Whether it is said as a name somewhere, and not only as a term."""
        return bool(self.exact)

    @property
    def is_special(self) -> bool:
        """Whether it is more than an ordinary noun: a name, a phrase, a term of the field."""
        return self.is_name or self.known or " " in self.name or "-" in self.name or self.specificity == 1.0

    @property
    def local(self) -> bool:
        """Known by a first or family name only: not the same as in another video. A handle is (NVK, KBall)."""
        return self.kind == "PERSON" and " " not in self.name and not self.known and not is_handle(self.name)

    def absorb(self, other: "Thing") -> None:
        """Take over all that another thing has: they are one."""
        self.exact |= other.exact
        self.loose |= other.loose
        self.short |= other.short
        self.places |= other.places
        self.labels += [label for label in other.labels if label not in self.labels]
        self.known = self.known or other.known
        if self.kind == other.kind:
            self.certainty = max(self.certainty, other.certainty)
        self.specificity = max(self.specificity, other.specificity)
        self.mentions = sorted({*self.mentions, *other.mentions})
        self.said.update(other.said)


def said_forms(thing: Thing) -> list[str]:
    """The forms; of a person's name no single word of it that nobody calls this person by, here or, of those whom all know,
    elsewhere: Turing is Alan Turing."""
    if thing.kind != "PERSON" or "." in thing.name:  # a sentence may seem to end behind an initial
        return thing.forms
    said = {text.casefold() for text in thing.said}
    parts = {part.casefold() for part in thing.name.split()}
    if _is_persons(thing.name):
        said |= {form.casefold() for form in thing.forms if _is_persons(form)}
    return [form for form in thing.forms if form.casefold() not in parts or form.casefold() in said]


def _is_persons(name: str) -> bool:
    table = read_known_names()
    return "PERSON" in (table.kinds.get(name), table.ambiguous.get(name))


def is_named(thing: Thing) -> bool:
    """Whether it is a name and no mere term; in captions a known one is, for all its small letters."""
    return thing.is_name or (thing.known and thing.kind != "CONCEPT")


def is_common(thing: Thing) -> bool:
    """Whether it is a term that all talks use, whatever they are about: a compiler, an API."""
    forms = {thing.name.lower(), *thing.loose}
    forms |= {form.removesuffix(ending) for form in forms for ending in ("s", "es")}
    return thing.kind == "CONCEPT" and not forms.isdisjoint(read_words().common_terms)


def is_by_the_way(thing: Thing) -> bool:
    """Whether it is such a term in a talk that is about something else: said of a compiler or a web server there, a
    statement is right as seldom as one in three times."""
    return thing.salience < MATTER and is_common(thing)


def is_plain_word(thing: Thing) -> bool:
    """Whether it is one word that no table has and that is not the talk's first matter: "plugin", "patches". With a name
    beside it, it is mostly some plugin of many."""
    term = thing.known or " " in thing.name or "-" in thing.name or thing.salience >= MATTER
    return thing.kind == "CONCEPT" and not thing.is_name and not term


def is_handle(word: str) -> bool:
    """Whether a word is written as nobody's first or family name is: BlueMatt, KBall, spf13, but not McCoy."""
    rest = re.sub(r"^(?:Mc|Mac|De|Di|Du|La|Le|O['’]|D['’])(?=[A-Z])", "", word)[1:]
    return any(char.isupper() or char.isdigit() for char in rest)


def small(text: str) -> str:
    """As inside a sentence: capitals only in words that have them elsewhere than in front (UTXO, xPub)."""
    return " ".join(w if any(c.isupper() for c in w[1:]) else w.lower() for w in text.split())


def one_name(text: str) -> str:
    """The name that all talks use for what `text` names."""
    return _same().get(fold(text), text)


@cache
def _same() -> dict[str, str]:
    return {fold(other): name for other, name in read_same().items()}


def table_spelling(text: str, kind: Kind | None) -> str:
    """How the table of names writes a name that a talk writes apart or in other capitals ("Open AI", "VIM"), if it has one
    way to write it."""
    written = _spellings().get((kind, _letters(text)), frozenset())
    return next(iter(written)) if len(written) == 1 else text


def in_singular(name: str, kind: Kind | None, counts: Mapping[str, int]) -> str:
    """A name without its plural ("the CloudFlares of the world", "RFCs"), where one is sure that it has one: nothing but
    capitals stands before the s, the talk says the singular as often, or the tables have the singular alone.

    Args:
        counts: how often the talk has each spelling.
    """
    stem = name.removesuffix("s")
    if stem in ("", name) or kind == "PERSON":
        return name
    last = stem.split()[-1]
    if len(last) > 1 and last.isalpha() and last.isupper():
        return stem
    table, written = read_known_names(), _spellings()
    if (kind, _letters(name)) in written or name in table.kinds or name in table.ambiguous:
        return name  # GitHub Actions, Rails
    said: Counter[str] = Counter()
    for text, n in counts.items():
        said[_letters(text)] += n
    once, many = said[_letters(stem)], said[_letters(name)]
    # everyday words are not among them: "Signals" need not be several of the messenger
    return stem if (kind, _letters(stem)) in written or once >= many else name


@cache
def _spellings() -> dict[tuple[Kind | None, str], frozenset[str]]:
    table = read_known_names()
    found: dict[tuple[Kind | None, str], frozenset[str]] = {}
    for name, kind in table.kinds.items():
        found[kind, _letters(name)] = found.get((kind, _letters(name)), frozenset()) | {name}
    return found


def _letters(text: str) -> str:
    return re.sub(r"[\s\-–_]+", "", text).casefold()


def upper_first(words: str) -> str:
    """A capital in front, unless the first word has its own spelling (iOS, xPub)."""
    first = words.partition(" ")[0]
    return words if any(c.isupper() for c in first[1:]) else words[:1].upper() + words[1:]


def fold(name: str) -> str:
    """One form for what speech writes in several: BIP-47, BIP 47 and BIP47; LLM and LLMs; open-source."""
    text = unicodedata.normalize("NFKC", name).strip()
    if len(text) > 3 and text.endswith("s") and not text.endswith(("ss", "us", "is", "'s", "’s")):
        text = text[:-1]
    return re.sub(r"[\s\-–_]+", "", normalise_name(text)) or normalise_name(name)
