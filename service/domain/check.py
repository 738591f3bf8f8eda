"""Checks that the transcript supports a document, before the document goes into the graph.

The rules: a quote is verbatim in its segments. A mention's offsets are those of one of the entity's names. Both ends
of a relationship are named in the quote or in the sentence next to it, or they are its speaker, its "you", or its
"we": what the speaker is stated to work at. Types and kinds are those of cypher/model.toml. Chapters are in order
within the video. document.py checks the structure (known segments, keys, labels).

The output of our own extractors is cleaned (`check_document`). A document from other sources is refused
(`require_borne_out`), so that its author knows.
"""

from collections import Counter

from service.domain.document import (
    ChapterInfo,
    EntityInfo,
    EvidenceInfo,
    MentionInfo,
    RelationshipInfo,
    VideoDocument,
)
from service.domain.faults import OTHER_TYPE, Checks, Fault


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
    update = {"entities": seen, "relationships": relationships, "chapters": tuple(chapters)}
    return document.model_copy(update=update), dropped


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
