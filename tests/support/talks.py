"""Small talks for tests of the loader: a few made-up people, companies and ideas that recur over several talks.

The talks agree on names: a name stands for the same entity in each of them, though they spell it differently
and do not all give all of its aliases. Where talks disagree, what becomes of them depends on the order of import.
"""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from service.domain.document import VideoDocument
from service.domain.model import read_model

ON_GRAPHS = settings(
    max_examples=10 if settings().max_examples <= 100 else 500,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
"""For properties of which each example makes graphs: fewer examples than of others, as many more when the profile is long."""
WORLD: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "ada": ("PERSON", ("Ada Lovelace", "ADA LOVELACE"), ("Lovelace", "Ada")),
    "alan": ("PERSON", ("Alan Turing",), ("Turing",)),
    "acme": ("COMPANY", ("Acme", "acme"), ("Acme Corporation", "ACME")),
    "lab": ("COMPANY", ("the Lab",), ()),
    "loom": ("CONCEPT", ("weaving algebra", "Weaving Algebra"), ("loom algebra", "Loom-Algebras")),
    "engine": ("PRODUCT", ("Engine No. 2",), ("the Engine", "Engine No.2")),
    "fair": ("EVENT", ("Great Exhibition",), ()),
}
"""Key → kind, spellings of the main name, aliases."""
RELATIONS = [
    ("ada", "WORKS_AT", "acme"),
    ("alan", "WORKS_AT", "acme"),
    ("ada", "CREATED", "engine"),
    ("engine", "BASED_ON", "loom"),
    ("acme", "PARTICIPATED_IN", "fair"),
    ("alan", "RELATED_TO", "ada"),
    ("ada", "MENTIONED_WITH", "alan"),
    ("acme", "MENTIONED_WITH", "loom"),
    ("acme", "COMPETES_WITH", "lab"),
]
TOPICS = ("Steam Power", "steam power", "Women in Science", "Weaving")


type Connection = tuple[str, str, str, str, str]
"""Kind and name of the source, type, kind and name of the target."""


@dataclass(frozen=True)
class Sentence:
    """One segment: who speaks, whom it names and how, what it says about them, what it is about. `mentioned`: whether those of the
    relation are mentioned besides."""

    speaker: str | None
    words: tuple[str, ...]
    relation: tuple[str, str, str] | None
    confidence: float | None
    topics: frozenset[str]
    past: bool = False
    mentioned: bool = True


def make_document(
    id_: str,
    sentences: list[Sentence],
    *,
    day: date | None = None,
    spelling: int = 0,
    aliases: bool = True,
    rename: bool = False,
    **video: Any,
) -> VideoDocument:
    """A document out of sentences. `spelling` chooses among those of the main names, and with `rename` among
    all names: then talks disagree on which is the main one, or on whether two names are of one entity."""
    segments: list[dict[str, Any]] = []
    mentions: dict[str, list[dict[str, Any]]] = {}
    relationships: list[dict[str, Any]] = []
    heard: set[str] = set()
    world = {
        key: (kind, (*mains, *others), others) if rename else (kind, mains, others)
        for key, (kind, mains, others) in WORLD.items()
    }
    for index, sentence in enumerate(sentences):
        keys = list(sentence.words) + (list(sentence.relation[::2]) if sentence.relation else [])
        names = [_name(world[key], spelling, aliases, index) for key in keys]
        starts = [0, *accumulate(len(name) + 5 for name in names)]
        segments.append(
            {
                "text": " and ".join(names) or "Well",
                "startSeconds": index * 10.0,
                "endSeconds": index * 10 + 9.5,
                "speaker": sentence.speaker,
            }
        )
        heard.update(keys)
        mentioned = keys if sentence.mentioned else sentence.words
        for key, name, start in zip(mentioned, names, starts, strict=False):
            mention = {"segment": index, "startOffset": start, "endOffset": start + len(name)}
            mentions.setdefault(key, []).append(mention)
        if sentence.relation:
            source, type_, target = sentence.relation
            quote = {
                "quote": " and ".join(names[-2:]),
                "segment": index,
                "startOffset": starts[len(keys) - 2],
                "label": "and",
                "confidence": sentence.confidence,
                "past": sentence.past and read_model().connections[type_].lasts,
                "subjectName": names[-2],
                "objectName": names[-1],
            }
            relationships.append({"source": source, "type": type_, "target": target, "evidence": [quote]})
    speakers = sorted({sentence.speaker for sentence in sentences if sentence.speaker})
    topics: dict[str, list[int]] = {}
    for index, sentence in enumerate(sentences):
        for topic in sentence.topics:
            topics.setdefault(topic, []).append(index)
    return VideoDocument.model_validate(
        {
            "video": {"id": id_, "title": f"Talk {id_}", "publishedOn": day, **video},
            "speakers": [{"label": s, "person": s if s in WORLD else None} for s in speakers],
            "segments": segments,
            "chapters": [{"title": "All of it", "startSeconds": 0, "endSeconds": len(segments) * 10}],
            "summary": f"What {id_} says.",
            "sections": [
                {"heading": "First", "bullets": [{"text": "It begins.", "segments": [0], "symbol": "🧵"}]}
            ],
            "topics": [{"name": name, "segments": indexes} for name, indexes in sorted(topics.items())],
            "entities": [
                {
                    "key": key,
                    "name": world[key][1][spelling % len(world[key][1])],
                    "kind": world[key][0],
                    "aliases": world[key][2] if aliases else (),
                    "description": f"{key} as {id_} has it" if spelling else None,
                    "mentions": mentions.get(key, []),
                }
                for key in sorted(heard | (set(speakers) & WORLD.keys()))
            ],
            "relationships": relationships,
        }
    )


