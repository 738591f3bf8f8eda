"""A guess at the kind of a name gives way to what other videos know of it. Pure.

Who is sure of a kind keeps it, so that a company and its product stay two where the words say which is meant. A guess
takes the kind that most videos are sure of, or else that most guess. Kinds never mix otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from service.ingest.document import Kind
from service.ingest.identity import alias_key
from service.ingest.known import Known
from service.ingest.resolve import Naming, spelling

ANY_KIND: tuple[Kind, ...] = get_args(Kind)


def adopt_kinds(namings: Sequence[Naming], known: Known) -> list[Naming]:
    """The namings, guesses with the kind that the graph has for their name."""
    kept = {spelling(naming.main) for naming in namings if not naming.guess}
    adopted: list[Naming] = []
    for naming in namings:
        kind = _known_kind(naming, known) if naming.guess else naming.kind
        other = naming if kind == naming.kind else _as(naming, kind)
        # What the document tells apart stays apart, even if it is not sure of one of the two.
        adopted.append(naming if spelling(other.main) in kept else other)
    return adopted


def _known_kind(naming: Naming, known: Known) -> Kind:
    name = naming.names[naming.main]
    found: dict[Kind, tuple[int, int, bool]] = {}
    for kind in ANY_KIND:
        owner = known.owner(alias_key(kind, name) or "")
        if owner is not None and (kind == naming.kind or not _is_word_and_name(name, owner.name)):
            found[kind] = (*known.support[owner.entity_id], kind == naming.kind)
    return max(found.items(), key=lambda item: item[1])[0] if found else naming.kind


def _is_word_and_name(one: str, other: str) -> bool:
    """Whether one is a plain word and the other a name that is written like it: notion and Notion."""
    return " " not in one and " " not in other and one.islower() != other.islower()


def _as(naming: Naming, kind: Kind) -> Naming:
    names = {key: name for name in naming.names.values() if (key := alias_key(kind, name)) is not None}
    return replace(naming, kind=kind, main=next(iter(names)), names=names)
