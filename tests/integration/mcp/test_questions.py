"""Thirty questions over the demo's talks with known answers, as an agent asks them: which call answers it, and with what."""

import json
import re
from typing import Any

import pytest
from ctok import token_count

from integration.mcp.conftest import agent, opened
from support.backend import Neo4jServer
from support.paths import ROOT

pytestmark = pytest.mark.anyio

PACKAGES = "chaincode-podcast--package-relay"
MURCH = "tabconf--2024--cluster-mempool-by-murch"
LECUN = "videograph-lecun-leaves-meta"
SILENT = "bitcoin-explained--silent-payments"
ERLAY = "bitcoin-explained--scaling-bitcoin-with-the-erlay-protocol"
PAGE = "https://talks.example.org/videos"

QUESTIONS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    # (question, tool, arguments, path in the structure → value)
    (
        "Where is it said that nobody objects to package relay?",
        "search",
        {"query": "package relay non-controversial"},
        {
            "moments.0.speaker": "Gloria Zhao",
            "moments.0.second": 471.33,
            "moments.0.talk": PACKAGES,
            "moments.0.link": f"{PAGE}/{PACKAGES}?t=471",
            "talks.chaincode-podcast--package-relay": {"title": "Package Relay", "date": "2022-05-24"},
        },
    ),
    (
        "What did Mark Erhardt say about the mining score?",
        "search",
        {"query": "mining score", "speaker": "Mark Erhardt"},
        {
            "moments.0.speaker": "Mark Erhardt",
            "moments.0.talk": MURCH,
            "moments.0.link": "https://www.youtube.com/watch?v=PeqE0Gqs9g4&t=2273s",
            "others.0.entity": "mining-score-concept",
        },
    ),
    (
        "Who talked about bech32m in 2021?",
        "search",
        {"query": "bech32m constant checksum", "since": "2021-01-01", "until": "2022-01-01"},
        {
            "moments.0.speaker": "Mark Erhardt",
            "moments.0.second": 745,
            "moments.0.talk": "chaincode-podcast--chaincode-decoded-bech32m",
        },
    ),
    (
        "Does the talk on silent payments speak of the mempool?",
        "search",
        {"query": "mempool", "talk": "Silent Payments"},
        {
            "moments": [],
            "looked_through": {"passages": 1645, "talks": 11, "filters": ["talk"]},
            "near.0": {"name": "Mempool", "slug": "mempool-concept"},
        },
    ),
    (
        "What is said of covenents (a misspelling)?",
        "search",
        {"query": "covenent"},
        {"moments.0.quote": "That's through covenants?", "moments.0.speaker": "Joaquin"},
    ),
    (
        "What is said about the topic of fee bumping only?",
        "search",
        {"query": "two ways to bump fees", "topic": "Fee Bumping"},
        {
            "moments.0.speaker": "Mark Erhardt",
            "moments.0.second": 1738.64,
            "moments.0.talk": MURCH,
        },
    ),
    (
        "Who is Murch?",
        "resolve_entity",
        {"name": "murch"},
        {"best.entity": "mark-erhardt", "best.name": "Mark Erhardt", "best.kind": "PERSON", "best.talks": 4},
    ),
    (
        "What was Facebook renamed to?",
        "resolve_entity",
        {"name": "Facebook"},
        {"best.entity": "meta-company", "best.name": "Meta"},
    ),
    (
        "What is a memmpool (a misspelling)?",
        "resolve_entity",
        {"name": "memmpool"},
        {"best": None, "candidates.0.entity": "mempool-concept"},
    ),
    (
        "Who is Yan LeCun (a misspelling)?",
        "resolve_entity",
        {"name": "Yan LeCun"},
        {"best": None, "candidates.0.entity": "yann-lecun"},
    ),
    (
        "Who is Satoshi Nakamotosan, who is in no talk?",
        "resolve_entity",
        {"name": "xqzzv"},
        {
            "error.code": "NOT_FOUND",
            "error.next_step": "Call `search` with the words: they may be said without being an entity.",
        },
    ),
    (
        "Who is Gloria Zhao?",
        "get_entity",
        {"entity": "Gloria Zhao"},
        {
            "entity.description": "Bitcoin Core developer who proposed package relay.",
            "entity.mentions": 12,
            "totals": {"connections": 14, "says": 37, "mentions": 11},
        },
    ),
    (
        "What does LeCun argue against?",
        "get_entity",
        {"entity": "yann-lecun", "part": "connections"},
        {
            "connections.1.type": "CRITICIZES",
            "connections.1.target": "large-language-models-concept",
            "connections.1.quote": "LeCun argues against large language models with exactly this cat",
            "connections.1.second": 376.3,
            "connections.1.speaker": "Narrator",
        },
    ),
    (
        "When was Erlay last mentioned, and by whom?",
        "get_entity",
        {"entity": "Erlay", "part": "mentions"},
        {
            "entity.last_mentioned": "2022-05-24",
            "mentions.0.speaker": "Gloria Zhao",
            "mentions.0.talk": PACKAGES,
        },
    ),
    (
        "What did Sjors Provoost state last?",
        "get_entity",
        {"entity": "sjors-provoost", "part": "says"},
        {"says.0.speaker": "Sjors Provoost", "says.0.talk": "bitcoin-explained--bitcoin-core-v25"},
    ),
    (
        "How are LeCun and Meta connected?",
        "find_connection",
        {"source": "Yann LeCun", "target": "Meta"},
        {
            "connected": True,
            "paths.0.names": ["Yann LeCun", "Meta"],
            "paths.0.steps.0.type": "LEFT",
            "paths.0.steps.0.quote": "Yann LeCun is leaving Meta",
            "paths.0.steps.0.second": 0,
            "paths.1.names": ["Yann LeCun", "LeCun's start-up", "Meta"],
        },
    ),
    (
        "How are Gloria Zhao and the Lightning Network connected?",
        "find_connection",
        {"source": "gloria-zhao", "target": "Lightning Network"},
        {
            "paths.0.names": ["Gloria Zhao", "Package relay", "Commitment transaction", "Lightning Network"],
            "paths.0.steps.1.link": f"{PAGE}/{PACKAGES}?t=1228",
        },
    ),
    (
        "Are LeCun and the mempool connected?",
        "find_connection",
        {"source": "Yann LeCun", "target": "Mempool"},
        {
            "connected": False,
            "searched": {"relationships": 459, "talks": 11, "max_hops": 4, "co_mentions": False},
            "near.source.0": "Meta",
            "near.target.0": "Cluster",
            "together": [],
        },
    ),
    (
        "What is the talk at this address about?",
        "get_talk",
        {"talk": "https://www.youtube.com/watch?v=zk_EEKeAFuY"},
        {
            "talk": "learning-bitcoin-and-design--covenants-part-2",
            "speakers": ["Christoph Ono", "Michael Haase", "Mogashni", "Joaquin"],
            "chapters.2": {"title": "UI - Owen's Figma Prototype", "second": 1817},
            "totals": {"chapters": 6, "entities": 42},
            "files.link": "https://talks.example.org/videos/learning-bitcoin-and-design--covenants-part-2/export/{format}",
            "files.formats.1": "vtt",
        },
    ),
    (
        "Who proposed stealth addresses, by the talk on silent payments?",
        "get_talk",
        {"talk": "Silent Payments", "part": "statements", "max_tokens": 4000},
        {
            "statements.2.source": "peter-todd",
            "statements.2.type": "CREATED",
            "statements.2.target": "stealth-address-concept",
            "statements.2.second": 70,
            "totals": {"statements": 52},
        },
    ),
    (
        "Is there a talk on Silent Paiments (a misspelling)?",
        "get_talk",
        {"talk": "Silent Paiments"},
        {
            "error.code": "NOT_FOUND",
            "error.message": 'No talk has the slug or title "Silent Paiments". Near: '
            'bitcoin-explained--silent-payments ("Silent Payments").',
        },
    ),
    (
        "What exactly is said around second 1187 of Package Relay?",
        "get_moment",
        {"talk": PACKAGES, "second": 1187},
        {
            "chapter": "What's next for package relay?",
            "turns.2.quote": "Yes, yes, but it's also like we're trying to enable transactions that couldn't be relayed before.",
            "turns.2.speaker": "Gloria Zhao",
            "turns.2.second": 1187,
        },
    ),
    (
        "Did Gloria Zhao say that everybody objects to package relay?",
        "get_moment",
        {"quote": "I've never heard anyone say, we need package relay."},
        {
            "status": "ALTERED",
            "places.0.quote": "I've never heard anyone say, we don't need package relay.",
            "places.0.speaker": "Gloria Zhao",
            "places.0.second": 471.33,
            "talk": PACKAGES,
        },
    ),
    (
        "Did anybody say that the moon is made of cheese?",
        "get_moment",
        {"quote": "The moon is made of green cheese and nothing else."},
        {"status": "ABSENT", "looked_through": {"passages": 1645, "talks": 11, "filters": []}},
    ),
    (
        "What is said after the end of a talk?",
        "get_moment",
        {"talk": PACKAGES, "second": 99999},
        {
            "error.message": "Nothing is said within 45 s of second 99999. The talk is 1548.88 s long.",
            "error.next_step": 'Call `get_talk` with part="transcript", or `search` with talk.',
        },
    ),
    (
        "How many talks, entities and quotes are there?",
        "run_graphql",
        {"query": "{ stats { videoCount entityCount evidenceCount } }"},
        {"data.stats": {"videoCount": 11, "entityCount": 343, "evidenceCount": 877}},
    ),
    (
        "Which is the oldest talk?",
        "run_graphql",
        {
            "query": "query($n: Int) { videos(first: $n, orderBy: [{field: PUBLISHED_ON, direction: ASC}]) { nodes { title publishedOn } } }",
            "variables": {"n": 1},
        },
        {
            "data.videos.nodes": [
                {"title": "Compact Client Side Filtering (Neutrino)", "publishedOn": "2021-01-29"}
            ]
        },
    ),
    (
        "May an agent change the graph by GraphQL?",
        "run_graphql",
        {"query": 'mutation { rejectEvidence(input: {evidence: "evidence:x"}) { __typename } }'},
        {
            "error.code": "BAD_USER_INPUT",
            "error.message": "This tool runs one query, and changes nothing: send one operation of type query.",
        },
    ),
    (
        "Which field has paths between entities?",
        "explore_schema",
        {"query": "paths between two entities"},
        {
            "definitions.0.name": "Query.paths(source: ID!, target: ID!, maxHops: Int! = 4, first: Int! = 3, where: WalkWhere, avoid: [ID!]): [Path!]!"
        },
    ),
    (
        "What would go with a wrong quote?",
        "reject_quote",
        {"evidence": "evidence:b80bf4a501dd8146b8440fec", "reason": "It does not say so.", "dry_run": True},
        {
            "quote": "how Bitcoin Core deals with things like the mempool and how transactions are relayed to other nodes",
            "source": "mempool-concept",
            "type": "RELATED_TO",
            "remaining_quotes": 0,
            "dry_run": True,
            "decisions": [],
        },
    ),
]


