"""API keys and webhooks over GraphQL: made, listed, changed, removed; secrets are shown once."""

from typing import Any

import pytest

from service.access.api_key import digest_of
from service.access.key_store import find_key
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.webhooks.store import find_webhook
from support.responses import in_both_readers

pytestmark = pytest.mark.anyio

FAULT = "__typename ... on UserError { code message } ... on InvalidInput { path }"
CREATE = f"mutation ($input: CreateApiKeyInput!) {{ made: createApiKey(input: $input) {{ {FAULT} ... on CreatedApiKey {{ key apiKey {{ id name scopes state expiresAt revokedAt lastUsedAt }} }} }} }}"
REVOKE = f"mutation ($input: RevokeApiKeyInput!) {{ made: revokeApiKey(input: $input) {{ {FAULT} ... on RevokedApiKey {{ apiKey {{ id state }} }} }} }}"
HOOK = "webhook { id url kinds state waiting sentAt failures error nextAt deliveries { at seq status milliseconds attempt error } }"
ADD = f"mutation ($input: AddWebhookInput!) {{ made: addWebhook(input: $input) {{ {FAULT} ... on AddedWebhook {{ secret {HOOK} }} }} }}"
ROTATE = f"mutation ($input: RotateWebhookSecretInput!) {{ made: rotateWebhookSecret(input: $input) {{ {FAULT} ... on RotatedWebhookSecret {{ secret webhook {{ id }} }} }} }}"
RESUME = f"mutation ($input: ResumeWebhookInput!) {{ made: resumeWebhook(input: $input) {{ {FAULT} ... on ResumedWebhook {{ webhook {{ id state }} }} }} }}"
REMOVE = f"mutation ($input: RemoveWebhookInput!) {{ made: removeWebhook(input: $input) {{ {FAULT} ... on RemovedWebhook {{ id }} }} }}"


@pytest.fixture
def engine(clean_database: Database, request: pytest.FixtureRequest) -> Engine:
    return Engine(clean_database, compiled=getattr(request, "param", True))


async def made(engine: Engine, mutation: str, **given: Any) -> dict[str, Any]:
    answer = await engine.execute(mutation, {"input": given})
    assert answer.keys() == {"data"}, answer
    return answer["data"]["made"]


async def asked(engine: Engine, query: str) -> dict[str, Any]:
    answer = await engine.execute(query)
    assert answer.keys() == {"data"}, answer
    return answer["data"]


@in_both_readers
async def test_a_key_is_created_listed_and_revoked(engine: Engine, clean_database: Database) -> None:
    first = await made(engine, CREATE, name="ann", scopes=["INGEST", "CURATE"], expiresAt="2999-01-31")
    second = await made(engine, CREATE, name="bob", scopes=["READ"])

    key = first["apiKey"]["id"]
    assert first == {
        "__typename": "CreatedApiKey",
        "key": first["key"],
        "apiKey": {
            "id": key, "name": "ann", "scopes": ["INGEST", "CURATE"], "state": "ACTIVE", "expiresAt": "2999-01-31T00:00:00Z",
            "revokedAt": None, "lastUsedAt": None,
        },
    }  # fmt: skip
    stored = await find_key(clean_database, key)
    assert stored is not None
    assert stored.hash == digest_of(first["key"])
    gone = await made(engine, REVOKE, apiKey=key)
    assert gone == {"__typename": "RevokedApiKey", "apiKey": {"id": key, "state": "REVOKED"}}
    listed = await asked(
        engine, "{ apiKeys(first: 1) { totalCount pageInfo { endCursor } nodes { name state } } }"
    )
    assert listed["apiKeys"]["totalCount"] == 2
    assert listed["apiKeys"]["nodes"] == [{"name": "bob", "state": "ACTIVE"}]
    after = listed["apiKeys"]["pageInfo"]["endCursor"]
    rest = await asked(engine, f'{{ apiKeys(after: "{after}") {{ nodes {{ name state }} }} }}')
    assert rest["apiKeys"]["nodes"] == [{"name": "ann", "state": "REVOKED"}]
    assert second["apiKey"]["expiresAt"] is None


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"name": " ", "scopes": ["READ"]}, ["input", "name"]),
        ({"name": "a", "scopes": []}, ["input", "scopes"]),
        ({"name": "a", "scopes": ["READ"], "expiresAt": "2020-01-01"}, ["input", "expiresAt"]),
        ({"name": "a", "scopes": ["READ"], "expiresAt": "soon"}, ["input", "expiresAt"]),
    ],
)
async def test_keys_that_are_refused(engine: Engine, given: dict[str, Any], path: list[str]) -> None:
    fault = await made(engine, CREATE, **given)

    assert (fault["__typename"], fault["code"], fault["path"]) == ("InvalidInput", "BAD_USER_INPUT", path)
    assert (await asked(engine, "{ apiKeys { totalCount } }")) == {"apiKeys": {"totalCount": 0}}


