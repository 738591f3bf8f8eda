"""Which sentences of a talk become bullets: those that need nothing from before them, and whole ones inside of longer ones."""

import pytest

from service.ingest.extract.clauses import ends_open, find_clauses, runs_on
from service.ingest.extract.leaning import count_untold, needs_context
from service.ingest.extract.speech import Sentence, read_passages, read_sentences
from service.ingest.extract.summary import Facts, find_statements
from service.ingest.extract.unstopped import read_unstopped
from service.ingest.extract.wording import stands_alone, worth
from spoken import transcript


def read(*lines: str) -> list[Sentence]:
    return read_sentences(read_passages(transcript(*lines).segments))


@pytest.mark.parametrize(
    ("said", "needs"),
    [
        # a pronoun wants a name before it, of its own number
        ("A lot of it is trying to fit the package format.", True),
        ("If a file is large, the cache of Git drops it.", False),
        ("As a side benefit, you can run it in containers.", True),
        ("Databases are slow when they have no index.", False),
        ("The parser of a language is slow when they have no index.", True),
        ("It is hard to prune the mempool of a node.", False),
        ("Boyd gave most of his lectures to generals.", False),
        ("Companies like Google have one that reads mailing lists.", False),
        ("Bitergia has one that reads mailing lists.", True),
        # what "the" points to must be told, or be on the map
        ("The slow network only has to make one call.", True),
        ("The strategy was more about bringing developers together.", True),
        ("The cost of a node is paid by whoever runs it.", False),
        ("The defaults that come with React are aggressive.", False),
        ("The efficiency of the protocol depends on blocks.", True),
        # compared with what?
        ("Search engines are going to be a lot better.", True),
        ("Search engines are a lot better than grep.", False),
        ("Our customers use a wallet.", True),
        ("Wallets differ, and Alice does not know why.", True),
        # begun twice
        ("The number of outputs that are known, people can discount them.", True),
        ("Mongoose is a very different project than most other projects.", False),
        ("There are other tools on the network.", True),
        ("You take a promise, and another promise depends on that promise.", False),
    ],
)
def test_what_a_sentence_takes_from_before_it(said: str, needs: bool) -> None:
    (sentence,) = read(said)
    assert needs_context(sentence.span, ()) is needs


def test_what_is_on_the_map_needs_no_telling() -> None:
    (sentence,) = read("The compiler turns source code into machine code.")
    assert needs_context(sentence.span, ())
    assert not needs_context(sentence.span, {1})
    assert (count_untold(sentence.span, ()), count_untold(sentence.span, {1})) == (1, 0)
    assert worth(sentence.span, {1}) > worth(sentence.span, ())


@pytest.mark.parametrize(
    ("said", "fit"),
    [
        ("You can program GPUs in CUDA and still be fast.", True),
        ("You gave the example of programs for GPUs in CUDA.", False),
        ("You're open to ideas about GPUs and CUDA.", False),
        ("Your program for GPUs is in CUDA and is fast.", False),
        ("Hard drive prices memory prices processor prices.", False),
    ],
)
def test_you_is_anybody_only_in_what_anybody_may_do(said: str, fit: bool) -> None:
    (sentence,) = read(said)
    assert stands_alone(said, sentence.span, frozenset(range(20))) is fit


@pytest.mark.parametrize(
    ("said", "bare", "clauses"),
    [
        (
            "Lush is a scripting language, and it looks so much like Go.",
            False,
            ["Lush is a scripting language", "it looks so much like Go"],
        ),
        # what the parser takes for the object of a verb behind it
        (
            "A stealth address is cheap, the silent payment is expensive for a node.",
            False,
            ["A stealth address is cheap", "the silent payment is expensive for a node"],
        ),
        # a condition holds for all that follows
        (
            "If you run Docker, containers start, and the logs grow.",
            False,
            ["If you run Docker, containers start"],
        ),
        (
            "You ask if Docker is fast, and we know that containers grow, and logs are large.",
            False,
            ["You ask if Docker is fast"],
        ),
        # "but" takes something back
        ("Wallets are fast, but nodes are slow.", False, []),
        ("Nobody says that wallets are fast and nodes are slow.", False, []),
        ("mounts are great you can get into trouble with mounts", False, []),
        (
            "mounts are great you can get into trouble with mounts",
            True,
            ["mounts are great", "you can get into trouble with mounts"],
        ),
    ],
)
def test_sentences_inside_of_a_sentence(said: str, bare: bool, clauses: list[str]) -> None:
    (sentence,) = read(said)
    assert [clause.text for clause in find_clauses(sentence.span, bare)] == clauses


@pytest.mark.parametrize(
    ("said", "half"),
    [
        ("for the most part mongo has been", True),
        ("you got a data center that's", True),
        ("the node sends blocks to the", True),
        ("the node sends blocks to a wallet", False),
        ("the wallet is taking on such a different", True),
    ],
)
def test_where_no_stop_was_said_the_last_word_tells_half_a_sentence(said: str, half: bool) -> None:
    (sentence,) = read(said)
    assert ends_open(sentence.span) is half


def test_two_sentences_without_anything_between() -> None:
    both, one = (
        read("mounts are great you can get into trouble with mounts"),
        read("mounts are great because you can share them"),
    )
    assert [runs_on(sentences[0].span) for sentences in (both, one)] == [True, False]


def test_a_bullet_may_be_part_of_a_sentence_and_rests_on_its_own_segments() -> None:
    lines = [
        "Ann: So it was late, and",
        "Ann: the mempool of a node holds transactions that wait for a block,",
        "Ann: so he left.",
    ]
    sentences = read(*lines)
    facts = [Facts(0.5, frozenset(range(40))) for _ in sentences]
    found, _ = find_statements(sentences, facts, {})
    assert [(s.text, tuple(s.sentence.segments)) for s in found] == [
        ("The mempool of a node holds transactions that wait for a block.", (1,))
    ]


def test_who_speaks_to_or_of_the_other_voices_makes_no_bullet() -> None:
    sentences = read(
        "Jerod is a developer of Mongoose at MongoDB.",
        "A voice that trails off is still a sentence about Mongoose...",
    )
    facts = [Facts(0.5, frozenset(range(40))) for _ in sentences]
    assert [s.text for s in find_statements(sentences, facts, {}, {"jerod"})[0]] == [
        "A voice that trails off is still a sentence about Mongoose."
    ]
    assert len(find_statements(sentences, facts, {})[0]) == 2


def test_captions_run_on_and_their_sentences_are_found_all_the_same() -> None:
    words = (
        "so i was like okay native segwit describes a type of output format whereas bech32 describes an encoding "
        "of addresses i guess what do you think why does taproot need a new address "
        "the wallet ignores the version of the address tim"
    ).split()
    lines = [" ".join(words[i : i + 8]) for i in range(0, len(words), 8)]
    (passage,) = read_passages(transcript(*lines).segments)
    sentences = read_sentences([passage])
    known = {"native", "segwit", "bech32", "taproot", "wallet"}
    named = [[t.i for t in s.span if t.text in known] for s in sentences]
    readings = list(read_unstopped(sentences, named, {"native segwit": "Native SegWit", "bech32": "Bech32"}))
    found = {reading.text: tuple(reading.place.segments) for reading in readings}
    # no question, and nobody spoken to
    assert found == {
        "Native SegWit describes a type of output format whereas Bech32 describes an encoding of addresses.": (
            0,
            1,
            2,
        )
    }
