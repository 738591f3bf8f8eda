"""Searches the schema by words, as the GraphQL AI working group's proposal of semantic introspection describes it: coordinates with a score (BM25) and
the paths by which a query reaches them. Only what queries can use is searched.

Source: https://github.com/graphql/ai-wg/blob/main/rfcs/semantic-introspection.md, and Robertson and Zaragoza, The Probabilistic Relevance Framework:
BM25 and Beyond (2009).
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any, cast

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
)

from service.api.schema.build import graphql_schema

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_ENDINGS = ("ies", "es", "s", "ed", "ing")
_STOP = frozenset("a an and are as at be by do does for from has have how i in is it its many much of on or the there this to was were what when where which who with".split())  # fmt: skip
_K1, _B = 1.2, 0.75
_NAME, _OWNER, _TEXT = 3, 1, 1
"""How often a word counts: in the name itself, in the name of the type that has the member or that it leads to, in the description."""
_PATHS = 2


@dataclass(frozen=True)
class Definition:
    """`coordinate`: a type, or a member as `Type.member`. `signature`: what follows it. `paths`: fields from `Query` to what has it, the shortest first."""

    coordinate: str
    signature: str
    description: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    definition: Definition
    score: float


def kind_of(type_: GraphQLNamedType) -> str:
    match type_:
        case GraphQLObjectType():
            return "type"
        case GraphQLInterfaceType():
            return "interface"
        case GraphQLInputObjectType():
            return "input"
        case GraphQLEnumType():
            return "enum"
        case GraphQLUnionType():
            return "union"
        case _:
            return "scalar"


def members_of(type_: GraphQLNamedType) -> dict[str, tuple[str, str | None]]:
    """Signature and description of each member."""
    match type_:
        case GraphQLObjectType() | GraphQLInterfaceType():
            return {name: (_signature(field), field.description) for name, field in type_.fields.items()}
        case GraphQLInputObjectType():
            return {name: (f": {field.type}", field.description) for name, field in type_.fields.items()}
        case GraphQLEnumType():
            return {name: ("", value.description) for name, value in type_.values.items()}
        case GraphQLUnionType():
            return {one.name: ("", one.description) for one in type_.types}
        case _:
            return {}


def _signature(field: Any) -> str:
    arguments = ", ".join(f"{name}: {one.type}" for name, one in field.args.items())
    return f"{f'({arguments})' if arguments else ''}: {field.type}"


@cache
def definitions() -> dict[str, Definition]:
    """All types and members that a query can use, by coordinate."""
    paths = _paths()
    found: dict[str, Definition] = {}
    for type_ in _types_of_queries():
        if type_.name.endswith(("Edge", "Connection")):  # these are all alike
            continue
        ways = tuple(paths.get(type_.name, ())[:_PATHS])
        found[type_.name] = Definition(type_.name, f" ({kind_of(type_)})", _line(type_.description), ways)
        if isinstance(type_, GraphQLUnionType):  # each of its types stands for itself
            continue
        shared = {
            name for one in getattr(type_, "interfaces", ()) if one.name != "Node" for name in one.fields
        }
        for name, (signature, description) in members_of(type_).items():
            if name in shared:  # once, at the interface
                continue
            found[f"{type_.name}.{name}"] = Definition(
                f"{type_.name}.{name}", signature, _line(description), ways
            )
    return found


def search_schema(query: str, first: int) -> list[Match]:
    """The definitions that fit the words best, at most `first`."""
    wanted = [stem for stem in dict.fromkeys(stems(query)) if stem not in _STOP]
    counts, lengths, frequencies = _index()
    mean = sum(lengths.values()) / len(lengths)
    weights = {
        stem: log(1 + (len(counts) - frequencies[stem] + 0.5) / (frequencies[stem] + 0.5)) for stem in wanted
    }

    def score(coordinate: str) -> float:
        words, length = counts[coordinate], _K1 * (1 - _B + _B * lengths[coordinate] / mean)
        return sum(weights[stem] * words[stem] * (_K1 + 1) / (words[stem] + length) for stem in wanted)

    scored = [(score(coordinate), coordinate) for coordinate in counts]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], len(one[1]), one[1]))
    return [Match(definitions()[coordinate], round(score, 3)) for score, coordinate in best[:first]]


@cache
def _index() -> tuple[dict[str, Counter[str]], dict[str, int], Counter[str]]:
    """Words of each definition with their counts, the number of words of each, and the number of definitions with a word."""
    counts: dict[str, Counter[str]] = {}
    for coordinate, one in definitions().items():
        owner, _, name = coordinate.rpartition(".")
        words: Counter[str] = Counter()
        for text, weight in (
            (name, _NAME),
            (owner, _OWNER),
            (one.signature.rpartition(":")[2], _OWNER),
            (one.description, _TEXT),
        ):
            for stem in stems(text):
                words[stem] += weight
        counts[coordinate] = words
    frequencies = Counter(stem for words in counts.values() for stem in words)
    return counts, {coordinate: words.total() for coordinate, words in counts.items()}, frequencies


def stems(text: str) -> Iterable[str]:
    """The words of a text or name without the usual endings of English."""
    for word in _WORDS.findall(text):
        stem = word.lower()
        ending = next((one for one in _ENDINGS if stem.endswith(one) and len(stem) > len(one) + 2), "")
        yield stem.removesuffix(ending)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _named(field: Any) -> GraphQLNamedType:
    return cast("Any", get_named_type(field.type))


_BY_ID = ("node", "nodes")
"""Fields of `Query` that lead everywhere, but only by an id."""


@cache
def _paths() -> dict[str, list[str]]:
    """For each object type the shortest ways from `Query`, such as `video.entities.nodes`."""
    schema = graphql_schema()
    assert schema.query_type is not None
    found: dict[str, list[str]] = {schema.query_type.name: []}
    open_: deque[tuple[str, GraphQLObjectType | GraphQLInterfaceType, frozenset[str]]] = deque()
    open_.append(("", schema.query_type, frozenset({schema.query_type.name})))
    while open_:
        way, type_, seen = open_.popleft()
        for name, field in cast("dict[str, Any]", type_.fields).items():
            target = _named(field)
            step = f"{way}.{name}" if way else name
            if step in _BY_ID:
                continue
            if (
                isinstance(target, GraphQLObjectType)
                and target.name.endswith("Connection")
                and "nodes" in target.fields
            ):
                target, step = _named(target.fields["nodes"]), f"{step}.nodes"
            concrete = (
                schema.get_possible_types(target)
                if isinstance(target, GraphQLInterfaceType | GraphQLUnionType)
                else ()
            )
            for one in cast("tuple[GraphQLNamedType, ...]", (target, *concrete)):
                if one.name in seen or len(found.setdefault(one.name, [])) >= _PATHS:
                    continue
                found[one.name].append(step)
                if isinstance(one, GraphQLObjectType | GraphQLInterfaceType) and step.count(".") < 4:
                    open_.append((step, one, seen | {one.name}))
    return found


def _types_of_queries() -> list[GraphQLNamedType]:
    """All types that can be reached from `Query`."""
    schema = graphql_schema()
    assert schema.query_type is not None
    found: dict[str, GraphQLNamedType] = {}
    open_: list[GraphQLNamedType] = [schema.query_type]
    while open_:
        type_ = open_.pop()
        if type_.name in found:
            continue
        found[type_.name] = type_
        match type_:
            case GraphQLObjectType() | GraphQLInterfaceType():
                open_ += [get_named_type(field.type) for field in type_.fields.values()]
                open_ += [
                    get_named_type(one.type) for field in type_.fields.values() for one in field.args.values()
                ]
                if isinstance(type_, GraphQLInterfaceType):
                    open_ += schema.get_possible_types(type_)
            case GraphQLInputObjectType():
                open_ += [get_named_type(field.type) for field in type_.fields.values()]
            case GraphQLUnionType():
                open_ += type_.types
            case _:
                pass
    return list(found.values())
