"""The Strawberry schema, created once, and its text."""

from functools import cache

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter

from service.api.schema.mutation import Mutation
from service.api.schema.scalars import SCALARS
from service.api.schema.types.base import PAGES
from service.api.schema.types.entity import Company, Concept, Event, Person, Product
from service.api.schema.types.query import Query, Subscription
from service.api.schema.types.relationship import Evidence
from service.api.schema.types.video import Segment

_DECLARED = GraphQLCoreConverter.DEFINITION_BACKREF


@cache
def strawberry_schema() -> strawberry.Schema:
    """Returns the Strawberry schema."""
    schema = strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[Person, Company, Concept, Product, Event, Segment, Evidence],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    types = _schema_of(schema).type_map
    for one in types.values():
        if isinstance(one, GraphQLInputObjectType) and one.extensions[_DECLARED].is_one_of:
            # graphql-core says where a fault is, which Strawberry's own check does not.
            one.is_one_of, one.out_type = True, GraphQLInputObjectType.out_type
    for name, (one, several) in PAGES.items():
        types[f"{name}Edge"].description = f"{one} in a page."
        if name != "Entity":  # its page has more than a plain one
            types[f"{name}Connection"].description = f"A page of {several}."
    return schema


@cache
def graphql_schema() -> GraphQLSchema:
    """Returns the graphql-core schema, for validation and planning."""
    return _schema_of(strawberry_schema())


def _schema_of(schema: strawberry.Schema) -> GraphQLSchema:
    return schema._schema  # pyright: ignore[reportPrivateUsage]


@cache
def sdl() -> str:
    """Returns the schema in GraphQL's schema language, with a newline at its end."""
    return strawberry_schema().as_str().rstrip() + "\n"
