"""Keeps the shown values of channels, topics, entities and aliases consistent with the videos.

The rules are in `service/graph/preferred_values.py`. A video's value is compared with the shown one. The values of
other videos are read only in these cases: a video drops the shown value, gives an entity another main name or drops
one, or changes the numbers of mentions by main name.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from service.domain.document import Kind
from service.domain.text import search_form
from service.graph.driver.database import Transaction
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


async def change_shown(transaction: Transaction, before: Part, after: Part) -> None:
    """Sets the shown values of all objects of the two versions. Their claims are written already."""
    for noun, (claim, keys) in SHOWN.items():
        old, new = ({row[noun]: row for row in part.rows[claim].values()} for part in (before, after))
        said = {id_: (_said(old.get(id_), keys), _said(new.get(id_), keys)) for id_ in sorted(old | new)}
        recounted = _recounted(old, new) if noun == "entity" else {}
        ids = [id_ for id_, (was, now) in said.items() if was != now or id_ in recounted]
        if not ids:
            continue
        shown = {row["id"]: row for row in await run_statement(transaction, f"{noun}/read_display", ids=ids)}
        lost = [
            id_
            for id_ in ids
            if _lost(shown[id_], *said[id_])
            or _is_first(shown[id_], *said[id_])
            or _renamed(shown[id_], *said[id_])
            or _outweighed(shown[id_], said[id_][1], recounted.get(id_, 0))
        ]
        claims = await run_statement(transaction, f"{noun}/list_given_values", ids=lost) if lost else []
        rows = [_best_of_all(row, keys, shown[row["id"]]) for row in claims]
        rows += [_better(shown[id_], said[id_][1]) for id_ in set(ids) - set(lost)]
        rows = [row for row in rows if any(row[key] != shown[row["id"]][key] for key in keys)]
        rows = [row | {"searchName": search_form(row["name"])} for row in rows]
        if rows:
            await run_statement(transaction, f"{noun}/set_display", rows=rows)


async def show_anew(transaction: Transaction, id_: str, kind: Kind) -> None:
    """Chooses again what an entity is shown as when its kind changes, by another rule for persons, or when the name is decided that is
    shown. One that is not there stays so."""
    for said in await run_statement(transaction, "entity/list_given_values", ids=[id_]):
        [shown] = await run_statement(transaction, "entity/read_display", ids=[id_])
        await _show_anew(
            transaction, id_, shown["renamed"] or _best_main_name(kind, said["names"]) or "", said, shown
        )


async def _show_anew(transaction: Transaction, id_: str, name: str, said: Row, shown: Row) -> None:
    row = {"id": id_, "name": name, "searchName": search_form(name)}
    row |= {"description": best_text(said["descriptions"]), "url": best_url(said["urls"])}
    row |= _decided(shown)
    await run_statement(transaction, "entity/set_display", rows=[row])


def _said(row: Row | None, keys: Iterable[str]) -> dict[str, str | None]:
    return {key: None if row is None else row[key] for key in keys}


def _lost(shown: Row, was: dict[str, str | None], now: dict[str, str | None]) -> bool:
    return any(was[key] is not None and was[key] == shown[key] != now[key] for key in was)


def _is_first(shown: Row, was: dict[str, str | None], now: dict[str, str | None]) -> bool:
    """Whether the video is the first one that uses an alias: until now the alias had the form that a person gave it."""
    return shown.get("videos") == 1 and was["name"] is None and now["name"] != shown["name"]


def _renamed(shown: Row, was: dict[str, str | None], now: dict[str, str | None]) -> bool:
    """Whether one talk more, or less, gives an entity a main name that is not shown: it may be that of most talks now, or may have
    spoken for the one that is shown, from which it differs in capitals only."""
    changed = {was["name"], now["name"]} - {None, shown["name"]}
    return _is_entity(shown) and was["name"] != now["name"] and bool(shown["name"] and changed)


def _recounted(old: dict[str, Row], new: dict[str, Row]) -> dict[str, int]:
    """By how many mentions more the new version speaks of entities that it calls as the old one did."""
    same = [id_ for id_ in old.keys() & new.keys() if old[id_]["name"] == new[id_]["name"] is not None]
    more = {id_: new[id_]["mentionCount"] - old[id_]["mentionCount"] for id_ in same}
    return {id_: count for id_, count in more.items() if count}


def _outweighed(shown: Row, now: dict[str, str | None], more: int) -> bool:
    """Whether, of names that equally many talks give, another may be said more often than the one that is shown."""
    return more < 0 if now["name"] == shown["name"] else more > 0


def _better(shown: Row, now: dict[str, str | None]) -> dict[str, Any]:
    """What is shown, or what one talk says; of main names the one that is shown, as nothing speaks against it."""
    better: dict[str, Any] = {key: _BEST[key]((shown[key], value)) for key, value in now.items()}
    if _is_entity(shown):
        better["name"] = shown["renamed"] or shown["name"] or now["name"]
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
