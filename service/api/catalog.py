"""The catalog of Videograph's schema, .cypher files and data dictionary."""

from functools import cache

from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.graph.compose.fragment import Fragment
from service.graph.compose.fragments import read_folder
from service.graph.model import graph_model
from service.resources import cypher_folder


@cache
def read_fragments() -> dict[tuple[str, str], Fragment]:
    """Returns all fragments by folder and name, as `read_folder` does."""
    return read_folder(cypher_folder(), graph_model())


@cache
def read_catalog() -> Catalog:
    """Returns the catalog of this program's schema and files, which are read and checked once.

    Raises: FragmentError: as of Catalog
    """
    return Catalog(graphql_schema(), read_fragments(), PRE_QUERIES, graph_model())
