"""Talks of a few names that are alike, for tests of what is written back out of the graph, and the rows that importing them makes."""

from typing import Any

from hypothesis import strategies as st

from service.domain.check import check_document
from service.domain.document import Kind, VideoDocument
from service.domain.text import normalise_name
from service.ingest.identity import video_id
from service.ingest.resolution.kind_resolution import adopt_kinds
from service.ingest.resolution.name_index import Known, spelling
from service.ingest.resolution.namings import Naming, read_namings
from service.ingest.resolution.resolve import Resolution, resolve
from service.ingest.storage.build import build_part, video_row
from service.ingest.storage.stored_video import Stored
from service.ingest.video_rows import Row

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
    """Returns the stored form of a document, as imported into an empty graph."""
    video = video_id(document)
    namings, resolution = decide(document)
    part = build_part(document, video, namings, resolution, "PERSON")
    kinds: dict[str, Kind] = {resolution.entities[naming.key]: naming.kind for naming in namings}
    stored = Stored(part, resolution.owned, kinds, document.video.duration_seconds, None)
    return stored, video_row(document, video, "PERSON", "hash")


@st.composite
def talks(draw: st.DrawFn) -> VideoDocument:
    """Of a few names that are alike, each of which one entity has; with what the words do not support left out."""
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


def named(document: VideoDocument) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.name, one.aliases, one.local) for one in document.entities]
