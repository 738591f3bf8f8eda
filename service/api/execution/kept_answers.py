"""Answers that are kept and given again, only as long as the graph has the revision after which they were read.

Source of the freshness: docs/decisions/0040-etags-from-bookmarks.md. An answer is kept under a revision that was read before it, and only if its
own reads ended at the same revision. It is given to a request if a revision that was read after the request arrived is equal: then no
program has committed anything in between.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from time import monotonic
from typing import Any

import orjson

from service.errors import VideographError
from service.fair_sharing import FairCache, Sender
from service.graph.driver.database import Database
from service.graph.revision import SCHEMA, ReadsAfter, Revision, Revisions

_GROUPS = 3
"""Of `FairCache`."""
_PACKED = 1.3
"""Size of an answer with its compressed form, in times of the answer alone."""
_ENTRY_BYTES = 1000
"""Approximate memory of an answer besides its bytes."""
_WORTH_IT = 3
"""Answers that must be found at a revision: a look costs a third of the page and two thirds of a small query, and each commit needs one that finds
nothing."""
_IN_VAIN = 3
"""After so many revisions in a row that were not worth it, nobody looks for a while."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 8.0
"""Seconds. Each pause is twice as long as the one before, until a revision is worth it again."""
OBJECTS_FOR_ONE = 10
"""A kept answer costs one for so many objects: it takes a tenth of the time."""


@dataclass
class KeptAnswer:
    """`body`: JSON; `objects`: how many it has; `packed`: the compressed body, once a client has asked for it."""

    body: bytes
    objects: int
    revision: tuple[str, int]
    packed: bytes | None = None

    @property
    def size(self) -> int:
        return ceil(len(self.body) * _PACKED) + _ENTRY_BYTES

    @property
    def cost(self) -> int:
        return ceil(self.objects / OBJECTS_FOR_ONE)


@dataclass
class Look:
    """What a look found. `revision`: reads of the answer must be after it, if the answer shall be kept; None if it is not kept."""

    key: bytes
    revision: Revision | None
    found: KeptAnswer | None = None


class KeptAnswers:
    """The answers of one process.

    Args:
        most_bytes: memory that they may take. 0 keeps none.
    """

    def __init__(self, database: Database, most_bytes: int, clock: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._is_on = most_bytes > 0
        self._answers = FairCache[bytes, KeptAnswer](most_bytes // _GROUPS, size_of=lambda one: one.size)
        self._clock = clock
        self._is_latest = False
        """Whether no read since has shown that `revisions.latest` is over."""
        self._seen: tuple[str, int] | None = None
        """The revision of the last look; None if that was before a pause."""
        self._finds = self._in_vain = 0
        self._pause = _FIRST_PAUSE
        self._paused_until = 0.0
        self.given = 0
        """Answers that were given again so far."""

    @property
    def held(self) -> int:
        """Number of answers."""
        return self._answers.count

    @property
    def size(self) -> int:
        """Bytes of memory that all answers take, approximately."""
        return self._answers.total

    @cached_property
    def revisions(self) -> Revisions:
        """Where revisions are read, of this and of other requests."""
        return Revisions(self._database)

    def looks_for(self, revision: Revision | None) -> bool:
        """Returns whether to look for an answer: not if none are kept, nor while too few looks find one.

        Args:
            revision: what `look` will be given.
        """
        return self._is_on and (revision is not None or self._clock() >= self._paused_until)

    async def look(self, key: bytes, sender: Sender | None, revision: Revision | None = None) -> Look:
        """Returns the kept answer if it is what the graph says now. Without one of the latest known revision, no revision is read for it.

        Args:
            revision: one that was read after the request arrived, if there is one; `SCHEMA` for an answer that needs no graph.
        """
        found = self._answers.get(key, sender)
        looks = revision is None
        if revision is None:
            latest = self.revisions.latest
            if self._is_latest and latest is not None and (found is None or found.revision != latest.key):
                return Look(key, latest)
            try:
                revision = await self.revisions.current()
            except VideographError:  # the answer says it if it needs the graph
                return Look(key, None)
            if found is None or found.revision != revision.key:  # another request may have read it meanwhile
                found = self._answers.get(key, sender)
        self._is_latest |= revision is not SCHEMA
        is_found = found is not None and found.revision == revision.key
        self.given += is_found
        if looks:
            self._count(revision.key, is_found)
        return Look(key, revision, found if is_found else None)

    def _count(self, revision: tuple[str, int], finds: int) -> None:
        """Counts a look, and stops looking for a while if commits leave too little time for finds."""
        if self._clock() < self._paused_until:  # a look that was under way
            return
        if revision == self._seen or self._seen is None:
            self._seen, self._finds = revision, self._finds + finds
            return
        if self._finds >= _WORTH_IT:
            self._in_vain, self._pause = 0, _FIRST_PAUSE
        else:
            self._in_vain += 1
        self._seen, self._finds = revision, 0
        if self._in_vain == _IN_VAIN:
            self._paused_until = self._clock() + self._pause
            self._pause = min(2 * self._pause, _LONGEST_PAUSE)
            self._seen, self._in_vain = None, _IN_VAIN - 1  # after the pause, one more is enough

    def keep(self, look: Look, body: bytes, objects: int, reads: ReadsAfter, sender: Sender | None) -> None:
        """Keeps an answer that was read at the revision of its look, unless something was committed since then."""
        if look.revision is None:
            return
        if reads.found_nothing_newer:
            self._answers.keep(look.key, KeptAnswer(body, objects, look.revision.key), sender)
        else:
            self._is_latest = False


def key_of(text: str, operation_name: str | None, variables: dict[str, Any] | None, show_cost: bool) -> bytes:
    """Returns what distinguishes the answer to a request of one service from others. The order of keys does not."""
    parts = [text, operation_name, variables or None, show_cost]
    return hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).digest()
