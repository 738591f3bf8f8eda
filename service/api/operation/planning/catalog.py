"""Maps fields to parts of the graph: the schema's types, the .cypher files and the dictionary.

A field has a fragment of its name or is a property of the same name; otherwise the start fails.
"""

import re
from collections.abc import Mapping

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_leaf_type,
    is_union_type,
)

from service.api.operation.pre_query import PreQuery
from service.api.schema.graphql_types import declared, enum_values, fields_of, input_fields, named_type
from service.errors import FragmentError
from service.graph.compose.fragment import MAP, Fragment
from service.graph.compose.graph_model import GraphModel

_RESULT = ("Mutation", "result")
"""The file of the mutations that have none of their own."""
_NOW = re.compile(
    r"\b(?:date|datetime|localdatetime|localtime|time)(?:\.(?:realtime|statement|transaction))?\(\s*\)|\b(?:rand|randomUUID|timestamp)\(\s*\)"
)
"""Functions whose value is another one each time."""
_CHECKED_ELSEWHERE = frozenset(("Node", "PageInfo", "TextRange", "Suggestion", "UserError", "Subscription"))
"""Types whose fields are neither in a file nor in the dictionary."""


class Catalog:
    """Looks up the fragment or property of a field. Creating one checks the whole schema against the files.

    Raises: FragmentError: a field without a fragment or property, a file without a field, or a wrong head word.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[tuple[str, str], Fragment],
        pre_queries: Mapping[str, PreQuery],
        model: GraphModel,
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.pre_queries = pre_queries
        self.model = model
        self._values: dict[str, dict[str, str]] = {}
        self._maps = _map_types(schema, model)
        self._check()

    def place(self, parent: str, name: str) -> tuple[str, str] | None:
        """Returns folder and name of a field's fragment: its own, that of an interface of its type, or for a mutation that of all results."""
        named = self.schema.type_map[parent]
        interfaces = named.interfaces if isinstance(named, GraphQLObjectType) else ()
        places = [
            (parent, name),
            *((one.name, name) for one in interfaces),
            *[_RESULT] * (parent == "Mutation"),
        ]
        return next((place for place in places if place in self.fragments), None)

    def fragment(self, parent: str, name: str) -> Fragment | None:
        place = self.place(parent, name)
        return None if place is None else self.fragments[place]

    def pre_query(self, fragment: Fragment) -> PreQuery | None:
        """Returns what runs before the statement of a field with this fragment."""
        return None if fragment.pre_query is None else self.pre_queries[fragment.pre_query]

    def fetcher(self, label: str) -> Fragment:
        """Returns the fragment that finds objects of a label by `$ids`."""
        return self.fragments["nodes", label]

    def any_fetcher(self) -> Fragment:
        """Returns one of them, for arguments that are the same for all."""
        return next(one for (folder, _), one in self.fragments.items() if folder == "nodes")

    @staticmethod
    def is_cheap(fragment: Fragment) -> bool:
        """Returns whether a value needs no further reads; then it is returned with the properties."""
        return fragment.value is not None and "{" not in fragment.value and "$" not in fragment.value

    @staticmethod
    def is_connection(named: GraphQLNamedType) -> bool:
        return named.name.endswith("Connection")

    @staticmethod
    def largest(definition: GraphQLField) -> int | None:
        """Returns the greatest page size of a connection; None for other fields."""
        return declared(definition, "largest")

    def values(self, type_name: str) -> dict[str, str]:
        """Returns all cheap values of a type, as expressions over `this`, in the schema's order.

        They belong to every object, so that the selection of values does not change the statement.
        """
        if type_name not in self._values:
            self._values[type_name] = self._read_values(type_name)
        return self._values[type_name]

    def _read_values(self, type_name: str) -> dict[str, str]:
        fields = fields_of(self.schema.type_map[type_name])
        properties = self._properties(type_name)
        found: dict[str, str] = {}
        for name in fields:
            fragment = self.fragment(type_name, name)
            if fragment is not None:
                if fragment.value is not None and self.is_cheap(fragment):
                    found[name] = fragment.value
            elif properties is None:
                found[name] = f"this.{name}"
            else:
                found[name] = _out(f"this.{name}", properties[name])
        return found

    def facts(self, edge: str, fragment: Fragment) -> dict[str, str]:
        """Returns the fields of an edge: properties of the fragment's second variable, and cheap values over it."""
        names = [name for name in fields_of(self.schema.type_map[edge]) if self.is_fact(edge, name)]
        variable, kind = ("", "") if not names else list(fragment.yields.items())[1]
        facts: dict[str, str] = {}
        for name in names:
            own = self.fragment(edge, name)
            if own is not None:
                facts[name] = re.sub(r"\bthis\b", variable, own.value or "")
            elif kind == MAP:
                facts[name] = f"{variable}.{name}"
            else:
                facts[name] = _out(f"{variable}.{name}", self.model.properties_of(kind)[name])
        return facts

    def is_fact(self, edge: str, name: str) -> bool:
        """Returns whether a field of an edge is one of its facts, and needs no reads of its own."""
        fragment = self.fragment(edge, name)
        return name not in ("cursor", "node") and (fragment is None or self.is_cheap(fragment))

    def _properties(self, type_name: str) -> Mapping[str, str] | None:
        """Returns the properties of a type, each with the type of its value; None for a map."""
        return None if type_name in self._maps else self.model.properties_of(type_name)

    def _check(self) -> None:
        used: set[tuple[str, str] | None] = set()
        for named in self.schema.type_map.values():
            if not isinstance(named, (GraphQLObjectType, GraphQLInterfaceType)) or named.name.startswith(
                "__"
            ):
                continue
            if named.name in _CHECKED_ELSEWHERE:
                continue
            for name, definition in named.fields.items():
                if (named.name, name) in (("Query", "node"), ("Query", "nodes")):
                    continue
                fragment = self.fragment(named.name, name)
                if fragment is None:
                    if not named.name.endswith(
                        ("Edge", "Connection")
                    ):  # cursor, node and facts, parts of a page
                        self._check_property(named.name, name, definition)
                else:
                    self._check_variation(fragment, definition)
                    used |= {self.place(named.name, name)}
                    self._check_fragment(fragment, definition)
        spare = {place for place in self.fragments if place[0] != "nodes"} - used
        for place in sorted(spare):
            raise FragmentError(self.fragments[place].file, f"the schema has no field {'.'.join(place)}")

    def _check_property(self, parent: str, name: str, definition: GraphQLField) -> None:
        properties: Mapping[str, str] | None = self._properties(parent) if parent != "Query" else {}
        if not is_leaf_type(named_type(definition)) or (properties is not None and name not in properties):
            raise FragmentError(
                f"cypher/fields/{parent}/{name}.cypher",
                f"{parent}.{name} is no property in {self.model.source}, so this file is needed",
            )

    def _check_variation(self, fragment: Fragment, definition: GraphQLField) -> None:
        """Answers are kept without reading the graph again, so that a field must say what else it depends on."""
        found = "time" if _NOW.search(fragment.file.read_text(encoding="utf-8")) else None
        pre_query = self.pre_queries.get(fragment.pre_query or "")
        if pre_query is not None:
            found = pre_query.varies or found
        said = declared(definition, "varies")
        if found != said:
            raise FragmentError(
                fragment.file,
                f'the value depends on the {found}, so the field needs `varies="{found}"` where it is declared'
                if found
                else f'the field is declared with `varies="{said}"`, but its value does not depend on that',
            )

    def _check_fragment(self, fragment: Fragment, definition: GraphQLField) -> None:
        named = named_type(definition)
        if fragment.value is not None:
            missing = parameters_in(fragment.value) - set(definition.args)
            if missing:
                raise FragmentError(fragment.file, f"the field has no argument {', '.join(sorted(missing))}")
            return
        if fragment.pre_query is not None and fragment.pre_query not in self.pre_queries:
            raise FragmentError(fragment.file, f"there is no pre-query {fragment.pre_query!r}")
        if fragment.members:
            for label in fragment.members:
                if not self.fetcher(label).texts:
                    raise FragmentError(self.fetcher(label).file, "what is searched for needs `texts`")
            return
        paths = _paths(definition)
        for path in [*fragment.conditions, *fragment.normalised]:
            if path.partition("=")[0] not in paths:
                raise FragmentError(fragment.file, f"the field has no argument {path}")
        if self.is_connection(named):
            parts = fields_of(named)
            item = named_type(parts["nodes"]).name
            facts = fields_of(named_type(parts["edges"]))
            if len(facts) > 2 and len(fragment.yields) < 2:
                raise FragmentError(fragment.file, "the edge has facts, so `yields` needs a second variable")
        else:
            item = named.name
        expected = MAP if item in self._maps else self.model.stored_as.get(item, item)
        if fragment.label != expected:
            raise FragmentError(fragment.file, f"yields {fragment.label}, but the field is of {item}")
        order = definition.args.get("orderBy")
        if order is not None:
            wanted = set(enum_values(named_type(input_fields(named_type(order))["field"])))
            if wanted != set(fragment.orders):
                raise FragmentError(
                    fragment.file, f"orders are {sorted(fragment.orders)}, the schema's {sorted(wanted)}"
                )


