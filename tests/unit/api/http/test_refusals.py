"""The body of an answer to a refused request has everything that its headers say."""

from http import HTTPStatus

import pytest

from service.api.http.transport.refusals import RefusedRequest, body_too_large
from service.errors import Forbidden, RateLimited, Reason


@pytest.mark.parametrize("reason", ["NEW_STATEMENTS", "COST", "QUEUE", "CREDENTIALS"])
def test_a_limit_per_minute_says_which_it_is_and_how_long_to_wait(reason: Reason) -> None:
    refused = RefusedRequest.of(
        RateLimited("Later.", 7, reason), HTTPStatus.TOO_MANY_REQUESTS, {"retry-after": "7"}
    )

    assert refused.extensions == {"code": "RATE_LIMITED", "retryAfter": 7, "reason": reason}
    assert (refused.message, refused.headers) == ("Later.", {"retry-after": "7"})


def test_other_errors_have_their_code() -> None:
    assert RefusedRequest.of(Forbidden("No."), HTTPStatus.FORBIDDEN).extensions == {"code": "FORBIDDEN"}


def test_a_body_that_is_too_large_names_the_setting() -> None:
    refused = body_too_large(100)

    assert (refused.status, refused.extensions) == (413, {"code": "REQUEST_TOO_LARGE"})
    assert (
        refused.message
        == "The body is larger than 100 bytes (VIDEOGRAPH_MAX_BODY). Send less in one request."
    )
