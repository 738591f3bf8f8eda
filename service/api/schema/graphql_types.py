"""What graphql-core's schema says of a field, in types that the type checker knows.

graphql-core writes `GraphQLList` and `GraphQLNonNull` without what they wrap, so a checker knows nothing of what comes out of
them. Only this module unwraps and prints them.
"""

from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLType,
    GraphQLWrappingType,
    get_named_type,
    is_specified_scalar_type,
)
from graphql.utilities.print_schema import print_input_value
from strawberry.types.scalar import identity


@dataclass(frozen=True)
class TypeShape:
    """A type without its wrappers, and what these promise: no null in the field's place, none in its list's places."""

    named: GraphQLNamedType
    required: bool
    is_list: bool
    items_required: bool


def named_type(definition: GraphQLField | GraphQLArgument | GraphQLInputField) -> GraphQLNamedType:
    """The type of a field or an argument without its wrappers."""
    return get_named_type(_type_of(definition))


def type_shape(definition: GraphQLField) -> TypeShape:
    """The type of a field with what its wrappers say."""
    whole = _type_of(definition)
    required = _is_required(whole)
    nullable = _unwrapped(whole) if required else whole
    is_list = _is_list(nullable)
    return TypeShape(get_named_type(whole), required, is_list, is_list and _is_required(_unwrapped(nullable)))


def type_text(definition: GraphQLField) -> str:
    """The type of a field as in the schema definition language."""
    return str(_type_of(definition))


def input_text(name: str, definition: GraphQLArgument | GraphQLInputField) -> str:
    """An argument or input field as in the schema definition language, with its default."""
    argument = (
        definition if isinstance(definition, GraphQLArgument) else GraphQLArgument(**definition.to_kwargs())
    )
    return print_input_value(name, argument)


def declared(definition: GraphQLField, what: str) -> Any:
    """What a field is declared with (`service/api/schema/fields.py`); None if it has no such value. Introspection has none."""
    strawberry = definition.extensions.get("strawberry-definition")
    return strawberry.metadata.get(what) if strawberry else None


def converts_output(named: GraphQLScalarType) -> bool:
    """Whether a scalar of the schema makes another value of what the graph has (`serialize`)."""
    return not is_specified_scalar_type(named) and named.serialize is not identity


def as_object(named: GraphQLNamedType) -> GraphQLObjectType:
    """The type, which is known to be an object type."""
    assert isinstance(named, GraphQLObjectType), named
    return named


def fields_of(named: GraphQLNamedType) -> dict[str, GraphQLField]:
    """The fields of an object type or an interface; none of any other type."""
    return named.fields if isinstance(named, GraphQLObjectType | GraphQLInterfaceType) else {}


def input_fields(named: GraphQLNamedType) -> dict[str, GraphQLInputField]:
    """The fields of an input type; none of any other type."""
    return named.fields if isinstance(named, GraphQLInputObjectType) else {}


def enum_values(named: GraphQLNamedType) -> list[str]:
    """The names of an enum's values; none of any other type."""
    return list(named.values) if isinstance(named, GraphQLEnumType) else []


def _type_of(definition: GraphQLField | GraphQLArgument | GraphQLInputField) -> GraphQLType:
    return definition.type  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def _is_required(whole: GraphQLType) -> bool:
    return isinstance(whole, GraphQLNonNull)


def _is_list(nullable: GraphQLType) -> bool:
    return isinstance(nullable, GraphQLList)


def _unwrapped(wrapping: GraphQLType) -> GraphQLType:
    assert isinstance(wrapping, GraphQLWrappingType)
    return wrapping.of_type  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
