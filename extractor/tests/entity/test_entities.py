"""Names, terms and their kinds, on sentences written for it."""

import pytest

from service.domain.document import ChannelInfo, Kind
from spoken import kinds, things, transcript
from videograph_extractor.entity.abbreviations import initials, read_abbreviations
from videograph_extractor.entity.names.proper_names import clean, find_names
from videograph_extractor.entity.things import fold, in_singular, small
from videograph_extractor.text.speech import read_passages


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("“Bitcoin Core”,", "Bitcoin Core"),
        ("Meta's", "Meta"),
        ("  C++ ", "C++"),
        ("(BDK).", "BDK"),
        ("LeCun’s", "LeCun"),
        (".NET Framework", ".NET Framework"),
        ("...NET Framework", "NET Framework"),
        ("(.NET)", ".NET"),
        ("O(N)", "O(N)"),
        ("Widget(ish", "Widget"),
    ],
)
def test_what_clings_to_a_name_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BIP-47", "BIP 47"),
        ("LLMs", "LLM"),
        ("open-source", "open source"),
        ("CoinJoin", "Coin Join"),
        ("The Lab", "lab"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C++", "C#"), ("v24", "v25"), ("BIP47", "BIP48"), ("Class", "Clas")]
)
def test_spellings_that_are_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "kind", "said", "singular"),
    [
        ("CloudFlares", "COMPANY", {"CloudFlares": 1}, "CloudFlare"),
        ("Vercels", "PRODUCT", {"Vercels": 3}, "Vercel"),
        ("Flurbs", "PRODUCT", {"Flurbs": 2, "Flurb": 1, "FLURB": 1}, "Flurb"),
        ("Macs", "PRODUCT", {"Macs": 2, "Mac": 2}, "Mac"),
        ("RFCs", "CONCEPT", {"RFCs": 9, "RFC": 1}, "RFC"),
        ("Flurb APIs", "CONCEPT", {"Flurb APIs": 1}, "Flurb API"),
    ],
)
def test_a_name_goes_by_its_singular(name: str, kind: Kind, said: dict[str, int], singular: str) -> None:
    assert in_singular(name, kind, said) == singular


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("Flurbs", "PRODUCT", {"Flurbs": 2, "Flurb": 1}),  # said in the plural mostly
        ("Signals", "PRODUCT", {"Signals": 2, "Signal": 1}),
        ("GitHub Actions", "PRODUCT", {"GitHub Actions": 1, "GitHub Action": 1}),
        ("Canvas", "COMPANY", {"Canvas": 1, "Canva": 1}),
        ("Rails", "PRODUCT", {"Rails": 1}),
        ("Postgres", "PRODUCT", {"Postgres": 1}),
        ("Kubernetes", "PRODUCT", {"Kubernetes": 1}),
        ("Redis", "PRODUCT", {"Redis": 1}),
        ("Jenkins", "PRODUCT", {"Jenkins": 1}),
        ("Sass", "PRODUCT", {"Sass": 1}),
        ("iOS", "PRODUCT", {"iOS": 1}),
        ("AWS", "PRODUCT", {"AWS": 1}),
        ("DevOps", "CONCEPT", {"DevOps": 1}),
        ("Ms", "CONCEPT", {"Ms": 1}),
        ("Charles", "PERSON", {"Charles": 1, "Charle": 1}),
    ],
)
def test_a_name_that_ends_in_s_is_no_plural(name: str, kind: Kind, said: dict[str, int]) -> None:
    assert in_singular(name, kind, said) == name


def test_the_plural_of_a_known_name_is_an_alias_of_it() -> None:
    talk = transcript(
        "It got important for the Vercels of the world, and for the CloudFlares. We use CloudFlare."
    )
    found = {thing.name: thing.forms for thing in things(talk)}
    assert found == {"Vercel": ["Vercels"], "Cloudflare": ["CloudFlare", "CloudFlares"]}


