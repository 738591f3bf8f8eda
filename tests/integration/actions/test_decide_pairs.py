"""The decisions of a file of duplicates, applied pair by pair."""

from contextlib import aclosing
from typing import Any

import orjson
import pytest

from service.actions.decide_pairs import Already, DecidePairs, PairReport, decide_pairs, read_pairs
from service.actions.entities import (
    ApartReport,
    FindDuplicates,
    MergeReport,
    ReResolve,
    find_duplicates,
    re_resolve,
)
from service.actions.imports.import_talk import TalkImport, import_talk
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import talk

pytestmark = pytest.mark.anyio

TALKS = [
    talk("one", ("COMPANY", "Ping", "CREATED", "PRODUCT", "Nostr")),
    talk("two", ("COMPANY", "Pong", "CREATED", "PRODUCT", "Nuster")),
]


@pytest.fixture
async def pairs(clean_database: Database) -> list[dict[str, Any]]:
    """The products, which are found to be alike, and the companies."""
    for document in TALKS:
        await import_talk(clean_database, TalkImport(document))
    request = FindDuplicates(kind="PRODUCT", min_score=0)
    report = await find_duplicates(clean_database, request)
    [products] = report.entities
    assert {side.name for side in products.entities} == {"Nostr", "Nuster"}
    assert (report.pairs_with_a_reason, report.videos, report.pairs_of_videos) == (1, [], 0)
    rows = await clean_database.read(
        "MATCH (c:Company) RETURN c.id, c.slug, c.name ORDER BY c.name", name="companies"
    )
    sides = [(side.id, side.slug, side.name) for side in products.entities]
    return [
        {"entities": [dict(zip(("id", "slug", "name"), side, strict=True)) for side in pair]}
        for pair in (sides, rows)
    ]


async def decide(
    database: Database, pairs: list[dict[str, Any]], *, dry_run: bool = False
) -> list[PairReport]:
    wanted = read_pairs("f.json", orjson.dumps({"duplicates": pairs}))
    async with aclosing(decide_pairs(database, DecidePairs(wanted, dry_run))) as decided:
        return [one async for one in decided]


async def test_one_and_two(clean_database: Database, pairs: list[dict[str, Any]]) -> None:
    products, companies = pairs
    before = await fingerprint(clean_database)
    decided = [products | {"decision": "one", "into": "nostr-product"}, companies | {"decision": "two"}]

    tried = await decide(clean_database, decided, dry_run=True)
    assert await fingerprint(clean_database) == before
    merged, apart = await decide(clean_database, decided)

    assert [type(one) for one in tried] == [MergeReport, ApartReport]
    assert isinstance(merged, MergeReport)
    assert (merged.into.slug, [one.name for one in merged.merged]) == ("nostr-product", ["Nuster"])
    assert isinstance(apart, ApartReport)
    assert {one.name for one in apart.entities} == {"Ping", "Pong"}
    again = await decide(clean_database, decided)
    assert [(type(one), one.decision) for one in again if isinstance(one, Already)] == [
        (Already, "one"),
        (Already, "two"),
    ]
    report = await find_duplicates(clean_database, FindDuplicates(kind="PRODUCT", min_score=0))
    assert (report.entities, report.pairs_with_a_reason) == ([], 0)
    assert await find_drift(clean_database) == []
    assert await re_resolve(clean_database, ReResolve()) == []
    with pytest.raises(
        InvalidInput, match=r"f\.json: pair 1: the two were merged, into Nostr \(product, nostr-product\)"
    ):
        await decide(clean_database, [products | {"decision": "two"}])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is not what `videograph duplicates --json` gives"),
        (b'{"duplicates": [1]}', "`duplicates` must be a list of objects"),
        (b'{"duplicates": [{"decision": "three"}]}', "pair 1: `decision` is 'three'"),
        (
            b'{"duplicates": [{}, {"decision": "one"}]}',
            "pair 2: `entities` must be two objects with an `id` each",
        ),
        (
            b'{"duplicates": [{"decision": "one", "entities": [{"id": "a"}, {"id": "b"}], "kind": "THING"}]}',
            "pair 1: `kind` is 'THING': write one of PERSON, COMPANY, CONCEPT, PRODUCT, EVENT",
        ),
        (
            b'{"duplicates": [{"decision": "one", "entities": [{"id": "a"}, {"id": "b"}], "into": "c"}]}',
            "pair 1: `into` is 'c'",
        ),
    ],
)
def test_files_that_cannot_be_read(content: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_pairs("f.json", content)
    assert message in caught.value.message
    assert caught.value.message.startswith("f.json: ")
