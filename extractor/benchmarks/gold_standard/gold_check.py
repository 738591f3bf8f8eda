"""Checks the gold files: `python -m extractor.benchmarks.gold_standard.gold_check`.

Kinds and types out of the dictionary, the kinds at a connection's ends allowed by it, names said in the excerpt
(or a speaker's label), quotes verbatim in the segments that they name, nothing twice. Excerpts whose words are not at
hand (see gold_words.py) are skipped.
"""

import re
import sys

from service.domain.model import CO_MENTION, KINDS, read_model
from service.extractors.gold_standard import (
    GOLD,
    PASSES,
    Annotation,
    Excerpt,
    GoldConnection,
    GoldEntity,
    has_words,
    read_annotation,
    read_excerpt,
    read_split,
)


def find_faults(annotation: Annotation, excerpt: Excerpt) -> list[str]:
    """What is wrong with a reading of an excerpt, one line each."""
    faults = [fault for entity in annotation.entities for fault in _entity_faults(entity, excerpt)]
    owners: dict[tuple[str, str], str] = {}
    for entity in annotation.entities:
        for form in entity.forms:
            other = owners.setdefault((form, entity.kind), entity.name)
            if other != entity.name:
                faults.append(f"{entity.name}: shares the name {form!r} with {other}")
    pairs = [(entity.name, entity.kind) for entity in annotation.entities]
    faults += [
        f"{name}: twice as {kind}" for name, kind in sorted(set(pairs)) if pairs.count((name, kind)) > 1
    ]
    stated = [(c.source, c.type, c.target) for c in annotation.connections]
    for one in sorted(set(stated)):
        if stated.count(one) > 1:
            faults.append(f"{' '.join(one)}: twice")
    for connection in annotation.connections:
        faults += _connection_faults(connection, annotation, excerpt)
    return faults


def _entity_faults(entity: GoldEntity, excerpt: Excerpt) -> list[str]:
    faults = [f"{entity.name}: {kind} is no kind" for kind in sorted(entity.kinds - KINDS.keys())]
    said = " ".join(turn.text for turn in excerpt.segments)
    speakers = {turn.speaker for turn in excerpt.segments if turn.speaker}
    # "Elisha Goldstein, PhD" and "Lynne Neagle AM" bear the name without the degree and the seat
    speakers |= {speaker.partition(",")[0].removesuffix(" AM") for speaker in speakers}
    for name in (entity.name, *entity.aliases):
        at_words = rf"(?<!\w){re.escape(name)}(?:['’]?e?s|['’])?(?!\w)"
        if name not in speakers and not re.search(at_words, said, re.IGNORECASE):
            faults.append(f"{entity.name}: {name!r} is not said")
    return faults


def _connection_faults(connection: GoldConnection, annotation: Annotation, excerpt: Excerpt) -> list[str]:
    words = f"{connection.source} {connection.type} {connection.target}"
    faults: list[str] = []
    ends = [
        [e for e in annotation.entities if e.name == name] for name in (connection.source, connection.target)
    ]
    faults += [
        f"{words}: {name} is not among the entities"
        for name, found in zip((connection.source, connection.target), ends, strict=True)
        if not found
    ]
    types = read_model().connections
    for type_ in sorted(connection.types):
        if type_ not in types or type_ == CO_MENTION:
            faults.append(f"{words}: {type_} is no type to state")
        elif all(ends) and not any(
            types[type_].allows(KINDS.get(one, ""), KINDS.get(other, ""))
            for source in ends[0]
            for target in ends[1]
            if source != target
            for one in source.kinds
            for other in target.kinds
        ):
            faults.append(f"{words}: {type_} is not allowed between these kinds")
    first, last = connection.segments
    quoted = " ".join(turn.text for turn in excerpt.segments if first <= turn.index <= last)
    if not connection.quote or connection.quote not in quoted:
        faults.append(f"{words}: the quote does not stand in segments {first} to {last}")
    return faults


def main() -> int:
    faults: list[str] = []
    files = 0
    for excerpt_id in [name for part in read_split().values() for name in part if has_words(name)]:
        excerpt = read_excerpt(excerpt_id)
        for folder in PASSES:
            if (GOLD / folder / f"{excerpt_id}.json").exists():
                files += 1
                found = find_faults(read_annotation(folder, excerpt_id), excerpt)
                faults += [f"{folder}/{excerpt_id}: {fault}" for fault in found]
    print("\n".join([*faults, f"{files} files, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
