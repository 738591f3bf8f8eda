"""Empties a database: what a test begins with."""

from typing import TYPE_CHECKING, LiteralString, cast

if TYPE_CHECKING:
    import neo4j


def empty_database(driver: "neo4j.Driver") -> None:
    """Removes all nodes, relationships, constraints and indexes. Neo4j's own indexes of labels and types stay."""
    from neo4j import Query

    # The session's keyword arguments have no types.
    with driver.session() as session:  # pyright: ignore[reportUnknownMemberType]
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        # Constraints first: their indexes go with them.
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(Query(f"DROP CONSTRAINT {_quoted(name)}")).consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run(Query(f"DROP INDEX {_quoted(name)}")).consume()


def _quoted(name: str) -> LiteralString:
    return cast("LiteralString", f"`{name.replace('`', '``')}`")
