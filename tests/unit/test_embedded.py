"""What the embedded Neo4j's errors say in the words of the settings."""

import pytest

import embedded_neo4j
from service.embedded import our_errors
from service.errors import DiskFull, GraphUnavailable, SetupError, VideographError


@pytest.mark.parametrize(
    ("error", "kind", "message", "local"),
    [
        (
            embedded_neo4j.PortInUse("port 7687 is in use.", port=7687, option="bolt_port"),
            SetupError,
            *["port 7687 is in use. VIDEOGRAPH_NEO4J_BOLT_PORT sets it."] * 2,
        ),
        (
            embedded_neo4j.CannotStart("no Java.", option="java"),
            SetupError,
            *["no Java. Or set VIDEOGRAPH_NEO4J_URI to use another Neo4j."] * 2,
        ),
        (embedded_neo4j.CannotStart("the log says so."), SetupError, *["the log says so."] * 2),
        (
            embedded_neo4j.DiskFull("/home is full.", public="The disk is full."),
            DiskFull,
            "The disk is full.",
            "/home is full.",
        ),
        (
            embedded_neo4j.Stopped("Neo4j was stopped."),
            GraphUnavailable,
            *["Neo4j was stopped by `videograph neo4j stop`: start it again by `videograph neo4j start`."]
            * 2,
        ),
    ],
)
def test_an_error_says_which_setting_it_is_about(
    error: Exception, kind: type[VideographError], message: str, local: str
) -> None:
    with pytest.raises(kind) as caught, our_errors():
        raise error

    assert (type(caught.value), caught.value.message, caught.value.local_message) == (kind, message, local)
