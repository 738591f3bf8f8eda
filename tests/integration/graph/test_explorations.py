"""The questions for Neo4j Browser in `cypher/explorations`, each asked with the values that stand on top of its file.

Of the demo graph: its eleven talks are documents, so that their content changes only by hand.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, LiteralString, cast

import pytest
from neo4j import Session
from neo4j.time import Date

from service.actions.demo import demo_files
from service.domain.document import VideoDocument
from service.domain.quotes import locate_quote
from service.resources import cypher_folder
from support.backend import Neo4jServer
from support.paths import ROOT
from support.query_plans import explain, loaded_session

FILES = {
    file.stem: file.read_text(encoding="utf-8")
    for file in sorted((cypher_folder() / "explorations").glob("*.cypher"))
}
TITLE = "Why Yann LeCun Is Leaving Meta"
DAY = "2025-11-23"
_PARAMETER = re.compile(r"^:param (\w+) => (.+);\n", re.MULTILINE)


def documents() -> Iterator[VideoDocument]:
    for file in demo_files():
        yield VideoDocument.model_validate_json(file.read_bytes())


@pytest.fixture(scope="module")
def session(neo4j_server: Neo4jServer) -> Iterator[Session]:
    with loaded_session(neo4j_server, documents()) as opened:
        yield opened


def read(session: Session, name: str) -> tuple[str, dict[str, Any]]:
    """Statement and parameters of a file; Neo4j itself reads the values."""
    text = FILES[name]
    values = {
        key: session.run(cast("LiteralString", f"RETURN {value} AS value")).single(strict=True)["value"]
        for key, value in _PARAMETER.findall(text)
    }
    return _PARAMETER.sub("", text), values


def ask(session: Session, name: str, *, after: str = "RETURN 0") -> list[Any]:
    """The rows of a file; `after` a write that is undone."""
    text, values = read(session, name)
    with session.begin_transaction() as transaction:
        transaction.run(cast("LiteralString", after)).consume()
        result = transaction.run(cast("LiteralString", text), values)
        rows = [[str(one) if isinstance(one, Date) else one for one in row.values()] for row in result]
        transaction.rollback()  # the end of `with` would commit
    return rows


@pytest.mark.parametrize("name", FILES)
def test_each_is_planned_without_a_warning_and_has_a_title(session: Session, name: str) -> None:
    text, values = read(session, name)
    assert text.startswith("// ")
    assert set(re.findall(r"\$(\w+)", text)) == set(values)
    assert explain(session, text, values)


ROWS: dict[str, list[Any]] = {
    "bridges_between_topics": [
        [
            "Erlay",
            "USES",
            "Minisketch",
            "Erlay, in order to bring that down, uses something called minisketch, right? Yeah",
        ],
        [
            "Simulation",
            "RELATED_TO",
            "Erlay",
            "simulations make a lot of sense for something like Erlay when you're trying to motivate it "
            "based on bandwidth usage",
        ],
    ],
    "chapters_about": [
        ["2021-04-26", "Chaincode Decoded: Mempool", "The mempool and fees", 31.0, None],
        ["2021-04-26", "Chaincode Decoded: Mempool", "Will the mempool empty again?", 563.0, None],
        [
            "2021-04-26",
            "Chaincode Decoded: Mempool",
            "Mempool eviction and the problems it can cause",
            1144.0,
            None,
        ],
        ["2022-05-24", "Package Relay", "What's special about the mempool?", 619.0, None],
        [
            "2024-12-20",
            "Cluster Mempool by Murch",
            "Cluster Mempool",
            35.522,
            "https://www.youtube.com/watch?v=PeqE0Gqs9g4&t=35s",
        ],
    ],
    "contradictions": [
        [
            "Meta",
            "Yann LeCun",
            "WORKS_AT",
            "LeCun has worked at Meta since the days when it was still called Facebook",
            "2025-11-23",
            "Yann LeCun",
            "LEFT",
            "Yann LeCun is leaving Meta",
            "2025-11-23",
        ]
    ],
    "corroborated": [
        [
            "Aaron van Wirdum",
            "CRITICIZES",
            "Simplified payment verification",
            2,
            3,
            "2021-01-29",
            "2023-06-26",
        ],
        ["Aaron van Wirdum", "LEADS", "Bitcoin Explained", 2, 2, "2022-06-09", "2022-12-29"],
        ["Aaron van Wirdum", "LEADS", "The Van Wirdum Sjorsnado", 2, 2, "2021-01-29", "2021-04-08"],
        ["Adam Jonas", "LEADS", "Chaincode Podcast", 2, 2, "2021-04-16", "2021-04-26"],
        ["Adam Jonas", "RELATED_TO", "Mark Erhardt", 2, 2, "2021-04-16", "2021-04-26"],
        ["Bandwidth", "RELATED_TO", "Erlay", 2, 2, "2021-04-08", "2022-05-24"],
        ["Compact block filter", "BASED_ON", "BIP-157", 2, 2, "2021-01-29", "2022-06-09"],
        ["Compact block filter", "RELATED_TO", "Privacy", 2, 2, "2021-01-29", "2022-06-09"],
        ["Light client", "USES", "Compact block filter", 2, 2, "2021-01-29", "2023-06-26"],
        ["Light client", "USES", "Simplified payment verification", 2, 2, "2021-01-29", "2023-06-26"],
        ["Package relay", "INFLUENCED", "Commitment transaction", 2, 2, "2021-04-26", "2022-05-24"],
        ["Simplified payment verification", "USES", "Block header", 2, 2, "2021-01-29", "2023-06-26"],
        ["Sjors Provoost", "LEADS", "The Van Wirdum Sjorsnado", 2, 2, "2021-01-29", "2021-04-08"],
    ],
    "drift_of_counts": [],
    "drift_of_evidence": [],
    "drift_of_topics": [],
    "first_and_last_said": [
        ["Package relay", "INFLUENCED", "Commitment transaction", "2021-04-26", "2022-05-24", 2, 2],
        ["Anchor outputs", "RELATED_TO", "Package relay", "2021-04-26", "2021-04-26", 1, 1],
        ["Fee estimation", "RELATED_TO", "Package relay", "2021-04-26", "2021-04-26", 1, 1],
        ["Gloria Zhao", "CREATED", "Package relay", "2022-05-24", "2022-05-24", 2, 1],
        ["Fee bumping", "USES", "Package relay", "2022-05-24", "2022-05-24", 1, 1],
        ["Package relay", "USES", "Mempool validation", "2022-05-24", "2022-05-24", 1, 1],
        ["Package relay", "USES", "Package", "2022-05-24", "2022-05-24", 1, 1],
        ["One-parent-one-child package relay", "PART_OF", "Package relay", "2024-12-20", "2024-12-20", 1, 1],
    ],
    "hubs": [
        ["Mark Erhardt", 18, 17, 4, ["CRITICIZES", "PARTICIPATED_IN", "RELATED_TO", "SUPPORTS"]],
        ["Sjors Provoost", 18, 18, 5, ["CREATED", "CRITICIZES", "LEADS", "RELATED_TO", "SUPPORTS", "USES"]],
        ["Gloria Zhao", 14, 14, 2, ["CREATED", "PARTICIPATED_IN", "RELATED_TO", "SUPPORTS", "USES"]],
        [
            "Yann LeCun",
            10,
            9,
            1,
            ["CREATED", "CRITICIZES", "FOUNDED", "LEFT", "PARTICIPATED_IN", "SUPPORTS", "WORKS_AT"],
        ],
        ["Ruben Somsen", 9, 8, 1, ["CREATED", "CRITICIZES", "RELATED_TO", "SUPPORTS"]],
        ["Aaron van Wirdum", 6, 6, 5, ["CRITICIZES", "LEADS", "SUPPORTS", "USES"]],
        ["Pieter Wuille", 6, 6, 2, ["CREATED", "RELATED_TO", "USES", "WORKS_AT"]],
        ["Suhas Daftuar", 5, 5, 2, ["CREATED", "RELATED_TO", "USES"]],
        ["Christoph Ono", 4, 4, 1, ["CRITICIZES", "LEADS", "SUPPORTS"]],
        ["Adam Jonas", 3, 3, 3, ["LEADS", "RELATED_TO"]],
    ],
    "most_quoted": [
        ["Mark Erhardt", 142, 4],
        ["Sjors Provoost", 131, 5],
        ["Aaron van Wirdum", 99, 5],
        ["Ruben Somsen", 41, 1],
        ["Gloria Zhao", 37, 1],
        ["Narrator", 32, 1],
        ["Adam Jonas", 23, 3],
        ["Michael Haase", 19, 1],
        ["Christoph Ono", 17, 1],
        ["Mogashni", 8, 1],
    ],
    "named_in_a_chapter": [
        ["A Scientist Walks Out", 0.0, ["Yann LeCun", "Meta", "Artificial general intelligence"]],
        ["From Reading Cheques to Building FAIR", 84.41, ["Yann LeCun", "Convolutional networks", "FAIR"]],
        ["Meta Turns to Llama", 200.26, ["Llama", "Meta", "FAIR"]],
        [
            "Why Words Are Not Enough",
            311.23,
            ["Large language models", "Next-token prediction", "Yann LeCun"],
        ],
        [
            "World Models and the Road Ahead",
            410.25,
            ["World models", "Yann LeCun", "Joint embedding predictive architecture"],
        ],
    ],
    "names_of_an_entity": [
        ["Light client", "Light client", 3],
        ["Light client", "light clients", 2],
        ["Light client", "light wallets", 2],
        ["Light client", "SPV client", 1],
        ["Light client", "SPV wallet", 1],
        ["Light client", "SPV wallets", 1],
        ["Light client", "light wallet", 1],
        ["Light client", "lightweight wallet", 1],
        ["Light client", "ligth client", 1],
    ],
    "orphans": [
        ["Transaction relay", "CONCEPT", 3, 546],
        ["ACINQ", "COMPANY", 1, 1193],
        ["Bastien Teinturier", "PERSON", 1, 390],
        ["LDK", "PRODUCT", 1, 1193],
        ["LND", "PRODUCT", 1, 1193],
        ["Orphan fetching", "CONCEPT", 1, 144],
        ["Raspberry Pi", "PRODUCT", 1, 648],
    ],
    "said_over_the_years": [
        [2021, 4, ["Chaincode Decoded: Mempool (4)"]],
        [2022, 13, ["Package Relay (13)"]],
        [2024, 2, ["Cluster Mempool by Murch (2)"]],
    ],
    "same_name_twice": [["neutrino", ["Compact block filter (concept, 16)", "Neutrino (product, 2)"]]],
    "similar_talks": [
        [
            "Package Relay",
            "Cluster Mempool by Murch",
            17,
            ["Contracting protocol", "Gloria Zhao", "Layer 2", "Package RBF", "Suhas Daftuar"],
        ],
        [
            "Package Relay",
            "Chaincode Decoded: Mempool",
            16,
            ["Anchor outputs", "Commitment transaction", "Adam Jonas", "Fee bumping", "Fee rate"],
        ],
        [
            "Package Relay",
            "Bitcoin Core 25.0",
            11,
            ["Antoine Riard", "Matt Corallo", "Proof of work", "Denial-of-service attack", "Mempool policy"],
        ],
        [
            "Package Relay",
            "Scaling Bitcoin With The Erlay Protocol",
            10,
            ["Erlay", "Gregory Maxwell", "Simulation", "Bandwidth", "TXID"],
        ],
        [
            "Package Relay",
            "Silent Payments",
            8,
            [
                "RPC interface",
                "Denial-of-service attack",
                "Initial block download",
                "Raspberry Pi",
                "Lightning Network",
            ],
        ],
        [
            "Package Relay",
            "Bitcoin Core 24.0 Bug",
            7,
            ["Stack Exchange", "Mempool policy", "Replace-by-fee", "Bitcoin Core", "Mempool"],
        ],
        [
            "Package Relay",
            "Compact Client Side Filtering (Neutrino)",
            6,
            ["Bandwidth", "Initial block download", "Raspberry Pi", "Miner", "Wallet"],
        ],
        ["Package Relay", "Covenants Part 2", 6, ["Oracle", "Vault", "Lightning Network", "Miner", "Wallet"]],
        [
            "Package Relay",
            "Chaincode Decoded: Bech32m",
            5,
            ["Adam Jonas", "Mark Erhardt", "Mempool", "Wallet", "Bitcoin"],
        ],
    ],
    "statements_per_hour": [
        ["Why Yann LeCun Is Leaving Meta", 9.0, 32, 213.0],
        ["Chaincode Decoded: Bech32m", 15.0, 34, 139.0],
        ["Scaling Bitcoin With The Erlay Protocol", 24.0, 48, 120.0],
        ["Chaincode Decoded: Mempool", 27.0, 53, 118.0],
        ["Package Relay", 26.0, 47, 109.0],
        ["Bitcoin Core 25.0", 37.0, 61, 99.0],
        ["Cluster Mempool by Murch", 42.0, 61, 86.0],
        ["Compact Client Side Filtering (Neutrino)", 26.0, 37, 84.0],
        ["Bitcoin Core 24.0 Bug", 22.0, 28, 78.0],
        ["Silent Payments", 46.0, 55, 72.0],
        ["Covenants Part 2", 54.0, 42, 47.0],
    ],
    "supported_and_criticized": [
        [
            "Aaron van Wirdum",
            "SUPPORTS",
            "this is a problem because we want people to be able to run full nodes",
            "Scaling Bitcoin With The Erlay Protocol",
            284.0,
        ],
        [
            "Aaron van Wirdum",
            "SUPPORTS",
            "it would be good if we could reduce the cost of running a full node",
            "Scaling Bitcoin With The Erlay Protocol",
            290.29,
        ],
        [
            "Ruben Somsen",
            "SUPPORTS",
            "So my argument there is sort of that if you care about privacy, you already sort of have to run a full node.",
            "Silent Payments",
            2183.906,
        ],
        [
            "Sjors Provoost",
            "SUPPORTS",
            "If you are receiving more than a few million, you should absolutely run a full node",
            "Bitcoin Core 25.0",
            1968.0,
        ],
    ],
    "topics_of_channels": [
        [
            "Bitcoin Explained",
            5,
            [
                "Attacks",
                "Light Clients",
                "Lightning Network",
                "Bitcoin Core Development",
                "Bitcoin Core Releases",
            ],
        ],
        [
            "Chaincode Podcast",
            3,
            ["Lightning Network", "Package Relay", "Taproot", "Address Formats", "Anchor Outputs"],
        ],
        [
            "Learning Bitcoin And Design",
            1,
            ["Chains of Promises", "Cold Channels", "Covenant Proposals", "Covenants", "Lightning Network"],
        ],
        [
            "Tabconf",
            1,
            ["Ancestor Sets", "Block Building", "Chunks", "Cluster Linearization", "Cluster Mempool"],
        ],
        [
            "Videograph Talks",
            1,
            [
                "AI Investment",
                "Chatbot Competition",
                "Computer Vision",
                "Corporate Research",
                "Departure from Meta",
            ],
        ],
    ],
    "what_competitors_share": [
        [
            "Miniscript",
            "Covenant",
            "the interest in Miniscript picked up significantly, because you can program similar or not "
            "quite as sophisticated stuff like with covenants",
            ["Multisig", "Programmability", "Smart contract"],
        ],
        [
            "Child pays for parent",
            "Replace-by-fee",
            "Why do we need RBF and CPFP? Right, they have slightly different trade-offs.",
            ["Fee bumping", "TXID"],
        ],
        [
            "BIP-47",
            "Silent payments",
            "that would sort of make the comparison a little bit more favorable in terms of comparing silent "
            "payments with BIP-47",
            ["Ruben Somsen"],
        ],
        [
            "Block height",
            "Block time",
            "the Speedy Trial discussion was winding down to block height or block time",
            ["Speedy Trial"],
        ],
        [
            "Native SegWit",
            "Wrapped SegWit",
            "There's still quite a few services that use wrapped SegWit rather than native SegWit, which "
            "already gets most of the efficiency, but clearly not all.",
            ["SegWit v0"],
        ],
        [
            "Simplified payment verification",
            "Compact block filter",
            "with the SPV solution we discussed a minute ago, the light client creates a filter that "
            "includes the addresses it cares about plus false positives and in this Neutrino solution or "
            "compact block side filters or whatever it was called officially, This is reversed",
            ["Light client"],
        ],
        [
            "Base58Check",
            "Bech32",
            'Okay, so "bech32". Why do we need this new format? Previously, we had addresses that were '
            "encoded in Base58Check.",
            [],
        ],
        [
            "Electrum",
            "Bloom filter",
            "Electrum will just say here are my addresses give me transactions and then it will get SPV "
            "proofs. So you get less privacy than Bloom filters",
            [],
        ],
        [
            "Flooding",
            "Sketch",
            "this is so much more efficient that you can have lots and lots of peers with which you are exchanging "
            "these sketches, far more than you could if you were using the flooding",
            [],
        ],
        ["Llama", "ChatGPT", "Llama was the rival to ChatGPT that you could download", []],
        [
            "TRUC transactions",
            "CPFP carve-out",
            "cluster mempool is incompatible with the CPFP carve-out because you basically would have to "
            "allow a transaction to attach to any ancestor in the cluster. And it wouldn't be clear what you "
            "would do if a second one came in or... So the answer to that is track transactions actually.",
            [],
        ],
    ],
    "what_is_over": [
        [
            "Bitstamp",
            "USES",
            "Payment batching",
            "Bitstamp for a very long time, for example, had I think a 90 euro cent flat withdrawal fee, but then they'd batch every few minutes only.",
            "2021-04-26",
        ],
        [
            "Exchange",
            "USES",
            "Multisig",
            "a lot of big exchanges used multisig, so they wanted P2SH",
            "2021-04-16",
        ],
        [
            "Liquid",
            "USES",
            "Simplified payment verification",
            "I think, at the time, Liquid and RSK had some components that were fully automated and would use these SPV proofs",
            "2023-06-26",
        ],
        [
            "Llama",
            "COMPETES_WITH",
            "ChatGPT",
            "Llama was the rival to ChatGPT that you could download",
            "2025-11-23",
        ],
        [
            "Rootstock",
            "USES",
            "Simplified payment verification",
            "I think, at the time, Liquid and RSK had some components that were fully automated and would use these SPV proofs",
            "2023-06-26",
        ],
        [
            "Yann LeCun",
            "WORKS_AT",
            "Meta",
            "LeCun has worked at Meta since the days when it was still called Facebook",
            "2025-11-23",
        ],
    ],
    "who_connects_two_topics": [
        [
            "Full node",
            "CONCEPT",
            [
                "If you are receiving more than a few million, you should absolutely run a full node",
                "So my argument there is sort of that if you care about privacy, you already sort of have to "
                "run a full node.",
                "if you care about privacy, you already sort of have to run a full node",
                "your light wallet sends a message to a full node somewhere on the network, one of its peers, "
                "and this full node will then keep an eye on that",
            ],
            [
                "if you're running a full node and you're doing this additional computation to receive these "
                "silent payments, it is not a lot of extra overhead"
            ],
        ],
        [
            "Privacy",
            "CONCEPT",
            [
                "Neutrino compact side block filters. They're new type of light clients that offer more privacy",
                "So it's actually very difficult to have a ligth client and have privacy at the same time. It's "
                "not impossible. We have a BIP 157 and 158, that is a compact block filters.",
                "if you care about privacy, you already sort of have to run a full node",
                "if you give out your xPub to a server, you lose all your privacy",
            ],
            [
                "if someone pays you in a CoinJoin, then the recipient normally doesn't know what your input "
                "was. So that's actually very good for privacy."
            ],
        ],
        [
            "Sjors Provoost",
            "PERSON",
            ["If you are receiving more than a few million, you should absolutely run a full node"],
            [
                "standards will get much better when people actually try them. Otherwise you get things like "
                "BIP32 and like, oh, gap limits. I guess we should have thought about that before we defined a "
                "standard.",
                "through the RPC, and it has very limited features, very limited things you can do",
            ],
        ],
    ],
    "who_speaks_how_long": [
        ["Package Relay", "Gloria Zhao", 16.0, 62.0],
        ["Package Relay", "Adam Jonas", 7.3, 28.0],
        ["Package Relay", "Mark Erhardt", 2.5, 10.0],
    ],
    "who_works_where": [
        ["Gregory Maxwell", ["WORKS_AT"], ["RELATED_TO Erlay", "USES Stack Exchange"]],
        ["Jonas Nick", ["WORKS_AT"], []],
        [
            "Pieter Wuille",
            ["WORKS_AT"],
            [
                "RELATED_TO Cluster linearization",
                "CREATED Cluster mempool",
                "RELATED_TO Erlay",
                "USES Fuzz testing",
                "USES Delving Bitcoin",
            ],
        ],
    ],
}


@pytest.mark.parametrize("name", ROWS)
def test_rows(session: Session, name: str) -> None:
    assert ask(session, name) == ROWS[name]


NUMBERS = {
    "map_of_a_video": 24,
    "neighbourhood": 35,
    "new_in_the_latest_videos": 22,
    "said_between": 32,
    "said_together": 5,
    "topics_that_share_entities": 25,
    "weakest_evidence": 20,
    "what_a_summary_rests_on": 18,
    "what_is_said_about": 15,
    "who_uses_the_same": 24,
}
"""How many rows long answers have; the first are in the tests below."""


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_of_rows(session: Session, name: str) -> None:
    assert len(ask(session, name)) == NUMBERS[name]


def test_first_rows(session: Session) -> None:
    assert ask(session, "new_in_the_latest_videos")[0] == ["Yann LeCun", "PERSON", 20, 10]
    assert ask(session, "said_between")[0] == [
        "2025-11-23",
        "Yann LeCun",
        "LEFT",
        "Meta",
        "Yann LeCun is leaving Meta",
    ]
    assert [row[:3] for row in ask(session, "said_together")[:4]] == [
        ["Package Relay", 0.0, 1228.0],
        ["Chaincode Decoded: Mempool", 0.0, 1249.0],
        ["Chaincode Decoded: Mempool", 0.0, 1309.0],
        ["Package Relay", 20.53, 1207.471],
    ]
    assert [row[:3] for row in ask(session, "topics_that_share_entities")[:2]] == [
        ["Fee Bumping", "Lightning Network", 20],
        ["Lightning Network", "Package Relay", 20],
    ]
    assert ask(session, "weakest_evidence")[0][:4] == [
        0.7,
        "Minimum transaction size",
        "RELATED_TO",
        "Ephemeral anchors",
    ]
    assert ask(session, "what_a_summary_rests_on")[0][2] == [0, 13]
    assert ask(session, "what_is_said_about")[0] == [
        "Yann LeCun",
        "LEFT",
        "Meta",
        "Yann LeCun is leaving Meta",
        TITLE,
        0.0,
    ]
    assert ask(session, "who_uses_the_same")[0] == [
        "Bech32",
        "CONCEPT",
        4,
        ["Bech32m", "Lightning invoice", "Native SegWit", "SegWit v0"],
    ]


def test_paths(session: Session) -> None:
    [[path]] = ask(session, "how_two_are_connected")
    names = ["Gloria Zhao", "Mark Erhardt", "Cluster mempool", "Pieter Wuille", "Erlay"]
    assert [node["name"] for node in path.nodes] == names
    chains = [[node["name"] for node in chain.nodes] for [chain] in ask(session, "chains")]
    assert len(chains) == 10
    assert chains[0] == [
        "Owen's Figma prototype",
        "Cold channel",
        "Reserve",
        "Lightning channel",
        "Lightning Network",
        "Contracting protocol",
        "Layer 1",
    ]


def test_voices(session: Session) -> None:
    assert [[row[0], len(row[1]), row[2]] for row in ask(session, "people_in_several_videos")] == [
        ["Aaron van Wirdum", 5, []],
        ["Sjors Provoost", 5, []],
        ["Mark Erhardt", 4, []],
        ["Adam Jonas", 3, []],
        ["Gloria Zhao", 1, ["Cluster Mempool by Murch"]],
        ["Antoine Riard", 0, ["Package Relay", "Bitcoin Core 25.0"]],
        ["Gregory Maxwell", 0, ["Scaling Bitcoin With The Erlay Protocol", "Package Relay"]],
        ["Matt Corallo", 0, ["Package Relay", "Bitcoin Core 25.0"]],
        ["Peter Todd", 0, ["Silent Payments", "Bitcoin Core 25.0"]],
        ["Pieter Wuille", 0, ["Scaling Bitcoin With The Erlay Protocol", "Cluster Mempool by Murch"]],
        ["Suhas Daftuar", 0, ["Package Relay", "Cluster Mempool by Murch"]],
    ]
    said = ask(session, "what_somebody_said")
    assert [[row[0], row[2]] for row in said] == [["Gloria Zhao", "Package Relay"]] * 2
    assert said[0][3] == 390.422
    assert [row[:2] for row in ask(session, "who_speaks_about")] == [
        ["Mark Erhardt", 18],
        ["Gloria Zhao", 13],
        ["Adam Jonas", 6],
    ]


def test_what_was_written_by_hand_shows(session: Session) -> None:
    after = "MATCH (e:Entity {name: 'Llama'}) SET e.mentionCount = 99"
    assert [row[:2] for row in ask(session, "drift_of_counts", after=after)] == [["Llama", 99]]
    after = "MATCH (:Entity {name: 'Yann LeCun'})-[r:LEFT]->() SET r.evidenceCount = 7"
    assert ask(session, "drift_of_evidence", after=after) == [["Yann LeCun", "LEFT", "Meta", 7, 2, 1, 1]]
    after = (
        "MATCH (:Topic {name: 'World Models'})-[c:COVERS]->(:Entity {name: 'Meta'}) SET c.segmentCount = 99"
    )
    assert [row[:3] for row in ask(session, "drift_of_topics", after=after)] == [["World Models", "Meta", 99]]


def test_everybody_may_contradict(session: Session) -> None:
    after = """MATCH (wang:Entity {name: 'Alexandr Wang'}), (target:Entity {name: 'World models'})
        CREATE (wang)-[:CRITICIZES]->(target)"""
    rows = ask(session, "contradictions", after=after)
    assert [[row[0], row[1], row[2], row[5], row[6]] for row in rows] == [
        ["Meta", "Yann LeCun", "WORKS_AT", "Yann LeCun", "LEFT"],
        ["World models", "Yann LeCun", "SUPPORTS", "Alexandr Wang", "CRITICIZES"],
    ]


def test_one_name_for_two(session: Session) -> None:
    after = """MATCH (meta:Entity {name: 'Meta'})
        CREATE (:Alias {key: 'x', searchName: 'llama'})-[:NAMES]->(meta)"""
    [[name, entities], [other, _]] = ask(session, "same_name_twice", after=after)
    assert [name, other] == ["llama", "neutrino"]
    assert entities[0] == "Meta (company, 11)"
    assert len(entities) == 2


def test_statements_are_counted_as_the_documents_have_them(session: Session) -> None:
    """By another way than Cypher: a quote over several segments is one statement, of each who says a part of it."""
    statements: dict[str, int] = {}
    of_speaker: Counter[str] = Counter()
    for document in documents():
        names = {entity.key: entity.name for entity in document.entities}
        voices = {one.label: names.get(one.person or "", one.label) for one in document.speakers}
        said: dict[tuple[object, ...], set[str | None]] = {}
        for known in document.relationships:
            for evidence in known.evidence if known.type != "MENTIONED_WITH" else ():
                quote = locate_quote(document.segments, evidence)
                assert quote is not None
                segments = document.segments[quote.first : quote.last + 1]
                place = known.source, known.type, known.target, quote.first, quote.start
                said[place] = {voices.get(one.speaker or "") for one in segments}
        statements[document.video.title] = len(said)
        of_speaker.update(name for speakers in said.values() for name in speakers if name)

    assert {title: count for title, _, count, _ in ask(session, "statements_per_hour")} == statements
    assert {name: count for name, count, _ in ask(session, "most_quoted")} == dict(of_speaker.most_common(10))


def test_undated_talks_do_not_pass_for_new(session: Session) -> None:
    none = "MATCH (v:Video) REMOVE v.publishedOn SET v.sortDate = date('0001-01-01')"
    assert ask(session, "new_in_the_latest_videos", after=none) == []
    # What an undated talk speaks of too need not be new.
    known = """MATCH (e:Entity {name: 'Yann LeCun'})
        CREATE (:Video {id: 'video:undated', title: 'Undated', sortDate: date('0001-01-01')})-[:FEATURES]->(e)"""
    rows = ask(session, "new_in_the_latest_videos", after=known)
    assert (len(rows), "Yann LeCun" in [row[0] for row in rows]) == (
        NUMBERS["new_in_the_latest_videos"] - 1,
        False,
    )


def test_undated_talks_stand_behind_dated_ones(session: Session) -> None:
    undated = (
        "MATCH (v:Video {title: 'Package Relay'}) REMOVE v.publishedOn SET v.sortDate = date('0001-01-01')"
    )
    [gloria] = [
        row
        for row in ask(session, "people_in_several_videos", after=GLORIA + undated)
        if row[0] == "Gloria Zhao"
    ]
    assert gloria[1] == ["Chaincode Decoded: Mempool", "Package Relay"]
    said = ask(session, "what_somebody_said", after=GLORIA + undated)
    assert said[-1][2] == "Package Relay"


GLORIA = """MATCH (p:Person {name: 'Gloria Zhao'}), (v:Video {title: 'Chaincode Decoded: Mempool'})
    SET p.videoCount = 2
    CREATE (v)-[:HAS_SPEAKER]->(s:Speaker {id: 'speaker:x'})-[:IS]->(p), (v)-[:FEATURES]->(p)
    CREATE (v)-[:HAS_SEGMENT]->(:Segment {id: 'segment:x', text: 'pinning', startSeconds: 0.0})-[:SPOKEN_BY]->(s)
    WITH v AS other """
"""Lets her be heard in a second talk."""


def test_what_is_only_said_together_is_no_weak_evidence(session: Session) -> None:
    after = """MATCH (a:Entity {name: 'Meta'}), (b:Entity {name: 'Llama'})
        CREATE (a)<-[:SUBJECT]-(:Evidence {id: 'evidence:x', type: 'MENTIONED_WITH', extractor: 'person', confidence: 0.01, quote: 'x'})-[:OBJECT]->(b)"""
    assert ask(session, "weakest_evidence", after=after) == ask(session, "weakest_evidence")


GUIDE = (ROOT / "docs/guides/browser.md").read_text("utf-8")
INDEXED = re.findall(r"```cypher\n(CALL db\.index\.fulltext\.queryNodes\('(\w+)'.+?)\n```", GUIDE, re.DOTALL)


def test_the_guide_has_an_example_for_each_full_text_index(session: Session) -> None:
    there = session.run("SHOW FULLTEXT INDEXES YIELD name RETURN name ORDER BY name").value()
    there.remove("former_videos")  # of ids, for the service
    assert sorted(name for _, name in INDEXED) == there
    assert sorted(re.findall(r"^\| `(\w+)` \| `", GUIDE, re.MULTILINE)) == there


@pytest.mark.parametrize(("text", "name"), INDEXED, ids=[name for _, name in INDEXED])
def test_an_example_of_a_full_text_index_finds_something(session: Session, text: str, name: str) -> None:
    assert explain(session, text, {})
    found = session.run(cast("LiteralString", text)).data()
    assert len(found) > 0
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
