"""A talk out of the rows that importing it makes, and into the same rows: what a graph of one talk shows, and no database."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from service.graph.text import normalise_name
from service.ingest.adoption import adopt_kinds
from service.ingest.build import build_part, video_row
from service.ingest.check import check_document, require_borne_out
from service.ingest.document import Kind, VideoDocument
from service.ingest.export import make_document
from service.ingest.identity import video_id
from service.ingest.known import Known, spelling
from service.ingest.resolve import Naming, Resolution, read_namings, resolve
from service.ingest.rows import Row
from service.ingest.stored import Stored

NAMES = {
    "PERSON": ("Ada Lovelace", "Ada", "Lovelace", "Ada Lovelase", "Alan Turing", "Alan"),
    "COMPANY": ("Acme", "Acme Inc.", "the Lab", "the lab"),
    "PRODUCT": ("Acme", "ACME Engine", "acme engines", "Loom"),
}
WORDS = (
    "I built",
    "we like",
    "you know",
    "and",
    ". So",
    *(name for names in NAMES.values() for name in names),
)
LABELS = ("Ada", "Ada Lovelace", "Host")
TYPES = ("WORKS_AT", "FOUNDED", "CREATED", "BASED_ON", "COMPETES_WITH", "RELATED_TO", "MENTIONED_WITH")


def decide(document: VideoDocument) -> tuple[list[Naming], Resolution]:
    namings = adopt_kinds(read_namings(document, video_id(document)), Known())
    return namings, resolve(namings, Known())


def load(document: VideoDocument) -> tuple[Stored, Row]:
    """As an empty graph would have it."""
    video = video_id(document)
    namings, resolution = decide(document)
    part = build_part(document, video, namings, resolution)
    kinds: dict[str, Kind] = {resolution.entities[naming.key]: naming.kind for naming in namings}
    stored = Stored(part, resolution.owned, kinds, document.video.duration_seconds, None)
    return stored, video_row(document, video, "hash")


def there_and_back(document: VideoDocument) -> VideoDocument:
    require_borne_out(document)
    stored, told = load(document)

    exported, dropped = check_document(make_document(told, stored, {}))

    assert dropped == {}
    require_borne_out(exported)
    again, told_again = load(exported)
    assert again.part == stored.part
    assert told_again == told
    return exported


@st.composite
def talks(draw: st.DrawFn) -> VideoDocument:
    """Of a few names that are alike, each of which one entity has; with what the words do not bear out left out."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
    texts = draw(st.lists(words, min_size=1, max_size=3))
    segments = [
        {
            "text": text,
            "startSeconds": i * 10,
            "endSeconds": i * 10 + 9,
            "speaker": draw(st.sampled_from([None, *LABELS])),
        }
        for i, text in enumerate(texts)
    ]
    entities: list[dict[str, Any]] = []
    taken: set[str] = set()
    for i in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(sorted(NAMES)))
        names = draw(st.lists(st.sampled_from(NAMES[kind]), min_size=1, max_size=3, unique_by=normalise_name))
        spelt = {name: spelling(f"{kind}:{normalise_name(name)}") for name in names}
        names = [name for name in names if spelt[name] not in taken]
        taken |= set(spelt.values())
        if names:
            entities.append(
                {
                    "key": str(i),
                    "name": names[0],
                    "aliases": names[1:],
                    "kind": kind,
                    "kindConfidence": None if kind == "PERSON" else draw(st.sampled_from([None, 0.3])),
                    "local": draw(st.sampled_from([False, False, True])),
                    "description": draw(st.sampled_from([None, "Said of it"])),
                    "salience": draw(st.sampled_from([None, 0.3])),
                    "mentions": [
                        {
                            "segment": place,
                            "startOffset": text.find(name),
                            "endOffset": text.find(name) + len(name),
                        }
                        for place, text in enumerate(texts)
                        for name in names
                        if name in text and draw(st.booleans())
                    ],
                }
            )
    relationships: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(0, 4)) if len(entities) > 1 else 0):
        source, target = draw(st.permutations(entities))[:2]
        first = draw(st.integers(0, len(texts) - 1))
        quote = {
            "segment": first,
            "quote": " ".join(texts[first : first + draw(st.integers(1, 2))]),
            "label": "as said",
        }
        for end, one in (("subjectName", source), ("objectName", target)):
            quote[end] = draw(st.sampled_from([None, one["name"], *one["aliases"]]))
        ends = {"source": source["key"], "target": target["key"], "type": draw(st.sampled_from(TYPES))}
        relationships.append(ends | {"evidence": [quote]})
    persons = [one["key"] for one in entities if one["kind"] == "PERSON"]
    spoken = [label for label in LABELS if any(segment["speaker"] == label for segment in segments)]
    document = VideoDocument.model_validate(
        {
            "video": {"id": "one", "title": "One"},
            "speakers": [
                {"label": label, "person": draw(st.sampled_from([None, *persons]))} for label in spoken
            ],
            "segments": segments,
            "entities": entities,
            "relationships": relationships,
        }
    )
    document = _checked(_checked(document))  # what one check drops another may need
    # What is said of nothing but itself is in no graph, and so in no document that comes out of one.
    one = decide(document)[1].entities
    some = tuple(r for r in document.relationships if one[r.source] != one[r.target])
    return _checked(_checked(document.model_copy(update={"relationships": some})))


