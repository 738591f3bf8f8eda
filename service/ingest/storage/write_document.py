"""Writes a document into the graph: locks its names, resolves them with the decisions, builds its rows, and writes
the difference.

Imports use this, and decisions that change talks. The caller holds the lock of the video.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from service.domain.document import VideoDocument
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.identity import channel_id
from service.ingest.resolution.detached_names import divide_detached
from service.ingest.resolution.kind_resolution import adopt_kinds
from service.ingest.resolution.name_index import Decided, Known, Named, Owner, gather_known, spelling
from service.ingest.resolution.namings import leave_dropped, read_namings
from service.ingest.resolution.recurring_speakers import Show
from service.ingest.resolution.resolve import Candidate, resolve
from service.ingest.storage.aliases import make_aliases, name_aliases
from service.ingest.storage.build import build_part, video_forms
from service.ingest.storage.change import change_video
from service.ingest.storage.kept_documents import forget_document, keep_document
from service.ingest.storage.locks import Names, lock_names, lock_shared
from service.ingest.storage.stored_fields import field_values, to_parameters
from service.ingest.talk_decisions.overlay import apply_corrections
from service.ingest.video_rows import Part, Row


@dataclass(frozen=True)
class View:
    """How names are seen when a talk that is in the graph is written again: what it gives itself counts, so that all stays as it is but
    for some names.

    `free`: spellings of names whose present owner does not count. `standing`: spelling → what it stood for before a decision that is
    undone. `owners`: alias key → whose it was before a merge that is undone. `lost`: alias keys whose present owner does not count.
    `made`: entities that such a merge had joined, which may be created again.
    """

    free: frozenset[str] = frozenset()
    standing: Mapping[str, Decided] = field(default_factory=dict[str, Decided])
    owners: Mapping[str, Owner] = field(default_factory=dict[str, Owner])
    lost: frozenset[str] = frozenset()
    made: tuple[Decided, ...] = ()

    def of(self, names: Names) -> Known:
        known = names.known
        if self.owners or self.lost:
            left = [one for one in names.found if one.key not in self.lost and one.key not in self.owners]
            counts = {one.key: (one.videos, one.guesses) for one in names.found}
            back = [Named(key, owner, *counts.get(key, (1, 0))) for key, owner in sorted(self.owners.items())]
            known = gather_known([*left, *back], known.regulars, known.decided)
        owners = {key: owner for key, owner in known.owners.items() if spelling(key) not in self.free}
        matched = {match: owner for match, owner in known.matched.items() if match not in self.free}
        return replace(known, owners=owners, matched=matched, decided={**self.standing, **known.decided})


async def write_document(
    transaction: Transaction,
    document: VideoDocument,
    before: Part,
    *,
    row: Row | None = None,
    view: View | None = None,
) -> tuple[Part, tuple[Candidate, ...]]:
    """Writes the document with the corrections of the talk.

    Args:
        before: what the graph has of the video now.
        row: what the video says of itself, without corrections; None if that stays as it is.
        view: of a talk that is written again since a decision changed; None for an import, whose names are free to be decided.

    Returns: The new rows, and entities that may be the same.
    """
    video, said = before.video, document
    corrected = await apply_corrections(transaction, said, video)
    document = as_corrected = corrected.document
    show = _show(document)
    own = before if view is None else Part(video)
    names = await lock_names(transaction, own, read_namings(document, video), show)
    document = divide_detached(document, names.known.decided, video)
    namings = read_namings(document, video)
    if document is not as_corrected:
        names = await lock_names(transaction, own, namings, show)
    known = names.known if view is None else view.of(names)
    known = replace(known, decided={**corrected.pins, **known.decided})
    namings = leave_dropped(adopt_kinds(leave_dropped(namings, known), known), known)
    resolution = resolve(namings, known)
    await make_aliases(transaction, namings, resolution)
    after = build_part(document, video, namings, resolution)
    mains = {naming.main: naming for naming in namings}
    born = {id_: mains[key] for id_, key in resolution.born.items()}
    decided = [*known.decided.values(), *(() if view is None else view.made)]
    await lock_shared(transaction, before, after, born, decided)
    if row is not None:
        row = row | field_values("video", as_corrected.video)
        [stored] = to_parameters("video", [row | video_forms(row)])
        await run_statement(transaction, "video/write_properties", id=video, **stored)
    await name_aliases(transaction, names, resolution)
    await change_video(transaction, before, after)
    if names.known.decided or corrected.decided:
        await keep_document(transaction, video, said)
    else:
        await forget_document(transaction, video)
    return after, resolution.candidates


def _show(document: VideoDocument) -> Show | None:
    video = document.video
    day = None if video.published_on is None else video.published_on.isoformat()
    return None if video.channel is None else Show(channel_id(video.channel), day, video.title)
