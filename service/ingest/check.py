"""What the words must bear out: held against every document before it goes on to the graph.

A quote stands verbatim in its segments; a mention's offsets lie on one of the entity's names; both ends of a
relationship are named in the quoted words or in the sentence next to them, or speak the quoted words or are the
"you" in them; types and kinds are those of cypher/model.toml; chapters are in order within the video. Structure (known segments,
keys, labels) is document.py's.

Our own extractors' output is cleaned (`check_document`); a document from outside is refused
(`require_borne_out`), for whoever made it should know.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from service.errors import InvalidInput
from service.graph.model import KINDS, read_model
from service.graph.text import normalise_name
from service.ingest.document import (
    ChapterInfo,
    EntityInfo,
    EvidenceInfo,
    MentionInfo,
    RelationshipInfo,
    VideoDocument,
)
from service.ingest.quotes import locate_quote, name_is_said, quote_and_neighbours, voices_in

OTHER_TYPE = "RELATED_TO"
"""What a connection becomes whose type does not fit."""
_TOLERANCE = 1.0
"""Seconds that a chapter may end behind the last word; sources round."""


@dataclass(frozen=True)
class Fault:
    """`reason` is one of a few, to be counted; `message` says it of this case."""

    reason: str
    message: str
    path: tuple[str | int, ...] = ()


def check_document(document: VideoDocument) -> tuple[VideoDocument, Counter[str]]:
    """The document with only what its words bear out, and what was dropped or changed, counted by reason.

    Evidence that stays gets its `startOffset`. A connection whose type does not fit becomes RELATED_TO; one
    without evidence left goes, and so does an entity without mention, voice or evidence.
    """
    checks = _Checks(document)
    dropped: Counter[str] = Counter()
    entities: list[EntityInfo] = []
    for entity in document.entities:
        kept: dict[tuple[int, int, int], MentionInfo] = {}
        for mention in entity.mentions:
            place = (mention.segment, mention.start_offset, mention.end_offset)
            fault = checks.mention(entity, mention)
            if fault is None and place in kept:
                fault = Fault("mention given twice", "")
            if fault is None:
                kept[place] = mention
            else:
                dropped[fault.reason] += 1
        entities.append(entity.model_copy(update={"mentions": tuple(kept.values())}))
    relationships = _kept_relationships(checks, dropped)
    held = {speaker.person for speaker in document.speakers}
    held.update(key for relationship in relationships for key in (relationship.source, relationship.target))
    seen = tuple(entity for entity in entities if entity.mentions or entity.key in held)
    if len(seen) < len(entities):
        dropped["entity without mention, voice or evidence"] += len(entities) - len(seen)
    chapters: list[ChapterInfo] = []
    for chapter in document.chapters:
        fault = checks.chapter(chapter, chapters[-1] if chapters else None)
        if fault is None:
            chapters.append(chapter)
        else:
            dropped[fault.reason] += 1
    update = {"entities": seen, "relationships": relationships, "chapters": tuple(chapters)}
    return document.model_copy(update=update), dropped


def require_borne_out(document: VideoDocument) -> None:
    """
    Raises:
        InvalidInput: the first thing that the words do not bear out, with its path, and how many more there are.
    """
    faults = list(_faults(document))
    if faults:
        first = faults[0]
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first.path)
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise InvalidInput(f"{place.removeprefix('.')}: {first.message}{more}", first.path)


class _Checks:
    """The checks of single parts of one document; each gives what is wrong, or None."""

    def __init__(self, document: VideoDocument) -> None:
        self.document = document
        self.model = read_model()
        self.entities = {entity.key: entity for entity in document.entities}
        self.names = {entity.key: _names(entity) for entity in document.entities}
        self.persons = {speaker.label: speaker.person for speaker in document.speakers}

    @cached_property
    def end(self) -> float:
        words = max(segment.end_seconds for segment in self.document.segments)
        return max(words, self.document.video.duration_seconds or 0)

    def mention(self, entity: EntityInfo, mention: MentionInfo) -> Fault | None:
        text = self.document.segments[mention.segment].text
        if not mention.start_offset < mention.end_offset <= len(text):
            return Fault(
                "mention outside its segment",
                f"offsets {mention.start_offset} to {mention.end_offset} are none of segment {mention.segment}, "
                f"which has {len(text)} characters",
            )
        said = text[mention.start_offset : mention.end_offset]
        if normalise_name(said) not in self.names[entity.key]:
            return Fault(
                "mention of another name",
                f"the words there are {said!r}, which is neither the name nor an alias of {entity.name!r}",
            )
        return None

    def type(self, relationship: RelationshipInfo) -> Fault | None:
        connection = self.model.connections.get(relationship.type)
        if connection is None:
            known = ", ".join(self.model.connections)
            return Fault("unknown type", f"there is no type {relationship.type!r}; there are {known}")
        source = KINDS[self.entities[relationship.source].kind]
        target = KINDS[self.entities[relationship.target].kind]
        if connection.allows(source, target) or (connection.symmetric and connection.allows(target, source)):
            return None
        return Fault(
            "kinds not allowed",
            f"{relationship.type} does not lead from a {source} to a {target}: use {OTHER_TYPE}",
        )

    def evidence(self, relationship: RelationshipInfo, evidence: EvidenceInfo) -> Fault | EvidenceInfo:
        """What is wrong, else the evidence with its `startOffset`."""
        segments = self.document.segments
        quote = locate_quote(segments, evidence)
        if quote is None:
            at = "" if evidence.start_offset is None else f" at offset {evidence.start_offset}"
            return Fault(
                "quote not in the words",
                f"the quote {_short(evidence.quote)} does not stand in segment {evidence.segment}{at}, nor in it "
                "and those behind it joined by one space",
            )
        words = quote_and_neighbours(segments, quote)
        heard = voices_in(segments, quote.first, quote.last, evidence.quote)
        voices = {self.persons.get(label) for label in heard} - {None}
        for key, used in (
            (relationship.source, evidence.subject_name),
            (relationship.target, evidence.object_name),
        ):
            entity, names = self.entities[key], self.names[key]
            if used is not None and normalise_name(used) not in names:
                return Fault(
                    "name that is no alias",
                    f"{used!r} is neither the name nor an alias of {entity.name!r}: add it to its aliases",
                )
            if key not in voices and not name_is_said(
                words, names if used is None else {normalise_name(used)}
            ):
                return Fault(
                    "an end is not named",
                    f"{used or entity.name!r} is not named in the quote {_short(evidence.quote)} nor in the sentence "
                    "next to it, and neither speaks it nor is spoken to in it",
                )
        return evidence.model_copy(update={"start_offset": quote.start})

    def chapter(self, chapter: ChapterInfo, before: ChapterInfo | None) -> Fault | None:
        if chapter.end_seconds < chapter.start_seconds:
            return Fault("chapter out of order", f"chapter {chapter.title!r} ends before it starts")
        if before is not None and chapter.start_seconds < max(before.start_seconds, before.end_seconds):
            return Fault(
                "chapter out of order", f"chapter {chapter.title!r} starts before {before.title!r} has ended"
            )
        if chapter.end_seconds > self.end + _TOLERANCE:
            return Fault(
                "chapter outside the video",
                f"chapter {chapter.title!r} ends at {chapter.end_seconds} s, the video at {self.end} s",
            )
        return None


def _kept_relationships(checks: _Checks, dropped: Counter[str]) -> tuple[RelationshipInfo, ...]:
    """Relationships with the evidence that holds; those that became the same one are put together."""
    found: dict[tuple[str, str, str], list[EvidenceInfo]] = {}
    for relationship in checks.document.relationships:
        kept: list[EvidenceInfo] = []
        for evidence in relationship.evidence:
            checked = checks.evidence(relationship, evidence)
            if isinstance(checked, Fault):
                dropped[checked.reason] += 1
            else:
                kept.append(checked)
        if not kept:
            dropped["relationship without evidence"] += 1
            continue
        fault = checks.type(relationship)
        if fault is not None:
            dropped[f"{fault.reason}: now {OTHER_TYPE}"] += 1
        kind = relationship.type if fault is None else OTHER_TYPE
        known = found.setdefault((relationship.source, kind, relationship.target), [])
        known.extend(evidence for evidence in kept if evidence not in known)
    return tuple(
        RelationshipInfo(source=source, type=kind, target=target, evidence=tuple(evidence))
        for (source, kind, target), evidence in found.items()
    )


def _faults(document: VideoDocument) -> Iterator[Fault]:
    checks = _Checks(document)
    before: ChapterInfo | None = None
    for index, chapter in enumerate(document.chapters):
        yield from _placed(checks.chapter(chapter, before), ("chapters", index))
        before = chapter
    for index, entity in enumerate(document.entities):
        for place, mention in enumerate(entity.mentions):
            yield from _placed(checks.mention(entity, mention), ("entities", index, "mentions", place))
    for index, relationship in enumerate(document.relationships):
        yield from _placed(checks.type(relationship), ("relationships", index, "type"))
        for place, evidence in enumerate(relationship.evidence):
            checked = checks.evidence(relationship, evidence)
            yield from _placed(checked, ("relationships", index, "evidence", place))


def _placed(found: Any, path: tuple[str | int, ...]) -> Sequence[Fault]:
    return [Fault(found.reason, found.message, path)] if isinstance(found, Fault) else []


def _names(entity: EntityInfo) -> frozenset[str]:
    """The normal forms of the name and the aliases, without those of which nothing is left."""
    return frozenset(filter(None, map(normalise_name, (entity.name, *entity.aliases))))


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 80 else quote[:79] + "…")
