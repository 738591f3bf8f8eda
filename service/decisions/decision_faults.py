"""Faults of the decisions in a document: it may decide only on its own names, and not in the future."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from service.domain.decision_records import Decisions, moment
from service.domain.document import VideoDocument
from service.domain.faults import Fault
from service.domain.identity import video_id
from service.resolution.document_names import names_as_any_kind, names_of_any_kind

_AHEAD = timedelta(hours=1)
"""Tolerance for clocks of other machines."""
_FOREIGN = "decision on a name of other talks"


def decision_faults(document: VideoDocument) -> Iterator[Fault]:
    """Returns the faults with their paths, in the order of the document."""
    decisions = document.decisions
    if decisions is None:
        return
    yield from late_faults(decisions, ("decisions",))
    own = names_of_any_kind(document, video_id(document))
    decided = [one for one in decisions.names if one.key in own]
    entities = {one.entity_id for one in decided}
    given = [one.name for one in decisions.renamed if one.id in entities]
    given += [
        one.detail
        for one in decisions.corrections
        if one.sort == "ALIAS" and one.detail is not None and one.entity_id in entities
    ]
    shown = {form for name in given for form in names_as_any_kind(name)}
    for place, one in enumerate(decisions.names):
        if one.key not in own and not (one.key in shown and one.entity_id in entities):
            yield _foreign(f"{one.name!r} is decided by the name {one.key!r}", "names", place, "key")
    for place, pair in enumerate(decisions.pairs):
        yield _foreign(f"{pair.one} and {pair.other} are a pair", "pairs", place)
    former = {one.former_id for one in decisions.names} - {None}
    former |= {one.into_id for one in decisions.merged if one.id in former}
    for place, merged in enumerate(decisions.merged):
        if merged.id not in former:
            yield _foreign(f"{merged.name!r} was merged", "merged", place, "id")
    for place, renamed in enumerate(decisions.renamed):
        if renamed.id not in entities:
            yield _foreign(f"{renamed.id} is shown as {renamed.name!r}", "renamed", place, "id")
    for place, correction in enumerate(decisions.corrections):
        if correction.entity_id not in entities:
            yield _foreign(f"{correction.name!r} is corrected", "corrections", place, "entityId")
    video = video_id(document)
    for place, talk in enumerate(decisions.talks):
        if talk.video_id != video:
            message = f"{talk.video_id} is another talk: a document may decide on itself only; take the decision out"
            yield Fault("decision on another talk", message, ("decisions", "talks", place, "videoId"))
    for place, undone in enumerate(decisions.undone):
        if video not in undone.ends:
            message = f"{undone.id} was not about this talk: a document has only its own undone decisions; take it out"
            yield Fault("decision on another talk", message, ("decisions", "undone", place, "ends"))


def late_faults(decisions: Decisions, path: tuple[str | int, ...] = ()) -> Iterator[Fault]:
    """Returns decisions with a time in the future, because they would override all decisions until then."""
    latest = datetime.now(UTC) + _AHEAD
    names = ("names", "pairs", "merged", "renamed", "corrections", "talks")
    for name, records in zip(names, decisions.lists(), strict=True):
        for place, record in enumerate(records):
            key = "merged_at" if name == "merged" else "decided_at"
            at: str = getattr(record, key)
            if moment(at) > latest:
                message = f"{at} is in the future: a decision has the time at which it was made"
                field = "mergedAt" if name == "merged" else "decidedAt"
                yield Fault("decision of the future", message, (*path, name, place, field))
    for place, undone in enumerate(decisions.undone):
        if moment(undone.undone_at) > latest:
            message = f"{undone.undone_at} is in the future: a decision was undone before it is exported"
            yield Fault("decision of the future", message, (*path, "undone", place, "undoneAt"))


def _foreign(what: str, *place: str | int) -> Fault:
    message = (
        f"{what}, and no entity of this document is called so: a document may decide on its own names; "
        "take it out, or import the whole archive with its decisions.json"
    )
    return Fault(_FOREIGN, message, ("decisions", *place))
