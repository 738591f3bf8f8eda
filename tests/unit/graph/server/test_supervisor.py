"""How long the supervisor waits before it starts Neo4j again."""

from service.graph.server.supervisor import pause_before


def test_pauses_grow_up_to_a_quarter_of_a_minute() -> None:
    assert [pause_before(start) for start in range(1, 9)] == [0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]
