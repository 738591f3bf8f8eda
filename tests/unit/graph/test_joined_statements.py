"""The text of joined statements."""

from service.graph.statement_runner import joined


def test_each_statement_is_a_subquery_with_parameters_of_its_own() -> None:
    assert joined(("topic/read_display", "topic/add_counts", "topic/read_display")) == (
        "CALL () {\n"
        "CALL () {\n"
        "UNWIND $given.ids_0 AS id\n"
        "MATCH (topic:Topic {id: id})\n"
        "RETURN id, topic.name AS name, topic.nameFrom AS nameFrom\n"
        "}\n"
        "RETURN collect([id, name, nameFrom]) AS result_0\n"
        "}\n"
        "CALL () {\n"
        "UNWIND $given.rows_1 AS row\n"
        "MATCH (topic:Topic {id: row.id})\n"
        "SET topic.videoCount = topic.videoCount + row.videos\n"
        "}\n"
        "CALL () {\n"
        "CALL () {\n"
        "UNWIND $given.ids_2 AS id\n"
        "MATCH (topic:Topic {id: id})\n"
        "RETURN id, topic.name AS name, topic.nameFrom AS nameFrom\n"
        "}\n"
        "RETURN collect([id, name, nameFrom]) AS result_2\n"
        "}\n"
        "RETURN result_0, result_2"
    )


def test_statements_that_only_write_return_nothing() -> None:
    assert joined(("topic/add_counts",)) == (
        "CALL () {\n"
        "UNWIND $given.rows_0 AS row\n"
        "MATCH (topic:Topic {id: row.id})\n"
        "SET topic.videoCount = topic.videoCount + row.videos\n"
        "}"
    )
