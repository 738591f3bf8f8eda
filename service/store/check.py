"""Documents from other sources are refused if their transcript does not support their statements, so that their
authors know."""

from collections.abc import Iterator, Sequence
from typing import Any

from service.decisions.decision_faults import decision_faults
from service.domain.document import (
    ChapterInfo,
    VideoDocument,
)
from service.domain.faults import Checks, Fault
from service.errors import InvalidInput


def require_borne_out(document: VideoDocument) -> None:
    """Raises: InvalidInput: the first statement without support, with its path, and the number of others."""
    faults = list(_faults(document))
    if faults:
        first = faults[0]
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first.path)
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise InvalidInput(f"{place.removeprefix('.')}: {first.message}{more}", first.path)


def _faults(document: VideoDocument) -> Iterator[Fault]:
    checks = Checks(document)
    before: ChapterInfo | None = None
    for index, chapter in enumerate(document.chapters):
        yield from _placed(checks.chapter(chapter, before), ("chapters", index))
        before = chapter
    for index, section in enumerate(document.sections):
        for place, bullet in enumerate(section.bullets):
            yield from _placed(checks.bullet(bullet), ("sections", index, "bullets", place))
    for index, entity in enumerate(document.entities):
        for place, mention in enumerate(entity.mentions):
            yield from _placed(checks.mention(entity, mention), ("entities", index, "mentions", place))
    for index, relationship in enumerate(document.relationships):
        yield from _placed(checks.type(relationship), ("relationships", index, "type"))
        for place, evidence in enumerate(relationship.evidence):
            checked = checks.evidence(relationship, evidence)
            yield from _placed(checked, ("relationships", index, "evidence", place))
    yield from decision_faults(document)


def _placed(found: Any, path: tuple[str | int, ...]) -> Sequence[Fault]:
    return [Fault(found.reason, found.message, path)] if isinstance(found, Fault) else []