def _checked(document: VideoDocument) -> VideoDocument:
    return check_document(document)[0]


@given(document=talks())
def test_any_talk(document: VideoDocument) -> None:
    there_and_back(document)


def said(*texts: str, speakers: tuple[str | None, ...] = ()) -> list[dict[str, Any]]:
    voices = speakers or (None,) * len(texts)
    return [
        {"text": text, "startSeconds": i * 10, "endSeconds": i * 10 + 9, "speaker": voice}
        for i, (text, voice) in enumerate(zip(texts, voices, strict=True))
    ]


def at(segments: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """Mentions of all places where one of the names stands."""
    return [
        {
            "segment": i,
            "startOffset": segment["text"].index(name),
            "endOffset": segment["text"].index(name) + len(name),
        }
        for i, segment in enumerate(segments)
        for name in names
        if name in segment["text"]
    ]


def make(segments: list[dict[str, Any]], entities: list[dict[str, Any]], **more: Any) -> VideoDocument:
    parts = {"video": {"id": "one", "title": "One"}, "segments": segments, "entities": entities}
    return VideoDocument.model_validate(parts | more)


FOUNDER = said(
    "I founded Acme.",
    "That was long ago.",
    "Thank you, Alan.",
    speakers=("Alan", "Alan", "Host"),
)
FOUNDED = {
    "source": "turing",
    "type": "FOUNDED",
    "target": "acme",
    "evidence": [{"quote": "I founded Acme.", "segment": 0, "label": "founded"}],
}


def named(document: VideoDocument) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.name, one.aliases, one.local) for one in document.entities]


def test_who_says_i_is_the_voice_though_another_has_its_name() -> None:
    document = make(
        FOUNDER,
        [
            {"key": "turing", "name": "Alan Turing", "kind": "PERSON"},
            {
                "key": "alan",
                "name": "Alan",
                "kind": "PERSON",
                "local": True,
                "mentions": at(FOUNDER, "Alan"),
            },
            {"key": "acme", "name": "Acme", "kind": "COMPANY", "mentions": at(FOUNDER, "Acme")},
        ],
        speakers=[{"label": "Alan", "person": "turing"}, {"label": "Host"}],
        relationships=[FOUNDED],
    )

    exported = there_and_back(document)

    assert named(exported) == [("Acme", (), False), ("Alan Turing", (), False), ("Alan", (), True)]
    assert [(one.label, one.person) for one in exported.speakers] == [("Alan", "alan-turing"), ("Host", None)]
    assert [(one.source, one.type) for one in exported.relationships] == [("alan-turing", "FOUNDED")]


def test_a_first_name_that_is_said_near_who_says_i_stays_good_only_here() -> None:
    near = said("I founded Acme.", "Thank you, Alan.", speakers=("Turing", "Host"))
    document = make(
        near,
        [
            {"key": "turing", "name": "Alan Turing", "kind": "PERSON"},
            {"key": "alan", "name": "Alan", "kind": "PERSON", "local": True, "mentions": at(near, "Alan")},
            {"key": "acme", "name": "Acme", "kind": "COMPANY", "mentions": at(near, "Acme")},
        ],
        speakers=[{"label": "Turing", "person": "turing"}, {"label": "Host"}],
        relationships=[FOUNDED],
    )

    assert named(there_and_back(document)) == [
        ("Acme", (), False),
        ("Alan Turing", (), False),
        ("Alan", (), True),
    ]


def test_a_first_name_that_is_said_only_by_another_of_its_names() -> None:
    short = said("The boss was there.", speakers=("Host",))
    document = make(
        short,
        [
            {"key": "turing", "name": "Alan Turing", "kind": "PERSON"},
            {
                "key": "alan",
                "name": "Alan",
                "aliases": ["the boss"],
                "kind": "PERSON",
                "local": True,
                "mentions": at(short, "The boss"),
            },
        ],
        speakers=[{"label": "Host", "person": "turing"}],
    )

    assert named(there_and_back(document)) == [("Alan Turing", (), False), ("Alan", ("the boss",), True)]


def test_an_entity_is_written_as_it_is_shown_though_another_writes_the_name_otherwise() -> None:
    both = said("The acme and the ACME Loom.")
    document = make(
        both,
        [
            {"key": "acme", "name": "acme", "kind": "COMPANY", "mentions": at(both, "acme")},
            {
                "key": "loom",
                "name": "ACME Loom",
                "aliases": ["ACME"],
                "kind": "COMPANY",
                "mentions": at(both, "ACME", "ACME Loom"),
            },
        ],
    )

    assert named(there_and_back(document)) == [("acme", (), False), ("ACME Loom", ("ACME",), False)]
