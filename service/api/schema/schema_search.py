"""Finds members of the schema by words or by coordinate, as the GraphQL AI working group's proposal of semantic introspection describes it:
coordinates with a score (BM25) and the paths by which an operation reaches them.

Source: https://github.com/graphql/ai-wg/blob/main/rfcs/semantic-introspection.md, and Robertson and Zaragoza, The Probabilistic Relevance Framework:
BM25 and Beyond (2009).
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Literal

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
)
from graphql.pyutils import did_you_mean, suggestion_list

from service.api.schema.build import graphql_schema
from service.api.schema.graphql_types import (
    enum_values,
    fields_of,
    input_fields,
    input_text,
    named_type,
    type_text,
)
from service.errors import NotFound

type Operation = Literal["QUERY", "MUTATION", "SUBSCRIPTION"]
_OPERATIONS: tuple[Operation, ...] = ("QUERY", "MUTATION", "SUBSCRIPTION")

_COORDINATE = re.compile(r"(\w+)(?:\.(\w+)(?:\((\w+):\))?)?")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_ENDINGS = ("ies", "es", "s", "ed", "ing")
_STOP = frozenset("a an and are as at be by do does for from has have how i in is it its many much of on or the there this to was were what when where which who with".split())  # fmt: skip
_SAME = {"talk": "video", "connection": "relationship"}
"""Words of the page and the command line → those of the schema (docs/glossary.md)."""
_K1, _B = 1.2, 0.75
_NAME, _OWNER, _TEXT = 3, 1, 1
"""How often a word counts: in the name itself, in the name of the type that has the member or that it leads to, in the description."""
_PATHS = 2
_BY_ID = ("Query.node", "Query.nodes")
"""Fields that lead everywhere, but only by an id."""


@dataclass(frozen=True)
class SchemaArgument:
    name: str
    signature: str
    description: str


@dataclass(frozen=True)
class SchemaMember:
    """A type, or a member of one. `signature`: as in the schema definition language, without its members. `leads_to`: name of the type of a field."""

    coordinate: str
    kind: str
    name: str
    signature: str
    description: str
    arguments: tuple[SchemaArgument, ...] = ()
    leads_to: str = ""

    @property
    def owner(self) -> str:
        return self.coordinate.partition(".")[0] if "." in self.coordinate else ""


@dataclass(frozen=True)
class SchemaMatch:
    """`score`: of the highest one that words could have, from 0 to 1. `paths`: see `paths_to`."""

    member: SchemaMember
    score: float
    paths: tuple[str, ...]


def search_schema(
    query: str, first: int, operation: Operation | None = None, *, after: str = "", least: float = 0.0
) -> list[SchemaMatch]:
    """Returns the members that fit the words best.

    Args:
        operation: searches only what operations of this kind can use.
        after: the coordinate behind which it goes on.
        least: the lowest score.

    Raises: NotFound: nothing found has the coordinate `after`.
    """
    operations = _OPERATIONS if operation is None else (operation,)
    wanted = [stem for stem in dict.fromkeys(_stems(query)) if stem not in _STOP]
    index = _index(operations)
    weights = {stem: index.weight(stem) for stem in wanted}
    highest = sum(weights.values()) * (_K1 + 1)

    def score(coordinate: str) -> float:
        words, length = index.counts[coordinate], index.lengths[coordinate]
        found = sum(
            weights[stem] * words[stem] * (_K1 + 1) / (words[stem] + length)
            for stem in wanted
            if stem in words
        )
        return round(found / highest, 3) if found else 0.0

    scored = [(score(coordinate), coordinate) for coordinate in index.counts]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], len(one[1]), one[1]))
    if after:
        place = next((place for place, (_, coordinate) in enumerate(best) if coordinate == after), None)
        if place is None:
            raise NotFound(f"`after` is {after!r:.80}: take the `cursor` of a result for the same words.")
        best = best[place + 1 :]
    return [
        SchemaMatch(index.members[coordinate], score, paths_to(coordinate, operations))
        for score, coordinate in best[:first]
        if score >= least
    ]


def find_member(coordinate: str) -> SchemaMember:
    """Returns a type, a member of one, or an argument of a field, by its coordinate such as `Video.entities` or `Query.video(by:)`.

    Raises: NotFound: the schema has none; the message has the most similar ones.
    """
    types = {name: one for name, one in graphql_schema().type_map.items() if not name.startswith("__")}
    match = _COORDINATE.fullmatch(coordinate)
    type_name, name, argument = match.groups() if match else (coordinate, None, None)
    type_ = types.get(type_name)
    if type_ is None:
        near = did_you_mean(suggestion_list(type_name, list(types)))
        raise NotFound(f"The schema has no type {type_name!r:.80}.{near}")
    if name is None:
        return _type(type_)
    members = {one.name: one for one in members_of(type_name)}
    if name not in members:
        near = did_you_mean(suggestion_list(name, list(members)))
        raise NotFound(
            f"{type_name} has no member {name!r:.80}.{near} It has {', '.join(members) or 'none'}."
        )
    if argument is None:
        return members[name]
    for one in members[name].arguments:
        if one.name == argument:
            return SchemaMember(coordinate, "ARGUMENT", one.name, one.signature, one.description)
    known = ", ".join(one.name for one in members[name].arguments) or "none"
    raise NotFound(f"{type_name}.{name} has no argument {argument!r:.80}. It has {known}.")


@cache
def members_of(type_name: str) -> tuple[SchemaMember, ...]:
    """Returns fields, input fields or values of a type; none of a scalar and of a union, whose types are in its signature."""
    type_ = graphql_schema().type_map[type_name]
    if isinstance(type_, GraphQLEnumType):
        return tuple(
            SchemaMember(
                f"{type_name}.{name}", "ENUM_VALUE", name, name, _line(type_.values[name].description)
            )
            for name in enum_values(type_)
        )
    inputs = tuple(
        SchemaMember(f"{type_name}.{name}", "INPUT_FIELD", name, input_text(name, one), _line(one.description), leads_to=named_type(one).name)
        for name, one in input_fields(type_).items()
    )  # fmt: skip
    return inputs + tuple(_field(type_name, name, one) for name, one in fields_of(type_).items())


def _field(type_name: str, name: str, one: GraphQLField) -> SchemaMember:
    arguments = tuple(
        SchemaArgument(key, input_text(key, argument), _line(argument.description))
        for key, argument in one.args.items()
    )
    given = ", ".join(argument.signature for argument in arguments)
    signature = f"{name}{f'({given})' if given else ''}: {type_text(one)}"
    return SchemaMember(
        f"{type_name}.{name}", "FIELD", name, signature, _line(one.description), arguments, named_type(one).name
    )  # fmt: skip


def _type(type_: GraphQLNamedType) -> SchemaMember:
    kind, signature = "SCALAR", f"scalar {type_.name}"
    match type_:
        case GraphQLObjectType() | GraphQLInterfaceType():
            is_interface = isinstance(type_, GraphQLInterfaceType)
            kind, word = ("INTERFACE", "interface") if is_interface else ("OBJECT", "type")
            interfaces = " & ".join(one.name for one in type_.interfaces)
            signature = f"{word} {type_.name}" + (f" implements {interfaces}" if interfaces else "")
        case GraphQLInputObjectType():
            # graphql-core does not know it of the types that Strawberry makes.
            takes_one = type_.extensions["strawberry-definition"].is_one_of
            kind, signature = "INPUT_OBJECT", f"input {type_.name}" + (" @oneOf" if takes_one else "")
        case GraphQLEnumType():
            kind, signature = "ENUM", f"enum {type_.name}"
        case GraphQLUnionType():
            kind, signature = "UNION", f"union {type_.name} = {' | '.join(one.name for one in type_.types)}"
        case _:
            pass
    return SchemaMember(type_.name, kind, type_.name, signature, _line(type_.description))


def paths_to(coordinate: str, operations: tuple[Operation, ...] = _OPERATIONS) -> tuple[str, ...]:
    """Returns the shortest paths of fields from a root type to what has the member, such as `Query.video.entities.nodes`: from the first of the
    operations that reaches it. None to root types, and to what stands in arguments."""
    owner = coordinate.partition(".")[0]
    return next((found for one in operations if (found := _paths(one).get(owner))), ())


@dataclass(frozen=True)
class _Index:
    """Of each coordinate: its member, its words with their counts, and what its length means for a count."""

    members: dict[str, SchemaMember]
    counts: dict[str, Counter[str]]
    lengths: dict[str, float]
    frequencies: Counter[str]

    def weight(self, stem: str) -> float:
        frequency = self.frequencies[stem]
        return log(1 + (len(self.counts) - frequency + 0.5) / (frequency + 0.5))


@cache
def _index(operations: tuple[Operation, ...]) -> _Index:
    members = {one.coordinate: one for one in _searched(operations)}
    counts: dict[str, Counter[str]] = {}
    for coordinate, one in members.items():
        words: Counter[str] = Counter()
        for text, weight in (
            (one.name, _NAME),
            (one.owner, _OWNER),
            (one.leads_to, _OWNER),
            (one.description, _TEXT),
        ):
            for stem in _stems(text):
                words[stem] += weight
        counts[coordinate] = words
    mean = sum(words.total() for words in counts.values()) / len(counts)
    lengths = {coordinate: _K1 * (1 - _B + _B * words.total() / mean) for coordinate, words in counts.items()}
    return _Index(members, counts, lengths, Counter(stem for words in counts.values() for stem in words))


def _searched(operations: tuple[Operation, ...]) -> Iterable[SchemaMember]:
    """All members that these operations can use, without pages, which are all alike. A field of an interface stands once, at the interface."""
    for type_ in _types_of(operations):
        if type_.name.endswith(("Edge", "Connection")):
            continue
        yield _type(type_)
        shared = {
            name
            for one in (type_.interfaces if isinstance(type_, GraphQLObjectType) else ())
            if one.name != "Node"
            for name in one.fields
        }
        yield from (one for one in members_of(type_.name) if one.name not in shared)


def _stems(text: str) -> Iterable[str]:
    """The words of a text or name without the usual endings of English."""
    for word in _WORDS.findall(text):
        stem = word.lower()
        ending = next((one for one in _ENDINGS if stem.endswith(one) and len(stem) > len(one) + 2), "")
        bare: str = stem.removesuffix(ending)
        yield _SAME.get(bare, bare)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _root(operation: Operation) -> GraphQLObjectType:
    schema = graphql_schema()
    root = {
        "QUERY": schema.query_type,
        "MUTATION": schema.mutation_type,
        "SUBSCRIPTION": schema.subscription_type,
    }[operation]
    assert root is not None
    return root


@cache
def _paths(operation: Operation) -> dict[str, tuple[str, ...]]:
    """For each object type the shortest paths from a root type."""
    root = _root(operation)
    found: dict[str, list[str]] = {root.name: []}
    open_: deque[tuple[str, GraphQLNamedType, frozenset[str]]] = deque()
    open_.append((root.name, root, frozenset({root.name})))
    while open_:
        path, type_, seen = open_.popleft()
        for name, field in fields_of(type_).items():
            target, step = named_type(field), f"{path}.{name}"
            if step in _BY_ID:
                continue
            if target.name.endswith("Connection") and "nodes" in fields_of(target):
                target, step = named_type(fields_of(target)["nodes"]), f"{step}.nodes"
            for one in (target, *_possible(target)):
                if one.name in seen or len(found.setdefault(one.name, [])) >= _PATHS:
                    continue
                found[one.name].append(step)
                if fields_of(one) and step.count(".") < 5:
                    open_.append((step, one, seen | {one.name}))
    return {name: tuple(paths) for name, paths in found.items()}


def _possible(type_: GraphQLNamedType) -> tuple[GraphQLObjectType, ...]:
    is_abstract = isinstance(type_, GraphQLInterfaceType | GraphQLUnionType)
    return tuple(graphql_schema().get_possible_types(type_)) if is_abstract else ()


def _types_of(operations: tuple[Operation, ...]) -> list[GraphQLNamedType]:
    """All types that can be reached from these root types."""
    found: dict[str, GraphQLNamedType] = {}
    open_: list[GraphQLNamedType] = [_root(one) for one in operations]
    while open_:
        type_ = open_.pop()
        if type_.name in found:
            continue
        found[type_.name] = type_
        open_ += _possible(type_)
        open_ += [named_type(one) for one in input_fields(type_).values()]
        for field in fields_of(type_).values():
            open_ += [named_type(field), *(named_type(one) for one in field.args.values())]
    return list(found.values())
