"""Fields whose values are not the same for everybody, or not always, while the graph is the same. Each is declared with its field."""

from collections.abc import Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    is_abstract_type,
)

from service.api.schema.fields import Variation
from service.api.schema.graphql_types import fields_of, named_type


def variation_of(definition: GraphQLField) -> Variation | None:
    """Returns what the field's value depends on beside the graph."""
    declared = definition.extensions.get("strawberry-definition")
    return declared.metadata.get("varies") if declared else None


def is_same_for_everybody(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
) -> bool:
    """Returns whether this is a query whose answer is the same for everybody as long as the graph is the same. Fields that
    `@skip` leaves out count too."""
    if operation.operation is not OperationType.QUERY or schema.query_type is None:
        return False
    return _is_steady(schema, schema.query_type, operation.selection_set, fragments, set())


def _is_steady(
    schema: GraphQLSchema,
    on: GraphQLNamedType,
    selections: SelectionSetNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    seen: set[str],
) -> bool:
    for one in selections.selections:
        below, selected = on, None
        if isinstance(one, FieldNode):
            definition = fields_of(on).get(one.name.value)
            if definition is None:  # __typename, __schema, __type
                continue
            owners = schema.get_possible_types(on) if is_abstract_type(on) else ()
            every = [definition, *(fields_of(owner)[one.name.value] for owner in owners)]
            if any(variation_of(each) is not None for each in every):
                return False
            below, selected = named_type(definition), one.selection_set
        elif isinstance(one, FragmentSpreadNode):
            if one.name.value in seen:
                continue
            seen.add(one.name.value)
            fragment = fragments[one.name.value]
            below, selected = schema.type_map[fragment.type_condition.name.value], fragment.selection_set
        elif isinstance(one, InlineFragmentNode):
            if one.type_condition is not None:
                below = schema.type_map[one.type_condition.name.value]
            selected = one.selection_set
        if selected is not None and not _is_steady(schema, below, selected, fragments, seen):
            return False
    return True
