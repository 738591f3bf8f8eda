"""Random operations over the whole schema, valid ones: by these the engine and the plain executor are held equal.

An operation is written as text, field by field, with values out of the graph that it will be run on. Whatever is
given an alias is given one of its own, so that fields can always be merged. Cost is bounded by an estimate of the
objects that the answer will hold.

Each shape is a statement or several that Neo4j plans, for longer than it runs them. So there are SHAPES of them, each of which
comes with several draws of values; when the profile of Hypothesis is long, there are as many as anybody draws.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import settings
from hypothesis import strategies as st

from plain import FIELDS
from support.argument_values import ArgumentValues

SHAPES = 80 if settings().max_examples <= 100 else 10**6
FEW_SHAPES = 12
"""For a run of all tests."""
DEEPEST = 5
COSTLIEST = 600
LARGEST = 16
ERRORS = 12
"""One value in so many is one that cannot be used."""

NOT_DRAWN = {
    "Query.viewer": "who asks is in no graph",
    "Query.graph": "where the nodes lie in the drawing is not to be found out in an obvious way",
    "Query.search": "scores are Lucene's",
    "Query.suggest": "closeness is Lucene's",
    "Query.suggestions": "closeness is Lucene's",
    "Query.schemaDefinitions": "the schema is in no graph",
    "Query.schemaSearch": "the schema is in no graph",
    "Query.quote": "its candidates are Lucene's",
    "Query.verifyQuote": "its candidates are Lucene's",
}
"""Root fields that random operations leave out, and why: tests/integration/api/test_reads.py has their exact answers."""

_FANS = {
    "Video.entities": 10,
    "Video.transcript": 8,
    "Query.entities": 36,
    "Query.segments": 20,
    "Topic.segments": 8,
    "Query.relationships": 20,
    "Query.evidence": 20,
}
_LABELS = {
    "videos": "Video",
    "channels": "Channel",
    "topics": "Topic",
    "entities": "Entity",
    "speakers": "Person",
    "voices": "Speaker",
    "channel": "Channel",
    "video": "Video",
    "entity": "Entity",
    "topic": "Topic",
    "source": "Entity",
    "target": "Entity",
    "avoid": "Entity",
}
_HOPS = {"hops": 4, "maxHops": 6}
"""Arguments that count relationships, and the most that each takes."""


@dataclass(frozen=True)
class Operation:
    """A request."""

    text: str
    variables: dict[str, Any]
    name: str | None


@dataclass
class _Fragment:
    name: str
    on: str
    text: str
    cost: int
    depth: int


@dataclass
class _Writer:
    """Writes one operation; `size` counts its selections, `spent` the objects that it is estimated to give.

    Attributes:
        draw: draws the values, which leave the shape as it is.
        shape: chooses all else.
    """

    draw: Callable[[st.SearchStrategy[Any]], Any]
    shape: Random
    schema: GraphQLSchema
    pool: ArgumentValues
    declared: dict[str, str] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    fragments: list[_Fragment] = field(default_factory=list)
    aliases: int = 0
    size: int = 0
    spent: int = 0

    def chance(self, one_in: int) -> bool:
        return self.shape.randint(1, one_in) == one_in

    def pick(self, values: Any) -> Any:
        return self.shape.choice(list(values))

    def shuffled(self, values: Any) -> list[Any]:
        return self.shape.sample(found := list(values), len(found))

    def value_of(self, values: Any) -> Any:
        """One of them, whatever the shape."""
        return self.draw(st.sampled_from(list(values)))

    # Selections

    def selection(self, named: Any, depth: int, rows: int) -> str:
        """A selection set on a type, for about `rows` objects."""
        self.spent += rows
        self.size += 1
        parts = [self.part(named, depth, rows) for _ in range(self.shape.randint(1, 4))]
        return "{ " + " ".join(parts) + " }"

    def part(self, named: Any, depth: int, rows: int) -> str:
        shape = self.shape.randint(0, 19) if self.size < LARGEST else 19
        if shape == 0 and named is not self.schema.query_type:
            return f"{self.alias(6)}__typename{self.directive()}"
        if shape == 1:
            return f"...{self.directive()} {self.selection(named, depth, rows)}"
        if shape in (2, 3):
            condition = self.pick(self.conditions(named))
            return f"... on {condition}{self.directive()} {self.selection(self.type(condition), depth, rows)}"
        if shape in (4, 5):
            return f"...{self.fragment(named, depth, rows)}{self.directive()}"
        names = [
            name
            for name, definition in named.fields.items()
            if f"{named.name}.{name}" not in NOT_DRAWN
            and self.affordable(named, name, definition, depth, rows)
        ]
        followed = [name for name in names if not is_leaf_type(get_named_type(named.fields[name].type))]
        if not names:
            return "__typename"
        name = self.pick(followed if followed and self.chance(2) else names)
        return self.field(named, name, depth, rows)

    def affordable(self, named: Any, name: str, definition: GraphQLField, depth: int, rows: int) -> bool:
        if is_leaf_type(get_named_type(definition.type)):
            return True
        fan = 1 if _is_connection(definition) else self.fan(named, name, definition)
        return depth < DEEPEST and self.size < LARGEST and self.spent + rows * fan <= COSTLIEST

    def fan(self, named: Any, name: str, definition: GraphQLField) -> int:
        listed = is_list_type(_nullable(definition.type)) or _is_connection(definition)
        return _FANS.get(f"{named.name}.{name}", 5) if listed else 1

    def field(self, named: Any, name: str, depth: int, rows: int) -> str:
        definition: GraphQLField = named.fields[name]
        below = get_named_type(definition.type)
        fan = self.fan(named, name, definition)
        arguments, fan = self.arguments(named, name, definition, rows, fan)
        text = f"{self.alias(1 if arguments else 3)}{name}{arguments}{self.directive()}"
        if is_leaf_type(below):
            return text
        if _is_connection(definition):
            return f"{text} {self.connection(below, depth + 1, rows * fan)}"
        return f"{text} {self.selection(below, depth + 1, rows * fan)}"

    def connection(self, named: Any, depth: int, rows: int) -> str:
        parts: list[str] = []
        for _ in range(self.shape.randint(1, 3)):
            name = self.pick(named.fields)
            below: Any = get_named_type(named.fields[name].type)
            text = f"{self.alias(6)}{name}{self.directive()}"
            if name == "edges":
                names = [
                    one for one in below.fields if self.affordable(below, one, below.fields[one], depth, rows)
                ]
                inside = [
                    self.of_edge(below, one, depth, rows)
                    for one in self.shape.choices([*names, "node"], k=self.shape.randint(1, 3))
                ]
                text += " { " + " ".join(inside) + " }"
            elif name == "nodes":
                text += " " + self.selection(below, depth, rows)
            elif not is_leaf_type(below):
                text += " { " + " ".join(self.shuffled([*below.fields, "__typename"])) + " }"
            parts.append(text)
        return "{ " + " ".join(parts) + " }"

    def of_edge(self, edge: Any, name: str, depth: int, rows: int) -> str:
        below = get_named_type(edge.fields[name].type)
        if name == "node":
            return f"{self.alias(4)}node {self.selection(below, depth, rows)}"
        return f"{self.alias(6)}{name}" if is_leaf_type(below) else self.field(edge, name, depth, rows)

    def conditions(self, named: Any) -> list[str]:
        """Types that an object of this type may be of."""
        if isinstance(named, GraphQLInterfaceType):
            objects = [one.name for one in self.schema.get_possible_types(named)]
            wider = ["Entity"] if named.name in ("Node", "Entity") else []
            return [*objects, *wider, named.name]
        return [named.name, *(one.name for one in named.interfaces)]

    def fragment(self, named: Any, depth: int, rows: int) -> str:
        """The name of a fragment that can be spread here: one that there is already, or a new one."""
        fits = [
            one
            for one in self.fragments
            if one.on in self.conditions(named)
            and depth + one.depth <= DEEPEST
            and self.spent + rows * one.cost <= COSTLIEST
        ]
        if fits and self.chance(2):
            chosen = self.pick(fits)
            self.spent += rows * chosen.cost
            return chosen.name
        on, before = self.pick(self.conditions(named)), self.spent
        text = self.selection(self.type(on), depth, rows)
        made = _Fragment(
            f"F{len(self.fragments)}", on, text, (self.spent - before) // max(rows, 1) + 1, DEEPEST - depth
        )
        self.fragments.append(made)
        return made.name

    def type(self, name: str) -> Any:
        return self.schema.type_map[name]

    def alias(self, one_in: int) -> str:
        if not self.chance(one_in):
            return ""
        self.aliases += 1
        return f"a{self.aliases}: "

    def directive(self) -> str:
        if not self.chance(14):
            return ""
        name, value = self.pick(("skip", "include")), self.pick((False, True))
        if self.chance(2):
            return f" @{name}(if: {json.dumps(value)})"
        return f" @{name}(if: {self.variable('Boolean!', value)})"

    # Arguments

    def arguments(
        self, named: Any, name: str, definition: GraphQLField, rows: int, fan: int
    ) -> tuple[str, int]:
        """The arguments of a field, and how many objects it then has."""
        given: list[str] = []
        order: Any = None
        place = f"{named.name}.{name}"
        room = max(0, (COSTLIEST - self.spent) // max(rows, 1))
        for key, argument in definition.args.items():
            must = is_required_argument(argument)
            if key in ("after", "before"):
                if not self.chance(5):
                    continue
                value = self.cursor(place, order)
            elif key in ("first", "last"):
                if "first" in "".join(given) and not self.chance(ERRORS):
                    continue
                value, most = self.page_size(min(room, 100), must=key == "last" and fan > room)
                if value is _ABSENT or (value is None and is_non_null_type(argument.type)):
                    continue
                fan = fan if most is None else min(fan, most)
            elif must or self.chance(4 if key == "where" else 3):
                value = self.value(argument.type, [name, key])
            else:
                continue
            if key == "orderBy":
                order = value
            given.append(f"{key}: {self.written(argument.type, value)}")
        if not given:
            return "", fan
        return f"({', '.join(self.shuffled(given))})", fan

    def page_size(self, room: int, *, must: bool) -> tuple[Any, int | None]:
        """A size, and the most objects that there are with any of this shape."""
        if self.chance(ERRORS):
            return self.pick((-1, 101, 1001, -(2**31))), 1001
        if must:
            return self.draw(st.integers(0, min(room, 3))), min(room, 3)
        if self.chance(20):
            return None, None
        if not self.chance(2):
            return _ABSENT, None
        return self.draw(st.integers(0, min(room, 6))), min(room, 6)

    def cursor(self, place: str, order: Any) -> Any:
        if self.chance(ERRORS // 4):
            return self.pick(("", "nonsense", "AAAAAAAA", *self.pool.cursors("Query.topics", None)[:1]))
        if self.chance(20):
            return None
        parent, name = place.split(".")
        owner = parent if (parent, name) in FIELDS else "Entity"
        known = _orderable(order, most=1 if place == "Query.relationships" else 3)
        return self.value_of(self.pool.cursors(f"{owner}.{name}", order if known else None))

    def value(self, kind: Any, path: list[str]) -> Any:
        """A value for an input of this type; `path` leads to it."""
        if is_non_null_type(kind):
            return self.some_value(kind, path)
        if not (len(path) == 2 and path[1] in ("by", "direction", "id", "ids", "seconds")) and self.chance(
            20
        ):
            return None
        return self.some_value(kind, path)

    def some_value(self, kind: Any, path: list[str]) -> Any:
        if is_non_null_type(kind):
            return self.some_value(kind.of_type, path)
        if is_list_type(kind):
            size = self.shape.randint(0, 4)
            if self.chance(ERRORS * 3) and path[-1] != "orderBy":
                size = 101
            return (
                [self.some_value(kind.of_type, path)] * size
                if size > 4
                else [self.some_value(kind.of_type, path) for _ in range(size)]
            )
        if isinstance(kind, GraphQLEnumType):
            return self.pick(kind.values)
        if isinstance(kind, GraphQLInputObjectType):
            return self.input_object(kind, path)
        return self.scalar(kind.name, path)

    def input_object(self, kind: GraphQLInputObjectType, path: list[str]) -> dict[str, Any]:
        if kind.is_one_of:
            key = self.pick(kind.fields)
            return {key: self.some_value(kind.fields[key].type, [*path, key])}
        needed = [key for key, one in kind.fields.items() if is_required_input_field(one)]
        others = [key for key in kind.fields if key not in needed]
        chosen = self.shape.sample(others, self.shape.randint(0, min(2, len(others))))
        if "or" in kind.fields and self.chance(ERRORS * 2):
            return self.too_much()
        found: dict[str, Any] = {}
        for key in self.shuffled([*needed, *chosen]):
            below = kind.fields[key].type
            one = self.some_value if is_non_null_type(below) else self.value
            found[key] = one(below, [*path, key])
        return found

    def too_much(self) -> dict[str, Any]:
        """A filter with as many groups as may be, or one more: within one another, or beside each other."""
        if self.chance(2):
            where: dict[str, Any] = {}
            for _ in range(self.pick((5, 6))):
                word = self.pick(("and", "or", "not"))
                where = {word: where if word == "not" else [where]}
            return where
        return {self.pick(("and", "or")): [{}] * self.pick((50, 51))}

    def scalar(self, name: str, path: list[str]) -> Any:
        key = path[-1]
        if name == "ID":
            return self.id(path)
        if name == "Date":
            return self.value_of(self.pool.days)
        if name == "URL":
            return self.value_of(self.pool.urls)
        if name == "Boolean":
            return self.pick((False, True))
        if name == "Float":
            low = -1.0 if key == "seconds" and self.chance(ERRORS // 4) else 0.0
            return self.value_of((low, 0.25, 0.5, 1, 3.7, 10.0, 14.5, 30, 80.5, 1e6))
        if key in _HOPS:
            return self.pick((-1, 0, _HOPS[key] + 1) if self.chance(ERRORS) else range(1, _HOPS[key] + 1))
        if name == "Int":
            return self.value_of((-1, 0, 1, 2, 3, 1000))
        if key == "slug":
            return self.value_of(self.pool.slugs[_LABELS[path[0]]])
        if self.chance(ERRORS * 3):
            return "x" * 1001
        return self.value_of(self.pool.texts)

    def id(self, path: list[str]) -> str:
        if self.chance(ERRORS // 2):
            return self.pick(
                ("", "nonsense", "video", "entity:", "Video:x", "alias:x", "topic:nothing", "video:x")
            )
        if path[0] == "paths" and not self.chance(ERRORS):
            return self.value_of(self.pool.linked)
        label = next((_LABELS[key] for key in reversed(path) if key in _LABELS), None)
        return self.value_of(self.pool.ids[label or self.pick(self.pool.ids)])

    # Literals and variables

    def written(self, kind: Any, value: Any, *, one_of: bool = False, literal: bool = False) -> str:
        """A value as it stands in the text: a literal, or a variable somewhere in it."""
        if not literal and self.chance(5):
            declared = str(kind)
            if is_non_null_type(kind) and is_leaf_type(kind.of_type) and self.chance(3):
                # A variable with a default may stand where null may not; null can be its value all the same.
                default = self.written(kind, value, literal=True)
                given = self.pick((value, _ABSENT, _ABSENT, None))
                return self.variable(f"{kind.of_type} = {default}", given)
            nullable = not is_non_null_type(kind)
            if nullable and (one_of or (value is not None and self.chance(4))):
                declared += "!"
            elif nullable and value is None and self.chance(2):
                return self.variable(declared, _ABSENT)
            return self.variable(declared, value)
        if value is None:
            return "null"
        bare = _nullable(kind)
        if is_list_type(bare):
            if not isinstance(value, list):
                return self.written(bare.of_type, value)
            if len(value) == 1 and self.chance(4):
                # One value stands for a list of it, but no variable does.
                return self.written(bare.of_type, value[0], literal=True)
            return "[" + ", ".join(self.written(bare.of_type, one) for one in value) + "]"
        if isinstance(bare, GraphQLInputObjectType):
            pairs = (
                f"{key}: {self.written(bare.fields[key].type, one, one_of=bare.is_one_of)}"
                for key, one in value.items()
            )
            return "{" + ", ".join(pairs) + "}"
        return value if isinstance(bare, GraphQLEnumType) else json.dumps(value, ensure_ascii=False)

    def variable(self, declared: str, value: Any) -> str:
        name = f"v{len(self.declared)}"
        self.declared[name] = declared
        if declared.rstrip("!") in ("Date", "URL") and self.chance(ERRORS):
            value = self.pick(("2025-13-01", "20250101", "tomorrow", "", 5, True))
        if value is not _ABSENT:
            self.variables[name] = value
        return f"${name}"


_ABSENT: Any = object()


def _nullable(kind: Any) -> Any:
    return kind.of_type if is_non_null_type(kind) else kind


def _is_connection(definition: GraphQLField) -> bool:
    return get_named_type(definition.type).name.endswith("Connection")


def _orderable(order: Any, most: int) -> bool:
    """Returns whether this order has cursors, which is limited by its number of keys."""
    return isinstance(order, list) and 0 < len(order) <= most


@st.composite
def operations(draw: Any, schema: GraphQLSchema, pool: ArgumentValues, shapes: int = SHAPES) -> Operation:
    """A request whose operation is valid; its arguments may be at fault all the same."""
    writer = _Writer(draw, Random(draw(st.integers(0, shapes - 1))), schema, pool)
    query = schema.query_type
    assert isinstance(query, GraphQLObjectType)
    selection = writer.selection(query, 0, 1)
    if writer.chance(30):
        selection = "{ __typename " + selection[2:]
    if writer.chance(60):
        selection = "{ __schema { queryType { name } } " + selection[2:]
    declared = ", ".join(f"${name}: {kind}" for name, kind in writer.declared.items())
    several = writer.chance(10)
    name = "Asked" if several or writer.chance(3) else ""
    text = f"query {name}{f'({declared})' if declared else ''} {selection}"
    text += "".join(f"\nfragment {one.name} on {one.on} {one.text}" for one in writer.fragments)
    if several:
        text = f"query Other {{ __typename }}\n{text}"
    return Operation(text, writer.variables, name or None if several or writer.chance(2) else None)
