"""The checks of single parts of a document: what is wrong with a mention, a type, a piece of evidence, a chapter."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from service.domain.document import (
    BulletInfo,
    ChapterInfo,
    EntityInfo,
    EvidenceInfo,
    MentionInfo,
    RelationshipInfo,
    SectionInfo,
    VideoDocument,
)
from service.domain.model import KINDS, read_model
from service.domain.quotes import Quote, locate_quote, name_is_said, quote_and_neighbours, voices_in
from service.domain.text import normalise_name

OTHER_TYPE = "RELATED_TO"
"""The type of a connection whose own type does not fit its ends."""
_EMPLOYING = ("WORKS_AT", "LEADS", "FOUNDED")
"""Types by which somebody says "we" about a company or a product."""
_WE = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?)\b")
_TOLERANCE = 1.0
"""Seconds by which a chapter may end after the last word, because sources round."""


@dataclass(frozen=True)
class Fault:
    """`reason` is one of a few, to be counted; `message` says it of this case."""

    reason: str
    message: str
    path: tuple[str | int, ...] = ()


class Checks:
    """The checks of single parts of one document; each gives what is wrong, or None."""

    def __init__(self, document: VideoDocument) -> None:
        self.document = document
        self.model = read_model()
        self.entities = {entity.key: entity for entity in document.entities}
        self.names = {entity.key: _names(entity) for entity in document.entities}
        self.persons = {speaker.label: speaker.person for speaker in document.speakers}
        self.teams: dict[str, set[str]] = {}
        """Returns what each person is stated to work at, to lead or to have founded: the meaning of their "we"."""
        for one in (r for r in document.relationships if r.type in _EMPLOYING):
            if any(isinstance(self.evidence(one, evidence), EvidenceInfo) for evidence in one.evidence):
                self.teams.setdefault(one.source, set()).add(one.target)

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
        """What is wrong, otherwise the evidence with its `startOffset`."""
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
        voices = self._voices(quote, evidence.quote)
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
                    f"{used or entity.name!r} is not named in the quote {_short(evidence.quote)} nor in the sentence next "
                    'to it, and is not who speaks it, nor the "you" or "we" in it',
                )
        return evidence.model_copy(update={"start_offset": quote.start})

    def _voices(self, quote: Quote, words: str) -> set[str]:
        """Returns who speaks the words, is addressed as "you" in them, or is meant by "we"."""
        segments = self.document.segments
        heard = voices_in(segments, quote.first, quote.last, words)
        own = {segments[i].speaker for i in range(quote.first, quote.last + 1)} if _WE.search(words) else ()
        teams = (self.teams.get(self.persons.get(label) or "", ()) for label in own if label is not None)
        return {person for label in heard if (person := self.persons.get(label))}.union(*teams)

    def bullet(self, bullet: BulletInfo) -> Fault | None:
        if not bullet.verbatim:
            return None
        first, last = min(bullet.segments), max(bullet.segments)
        words = " ".join(segment.text for segment in self.document.segments[first : last + 1])
        if bullet.text in words:
            return None
        place = f"segment {first}" if first == last else f"segments {first} to {last}"
        return Fault("quote not in the words", f"the quote {_short(bullet.text)} does not stand in {place}")

    def chapter(self, chapter: ChapterInfo, before: ChapterInfo | None) -> Fault | None:
        if chapter.end_seconds < chapter.start_seconds:
            return Fault("chapter out of order", f"chapter {chapter.title!r} ends before it starts")
        if before is not None and chapter.start_seconds < max(before.start_seconds, before.end_seconds):
            return Fault(
                "chapter out of order", f"chapter {chapter.title!r} starts before {before.title!r} has ended"
            )
        if chapter.end_seconds > self.end + _TOLERANCE:
            return Fault(
                "chapter outside the talk",
                f"chapter {chapter.title!r} ends at {chapter.end_seconds} s, the talk at {self.end} s",
            )
        return None


def _names(entity: EntityInfo) -> frozenset[str]:
    """Returns the normalized forms of the name and the aliases, without empty ones."""
    return frozenset(filter(None, map(normalise_name, (entity.name, *entity.aliases))))


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 80 else quote[:79] + "…")


def check_document(document: VideoDocument) -> tuple[VideoDocument, Counter[str]]:
    """Returns the document without statements that its transcript does not support, and what was dropped or changed,
    counted by reason.

    Evidence that is kept gets its `startOffset`. A connection with a wrong type becomes RELATED_TO. A connection
    without evidence is removed, and so is an entity without mention, speaker or evidence.
    """
    checks = Checks(document)
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
    update = {
        "entities": seen,
        "relationships": relationships,
        "chapters": tuple(chapters),
        "sections": tuple(_kept_sections(checks, dropped)),
    }
    return document.model_copy(update=update), dropped


def _kept_sections(checks: Checks, dropped: Counter[str]) -> Iterator[SectionInfo]:
    for section in checks.document.sections:
        faults = [checks.bullet(bullet) for bullet in section.bullets]
        dropped.update(fault.reason for fault in faults if fault is not None)
        kept = tuple(b for b, fault in zip(section.bullets, faults, strict=True) if fault is None)
        if kept or not section.bullets:
            yield section.model_copy(update={"bullets": kept})


def _kept_relationships(checks: Checks, dropped: Counter[str]) -> tuple[RelationshipInfo, ...]:
    """Returns relationships with the remaining evidence; equal ones are joined."""
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
