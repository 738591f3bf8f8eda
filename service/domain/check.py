"""What the words must support: held against every document before it goes on to the graph.

A quote stands verbatim in its segments; a mention's offsets lie on one of the entity's names; both ends of a
relationship are named in the quoted words or in the sentence next to them, or speak the quoted words, or are the
"you" in them, or the "we": what whoever speaks them is stated to work at; types and kinds are those of
cypher/model.toml; chapters are in order within the video. Structure (known segments, keys, labels) is document.py's.

Our own extractors' output is cleaned (`check_document`); a document from outside is refused
(`require_borne_out`), for whoever made it should know.
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
    """The document with only what its words support, and what was dropped or changed, counted by reason.

    Evidence that stays gets its `startOffset`. A connection whose type does not fit becomes RELATED_TO; one
    without evidence left goes, and so does an entity without mention, voice or evidence.
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
