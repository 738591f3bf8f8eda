"""Entities of the graph that may be the same, for a person to decide: pairs with reasons, and a place of each. Also names that an import
found for two entities: the graph does not store them, so the import reports them.

Entities are compared by their names within blocks, never all pairs. A block is what two names that may be of one thing have in common:
their letters, one half of these (of two names one slip apart, one half is the same), their consonants, their words, or the initials of
the one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

from rapidfuzz.distance import OSA

from service.domain.text import normalise_name
from service.graph.driver.database import Database
from service.graph.name_keys import bare_letters, fold_name, match_keys, name_of_person
from service.graph.search.snippets import stem
from service.resolution.persons import alike, consonants
from service.resolution.resolve import Candidate
from service.store.duplicates.checks import ask, moment_url, read_apart

_LONG = 5
"""Minimum length of names that may differ by one edit."""
_FULL_BLOCK = 60
"""A block with more names is not significant, such as all names with a common beginning."""
_OTHER_KIND = 0.6
"""Factor for similarity across kinds."""


@dataclass(frozen=True)
class Name:
    """A name of an entity, by alias key; `main` is the entity's main name."""

    key: str
    entity_id: str
    kind: str
    main: str


@dataclass(frozen=True)
class Reason:
    """Why two may be the same, in words, and the weight of this reason, from 0 to 1."""

    words: str
    weight: float


