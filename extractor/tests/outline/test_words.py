"""What is written rather than found: titles, topics, bullets, the paragraph."""

import tomllib
from collections import Counter

import numpy as np
import pytest

from service.domain.document import TopicInfo
from service.extractors.common.symbols import symbol_for
from service.extractors.interface import map_size
from spoken import kinds, show_all_bullets, transcript
from videograph_extractor.entity.things import Mention, Thing
from videograph_extractor.offline import extract
from videograph_extractor.outline.bullets import Facts, Statement, Voices, find_statements
from videograph_extractor.outline.chapters import Stretch
from videograph_extractor.outline.context_dependence import points_back
from videograph_extractor.outline.headings import find_phrases, is_names_only
from videograph_extractor.outline.overview import name_chapters
from videograph_extractor.outline.summary import choose, group_sections, write_bullet, write_paragraph
from videograph_extractor.outline.titles import Material, title_stretches
from videograph_extractor.outline.topics import count_themes, find_topics, title_case, topic_name
from videograph_extractor.outline.wording import is_fluent, is_formed, trim
from videograph_extractor.text.clauses import is_cut
from videograph_extractor.text.language import DATA, embed, parse
from videograph_extractor.text.nouns import Nouns, find_nouns
from videograph_extractor.text.phrases import Term
from videograph_extractor.text.similarity import nearness, sample_stretches
from videograph_extractor.text.speech import read_passages, read_sentences


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("silent payment", "Silent Payment"),
        ("proof of work", "Proof of Work"),
        ("next-token prediction", "Next-Token Prediction"),
        ("xPub key", "xPub Key"),
        ("UTXO set", "UTXO Set"),
    ],
)
def test_title_case(words: str, title: str) -> None:
    assert title_case(words) == title


def test_topics_have_one_name_in_all_talks() -> None:
    plural = Thing("large language models", "CONCEPT", loose={"large language models"})
    initials = Thing("LLM", "CONCEPT", exact={"LLM"})
    assert topic_name(plural, {}, ()) == topic_name(initials, {}, ()) == "Large Language Models"
    term = Term("headers chain", Counter({"headers chains": 3}))
    spoken = Thing("headers chains", "CONCEPT", loose={"headers chains"}, said=Counter({"headers chains": 3}))
    assert topic_name(spoken, {"headers chain": term}, ()) == "Headers Chain"


def test_topics_are_themes_and_what_lies_between_two_mentions_is_about_them_too() -> None:
    idea = Thing("silent payments", "CONCEPT", loose={"silent payments"}, salience=0.5)
    idea.mentions = [Mention(2, 0, 3), Mention(5, 0, 3), Mention(9, 0, 3)]
    person = Thing(
        "Ruben Somsen", "PERSON", exact={"Ruben Somsen"}, salience=1.0, mentions=[Mention(0, 0, 3)]
    )
    talk = transcript(*["Nothing to see."] * 12)
    (topic,) = find_topics(talk.segments, [person, idea], {})
    assert (topic.name, topic.segments) == ("Silent Payments", (2, 3, 4, 5, 9))


def test_the_tail_of_the_topics_is_cut() -> None:
    ideas = [Thing(f"flurb {word}", "CONCEPT", loose={f"flurb {word}"}) for word in "abcdefghij"]
    for place, idea in enumerate(ideas):
        idea.salience, idea.mentions = 1 - place / 20, [Mention(place, 0, 3)]
    talk = transcript(*["Nothing to see."] * 12)
    names = [f"Flurb {word}" for word in "ABCDEFGHIJ"]
    assert [t.name for t in find_topics(talk.segments, ideas, {})] == names[:8]
    ideas[1].salience = ideas[2].salience = 0.2
    assert [t.name for t in find_topics(talk.segments, ideas[:3], {})] == names[:1]


def test_themes_of_the_table_are_found_by_what_is_said_of_them() -> None:
    talk = transcript(
        "We run it in docker, and each container image is small.",
        "The unit tests are slow.",
        "Is a private key private?",
        "Our test suite needs a test-driven development mind.",
        "Containerized apps, again.",
    )
    product = Thing("Docker Hub", "PRODUCT", exact={"Docker Hub"}, salience=0.1, mentions=[Mention(4, 0, 3)])
    topics = find_topics(talk.segments, [product], {})
    # a private key is no privacy, and one word of a theme is not enough
    assert [(t.name, t.segments) for t in topics] == [
        ("Software Testing", (1, 2, 3)),
        ("Containers", (0, 4)),
    ]