def test_small_keeps_capitals_of_the_words_own() -> None:
    assert small("Silent payments") == "silent payments"
    assert small("UTXO set") == "UTXO set"
    assert small("xPub Keys") == "xPub keys"


def test_fillers_days_numbers_and_greetings_are_no_names() -> None:
    talk = transcript(
        "Yeah. So I think, okay, Tuesday. Hello! Thanks. Right?",
        "Well, One thing. And Then. Okay, Great.",
        "Awesome. December, Monday.",
    )
    assert find_names(read_passages(talk.segments)) == {}


def test_plain_words_in_capitals_are_loud_and_no_names() -> None:
    talk = transcript(
        "They do AMAZING work. I write BREAKING when I break it.",
        "[COMMERCIAL BREAK] And then NASA called, and SOLID.",
    )
    assert sorted(kinds(talk)) == ["NASA", "SOLID"]


def test_a_number_or_web_with_a_capital_begins_a_name() -> None:
    talk = transcript(
        "I like Three Fiber, and we use the Web Speech API.",
        "One Google engineer knows it. Two Angular developers do, and twelve Vue developers.",
    )
    assert sorted(kinds(talk)) == ["Angular", "Google", "Three Fiber", "Vue", "Web Speech API"]


def test_a_name_keeps_its_dot_and_its_bracket() -> None:
    talk = transcript("We ported it to the .NET Framework. That is O(N) in the size, says Jane Miller.")
    assert sorted(kinds(talk)) == [".NET Framework", "Jane Miller", "O(N)"]


def test_kinds_by_the_last_word() -> None:
    talk = transcript(
        "We use Zorkle CMS, Widget CDN, Flurb VM and the Zorkle Pro.", "Widget Sciences paid for it."
    )
    assert kinds(talk) == {
        "Zorkle CMS": "PRODUCT",
        "Widget CDN": "PRODUCT",
        "Flurb VM": "PRODUCT",
        "Zorkle Pro": "PRODUCT",
        "Widget Sciences": "COMPANY",
    }


def test_kinds_of_known_and_unknown_names() -> None:
    talk = transcript(
        "Jane Miller works at Foobar Labs in Utrecht.",
        "They use PyTorch and Kubernetes, and the Foobar Conference was great.",
        "Jane Miller likes PyTorch. Foobar Labs likes it too.",
    )
    assert kinds(talk) == {
        "Jane Miller": "PERSON",
        "Foobar Labs": "COMPANY",
        "PyTorch": "PRODUCT",
        "Kubernetes": "PRODUCT",
        "Foobar Conference": "EVENT",
    }


def test_an_everyday_word_is_the_product_only_where_it_is_a_name() -> None:
    talk = transcript(
        "I write a lot of Go and Rust.", "Go ahead and go there.", "The rust on the car is old."
    )
    assert {t.name: [m.segment for m in t.mentions] for t in things(talk)} == {"Go": [0], "Rust": [0]}


def test_an_everyday_word_that_opens_a_sentence_and_does_something_is_the_product() -> None:
    talk = transcript("I like Rust.", "Rust was made here. Rust away.", "And so: Rust is new.")
    assert {t.name: [(m.segment, m.start) for m in t.mentions] for t in things(talk)} == {
        "Rust": [(0, 7), (1, 0), (2, 8)]
    }


def test_the_longest_name_wins_and_one_in_another_is_not_counted() -> None:
    talk = transcript("Bitcoin Core is software for Bitcoin.", "I run Node.js and a node, C++ but no C.")
    assert {t.name: [(m.segment, m.start, m.end) for m in t.mentions] for t in things(talk)} == {
        "Bitcoin Core": [(0, 0, 12)],
        "Bitcoin": [(0, 29, 36)],
        "Node.js": [(1, 6, 13)],
        "C++": [(1, 26, 29)],
        "C": [(1, 37, 38)],
    }


