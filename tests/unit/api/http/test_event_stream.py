"""Which requests are answered with an event stream."""

import pytest

from service.api.http.request_parts import read_accept


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/event-stream", True),
        ("text/event-stream, application/json;q=0.5", True),
        (
            "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
            False,
        ),  # urql
        ("application/json, text/event-stream", False),
        ("text/*", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_an_event_stream_is_for_clients_that_would_not_have_json_as_well(accept: str, wanted: bool) -> None:
    assert read_accept(accept).is_events is wanted