def test_what_nearly_every_talk_speaks_of_comes_behind_what_few_do() -> None:
    talk = transcript(
        "The API calls another API, and the API is fast.",
        "A taproot covenant is a script, and a covenant can hold a covenant by OP_CAT.",
        *["Nothing to see here, as on most days of the year, and so on."] * 200,
    )
    assert [t.name for t in find_topics(talk.segments, [], {})] == ["Covenants", "APIs"]


def test_words_of_themes_are_counted_as_they_weigh() -> None:
    # "script" is a plain word and weighs half, "scripts" is none; nothing says that the second talk is of that kind of script
    said, places = count_themes(transcript("An opcode, a script.", "Goroutines run scripts.").segments)
    assert (said, places["Concurrency"]) == ({"Scripts and Addresses": 2.5, "Concurrency": 1.0}, {1})
    said, _ = count_themes(transcript("The startup time of a startup.", "Cut startup cost.").segments)
    assert said == {"Performance": 2.0}  # "startup" alone is no theme, startups are
    assert count_themes(transcript("A script for goroutines.").segments)[0] == {"Concurrency": 1.0}


def test_a_word_that_is_said_of_other_things_too_counts_beside_one_that_is_not() -> None:
    lines = [
        "The script is long, and scripts fail.",
        "Scripts have an address, and addresses are written into scripts.",
    ]
    assert find_topics(transcript(*lines).segments, [], {}) == []
    (topic,) = find_topics(transcript(*lines, "Each opcode is checked.").segments, [], {})
    assert (topic.name, topic.segments) == ("Scripts and Addresses", (0, 1, 2))


@pytest.mark.parametrize(
    "word", ["pairing", "activation", "mint", "covenant", "alignment", "custody", "identity"]
)
def test_an_everyday_word_is_no_theme_without_a_second_term_of_its_field(word: str) -> None:
    talk = transcript(*[f"We had a {word} here, and a {word} there, and then one {word} more."] * 6)
    assert count_themes(talk.segments)[0] == {}
    found = extract(talk).document.topics
    assert {topic.name for topic in found} <= {word.title()}


def test_an_everyday_word_is_a_theme_beside_terms_of_its_field() -> None:
    talk = transcript(
        "The mint signs what it gives out.",
        "Each mint holds coins in a multisig, and a mint can fail.",
        "A soft fork would let the mint prove it.",
    )
    assert count_themes(talk.segments)[0]["Ecash"] == 4.0
    said, _ = count_themes(transcript("The mint is in the mempool.", "A mint, a mint.").segments)
    assert "Ecash" not in said  # one term of its field may be of another, too
    assert "Ecash" in count_themes(transcript("The mint makes ecash.").segments)[0]


def test_an_everyday_term_of_a_table_needs_a_second_term_of_its_field() -> None:
    assert "oracle" not in kinds(transcript("She is an oracle of the stock market.", "So it went on."))
    assert kinds(transcript("The oracle signs it.", "The adaptor signature is made."))["oracle"] == "CONCEPT"


def test_a_version_is_no_theme_beside_what_it_is_of() -> None:
    talk = transcript(*["Nothing to see."] * 3)
    things = [
        Thing(name, "PRODUCT", exact={name}, salience=salience, mentions=[Mention(0, 0, 3)])
        for name, salience in (("Foo Server", 0.9), ("Foo Server 24", 0.8), ("Bar", 0.4), ("API", 0.9))
    ]
    assert [t.name for t in find_topics(talk.segments, things, {})] == ["Foo Server", "Bar"]


def test_each_word_belongs_to_one_theme() -> None:
    raw: dict[str, str] = tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))
    del raw["fields"]
    words = [word.strip().lower() for others in raw.values() for word in others.split(";")]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert "" not in words


def test_a_title_says_what_of_what() -> None:
    talk = transcript(
        "The cost of fee bumping is high, and fee bumping has a cost that wallets know. The cost of fee bumping grows.",
        "We are building block templates in Rust, and block templates are nice. What are block templates?",
    )
    passages = read_passages(talk.segments)
    material = Material([], find_phrases(passages), find_nouns(passages, 2))
    assert title_stretches([(0, 1), (1, 2)], material) == [
        "Cost of fee bumping",
        "What are block templates?",
    ]


