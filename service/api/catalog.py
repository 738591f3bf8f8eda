"""The catalog of Videograph's schema and .cypher files."""

from functools import cache

from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.graph.compose.fragments import read_fragments


@cache
def read_catalog() -> Catalog:
    """Returns the catalog of this program's schema and files, which are read and checked once.

    Raises: FragmentError: as of Catalog
    """
    return Catalog(graphql_schema(), read_fragments(), PRE_QUERIES)
