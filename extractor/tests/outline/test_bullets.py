"""Which sentences of a talk may be bullets, what can be seen of them, and whole ones inside of longer ones."""

import pytest

from spoken import transcript
from videograph_extractor.outline import bullets as module
from videograph_extractor.outline.bullet_traits import Context, read_traits
from videograph_extractor.outline.bullets import Facts, Voices, find_statements, read_candidates
from videograph_extractor.outline.context_dependence import count_untold, is_whole, leanings
from videograph_extractor.outline.unpunctuated import read_unstopped
from videograph_extractor.outline.wording import trim
from videograph_extractor.text.clauses import ends_open, find_clauses, runs_on
from videograph_extractor.text.speech import Sentence, read_passages, read_sentences
from videograph_extractor.text.weights import Weights


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
    assert bool(list(leanings(sentence.span, ()))) is needs


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("Mining pools pay the miners of a block.", True),
        ("A backend that listens for messages of nodes.", False),
        ("If someone came out with a language with good tooling that had goroutines.", False),
        ("If the mempool of a node is full, transactions are dropped from it.", True),
        ("Transactions that wait for a block in the mempool.", False),
        ("Building a file system that is a repository.", False),
        ("What makes a small transaction new to a node.", False),
        ("When you use a node that is full.", False),
        ("When a node is full, transactions wait in the mempool.", True),
    ],
)
def test_a_whole_sentence_has_a_finite_verb_of_its_own(said: str, whole: bool) -> None:
    (sentence,) = read(said)
    assert is_whole(sentence.span) is whole


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("And, you know, so a wallet holds keys.", "A wallet holds keys."),
        ("No, a wallet holds keys.", "A wallet holds keys."),
        ("No wallet holds coins.", "No wallet holds coins."),
        ("Instead, a wallet holds keys.", "A wallet holds keys."),
        ("Instead of coins a wallet holds keys.", "Instead of coins a wallet holds keys."),
        ("Because a wallet holds keys.", "A wallet holds keys."),
        ("But because of fees wallets are slow.", "Because of fees wallets are slow."),
        ("Hopefully wallets get faster.", "Hopefully wallets get faster."),
    ],
)
def test_words_go_only_where_they_say_nothing(said: str, written: str) -> None:
    assert trim(said) == written


def test_what_is_on_the_map_needs_no_telling() -> None:
    (sentence,) = read("The compiler turns source code into machine code.")
    assert list(leanings(sentence.span, ())) == ["subject untold"]
    assert list(leanings(sentence.span, {1})) == []
    assert (count_untold(sentence.span, ()), count_untold(sentence.span, {1})) == (1, 0)


_ALONE = Context(weight=0.5, into=0.5, voiced=False, asking=False, captions=False, part=False, called=False)


@pytest.mark.parametrize(
    ("said", "trait", "has"),
    [
        ("You can program GPUs in CUDA and still be fast.", "subject yours", False),
        ("Your program for GPUs is in CUDA and is fast.", "subject yours", True),
        ("You see that the program for GPUs is in CUDA.", "talking", True),
        ("Hard drive prices memory prices processor prices.", "list for a sentence", True),
        ("The mempool holds holds transactions that wait.", "slip", True),
        ("In this episode the mempool of a node is explained.", "about the talk", True),
        ("It holds all of the transactions that wait for a block.", "leans points away it", True),
        ("He says they were the first to have a mempool in a wallet.", "opens leaning", True),
        ("The mempool of a node holds transactions that wait.", "subject after the", True),
    ],
)
def test_traits_say_what_can_be_seen(said: str, trait: str, has: bool) -> None:
    (sentence,) = read(said)
    assert (trait in read_traits(said, sentence.span, frozenset(), _ALONE)) is has


def test_all_traits_of_a_sentence() -> None:
    said = "I wrote Mongoose in a week."
    (sentence,) = read(said)
    context = Context(
        weight=0.5,
        into=0.05,
        voiced=True,
        asking=True,
        captions=True,
        part=True,
        called=True,
    )
    assert sorted(read_traits(said, sentence.span, frozenset({2}), context)) == [
        "asking",
        "calls a voice",
        "captions",
        "commas 0",
        "ends .",
        "i write",
        "into 1",
        "last NOUN",
        "long 0",
        "named 1",
        "names 1",
        "nouns 3",
        "part",
        "personal voiced",
        "pronouns 1",
        "rare 1",
        "subject PRP",
        "subject after nothing",
        "subject i",
        "subject role nsubj",
        "untold 0",
        "vague 0",
        "verb VBD",
        "verb role ROOT",
        "verb write",
        "weight 2",
    ]


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
        "Ann: So evening came, and",
        "Ann: the mempool of a node holds transactions that wait for a block,",
        "Ann: so he left.",
    ]
    sentences = read(*lines)
    facts = [Facts(0.5, frozenset(range(40))) for _ in sentences]
    found = list(read_candidates(sentences, facts, Voices()))
    assert [(c.text, tuple(c.sentence.segments), "part" in c.traits) for c in found] == [
        (
            "Evening came, and the mempool of a node holds transactions that wait for a block, so he left.",
            (0, 1, 2),
            False,
        ),
        ("The mempool of a node holds transactions that wait for a block.", (1,), True),
    ]


def test_of_a_sentence_and_its_parts_the_surest_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Ann: So evening came, and the mempool of a node holds transactions that wait for a block, so he left."
    sentences = read(said)
    for weights, taken, sureness in (
        (Weights({"part": 1.0}, -1.0, (0.0,) * 384), "The mempool of a node holds transactions", 0.5),
        (Weights({"part": -1.0}, 1.0, (0.0,) * 384), "Evening came, and the mempool of a node", 0.73),
    ):
        monkeypatch.setattr(module, "read_weights", {"bullet_sureness": weights}.__getitem__)
        found, vectors = find_statements(sentences, [Facts()], Voices())
        assert [(s.text[: len(taken)], s.sureness, s.row) for s in found] == [(taken, sureness, 0)]
        assert vectors.shape == (1, 384)


def test_the_vector_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = read("Mining pools pay the miners of a block.")
    only_first = Weights({}, 0.0, (10.0,) + (0.0,) * 383)
    monkeypatch.setattr(module, "read_weights", {"bullet_sureness": only_first}.__getitem__)
    (found,), vectors = find_statements(sentences, [Facts()], Voices())
    assert found.sureness == only_first.sureness((), vectors[0]) != 0.5


def test_only_what_has_the_form_of_a_bullet_is_read() -> None:
    sentences = read(
        "Jerod is a developer of Mongoose at MongoDB.",
        "A voice that trails off is still a sentence about Mongoose...",
        "What does the mempool do with transactions that wait?",
        "It [unintelligible] a block of transactions that wait.",
        "A short one.",
    )
    facts = [Facts() for _ in sentences]
    found = list(read_candidates(sentences, facts, Voices(called={"jerod"})))
    assert [(c.text, "calls a voice" in c.traits) for c in found] == [
        ("Jerod is a developer of Mongoose at MongoDB.", True),
        ("A voice that trails off is still a sentence about Mongoose.", False),
    ]


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


def test_a_question_is_no_bullet_without_who_is_asked() -> None:
    sentences = read(
        "Ann, how did Google actually get interested in testing models of that kind?",
        "Google, after that, was interested in models, and Google tested models of that kind?",
    )
    facts = [Facts() for _ in sentences]
    assert [candidate.text for candidate in read_candidates(sentences, facts, Voices())] == [
        "Google, after that, was interested in models."
    ]
