"""The report of `python -m benchmarks costs`, and that no root field is left out."""

from benchmarks.costs import ROOTS, Measured, report
from service.api.schema.build import graphql_schema


def test_every_root_field_is_measured() -> None:
    query = graphql_schema().query_type
    assert query is not None
    # Those for people who manage a server are not for clients without a key, of whom the benchmark is.
    assert sorted([*ROOTS, "apiKeys", "webhooks"]) == sorted(query.fields)


def test_the_report_compares_processor_time_for_a_unit_of_cost() -> None:
    cheap = Measured("video", "", {}, charged=50, neo4j=0.5, service=0.5)
    dear = Measured(
        "search", "", {}, charged=100, neo4j=5.0, service=1.0, alone=[2.0, 4.0, 3.0], during=[9.0]
    )
    refused = Measured("graph", "", {}, refused="QUERY_TOO_COMPLEX")
    lines = report([cheap, dear, refused], [dear], 200)

    assert "divided by the smallest: **3.0** (aim: 3)." in lines[0]
    assert lines[4:7] == [
        "| search | 100 | 5.00 | 1.00 | 60.0 | 1.50 |",
        "| video | 50 | 0.50 | 0.50 | 20.0 | 0.50 |",
        "| graph | QUERY_TOO_COMPLEX | | | | |",
    ]
    assert lines[-1] == "| search | 6 | 100 | 3.0 | 9.0 | **3.00** | ≤ 3: reached |"
