"""Who may have the next event of a subscription, without a graph."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from service.access.scopes import Scope
from service.access.viewer import Viewer
from service.api.subscriptions.feed import Feed
from service.errors import Forbidden

pytestmark = pytest.mark.anyio


async def test_who_has_lost_the_scope_gets_no_further_event() -> None:
    feed = Feed(cast("Any", SimpleNamespace(database=None)))
    subscribed = cast("Any", SimpleNamespace(needs=[("Subscription.changes", Scope.READ)]))
    has: list[frozenset[Scope]] = [frozenset({Scope.READ}), frozenset()]

    async def identify() -> Viewer:
        return Viewer("TOKEN", "token:ann", has.pop(0))

    assert (await feed._require(subscribed, identify)).client == "token:ann"
    with pytest.raises(
        Forbidden, match=r"^Subscription.changes needs the scope `read`, and this token has no scope"
    ):
        await feed._require(subscribed, identify)