async def test_a_key_is_revoked_by_its_id_only(engine: Engine) -> None:
    await made(engine, CREATE, name="ann", scopes=["READ"])

    fault = await made(engine, REVOKE, apiKey="ann")

    assert fault == {
        "__typename": "NotFound",
        "code": "NOT_FOUND",
        "message": "there is no API key with the id 'ann'",
    }


@in_both_readers
async def test_a_webhook_is_added_changed_and_removed(engine: Engine, clean_database: Database) -> None:
    added = await made(engine, ADD, url="https://1.1.1.1/hook", kinds=["TALK_IMPORTED"])

    id_, secret = added["webhook"]["id"], added["secret"]
    assert added["webhook"] == {
        "id": id_, "url": "https://1.1.1.1/hook", "kinds": ["TALK_IMPORTED"], "state": "ACTIVE", "waiting": 0, "sentAt": None,
        "failures": 0, "error": None, "nextAt": None, "deliveries": [],
    }  # fmt: skip
    assert await find_webhook(clean_database, id_) == ("https://1.1.1.1/hook", (secret,))
    rotated = await made(engine, ROTATE, webhook=id_)
    assert rotated["webhook"] == {"id": id_}
    assert await find_webhook(clean_database, id_) == ("https://1.1.1.1/hook", (rotated["secret"], secret))

    await clean_database.run(
        "MATCH (h:Webhook) SET h.stopped = true, h.failures = 9, h.error = 'status 500', h.deliveries = ['2026-11-30T10:00:00.000Z\\t7\\t500\\t12\\t9\\tstatus 500']",
        name="test",
    )
    listed = await asked(
        engine,
        "{ webhooks { totalCount nodes { state error deliveries { at seq status milliseconds attempt error } } } }",
    )
    delivery = {
        "at": "2026-11-30T10:00:00.000Z", "seq": "7", "status": 500, "milliseconds": 12, "attempt": 9, "error": "status 500",
    }  # fmt: skip
    assert listed["webhooks"] == {
        "totalCount": 1,
        "nodes": [{"state": "STOPPED", "error": "status 500", "deliveries": [delivery]}],
    }
    assert (await made(engine, RESUME, webhook=id_))["webhook"] == {"id": id_, "state": "ACTIVE"}
    assert await made(engine, REMOVE, webhook=id_) == {"__typename": "RemovedWebhook", "id": id_}
    for mutation in (ROTATE, RESUME, REMOVE):
        assert (await made(engine, mutation, webhook=id_))["__typename"] == "NotFound"


@pytest.mark.parametrize("url", ["no address", "http://1.1.1.1/", "https://localhost/", "https://10.0.0.1/"])
async def test_an_address_to_which_nothing_would_be_sent_is_refused(engine: Engine, url: str) -> None:
    fault = await made(engine, ADD, url=url)

    assert (fault["__typename"], fault["path"]) == ("InvalidInput", ["input", "url"])
    assert await asked(engine, "{ webhooks { totalCount } }") == {"webhooks": {"totalCount": 0}}