def at(structure: Any, path: str) -> Any:
    """The value at a path such as `moments.0.quote`; `talks.a-slug` has one key after `talks`."""
    for key in path.split("."):
        match structure:
            case list():
                structure = structure[int(key)] if int(key) < len(structure) else None
            case dict():
                structure = structure.get(key)
            case _:
                return None
    return structure


def size(result: Any) -> int:
    """The tokens of both halves, by the most wasteful tokenizer."""
    return sum(
        token_count(half, "4.8")
        for half in (
            result.content[0].text,
            json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":")),
        )
    )


def rows_of_guide() -> dict[str, tuple[str, int]]:
    """Question → tool and tokens of the answer, of the table in the guide."""
    section = (ROOT / "docs/guides/agents.md").read_text("utf-8").partition("## Thirty questions")[2]
    rows = re.findall(r"^\| (.+?) \| `(\w+)` \| ([\d,]+) \|$", section, re.MULTILINE)
    return {question: (tool, int(tokens.replace(",", ""))) for question, tool, tokens in rows}


async def test_thirty_questions(demo: Neo4jServer) -> None:
    assert len(QUESTIONS) == 30
    sizes: dict[str, int] = {}
    async with opened(demo) as database, agent(database) as client:
        answered: dict[str, Any] = {}
        for question, tool, arguments, expected in QUESTIONS:
            result = await client.call_tool(tool, arguments)
            answered[question] = {path: at(result.structured_content, path) for path in expected}
            assert result.is_error == any(path.startswith("error") for path in expected), question
            sizes[question] = size(result)
            assert sizes[question] <= arguments.get("max_tokens", 2000), question
    told = rows_of_guide()
    assert {question: tool for question, (tool, _) in told.items()} == {one[0]: one[1] for one in QUESTIONS}
    assert [one for one, (_, tokens) in told.items() if abs(tokens - sizes[one]) > sizes[one] / 10] == []
    assert answered == {question: expected for question, _, _, expected in QUESTIONS}