def test_phrases_for_a_heading() -> None:
    talk = transcript(
        "Testing accessibility with Cypress is a lot of work. There is a difference between promises and callbacks. "
        "John Smith has three good ideas. Why do nodes relay transactions? What is that thing? He is building robots."
    )
    assert [p.words for p in find_phrases(read_passages(talk.segments))] == [
        "Accessibility with Cypress",
        "Testing accessibility",
        "Testing accessibility with Cypress",
        "Difference between promises and callbacks",
        "Why do nodes relay transactions?",
    ]


def test_a_heading_does_not_point_back_and_is_no_code() -> None:
    talk = transcript(
        "The language in this machine language is old. We meet at five o'clock with the var a:= and its .peg file."
    )
    passages = read_passages(talk.segments)
    assert "Language in this machine language" not in [p.words for p in find_phrases(passages)]
    spelt = find_nouns(passages, 1).spelt
    assert not {"a:=", ".peg", "o'clock"} & spelt.keys()
    assert spelt["language"] == "language"


def test_nouns_are_counted_wherever_they_stand() -> None:
    talk = transcript("Mempools are full. The mempool of a node grows.", "This is from Lightning Labs.")
    assert find_nouns(read_passages(talk.segments), 2) == Nouns(
        (("mempool", "mempool", "node"), ("lightning", "labs")),
        {"mempool": "mempool", "node": "node", "lightning": "Lightning", "labs": "Labs"},
    )


def test_a_title_is_about_the_noun_that_is_said_most_and_not_about_a_phrase_by_the_way() -> None:
    talk = transcript(
        "The mempool is full. A mempool drops transactions, and the mempool of a miner differs. Fees rise in it. "
        "My coffee mug broke. The transactions wait, and transactions are dropped.",
        "Block templates are built. A block template is a list, and block templates change. My coffee mug broke.",
    )
    passages = read_passages(talk.segments)
    material = Material([], find_phrases(passages), find_nouns(passages, 2))
    assert title_stretches([(0, 1), (1, 2)], material) == [None, "Block template"]


def test_a_word_that_is_said_most_is_a_title_if_the_talk_has_a_topic_of_its_name() -> None:
    talk = transcript(
        "The mempool is full. A mempool drops transactions, and the mempool of a miner differs. Fees in the mempool rise. ",
        "Block templates are built. A block template is a list.",
    )
    passages = read_passages(talk.segments)
    phrases, nouns = find_phrases(passages), find_nouns(passages, 2)
    topics = [TopicInfo(name="Mempools", segments=(0,))]
    assert title_stretches([(0, 1), (1, 2)], Material([], phrases, nouns, topics=topics)) == [
        "Mempools",
        "Block template",
    ]


def test_of_two_parts_the_nearer_is_told_from_the_other() -> None:
    talk = transcript("Miners find blocks and are paid fees.", "We bake bread with yeast and flour.")
    samples = sample_stretches(talk.segments, [(0, 1), (1, 2)])
    assert samples.segments == (0, 1)
    words = embed(["mining reward", "baking"])
    mining, bread = nearness(samples, (0, 1), words), nearness(samples, (1, 2), words)
    assert mining[0] > mining[1]
    assert bread[1] > bread[0]
    assert nearness(samples, (2, 3), words) == [0.0, 0.0]


