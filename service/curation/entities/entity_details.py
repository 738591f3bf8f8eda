"""Details of entities that a person decides: description, address, item in Wikidata and further names. Each is a correction of its own.

The latest values that hold are shown, whatever talks say. A further name is an alias, even if no talk uses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from service.curation.entities.apply_correction import (
    CorrectionReport,
    apply_correction,
    revert_correction,
)
from service.curation.entities.correction_journal import Draft, read_latest
from service.curation.entities.correction_names import (
    aliases,
    decided,
    lock_entity,
    main_spellings,
    note_own,
    require_free,
)
from service.curation.stored_decisions import EntityState, spellings
from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.document_types import Description, Url, WikidataId
from service.domain.identity import alias_key
from service.domain.text import require_name
from service.errors import InvalidInput, NotFound, reason_of
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.resolution.name_index import spelling

_KINDS: dict[str, tuple[EntityCorrectionKind, TypeAdapter[str]]] = {
    "description": ("DESCRIPTION", TypeAdapter(Description)),
    "url": ("URL", TypeAdapter(Url)),
    "wikidata": ("WIKIDATA", TypeAdapter(WikidataId)),
}


@dataclass(frozen=True)
class Details:
    """`values`: `description`, `url` and `wikidata`, as far as given; None removes it. `aliases`: names to add. `removed_aliases`:
    names that were added, to remove."""

    values: dict[str, str | None] = field(default_factory=dict[str, str | None])
    aliases: Sequence[str] = ()
    removed_aliases: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.values or self.aliases or self.removed_aliases)


async def apply_details(transaction: Transaction, reference: str, details: Details) -> list[CorrectionReport]:
    """Decides the details of an entity.

    Raises:
        NotFound: the entity does not exist.
        InvalidInput: a value cannot be used, is so already, or a name stands for another entity.
    """
    reports: list[CorrectionReport] = []
    for key, value in details.values.items():
        reports.append(await _set(transaction, reference, key, value))
    for place, name in enumerate(details.aliases):
        reports.append(await _add_alias(transaction, reference, name, place))
    for place, name in enumerate(details.removed_aliases):
        reports.append(await _remove_alias(transaction, reference, name, place))
    return reports


async def _set(transaction: Transaction, reference: str, key: str, value: str | None) -> CorrectionReport:
    one = await lock_entity(transaction, reference)
    new = None if value is None else _checked(key, value)
    [shown] = await run_statement(transaction, "entity/read_display", ids=[one.id])
    if shown[key] == new:
        words = "has no" if new is None else "has this"
        raise InvalidInput(f"{one.name} ({one.slug}) {words} {key} already", (key,))
    draft = await _draft(transaction, one)
    return await apply_correction(transaction, draft.correction(_KINDS[key][0], new), [])


def _checked(key: str, value: str) -> str:
    try:
        return _KINDS[key][1].validate_python(value)
    except ValidationError as error:
        raise InvalidInput(f"{key}: {reason_of(error.errors()[0])}", (key,)) from None


async def _add_alias(transaction: Transaction, reference: str, name: str, place: int) -> CorrectionReport:
    one = await lock_entity(transaction, reference)
    path = ("aliases", place)
    name = require_name(name, path)
    key = alias_key(one.kind, name)
    if key is None:
        raise InvalidInput(f"{name!r} is not a name: give words", path)
    own = await aliases(transaction, one)
    if key in own:
        raise InvalidInput(f"{one.name} ({one.slug}) is called {name} already", ("aliases", place))
    known = await decided(transaction, [spelling(key)])
    await require_free(transaction, one, key, name, known, ("aliases", place))
    draft = await _draft(transaction, one)
    if spelling(key) not in draft.changes and not known:
        stood = spelling(key) in spellings(own)
        draft.note(spelling(key), None, stood=stood, beside=stood)
    return await apply_correction(transaction, draft.correction("ALIAS", name), [])


async def _remove_alias(transaction: Transaction, reference: str, name: str, place: int) -> CorrectionReport:
    """Undoes the decision that added a name."""
    one = await lock_entity(transaction, reference)
    path = ("removeAliases", place)
    try:
        correction = await read_latest(transaction, "ALIAS", one.id, name)
    except NotFound:
        raise InvalidInput(
            f"nobody added the name {name!r:.60} to {one.name} ({one.slug}): `detachName` removes a name that talks use",
            path,
        ) from None
    report = await revert_correction(transaction, correction)
    if alias_key(one.kind, name) in await aliases(transaction, one):
        raise InvalidInput(
            f"talks call {one.name} ({one.slug}) {name!r:.60} too: `detachName` removes the name", path
        )
    return replace(report, undone=True)


async def _draft(transaction: Transaction, one: EntityState) -> Draft:
    """Returns a correction that decides the entity's main names too, so that it keeps its id with any later talks."""
    draft = Draft(one)
    keys = await main_spellings(transaction, one)
    note_own(draft, keys, await decided(transaction, keys))
    return draft
