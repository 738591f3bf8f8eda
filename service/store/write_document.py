"""Writes documents into the graph: locks their names, resolves them with the decisions, builds the rows, and writes
the difference.

Imports use this, and decisions that change talks. The caller holds the lock of the video.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.access.viewer import current_viewer
from service.decisions.overlay import CorrectedDocument, apply_all_corrections
from service.decisions.stored import VideoDecision
from service.domain.document import VideoDocument
from service.domain.document_types import AUTHORITIES
from service.domain.identity import channel_id
from service.graph.driver.database import Transaction
from service.graph.name_support import support_of
from service.graph.video_rows import Row, VideoRows
from service.resolution.kind_resolution import adopt_kinds
from service.resolution.name_index import (
    DecidedName,
    KnownAlias,
    NameIndex,
    Owner,
    gather_known,
    spelling,
)
from service.resolution.namings import Naming, divide_detached, keep_items_apart, leave_dropped, read_namings
from service.resolution.recurring_speakers import Publication
from service.resolution.resolve import Candidate, Resolution, resolve
from service.store.aliases import alias_rows
from service.store.change import change_videos
from service.store.kept_documents import document_rows
from service.store.known_names import LockedNames, Names, NamesToResolve, lock_all_names
from service.store.locks import SharedObjects, locks_of_shared
from service.store.rows.build import build_part, video_forms
from service.store.rows.stored_fields import field_values, to_parameters

_UNKNOWN = support_of(AUTHORITIES[-1], None)
"""Support of a name that nobody gives now."""


@dataclass(frozen=True)
class View:
    """Overrides how some names resolve when a talk of the graph is written again. Otherwise the talk's own names count, so that all
    else stays as it is.

    `free`: spellings of names whose present owner does not count. `standing`: spelling → what it stood for before a decision that is
    undone. `owners`: alias key → whose it was before a merge that is undone. `lost`: alias keys whose present owner does not count.
    `made`: entities that such a merge had joined, which may be created again.
    """

    free: frozenset[str] = frozenset()
    standing: Mapping[str, DecidedName] = field(default_factory=dict[str, DecidedName])
    owners: Mapping[str, Owner] = field(default_factory=dict[str, Owner])
    lost: frozenset[str] = frozenset()
    made: tuple[DecidedName, ...] = ()

    def of(self, names: Names) -> NameIndex:
        known = names.known
        if self.owners or self.lost:
            left = [one for one in names.found if one.key not in self.lost and one.key not in self.owners]
            support = {one.key: one.support for one in names.found}
            back = [
                KnownAlias(key, owner, support.get(key, _UNKNOWN))
                for key, owner in sorted(self.owners.items())
            ]
            known = gather_known([*left, *back], known.regulars, known.decided)
        owners = {key: owner for key, owner in known.owners.items() if spelling(key) not in self.free}
        matched = {match: owner for match, owner in known.matched.items() if match not in self.free}
        return replace(known, owners=owners, matched=matched, decided={**self.standing, **known.decided})


@dataclass(frozen=True)
class Writing:
    """A document to write. `before`: what the graph has of the video now. `row`: what the video says of itself, without corrections; None if
    that stays as it is. `decisions`: its corrections, if they were read."""

    document: VideoDocument
    before: VideoRows
    row: Row | None = None
    decisions: Sequence[VideoDecision] | None = None

    @property
    def video(self) -> str:
        return self.before.video


@dataclass(frozen=True)
class WriteReport:
    """`after`: the new rows. `candidates`: entities that may be the same. `missing`: ids of corrections that could not be applied."""

    after: VideoRows
    candidates: tuple[Candidate, ...]
    missing: tuple[str, ...]


async def write_documents(
    transaction: Transaction, writings: Sequence[Writing], view: View | None = None, *, held: bool = False
) -> list[WriteReport]:
    """Writes documents with the corrections of their talks, one after the other, in as few statements as for one. Only where a document
    depends on how the ones before it were written, and that cannot be foreseen, these are written first.

    Args:
        view: of talks that are written again since a decision changed; their documents are kept already. None for imports, whose names are
            free to be decided.
        held: the caller has locked what the present versions share with other videos.
    """
    written: list[WriteReport] = []
    while len(written) < len(writings):
        written += await _write_first(transaction, writings[len(written) :], view, held=held)
    return written


@dataclass(frozen=True)
class _Plan:
    """How a document is written. `names`: alias key → as written."""

    writing: Writing
    corrected: CorrectedDocument
    after: VideoRows
    resolution: Resolution
    names: Mapping[str, str]
    shared: SharedObjects


async def _write_first(
    transaction: Transaction, writings: Sequence[Writing], view: View | None, *, held: bool
) -> list[WriteReport]:
    """Writes at least one of these, and as many as can be foreseen."""
    known = {one.video: one.decisions for one in writings if one.decisions is not None}
    corrected = await apply_all_corrections(transaction, {one.video: one.document for one in writings}, known)
    documents = [corrected[one.video].document for one in writings]
    names = await _lock(transaction, writings, documents, view)
    divided = [
        divide_detached(document, names.decided(place), writings[place].video)
        for place, document in enumerate(documents)
    ]
    if any(one is not other for one, other in zip(divided, documents, strict=True)):
        names = await _lock(transaction, writings, divided, view)
    plans: list[_Plan] = []
    for place, (writing, document) in enumerate(zip(writings, divided, strict=True)):
        if plans and (names.must_be_read(place) or corrected[writing.video].decided):
            break
        plan = _plan(writing, corrected[writing.video], document, names.namings(place), names.of(place), view)
        names.note(writing.before, plan.after, plan.resolution.owned)
        plans.append(plan)
    await _carry_out(transaction, plans, names, keep=view is None, held=held)
    return [WriteReport(plan.after, plan.resolution.candidates, plan.corrected.missing) for plan in plans]


async def _lock(
    transaction: Transaction,
    writings: Sequence[Writing],
    documents: Sequence[VideoDocument],
    view: View | None,
) -> LockedNames:
    asked = [
        NamesToResolve(
            one.before if view is None else VideoRows(one.video),
            read_namings(document, one.video),
            _show(document),
        )
        for one, document in zip(writings, documents, strict=True)
    ]
    return await lock_all_names(transaction, asked)


def _plan(
    writing: Writing,
    corrected: CorrectedDocument,
    document: VideoDocument,
    namings: Sequence[Naming],
    names: Names,
    view: View | None,
) -> _Plan:
    video = writing.video
    known = names.known if view is None else view.of(names)
    known = replace(known, decided={**corrected.pins, **known.decided})
    namings = adopt_kinds(leave_dropped(namings, known), known)
    namings = keep_items_apart(leave_dropped(namings, known), known)
    resolution = resolve(namings, known)
    authority = writing.before.authority if writing.row is None else writing.row["authority"]
    after = build_part(document, video, namings, resolution, authority)
    mains = {naming.main: naming for naming in namings}
    born = {id_: mains[key] for id_, key in resolution.born.items()}
    decided = [*known.decided.values(), *(() if view is None else view.made)]
    given = {key: name for naming in namings for key, name in naming.names.items()}
    return _Plan(
        writing,
        corrected,
        after,
        resolution,
        {key: given[key] for key in resolution.owned},
        SharedObjects(writing.before, after, born, decided),
    )


async def _carry_out(
    transaction: Transaction, plans: Sequence[_Plan], names: LockedNames, *, keep: bool, held: bool
) -> None:
    """
    Args:
        keep: the documents are new, and are kept with what is written.
    """
    given = {key: name for plan in reversed(plans) for key, name in plan.names.items()}
    aliases = alias_rows(given, names, held=held)
    changes = [(plan.writing.before, plan.after) for plan in plans]
    await change_videos(
        transaction,
        [pair for pair in changes if not held or pair[0].rows != pair[1].rows],
        locks=locks_of_shared([plan.shared for plan in plans], aliases=aliases, held=held),
        properties=[one for plan in plans for one in _properties(plan)],
        documents=document_rows({one.writing.video: one.writing.document for one in plans} if keep else {}),
        assigned=names.moved(),
    )


def _properties(plan: _Plan) -> list[Row]:
    if plan.writing.row is None:
        return []
    row = plan.writing.row | field_values("video", plan.corrected.document.video)
    [stored] = to_parameters("video", [row | video_forms(row)])
    return [{"id": plan.writing.video, "importedBy": current_viewer().owner or None, **stored}]


def _show(document: VideoDocument) -> Publication | None:
    video = document.video
    day = None if video.published_on is None else video.published_on.isoformat()
    return None if video.channel is None else Publication(channel_id(video.channel), day, video.title)