def test_samples_are_spread_over_the_talk_and_over_each_stretch_of_it() -> None:
    talk = transcript(*[f"{i} " + "word " * 44 for i in range(48)])
    assert sample_stretches(talk.segments, [(0, 48)]).segments == tuple(range(0, 48, 3))
    assert sample_stretches(talk.segments, [(0, 4), (4, 48)]).segments == (
        0,
        1,
        2,
        3,
        *(4 + i * 44 // 8 for i in range(8)),
    )
    many = [(i, i + 4) for i in range(0, 48, 4)]
    assert sample_stretches(talk.segments, many).segments == tuple(
        s for f, _ in many for s in (f, f + 1, f + 2)
    )


def test_a_stretch_without_a_phrase_has_its_own_topic_as_its_title_or_none() -> None:
    topics = [
        TopicInfo(name="Bitcoin", segments=tuple(range(30))),
        TopicInfo(name="Stealth Addresses", segments=(0, 1, 2, 3, 4)),
        TopicInfo(name="Light Clients", segments=(12, 13, 14)),
        TopicInfo(name="Payjoin", segments=(25,)),
    ]
    material = Material([], [], Nouns((), {}), topics=topics[1:])
    assert title_stretches([(0, 10), (10, 20), (20, 30)], material) == ["Stealth Addresses", None, None]
    lower = [*topics, TopicInfo(name="stealth addresses", segments=(20, 21, 22, 23, 24, 25, 26, 27))]
    material = Material([], [], Nouns((), {}), topics=lower)  # no title twice, whatever its capitals
    assert title_stretches([(0, 10), (10, 15), (20, 30)], material) == [
        "Stealth Addresses",
        "Light Clients",
        "Bitcoin",
    ]


def test_chapters_without_a_title_are_part_of_the_one_before() -> None:
    topics = [TopicInfo(name="Bees", segments=(3, 4)), TopicInfo(name="Honey", segments=(9, 10, 11))]
    material = Material([], [], Nouns((), {}), topics=topics)
    stretches = [Stretch(0, 3), Stretch(3, 5), Stretch(5, 9), Stretch(9, 12)]
    assert name_chapters(stretches, material, None) == [Stretch(0, 9, "Bees"), Stretch(9, 12, "Honey")]
    assert name_chapters(stretches, Material([], [], Nouns((), {})), None) == [Stretch(0, 12)]
    given = [Stretch(0, 9, "Hives"), Stretch(9, 12)]
    assert name_chapters(given, material, None) == [Stretch(0, 9, "Hives"), Stretch(9, 12, "Honey")]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Vib Dino", True),
        ("Zen of Google", True),
        ("Peter Hellberg", True),
        ("NATS Streaming server", False),
        ("cost of Docker", False),
    ],
)
def test_names_beside_each_other_are_no_heading(words: str, names: bool) -> None:
    assert is_names_only(words) is names


@pytest.mark.parametrize(
    ("said", "bullet"),
    [
        ("So, you know, the block is full.", "The block is full."),
        (
            "Yeah... I think that mining pools, you know, pay the miners, right.",
            "Mining pools pay the miners.",
        ),
        ("And um, iPhones are expensive.", "iPhones are expensive."),
        ("Bitcoin works.", "Bitcoin works."),
        (
            "And nodes are kind of gonna drop a kind of block, and so on and so forth.",
            "Nodes are going to drop a kind of block.",
        ),
    ],
)
def test_bullets_lose_what_speech_puts_around_them(said: str, bullet: str) -> None:
    assert trim(said) == bullet


@pytest.mark.parametrize(
    ("text", "formed"),
    [
        ("The mempool of a node holds transactions.", True),
        ("The mempool of a node holds transactions!", True),
        ("The mempool of a node holds transactions", False),
        ("The mempool holds a few transactions.", False),
        ("What does the mempool do with transactions?", False),
        ("The mempool holds [unintelligible] that wait for blocks.", False),
        ("The mempool of a node -- holds the transactions.", False),
        ("The mempool… of a node holds all transactions.", False),
        ('The "mempool of a node holds all transactions.', False),
        ("The mempool (of a node holds all transactions.", False),
    ],
)
def test_a_bullet_has_the_form_of_a_sentence(text: str, formed: bool) -> None:
    assert is_formed(text) is formed


def test_who_says_i_is_named_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    show_all_bullets(monkeypatch)
    said = "I wrote the first mempool of a node in a week and used it for years."
    lines = [f"A_B: {said}", "C_D: What is a node?"]
    sentences = read_sentences(read_passages(transcript(*lines).segments))
    fact = Facts(0.5, frozenset(range(20)))
    found, vectors = find_statements(sentences, [fact, fact], Voices({"A B": "Ann Boe"}))
    (best,) = choose(found, vectors, vectors[0], 3)
    assert choose(found, vectors, vectors[0], 3, [best]) == []
    bullet = write_bullet(best)
    assert (bullet.text, bullet.segments, bullet.symbol) == (f"Ann Boe: {said}", (0,), "🛠️")


def test_bullets_are_the_surest_and_none_is_unsure() -> None:
    sentences = read_sentences(read_passages(transcript("Pools pay.").segments)) * 5
    sure = [0.59, 0.65, 0.62, 0.29, 0.6]
    statements = [
        Statement(sentence, f"No. {row}", frozenset(), None, row, sureness)
        for row, (sentence, sureness) in enumerate(zip(sentences, sure, strict=True))
    ]
    vectors = np.eye(5)
    here = np.zeros(5)

    def rows(of: list[Statement], count: int, taken: list[Statement]) -> list[int]:
        return [s.row for s in choose(of, vectors, here, count, taken)]

    assert rows(statements, 4, []) == [1, 2, 4]
    assert rows(statements, 1, []) == [1]
    assert rows(statements, 4, [statements[1]]) == [2, 4]  # which repeats it
    assert rows([statements[0], statements[3]], 4, []) == []
    assert [s.row for s in choose(statements, vectors, np.eye(5)[2], 1)] == [2]  # nearer


