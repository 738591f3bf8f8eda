"""The fields of a selection: those of a response, for a type, with `@skip` and `@include` applied and keys merged; and all that are selected."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    ListValueNode,
    Node,
    ObjectValueNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)
from graphql.execution.values import get_directive_values

from service.api.schema.graphql_types import fields_of, named_type


class Collector:
    """Collects for one operation and one set of coerced variables."""

    def __init__(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: Any
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.variables = variables

    def fields(self, on: GraphQLObjectType, sets: list[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """Returns the field nodes of each response key, in the order of the response."""
        found: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selection_set in sets:
            self._collect(on, selection_set, found, seen)
        return found

    def selections(self, nodes: list[FieldNode]) -> list[SelectionSetNode]:
        """Returns the selection sets below the nodes of one response key."""
        return [node.selection_set for node in nodes if node.selection_set]

    def _collect(
        self,
        on: GraphQLObjectType,
        selection_set: SelectionSetNode,
        found: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for selection in selection_set.selections:
            if not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                found.setdefault(key, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                if self._applies(selection.type_condition and selection.type_condition.name.value, on):
                    self._collect(on, selection.selection_set, found, seen)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                seen.add(selection.name.value)
                fragment = self.fragments[selection.name.value]
                if self._applies(fragment.type_condition.name.value, on):
                    self._collect(on, fragment.selection_set, found, seen)

    def _included(self, node: SelectionNode) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        if skip and skip["if"]:
            return False
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not include or bool(include["if"])

    def _applies(self, condition: str | None, on: GraphQLObjectType) -> bool:
        if condition is None or condition == on.name:
            return True
        named = self.schema.type_map[condition]
        return is_abstract_type(named) and self.schema.is_sub_type(named, on)


def has_variable(node: Node) -> bool:
    """Returns whether a value uses a variable."""
    if isinstance(node, VariableNode):
        return True
    match node:
        case ListValueNode():
            return any(has_variable(one) for one in node.values)
        case ObjectValueNode():
            return any(has_variable(one.value) for one in node.fields)
        case _:
            return False


def selected_fields(
    schema: GraphQLSchema,
    on: GraphQLNamedType,
    selections: SelectionSetNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    spread: set[str],
) -> Iterator[tuple[GraphQLNamedType, FieldNode]]:
    """Returns all fields to any depth, each with the type that it is selected on, those of a fragment once. Fields that `@skip` leaves out count
    too.

    Args:
        spread: names of fragments that are left out; gets those that are found.
    """
    for one in selections.selections:
        below, selected = on, None
        if isinstance(one, FieldNode):
            yield on, one
            if (field := fields_of(on).get(one.name.value)) is not None:  # not __schema and __type
                below, selected = named_type(field), one.selection_set
        elif isinstance(one, InlineFragmentNode):
            if one.type_condition is not None:
                below = schema.type_map[one.type_condition.name.value]
            selected = one.selection_set
        elif isinstance(one, FragmentSpreadNode) and one.name.value not in spread:
            spread.add(one.name.value)
            fragment = fragments[one.name.value]
            below, selected = schema.type_map[fragment.type_condition.name.value], fragment.selection_set
        if selected is not None:
            yield from selected_fields(schema, below, selected, fragments, spread)
