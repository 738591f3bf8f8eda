"""Keeps the shown values of channels, topics, entities and aliases consistent with the videos.

The rules are in `service/graph/preferred_values.py`. A video's value is compared with the shown one. The values of
other videos are read only in these cases: a video drops the shown value, gives an entity another main name or drops
one, or changes the numbers of mentions by main name.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain.document import Kind
from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.joined_statements import Call
from service.graph.preferred_values import best_main_name, best_name, best_text, best_url
from service.graph.statement_runner import run_statement
from service.ingest.video_rows import Part, Row

SHOWN: dict[str, tuple[str, dict[str, str]]] = {
    "channel": ("published", {"name": "names", "url": "urls"}),
    "entity": ("features", {"name": "names", "description": "descriptions", "url": "urls"}),
    "topic": ("discusses", {"name": "names"}),
    "alias": ("given_name", {"name": "names"}),
}
"""Noun → the noun whose rows make claims about it, and key of the claim → column of `<noun>/list_given_values`."""
_BEST: dict[str, Callable[[Iterable[str | None]], str | None]] = {
    "name": best_name,
    "description": best_text,
    "url": best_url,
}


type _Said = dict[str, str | None]
"""What one video says of an object, by key of the claim."""


@dataclass(frozen=True)
class Claims:
    """What videos say of the objects of one noun, by id. `said`: before and after, by the videos that say something else of it. `more`: for
    entities that a video calls as before, how many mentions more it has of them."""

    noun: str
    said: Mapping[str, Sequence[tuple[_Said, _Said]]]
    more: Mapping[str, Sequence[tuple[_Said, int]]]

    def read(self) -> Call:
        return f"{self.noun}/read_display", {"ids": sorted(self.said)}

    async def choose(self, transaction: Transaction, present: Sequence[Row]) -> Call:
        """Returns the statement that sets the shown values. The claims are written already.

        Args:
            present: the rows of `read()`.
        """
        said, keys = self.said, SHOWN[self.noun][1]
        shown = {row["id"]: row for row in present}
        lost = [id_ for id_ in sorted(said) if _must_be_read(shown[id_], said[id_], self.more.get(id_, ()))]
        name = f"{self.noun}/list_given_values"
        claims = await run_statement(transaction, name, ids=lost) if lost else []
        rows = [_best_of_all(row, keys, shown[row["id"]]) for row in claims]
        rows += [_better(shown[id_], [now for _, now in said[id_]]) for id_ in sorted(said.keys() - lost)]
        rows = [row for row in rows if any(row[key] != shown[row["id"]][key] for key in keys)]
        rows = [row | {"searchName": search_form(row["name"])} for row in rows]
        return f"{self.noun}/set_display", {"rows": rows}


def changed_claims(changes: Sequence[tuple[Part, Part]]) -> list[Claims]:
    """Returns one for each noun of `SHOWN`, of these videos before and after."""
    return [_claims(changes, noun, claim, keys) for noun, (claim, keys) in SHOWN.items()]


def _claims(changes: Sequence[tuple[Part, Part]], noun: str, claim: str, keys: Iterable[str]) -> Claims:
    said: defaultdict[str, list[tuple[_Said, _Said]]] = defaultdict(list)
    more: defaultdict[str, list[tuple[_Said, int]]] = defaultdict(list)
    for pair in changes:
        old, new = ({row[noun]: row for row in part.rows[claim].values()} for part in pair)
        recounted = _recounted(old, new) if noun == "entity" else {}
        for id_ in old | new:
            was, now = _said(old.get(id_), keys), _said(new.get(id_), keys)
            if was != now or id_ in recounted:
                said[id_].append((was, now))
            if id_ in recounted:
                more[id_].append((now, recounted[id_]))
    return Claims(noun, said, more)


def _must_be_read(shown: Row, said: Sequence[tuple[_Said, _Said]], more: Sequence[tuple[_Said, int]]) -> bool:
    """Whether what is shown depends on what other videos say."""
    return (
        any(_lost(shown, was, now) or _renamed(shown, was, now) for was, now in said)
        or _is_first(shown, said)
        or any(_outweighed(shown, now, count) for now, count in more)
    )


async def show_anew(transaction: Transaction, kinds: Mapping[str, Kind]) -> None:
    """Chooses again what entities are shown as when their kind changes, by another rule for persons, or when the name is decided that is
    shown. Those that are not there stay so.

    Args:
        kinds: entity id → its kind.
    """
    said = await run_statement(transaction, "entity/list_given_values", ids=sorted(kinds)) if kinds else []
    if not said:
        return
    ids = [row["id"] for row in said]
    shown = {row["id"]: row for row in await run_statement(transaction, "entity/read_display", ids=ids)}
    rows = [_shown_anew(row, kinds[row["id"]], shown[row["id"]]) for row in said]
    await run_statement(transaction, "entity/set_display", rows=rows)


def _shown_anew(said: Row, kind: Kind, shown: Row) -> Row:
    name = shown["renamed"] or _best_main_name(kind, said["names"]) or ""
    row = {"id": said["id"], "name": name, "searchName": search_form(name)}
    row |= {"description": best_text(said["descriptions"]), "url": best_url(said["urls"])}
    return row | _decided(shown)


def _said(row: Row | None, keys: Iterable[str]) -> _Said:
    return {key: None if row is None else row[key] for key in keys}


def _lost(shown: Row, was: _Said, now: _Said) -> bool:
    return any(was[key] is not None and was[key] == shown[key] != now[key] for key in was)


def _is_first(shown: Row, said: Sequence[tuple[_Said, _Said]]) -> bool:
    """Whether no other videos use an alias: until now it had the form that a person gave it."""
    new = [now["name"] for was, now in said if was["name"] is None and now["name"] is not None]
    return shown.get("videos") == len(new) > 0 and any(name != shown["name"] for name in new)


def _renamed(shown: Row, was: _Said, now: _Said) -> bool:
    """Whether one talk more, or less, gives an entity a main name that is not shown: it may be that of most talks now, or may have
    spoken for the one that is shown, from which it differs in capitals only."""
    changed = {was["name"], now["name"]} - {None, shown["name"]}
    return _is_entity(shown) and was["name"] != now["name"] and bool(shown["name"] and changed)


def _recounted(old: dict[str, Row], new: dict[str, Row]) -> dict[str, int]:
    """By how many mentions more the new version speaks of entities that it calls as the old one did."""
    same = [id_ for id_ in old.keys() & new.keys() if old[id_]["name"] == new[id_]["name"] is not None]
    more = {id_: new[id_]["mentionCount"] - old[id_]["mentionCount"] for id_ in same}
    return {id_: count for id_, count in more.items() if count}


def _outweighed(shown: Row, now: _Said, more: int) -> bool:
    """Whether, of names that equally many talks give, another may be said more often than the one that is shown."""
    return more < 0 if now["name"] == shown["name"] else more > 0


def _better(shown: Row, said: Sequence[_Said]) -> dict[str, Any]:
    """What is shown, or what one of these talks says; of main names the one that is shown, as nothing speaks against it."""
    better: dict[str, Any] = {key: _BEST[key]([shown[key], *(one[key] for one in said)]) for key in said[0]}
    if _is_entity(shown):
        given = next((one["name"] for one in said if one["name"] is not None), None)
        better["name"] = shown["renamed"] or shown["name"] or given
        better |= _decided(shown)
    return better | {"id": shown["id"]}


def _best_of_all(claims: Row, keys: dict[str, str], shown: Row) -> dict[str, Any]:
    said = {key: claims[column] for key, column in keys.items()}
    if _is_entity(shown):
        said["name"] = [shown["renamed"] or _best_main_name(shown["kind"], said["name"])]
    best = {key: _BEST[key](some) for key, some in said.items()} | {"id": claims["id"]}
    return best | _decided(shown) if _is_entity(shown) else best


def _decided(shown: Row) -> dict[str, str | None]:
    """Returns the description and the address that a person decided for an entity, if there are."""
    names = {"description": "Description", "url": "Url"}
    return {key: shown[f"decided{name}"] for key, name in names.items() if shown[f"has{name}"]}


def _is_entity(shown: Row) -> bool:
    return "kind" in shown


def _best_main_name(kind: str, names: Sequence[Row]) -> str | None:
    talks, mentions = ({one["name"]: one[key] for one in names} for key in ("talks", "mentions"))
    return best_main_name(kind, talks, mentions)
