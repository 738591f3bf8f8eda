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


async def test_pairs_that_share_an_entity_become_one_and_the_file_can_be_given_again(
    clean_database: Database,
) -> None:
    names = ("Nostr", "Nuster", "Noster", "Casa", "Kasa")
    for number, name in enumerate(names):
        await import_talk(
            clean_database, TalkImport(talk(str(number), ("PERSON", "Ada", "USES", "PRODUCT", name)))
        )
    rows = await clean_database.read("MATCH (p:Product) RETURN p.name, p.id, p.slug", name="products")
    side = {name: {"id": id_, "slug": slug, "name": name} for name, id_, slug in rows}
    decided = [
        {"decision": "one", "entities": [side["Nuster"], side["Nostr"]], "into": "nostr-product"},
        {"decision": "one", "entities": [side["Nuster"], side["Noster"]], "into": "noster-product"},
        {"decision": "one", "entities": [side["Nostr"], side["Noster"]]},
        {"decision": "two", "entities": [side["Nuster"], side["Casa"]]},
        {"decision": "two", "entities": [side["Casa"], side["Noster"]]},
    ]

    reports = await decide(clean_database, decided)
    again = await decide(clean_database, decided)

    assert [(type(one), _slugs(one)) for one in reports] == [
        (MergeReport, ["nuster-product", "nostr-product"]),
        (MergeReport, ["nostr-product", "noster-product"]),
        (Already, ["noster-product"]),
        (ApartReport, ["noster-product", "casa-product"]),
        (Already, ["casa-product", "noster-product"]),
    ]
    assert [(type(one), _slugs(one)) for one in again] == [
        *[(Already, ["noster-product"])] * 3,
        (Already, ["noster-product", "casa-product"]),
        (Already, ["casa-product", "noster-product"]),
    ]
    with pytest.raises(
        InvalidInput, match=r"pair 1: the two were merged, into Noster \(product, noster-product\)"
    ):
        await decide(clean_database, [{"decision": "two", "entities": [side["Nuster"], side["Nostr"]]}])


def _slugs(one: PairReport) -> list[str]:
    if isinstance(one, MergeReport):
        return [end.slug for end in (*one.merged, one.into)]
    return [end.slug for end in (one.of if isinstance(one, Already) else one.entities)]