@dataclass(frozen=True)
class DuplicateProposal:
    """Two entities, the smaller id first, with all reasons, the strongest first."""

    one: str
    other: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The combined score of the reasons, from 0 to 1."""
        doubt = 1.0
        for reason in self.reasons:
            doubt *= 1 - reason.weight
        return round(1 - doubt, 3)


@dataclass(frozen=True)
class _Form:
    name: Name
    folded: str
    words: tuple[str, ...]


def propose(names: Iterable[Name]) -> list[DuplicateProposal]:
    """Returns all pairs with a reason, the most likely first."""
    forms = [form for name in names if (form := _form(name)) is not None]
    reasons: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for one, other in _meetings(forms):
        if one.name.entity_id == other.name.entity_id:
            continue
        one, other = sorted((one, other), key=lambda form: form.name.entity_id)
        for words, weight in _compare(one, other):
            known = reasons[one.name.entity_id, other.name.entity_id]
            counted = weight if one.name.kind == other.name.kind else weight * _OTHER_KIND
            known[words] = max(known.get(words, 0.0), counted)
    proposals = [
        DuplicateProposal(
            one, other, tuple(sorted((Reason(*r) for r in found.items()), key=lambda r: (-r.weight, r.words)))
        )
        for (one, other), found in reasons.items()
        if found
    ]
    return sorted(proposals, key=lambda p: (-p.score, p.one, p.other))


def _form(name: Name) -> _Form | None:
    if match_keys(name.key).match is None:
        return None  # Valid in one talk only: a first name that others have too.
    text = name.key.partition(":")[2]
    if name.kind == "PERSON" and " " in name.main and " " not in text:
        return None  # A first or family name of a person with a known full name.
    words = tuple(re.findall(r"\w+(?:[+#]+)?", bare_letters(text)))
    return _Form(name, fold_name(name.kind, text), words) if words else None


def _meetings(forms: Sequence[_Form]) -> Iterator[tuple[_Form, _Form]]:
    blocks: defaultdict[tuple[str, str], dict[str, _Form]] = defaultdict(dict)
    for form in forms:
        for block in _blocks(form):
            blocks[block][form.name.key] = form
    met: set[tuple[str, str]] = set()
    for (why, _), block in blocks.items():
        if len(block) > _FULL_BLOCK and why != "letters":
            continue
        for one, other in combinations(block.values(), 2):
            pair = min(one.name.key, other.name.key), max(one.name.key, other.name.key)
            if pair not in met:
                met.add(pair)
                yield one, other


def _blocks(form: _Form) -> Iterator[tuple[str, str]]:
    letters = form.folded
    yield "letters", letters
    if len(letters) >= _LONG:
        for size in {len(letters) // 2, (len(letters) - 1) // 2}:
            yield "begin", letters[:size]
            yield "end", letters[-size:]
    yield "sound", _sound(letters)
    if len(bones := consonants(_sound(letters))) >= 3:
        yield "consonants", bones
    if len(form.words) > 1:
        yield "words", " ".join(sorted(form.words))
        yield "initials", "".join(word[0] for word in form.words)
    elif len(letters) >= 3:
        yield "initials", letters
    person = name_of_person(form.name.key)
    if person is not None:
        yield "first", f"{person.first} {person.family[0]}"
        yield "family", person.family


def _compare(one: _Form, other: _Form) -> Iterator[tuple[str, float]]:
    a, b = one.folded, other.folded
    if a == b:
        yield ("the same name" if one.name.kind == other.name.kind else "the same name, of another kind"), 0.9
        return
    if _digits(a) != _digits(b):
        return
    if sorted(one.words) == sorted(other.words):
        yield "the same words in another order", 0.6
    for short, long in ((one, other), (other, one)):
        if (
            len(short.words) == 1
            and len(long.words) > 2
            and short.folded == "".join(w[0] for w in long.words)
        ):
            yield "the one has the initials of the other", 0.5
    persons = name_of_person(one.name.key), name_of_person(other.name.key)
    if persons[0] is not None and persons[1] is not None:
        likeness = alike(persons[0], persons[1])
        if likeness > 0:
            yield "full names that are alike", 0.8 * likeness
        elif persons[0].family == persons[1].family and persons[0].first[0] == persons[1].first[0]:
            distance = OSA.distance(persons[0].first, persons[1].first)
            if distance <= 2:
                yield "one family name, and first names that are alike", 0.4 - 0.1 * distance
        return
    short = min(len(a), len(b))
    if [_stem(word) for word in one.words] == [_stem(word) for word in other.words]:
        yield "words of one stem", 0.5
    elif short >= _LONG and OSA.distance(a, b) == 1:
        # Names with another beginning are seldom misspelt: Rails and Wails, Bazel and Babel are two.
        yield "one letter apart", (0.3 + 0.4 * (1 - 1 / short)) * (1.0 if a[0] == b[0] else 0.6)
    elif _sound(a) == _sound(b) or (short >= _LONG and consonants(_sound(a)) == consonants(_sound(b))):
        yield "sounds alike", 0.35


def _stem(word: str) -> str:
    """The stem, also of a doctrine and of those who hold it: existentialism and existentialists."""
    return stem(re.sub(r"(?<=\w{4})is(?:m|ts?)$", "", word))


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _sound(text: str) -> str:
    """By sound: Fenix and Phoenix, Kasa and Casa."""
    for pattern, letter in (
        (r"ph", "f"),
        (r"ck|c|q", "k"),
        (r"z", "s"),
        (r"oe|ee|ie|y", "i"),
        (r"(.)\1+", r"\1"),
    ):
        text = re.sub(pattern, letter, text)
    return text


_LOOKED_AT = 5
"""Factor of pairs that are checked in the graph, because common connections change their order."""


@dataclass(frozen=True)
class EntityPlace:
    """A place that mentions an entity. `quote` and `start_seconds` are missing if it only speaks."""

    video_id: str
    video_title: str
    quote: str | None
    start_seconds: float | None
    url: str | None


@dataclass(frozen=True)
class Side:
    """One side of a pair."""

    id: str
    slug: str
    name: str
    kind: str
    video_count: int
    mention_count: int
    said: EntityPlace


@dataclass(frozen=True)
class Duplicate:
    """Two entities that may be the same. `score` from 0 to 1."""

    score: float
    reasons: tuple[str, ...]
    entities: tuple[Side, Side]


async def find_duplicates(
    database: Database, *, limit: int, kind: str | None = None, min_score: float = 0.0
) -> tuple[list[Duplicate], int]:
    """Returns the `limit` most likely pairs, and the number of pairs with a reason in their names, without those
    decided to be two.

    Args:
        kind: only pairs of which at least one is of this kind.
        min_score: only pairs with at least this score.
    """
    rows = await ask(database, "list_names")
    entities = {row["id"]: row for row in rows}
    apart = await read_apart(database)
    proposals = [
        proposal
        for proposal in propose(Name(row["key"], row["id"], row["kind"], row["entityName"]) for row in rows)
        if kind in (None, entities[proposal.one]["kind"], entities[proposal.other]["kind"])
        and (proposal.one, proposal.other) not in apart
    ]
    weighed = await _weigh(database, proposals[: limit * _LOOKED_AT])

    def order(proposal: DuplicateProposal) -> tuple[float, int, str, str]:
        said = entities[proposal.one]["mentions"] + entities[proposal.other]["mentions"]
        return (-proposal.score, -said, proposal.one, proposal.other)

    chosen = [p for p in sorted(weighed, key=order) if p.score >= min_score][:limit]
    ids = sorted({id_ for proposal in chosen for id_ in (proposal.one, proposal.other)})
    said = {row["id"]: row for row in await ask(database, "read_first_mentions", ids=ids)}
    found: list[Duplicate] = []
    for p in chosen:
        one, other = different_places(said[p.one], said[p.other])
        sides = _side(entities[p.one], said[p.one], one), _side(entities[p.other], said[p.other], other)
        found.append(Duplicate(p.score, tuple(r.words for r in p.reasons), sides))
    return found, len(proposals)


def different_places(one: dict[str, Any], other: dict[str, Any]) -> tuple[EntityPlace, EntityPlace]:
    """Returns the first places of two rows of `read_first_mentions` that are not the same passage, if there are such."""
    pairs = list(product(_places(one), _places(other)))
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])


def _places(said: dict[str, Any]) -> list[EntityPlace]:
    template = said["momentUrlTemplate"]
    return [
        EntityPlace(
            said["videoId"],
            said["videoTitle"],
            p["text"],
            p["startSeconds"],
            moment_url(template, p["startSeconds"]),
        )
        for p in said["passages"]
    ]


async def _weigh(database: Database, proposals: Sequence[DuplicateProposal]) -> list[DuplicateProposal]:
    """Adds data of the graph: entities connected to the same others may be the same."""
    rows = [{"one": proposal.one, "other": proposal.other} for proposal in proposals]
    company = {
        (row["one"], row["other"]): row for row in await ask(database, "count_shared_neighbors", rows=rows)
    }
    weighed: list[DuplicateProposal] = []
    for proposal in proposals:
        row = company[proposal.one, proposal.other]
        if row["shared"]:
            words = f"{row['shared']} connected to both"
            reason = Reason(words, round(0.4 * row["shared"] / (row["fewer"] + 2), 3))
            proposal = replace(proposal, reasons=(*proposal.reasons, reason))
        weighed.append(proposal)
    return weighed


def _side(entity: dict[str, Any], said: dict[str, Any], place: EntityPlace) -> Side:
    return Side(
        entity["id"],
        said["slug"],
        entity["entityName"],
        entity["kind"],
        entity["videos"],
        entity["mentions"],
        place,
    )


@dataclass(frozen=True)
class NameOwner:
    """The present state of an entity."""

    id: str
    slug: str
    name: str
    kind: str


@dataclass(frozen=True)
class SharedName:
    """`of`: the entity with this additional name in a talk, and the owner of the name."""

    name: str
    of: tuple[NameOwner, NameOwner]


async def find_shared_names(database: Database, candidates: Iterable[Candidate]) -> list[SharedName]:
    """Returns each name of each pair once, sorted by name, in any spelling, without pairs decided to be two and
    missing entities."""
    named: dict[tuple[str, frozenset[str]], tuple[str, str, str]] = {}
    for one in sorted(candidates, key=lambda one: (one.name, one.entity_id, one.other_id)):
        same = normalise_name(one.name), frozenset((one.entity_id, one.other_id))
        named.setdefault(same, (one.name, one.entity_id, one.other_id))
    pairs = list(named.values())
    if not pairs:
        return []
    apart = await read_apart(database)
    ids = sorted({id_ for _, *ends in pairs for id_ in ends})
    called = {row["id"]: NameOwner(**row) for row in await ask(database, "read_entities", ids=ids)}
    return [
        SharedName(name, (called[one], called[other]))
        for name, one, other in pairs
        if one in called and other in called and (min(one, other), max(one, other)) not in apart
    ]