async def test_largest_answers_stay_within_their_limit(demo: Neo4jServer) -> None:
    calls = [
        ("search", {"query": "bitcoin fee mempool transaction"}),
        ("get_talk", {"talk": MURCH, "part": "transcript"}),
        ("get_talk", {"talk": ERLAY, "part": "statements"}),
        ("get_entity", {"entity": "mempool-concept", "part": "mentions"}),
        ("get_moment", {"talk": SILENT, "second": 2164}),
        ("explore_schema", {"name": "Query"}),
    ]
    async with opened(demo) as database, agent(database) as client:
        for most in (1500, 20_000):
            for tool, arguments in calls:
                result = await client.call_tool(tool, {**arguments, "max_tokens": most})
                assert size(result) <= most, (tool, most)


async def test_a_cursor_goes_on_without_gaps_and_repetitions(demo: Neo4jServer) -> None:
    async with opened(demo) as database, agent(database) as client:
        seen: list[float] = []
        arguments: dict[str, Any] = {"talk": LECUN, "part": "transcript"}
        while True:
            answer = (await client.call_tool("get_talk", arguments)).structured_content
            assert answer is not None
            seen += [one["second"] for one in answer["transcript"]]
            if "next_cursor" not in answer:
                break
            arguments = {**arguments, "cursor": answer["next_cursor"]}
    assert len(seen) == len(set(seen)) == 34
    assert seen == sorted(seen)