def test_terms_are_found_in_any_case_and_number() -> None:
    talk = transcript(
        "Silent payments are new.", "A silent payment needs an address.", "I like silent payments."
    )
    (thing,) = things(talk)
    assert (thing.name, thing.kind, sorted(thing.loose)) == (
        "silent payments",
        "CONCEPT",
        ["silent payment", "silent payments"],
    )
    assert [(m.segment, m.start, m.end) for m in thing.mentions] == [(0, 0, 15), (1, 2, 16), (2, 7, 22)]


def test_empty_nouns_are_no_terms() -> None:
    assert kinds(transcript(*["It is a different way of doing the same thing, a lot of stuff."] * 5)) == {}


def test_a_name_and_a_plain_noun_are_no_term_of_their_own() -> None:
    talk = transcript(
        "A bitcoin wallet is a wallet.",
        "The bitcoin wallet holds bitcoin.",
        "Bitcoin needs a bitcoin wallet, says Bitcoin.",
    )
    assert "bitcoin wallet" not in kinds(talk)


def test_initials_and_full_form_are_one_thing() -> None:
    talk = transcript(
        "The Widget Handling Kit (WHK) is out.",
        "I like WHK.",
        "We call it a joint embedding predictive architecture, JEPA for short.",
        "JEPA is new.",
    )
    assert read_abbreviations(read_passages(talk.segments)) == {
        "WHK": "Widget Handling Kit",
        "JEPA": "joint embedding predictive architecture",
    }
    found = {t.name: [m.segment for m in t.mentions] for t in things(talk)}
    assert found["WHK"] == [0, 0, 1]
    assert found["JEPA"] == [2, 2, 3]


def test_initials_leave_small_words_out() -> None:
    assert initials("proof of work") == "PW"
    assert initials("self-supervised learning") == "SSL"


def test_the_channel_is_not_talked_about() -> None:
    talk = transcript("Welcome to Bitcoin Explained. Bitcoin Explained is about Bitcoin.")
    video = talk.video.model_copy(update={"channel": ChannelInfo(name="Bitcoin Explained")})
    assert kinds(talk.model_copy(update={"video": video})) == {"Bitcoin": "PRODUCT"}


def test_a_thing_of_several_names_has_one() -> None:
    talk = transcript(
        "We run Postgres on K8s.", "PostgreSQL is fine.", "So Lightning is a network on Bitcoin Core 25."
    )
    assert {t.name: len(t.mentions) for t in things(talk)} == {
        "PostgreSQL": 2, "Kubernetes": 1, "Lightning Network": 1, "Bitcoin Core 25": 1
    }  # fmt: skip
    assert kinds(talk)["Bitcoin Core 25"] == "PRODUCT"


def test_alice_and_bob_are_nobody() -> None:
    talk = transcript("Now Alice sends coins to Bob.", "And then Alice tells Martin, and Bob does not.")
    assert kinds(talk) == {"Martin": "PERSON"}


def test_any_words_before_an_abbreviation_are_no_full_form() -> None:
    talk = transcript(
        "My arrival into the AI world was late.",
        "It is the same as implementing AI.",
        "The Allen Institute for AI.",
    )
    assert read_abbreviations(read_passages(talk.segments)) == {}
    said = transcript("We do Machine Learning (ML).", "They use Natural Language, or NL, at work.")
    assert read_abbreviations(read_passages(said.segments)) == {
        "ML": "Machine Learning",
        "NL": "Natural Language",
    }


def test_letters_of_one_known_thing_are_not_short_for_a_known_one_of_another_kind() -> None:
    talk = transcript(
        "We write CSS all day.", "And cross-site scripting is bad, so cross-site scripting goes."
    )
    assert kinds(talk) == {"CSS": "PRODUCT", "cross-site scripting": "CONCEPT"}


def test_two_names_joined_by_and_or_are_two() -> None:
    talk = transcript("We use Zorkle and/or Flurbit here.", "So use Zorkle, and use Flurbit too.")
    assert sorted(find_names(read_passages(talk.segments))) == ["Flurbit", "Zorkle"]
