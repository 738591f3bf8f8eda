"""Decisions of a distant Videograph: listing them, and undoing them by what they are about."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any, get_args

from service.actions.decisions import DecisionEnd, ListedDecision, Undo, undo
from service.actions.entities import CorrectionReport, EntityState, SeparateEntities, UndoCorrection
from service.actions.videos import KeepTalks, KeptVideo
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import all_nodes, ask, mutate
from service.domain.decision_kinds import VideoCorrectionKind, decision_word
from service.domain.decision_records import moment
from service.errors import InvalidInput, NotFound

_OF_TALKS = get_args(VideoCorrectionKind)


async def list_decisions(videograph: RemoteVideograph) -> list[ListedDecision]:
    nodes = [node for node in await all_nodes(videograph, "decisions") if node["undoneAt"] is None]
    found = sorted(map(_decided, nodes), key=lambda one: one.id)
    return sorted(found, key=lambda one: moment(one.at), reverse=True)


async def undo_correction(videograph: RemoteVideograph, request: UndoCorrection) -> CorrectionReport:
    for one in await list_decisions(videograph):
        if (
            one.sort.upper() == request.sort
            and _is(one.first, request.entity)
            and _same(one.detail, request.detail)
        ):
            [undone] = (await mutate(videograph, undo, Undo((one.id,), request.dry_run))).undone
            if undone.correction is not None:
                return undone.correction
    of_name = "" if request.detail is None else f" of the name {request.detail!r}"
    raise NotFound(
        f"nobody decided `{request.sort.lower()}`{of_name} on {request.entity!r}: `videograph decisions` lists what was decided"
    )


async def allow_to_be_one(videograph: RemoteVideograph, request: SeparateEntities) -> tuple[EntityState, ...]:
    ends = await _undo_pairs(videograph, "two", request.entities, dry_run=request.dry_run)
    nodes = (await ask(videograph, "entities", {"ids": [end.id for end in ends]}))["nodes"]
    return tuple(
        EntityState(
            node["id"], node["slug"], node["name"], node["kind"], node["videoCount"], node["mentionCount"],
            node["relationshipCount"],
        )
        for node in nodes
        if node
    )  # fmt: skip


async def undo_keep_talks(videograph: RemoteVideograph, request: KeepTalks) -> tuple[KeptVideo, ...]:
    ends = await _undo_pairs(videograph, "both stay", request.videos, dry_run=request.dry_run)
    return tuple(KeptVideo(end.id, end.slug or end.id, end.name or end.id) for end in ends)


async def _undo_pairs(
    videograph: RemoteVideograph, sort: str, references: Sequence[str], *, dry_run: bool
) -> list[DecisionEnd]:
    """Undoes the decisions on all pairs of these objects, all or none, and returns the objects in this order.

    Raises: NotFound: nobody decided so on a pair. InvalidInput: fewer than two, or the same twice.
    """
    if len(set(references)) < max(2, len(references)):
        raise InvalidInput("give at least two, each of them once")
    decided = [one for one in await list_decisions(videograph) if one.sort == sort]
    ends: dict[str, DecisionEnd] = {}
    ids: list[str] = []
    for one, other in combinations(references, 2):
        found = next((each for each in decided if _is_pair(each, one, other)), None)
        if found is None or found.second is None:
            raise NotFound(
                f"nobody decided that {one} and {other} are two: `videograph decisions` lists what was decided"
            )
        first, second = (found.first, found.second) if _is(found.first, one) else (found.second, found.first)
        ends |= {one: first, other: second}
        ids.append(found.id)
    await mutate(videograph, undo, Undo(tuple(ids), dry_run))
    return [ends[reference] for reference in references]


def _is_pair(decided: ListedDecision, one: str, other: str) -> bool:
    if decided.second is None:
        return False
    first, second = decided.first, decided.second
    return (_is(first, one) and _is(second, other)) or (_is(first, other) and _is(second, one))


def _is(end: DecisionEnd, reference: str) -> bool:
    return reference in (end.id, end.slug, end.id.partition(":")[2])


def _same(detail: str | None, asked: str | None) -> bool:
    return asked is None or (detail or "").casefold() == asked.casefold()


def _decided(node: dict[str, Any]) -> ListedDecision:
    first, *others = (
        DecisionEnd(end["id"], end["slug"], end["name"], end["kind"], end["inGraph"])
        for end in node["subjects"]
    )
    sort = decision_word(node["kind"])
    if node["kind"] in _OF_TALKS:  # about the talk; the others are its entities and its quote
        about = tuple(end["id"] for end in node["subjects"])
        return ListedDecision(
            node["id"], sort, node["at"], first, None, node["detail"], node["by"], node["reason"], about,
            node["missing"],
        )  # fmt: skip
    detail = None if others else node["detail"]
    return ListedDecision(
        node["id"], sort, node["at"], first, others[0] if others else None, detail, node["by"], node["reason"]
    )  # fmt: skip