def _name(
    known: tuple[str, tuple[str, ...], tuple[str, ...]], spelling: int, aliases: bool, index: int
) -> str:
    _, mains, others = known
    choice = [mains[spelling % len(mains)], *(others if aliases else ())]
    return choice[index % len(choice)]


def sentences(*, silent: bool = True) -> st.SearchStrategy[Sentence]:
    """`silent`: with relations of whom no mention is given."""
    return st.builds(
        Sentence,
        speaker=st.sampled_from([None, "ada", "alan", "Host"]),
        words=st.lists(st.sampled_from(sorted(WORLD)), max_size=2).map(tuple),
        relation=st.none() | st.sampled_from(RELATIONS),
        confidence=st.none() | st.sampled_from([0.1, 0.25, 0.333, 0.7, 1.0]),
        past=st.booleans(),
        topics=st.frozensets(st.sampled_from(TOPICS), max_size=2),
        mentioned=st.booleans() if silent else st.just(True),
    )


def documents(*, rename: bool = False, silent: bool = True) -> st.SearchStrategy[VideoDocument]:
    """Talks of one to four sentences, under one of three ids."""
    channels = [None, {"name": "Looms"}, {"name": "LOOMS", "url": "https://looms.example/"}]
    return st.builds(
        make_document,
        st.sampled_from(["one", "two", "three"]),
        st.lists(sentences(silent=silent), min_size=1, max_size=4),
        day=st.sampled_from([None, date(1843, 9, 1), date(1851, 5, 1), date(1936, 5, 28)]),
        spelling=st.integers(0, 3 if rename else 1),
        rename=st.just(rename),
        aliases=st.booleans(),
        channel=st.sampled_from(channels),
    )


def talk(id_: str, *said: Connection, sure: float | None = None, **video: Any) -> VideoDocument:
    """Each connection is said in a segment of its own: "Ada and Acme"."""
    segments: list[dict[str, Any]] = []
    mentions: dict[tuple[str, str], list[dict[str, Any]]] = {}
    relationships: list[dict[str, Any]] = []
    for i, (source_kind, source, type_, target_kind, target) in enumerate(said):
        text = f"{source} and {target}"
        segments.append({"text": text, "startSeconds": i * 10, "endSeconds": i * 10 + 9})
        for end, start in (((source_kind, source), 0), ((target_kind, target), len(source) + 5)):
            place = {"segment": i, "startOffset": start, "endOffset": start + len(end[1])}
            mentions.setdefault(end, []).append(place)
        evidence = {"quote": text, "segment": i, "label": "and", "confidence": 0.5}
        ends = {"source": f"{source_kind} {source}", "target": f"{target_kind} {target}"}
        relationships.append({**ends, "type": type_, "evidence": [evidence]})
    entities = [
        {
            "key": f"{kind} {name}",
            "name": name,
            "kind": kind,
            "kindConfidence": None if kind == "PERSON" else sure,
            "mentions": places,
        }
        for (kind, name), places in mentions.items()
    ]
    return VideoDocument.model_validate(
        {
            "video": {"id": id_, "title": f"Talk {id_}", **video},
            "segments": segments,
            "topics": [{"name": "Work", "segments": [0]}],
            "entities": entities,
            "relationships": relationships,
        }
    )
