"""The statement of the video page, beside the one that was written by hand for the same answer."""

import os
from pathlib import Path

from service.api.catalog import read_fragments
from service.api.execution.engine import OPERATIONS
from service.api.execution.prepared_operations import Requests
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.graph.model import graph_model

FILE = Path(__file__).parents[4] / "benchmarks" / "peers" / "composed.cypher"
HEAD = """\
// The statement of the video page as Videograph composes it, in the form for frequent operations.
// Written by `VIDEOGRAPH_TEST_RECORD=yes make test ARGS=tests/unit/graph/compose/test_page_statement.py`.
"""


def test_the_composed_statement_of_the_page_is_in_the_benchmarks():
    page = (OPERATIONS / "video_page.graphql").read_text("utf-8")
    schema = graphql_schema()
    request = Requests(schema, Catalog(schema, read_fragments(), PRE_QUERIES, graph_model())).prepare(
        page, {"by": {"id": "video:a"}}
    )
    [root] = request.planned.plan.roots
    assert root.statement is not None
    text = f"{HEAD}{root.statement.written}\n"
    if os.environ.get("VIDEOGRAPH_TEST_RECORD") == "yes":
        FILE.write_text(text, "utf-8")
    assert FILE.read_text("utf-8") == text
