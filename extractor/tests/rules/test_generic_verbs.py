"""Connections between things: what products and terms are told to do, what serves what, what is set against what."""

import pytest

from spoken import statements, transcript
from videograph_extractor.reading import read_talk

TOLD = [
    ("Stratum V2 adds encryption.", ("Stratum V2", "RELATED_TO", "encryption")),
    ("A hardware wallet gives you an xpub.", ("hardware wallet", "RELATED_TO", "xpub")),
    ("Every full node has its own mempool.", ("mempool", "PART_OF", "full node")),
    ("The light client connects to a full node.", ("light client", "RELATED_TO", "full node")),
    ("Markdown is converted to LaTeX there.", ("Markdown", "RELATED_TO", "LaTeX")),
    ("Taproot is active on Signet.", ("Taproot", "RELATED_TO", "Signet")),
    ("MuSig2, which will enable multi-signatures, is new.", ("MuSig2", "INFLUENCED", "multi-signatures")),
    (
        "Adaptor signatures allow you to do atomic swaps.",
        ("adaptor signatures", "INFLUENCED", "atomic swaps"),
    ),
    ("Bitcoin Core was using the multi-sig solution back then.", ("Bitcoin Core", "USES", "multi-sig")),
    ("A pinning attack is just a DOS vector there.", ("pinning attack", "RELATED_TO", "DOS")),
    ("MuSig2 is a variant of FROST.", ("MuSig2", "BASED_ON", "FROST")),
    ("MetaMask is a Chrome extension.", ("MetaMask", "RELATED_TO", "Chrome")),
    (
        "The mempool is the list of unconfirmed transactions.",
        ("mempool", "RELATED_TO", "unconfirmed transactions"),
    ),
    ("Erlay uses something called set reconciliation, right?", ("Erlay", "USES", "set reconciliation")),
    ("MuSig2 is new. It needs a soft fork.", ("MuSig2", "USES", "soft fork")),
    ("Intel was challenged by Kubernetes.", ("Intel", "RELATED_TO", "Kubernetes")),
    ("The mempool is improved by package relay.", ("package relay", "INFLUENCED", "mempool")),
    ("Having a mempool really helps with fee estimation.", ("mempool", "RELATED_TO", "fee estimation")),
]
SERVING = [
    (
        "You can use Miniscript to write output descriptors.",
        ("Miniscript", "RELATED_TO", "output descriptors"),
    ),
    ("Merkle trees are used for Utreexo.", ("Merkle trees", "RELATED_TO", "Utreexo")),
    ("Erlay makes transaction relay cheaper.", ("Erlay", "RELATED_TO", "transaction relay")),
]


@pytest.mark.parametrize(("sentence", "connection"), TOLD + SERVING)
def test_stated_of_things(sentence: str, connection: tuple[str, str, str]) -> None:
    assert connection in statements(transcript(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Stratum V2 does not add encryption.",
        "Does Stratum V2 add encryption?",
        "Stratum V2 might add encryption.",
        "If Stratum V2 added encryption, that would be nice.",
        "Some full node had a mempool.",
        "The light client never connects to a full node.",
        "No full node has a mempool.",
        "The full node has no mempool.",
        "Redis has a plugin system.",
        "I want to use Miniscript to write output descriptors.",
        "You can't build vaults with OP_VAULT.",
        "Maybe you need a soft fork to get Taproot.",
        "Package relay is not a way to prevent pinning attacks.",
        "Signet is nothing like testnet.",
        "Is Taproot more private than multi-sig?",
        "Taproot is not more private than multi-sig.",
        "I really want vaults in Bitcoin.",
        "We should put the Merkle root into the block header.",
        "We talked about Taproot and the rules of Bitcoin.",
        "It was like the first soft fork.",
        "Does Erlay use set reconciliation, right?",
        "Taproot and MuSig2 are new. It needs a soft fork.",
        "We sent 10 Bitcoin to the mempool.",
        "They use wrapped SegWit rather than native SegWit.",
        "Nothing will change for the mempool in Bitcoin Core.",
        "It breaks the assumption that MuSig2 uses a soft fork.",
        "Taproot will be used for multi-sig.",
        "We looked at the rules and wallets and Taproot of Bitcoin.",
        "There is no difference between MuSig and FROST.",
        "They have Stratum V2 so adding encryption is fine.",
        "WebRTC is like the C++ library.",
        "We use the same mempool as Bitcoin Core.",
        "They talked about Node, the future of Docker and more.",
        "There are clients for Python 2 and Python 3.",
        "The garbage collector in Golang is fast.",
        "You can build vaults with OP_VAULT.",
        "The internal key of the UTXO is fine.",
        "It doesn't make sense to compile to MuSig instead of FROST.",
        "This was about Taproot versus Bitcoin transactions.",
        "If it sees a full node that has a mempool, it stops.",
        "Stratum V2 is going from SegWit to Taproot.",
        "SegWit has fungibility.",
        "Ann Lee and Tom Reed talked to Bob Stone about Taproot.",
        "Tom Reed knows Taproot, and I forget his name, but he's the maintainer of Taproot.",
        "With MuSig2, I will post a covenant.",
        "I think MuSig2 is the analogy of this for FROST.",
        "Google has Docker.",
        "I wonder what is the difference between MuSig and FROST.",
        "Docker exposes its API.",
        "Docker is an open source version.",
        "Taproot, pronounced SegWit, is nice.",
        "Bitcoin Core had a mempool.",
        "You can use MuSig instead of FROST.",
        "They went with Taproot rather than SegWit.",
        "This was about Light DOM versus Shadow DOM.",
        "Tell us the difference between MuSig and FROST.",
        "MuSig2 is new. It's like Taproot.",
        "MuSig2 is like a perfect threshold signature.",
        "You have to put the Merkle root into the block header.",
        "This is a way of turning a soft fork into a hard fork.",
        "We were writing covenants with OP_VAULT.",
        "So how does Erlay compare with Stratum V2, which uses encryption.",
        "They seem to think that Taproot is a soft fork.",
        "If there's some full node running Taproot on Windows.",
        "I'm curious how Stratum V2 adds encryption.",
        "The internal key of Taproot is small.",
        "Taproot is a big enough soft fork.",
    ],
)
def test_not_stated_of_things(sentence: str) -> None:
    assert statements(transcript(sentence)) == []


def test_a_term_of_all_talks_is_an_end_where_the_talk_is_about_it() -> None:
    talk = transcript(*["A vault holds coins. This vault is new."] * 6, "You can use OP_VAULT for vaults.")
    stated = [(s.source.name, s.type, s.target.name) for s in read_talk(talk).stated]
    assert ("OP_VAULT", "RELATED_TO", "vault") in stated


def test_a_talk_may_begin_with_a_verb() -> None:
    """What the parser makes of half a sentence is its affair: nothing is looked for before the first word."""
    talk = transcript("building block templates in Rust, and block templates are nice.")
    assert {source for source, _, _ in statements(talk)} <= {"block templates"}


def test_who_handles_it_is_not_handled_by_it() -> None:
    [stated] = read_talk(transcript("The mempool is handled by Bitcoin Core.")).stated
    assert (stated.source.name, stated.label, stated.target.name) == ("Bitcoin Core", "handled", "mempool")