@pytest.mark.parametrize(
    ("text", "fluent"),
    [
        ("The the technologies are all in the box.", False),
        ("There could be situations, there could be situations where it is cheap.", False),
        ("In particular, GPUs, or GPUs are what runs it.", False),
        ("Data on a legend is like pretty easy to read.", False),
        ("There's like a part of the variance that is due to it.", True),
        ("NeonDB, which like Aurora stores pages, is new.", False),
        ("It sort of works on the first node.", False),
        ("Maybe nodes will relay it.", False),
        ("A lock is like a semaphore for one.", True),
        ("A very, very large block is a kind of attack.", True),
        ("The fact that that node left is known.", True),
        ("This sort of lock is slow.", True),
    ],
)
def test_a_bullet_says_nothing_twice_and_fills_nothing_in(text: str, fluent: bool) -> None:
    assert is_fluent(text) is fluent


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("We use the technologies the all of them.", True),
        ("We use the the technologies of a node.", True),
        ("Nodes keep my it in the mempool.", True),
        ("A node can will relay the block.", True),
        ("The two nodes can relay all the blocks.", False),
    ],
)
def test_an_article_stands_before_what_can_follow_it(text: str, cut: bool) -> None:
    (doc,) = parse([text])
    assert is_cut(doc[:]) is cut


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("The attack makes nodes fail.", "⚠️"),
        ("The miners are paid a fee.", "💰"),
        ("Satoshi wrote it in 2008.", "🕰️"),
        ("A public key of the receiver is added.", "💡"),
        ("A test will fit.", "🧪"),
        ("Wallets will soon have it.", "🔮"),
        ("Whales sing.", "💡"),
    ],
)
def test_symbols_by_kind_of_statement(text: str, symbol: str) -> None:
    assert symbol_for(text) == symbol


def test_sections_are_neighbouring_chapters_of_about_even_length() -> None:
    assert group_sections([5, 5, 5]) == [range(0, 1), range(1, 2), range(2, 3)]
    assert group_sections([9, 1, 1, 9, 9, 9, 9, 9]) == [
        range(0, 3), range(3, 4), range(4, 5), range(5, 6), range(6, 7), range(7, 8),
    ]  # fmt: skip


@pytest.mark.parametrize(("minutes", "sections"), [(5, 6), (60, 6), (120, 8), (180, 10), (400, 10)])
def test_a_longer_talk_has_more_sections(minutes: float, sections: int) -> None:
    assert len(group_sections([3] * 24, minutes)) == sections


def test_paragraph() -> None:
    assert (
        write_paragraph(["A", "B"], ["X", "Y", "Z"], ["It is so."])
        == "A and B talk about X, Y and Z. It is so."
    )
    assert write_paragraph(["A"], ["X"], []) == "A talks about X."
    assert write_paragraph([], ["X"], []) == "A talk about X."
    assert write_paragraph([], [], []) is None


@pytest.mark.parametrize(("minutes", "entities"), [(1, 12), (9, 30), (60, 77), (300, 140)])
def test_entities_kept_for_a_length(minutes: int, entities: int) -> None:
    assert map_size(minutes * 150) == entities


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("If they have never seen a node, the book is a good start.", True),
        ("The Interpreter is one of them, but there are many tools.", True),
        ("The tool has many features, and the map is one of them.", False),
        ("It is hard to prune a block that a wallet needs.", False),
        ("A branch of Firefox finds such faults.", True),
        ("Forks are made in such a way that nodes agree.", False),
        ("Your talk is about nodes and their blocks.", True),
        ("Your node keeps the blocks in its cache.", False),
        ("The two benefits are storage and speed of the node.", True),
        ("The two sides of a channel sign each block.", False),
        ("The gain of a model comes from two things, really.", True),
        ("Everybody can have their node at home.", False),
        ("More people are expecting it to be able to prune blocks.", False),
        ("It is able to prune blocks that a wallet needs.", True),
        ("The title of the talk is Writing Clients in Go.", True),
        ("The talk on nodes is a good start for miners.", False),
    ],
)
def test_what_needs_the_sentence_before_is_no_bullet(text: str, back: bool) -> None:
    (doc,) = parse([text])
    assert points_back(doc[:]) is back
