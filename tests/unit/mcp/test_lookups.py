"""What an agent names and nobody has is refused with what comes near, and with the call to make instead."""

from typing import Any, cast

import pytest

from service.mcp.api import Api, ToolError
from service.mcp.lookups import find_entity, find_talk

pytestmark = pytest.mark.anyio
RELAY = {
    "id": "entity:relay",
    "slug": "package-relay-concept",
    "name": "Package relay",
    "title": "Package relay",
}


class Answers:
    """An API in which nothing has the name, and only these come near."""

    def __init__(self, *near: dict[str, str]) -> None:
        self.near = list(near)

    async def run(self, operation: str, **_: object) -> dict[str, Any]:
        near = self.near if operation == "entity_id" else {"nodes": self.near}
        return {
            "bySlug": None,
            "byName": {"nodes": []},
            "byTitle": {"nodes": []},
            "near": near,
            "like": {"nodes": []},
        }


@pytest.mark.parametrize(
    ("near", "told", "entity", "talk"),
    [
        (
            [RELAY],
            ' Near: package-relay-concept ("Package relay").',
            "Make the same call with one of these slugs, or `search` with the words.",
            "Make the same call with one of these slugs, or call `search` with words of the talk.",
        ),
        (
            [],
            "",
            "Call `resolve_entity` with another name, or `search` with its words.",
            "Call `search` with words of the talk.",
        ),
    ],
)
async def test_what_comes_near_may_be_called_instead(
    near: list[dict[str, str]], told: str, entity: str, talk: str
) -> None:
    api = cast("Api", Answers(*near))

    with pytest.raises(ToolError) as of_entity:
        await find_entity(api, "package-relay")
    with pytest.raises(ToolError) as of_talk:
        await find_talk(api, "package-relay")

    assert (of_entity.value.message, of_entity.value.next_step) == (
        f'No entity is named "package-relay".{told}',
        entity,
    )
    assert (of_talk.value.message, of_talk.value.next_step) == (
        f'No talk has the slug or title "package-relay".{told}',
        talk,
    )