def _map_types(schema: GraphQLSchema, model: GraphModel) -> frozenset[str]:
    """Returns the types that are read from a map, which a file or an action makes, and not from a node: types that the dictionary does
    not have, results of mutations, and those that the model says are computed."""
    stored = model.properties.keys() | model.stored_as.keys()
    types = {named.name for named in schema.type_map.values() if isinstance(named, GraphQLObjectType)}
    root = schema.mutation_type
    unions = [] if root is None else [named_type(field) for field in fields_of(root).values()]
    members = [one for union in unions if is_union_type(union) for one in union.types]
    # Only a node of the graph (`Job`) is read from its properties.
    results = {one.name for one in members if all(interface.name != "Node" for interface in one.interfaces)}
    return frozenset(types - stored | {union.name for union in unions} | results | model.computed)


def _paths(definition: GraphQLField) -> set[str]:
    """Yields the paths of all arguments and keys of a field, to any depth of the inputs."""
    found: set[str] = set()

    def walk(path: str, argument: GraphQLArgument | GraphQLInputField) -> None:
        found.add(path)
        for key, below in input_fields(named_type(argument)).items():
            if path.count(".") < 3:
                walk(f"{path}.{key}", below)

    for name, argument in definition.args.items():
        walk(name, argument)
    return found


def _out(expression: str, type_: str) -> str:
    """Returns the expression of a property in results: dates and times as text."""
    return f"toString({expression})" if type_ in ("DATE", "ZONED DATETIME") else expression


def parameters_in(cypher: str) -> set[str]:
    """Returns the names of the parameters of a text."""
    return set(re.findall(r"\$(\w+)", cypher))
