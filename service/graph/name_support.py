"""How many videos use a name: `Alias.support`.

Imports compare it if a name could be of several kinds, so each knows it without reading the videos.
"""

from collections.abc import Sequence
from functools import cache
from operator import add

from service.domain.document_types import AUTHORITIES, of_document

type Support = tuple[int, ...]
"""The numbers of videos that are sure of a name's kind, by authority, the highest first; then the numbers of all that use it. The greater one is
believed: what a person is sure of comes before what any number of other sources are sure of, and this before guesses."""
NO_SUPPORT: Support = (0,) * (2 * len(AUTHORITIES))


@cache
def support_of(authority: str, guessed: bool | None, videos: int = 1) -> Support:
    """Returns the support by videos of this authority.

    Args:
        authority: that of the name. How a name came to be spelled says nothing of its kind, so recognized and written ones count alike.
        guessed: whether the kind is a guess there; None is no.
        videos: how many; negative if they no longer use the name.
    """
    said = of_document(authority)
    sure = tuple(0 if guessed else videos * (said == one) for one in AUTHORITIES)
    return sure + tuple(videos * (said == one) for one in AUTHORITIES)


def add_support(one: Support, other: Support) -> Support:
    return tuple(map(add, one, other))


def count_sure(support: Support) -> int:
    """Returns the number of videos that are sure of the kind."""
    return sum(support[: len(AUTHORITIES)])


def count_videos(support: Support) -> int:
    """Returns the number of videos that use the name."""
    return sum(support[len(AUTHORITIES) :])


def read_support(stored: Sequence[int] | None) -> Support:
    """Returns a stored `Alias.support`, which is missing if no video uses the name."""
    return NO_SUPPORT if stored is None else tuple(stored)
