"""Keeps the shown values of channels, topics, entities and aliases consistent with the videos.

The rules are in `service/graph/preferred_values.py`: a decision, then the videos of the highest authority, then a rule over
their values. A video's value is compared with the shown one and where that is from. The values of other videos are read
only in these cases: a video drops the shown value, one of the shown authority or of a higher one gives an entity another
main name or drops one, or such a video changes the numbers of mentions by main name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain.document import Kind
from service.domain.document_types import strength
from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.preferred_values import DECISION, RULES, best_values, decided_values, of_highest_authority
from service.graph.statement_runner import Call, run_statement
from service.graph.video_rows import Row, VideoRows, counted_name

SHOWN: dict[str, tuple[str, dict[str, str]]] = {
    "channel": ("published", {"name": "names", "url": "urls"}),
    "entity": (
        "features",
        {"name": "names", "description": "descriptions", "url": "urls", "wikidata": "items"},
    ),
    "topic": ("discusses", {"name": "names"}),
    "alias": ("given_name", {"name": "names"}),
}
"""Noun → the noun whose rows make claims about it, and key of the claim → column of `<noun>/list_given_values`."""


type _Said = dict[str, str | None]
"""What one video says of an object, by key of the claim, and its `authority`."""


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
        rows += [
            _better(shown[id_], [now for _, now in said[id_]], keys) for id_ in sorted(said.keys() - lost)
        ]
        rows = [row for row in rows if any(value != shown[row["id"]][key] for key, value in row.items())]
        rows = [row | {"searchName": search_form(row["name"])} for row in rows]
        return f"{self.noun}/set_display", {"rows": rows}


def changed_claims(changes: Sequence[tuple[VideoRows, VideoRows]]) -> list[Claims]:
    """Returns one for each noun of `SHOWN`, of these videos before and after."""
    return [_claims(changes, noun, claim, keys) for noun, (claim, keys) in SHOWN.items()]


def _claims(
    changes: Sequence[tuple[VideoRows, VideoRows]], noun: str, claim: str, keys: Iterable[str]
) -> Claims:
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
        any(_lost(shown, was, now) for was, now in said)
        or (_is_entity(shown) and _renamed(shown, said))
        or any(_outweighed(shown, now, count) for now, count in more)
    )


async def show_anew(transaction: Transaction, kinds: Mapping[str, Kind]) -> None:
    """Chooses the shown values of entities again: after their kind has changed, since persons have a rule of their own, or after the
    shown name was decided. Ids that the graph does not have are ignored.

    Args:
        kinds: entity id → its kind.
    """
    said = await run_statement(transaction, "entity/list_given_values", ids=sorted(kinds)) if kinds else []
    if not said:
        return
    ids = [row["id"] for row in said]
    shown = {row["id"]: row for row in await run_statement(transaction, "entity/read_display", ids=ids)}
    keys = SHOWN["entity"][1]
    rows = [_best_of_all(row, keys, shown[row["id"]] | {"kind": kinds[row["id"]]}) for row in said]
    rows = [row | {"searchName": search_form(row["name"])} for row in rows]
    await run_statement(transaction, "entity/set_display", rows=rows)


def _said(row: Row | None, keys: Iterable[str]) -> _Said:
    if row is None:
        return {**dict.fromkeys(keys), "authority": None}
    return {key: row[key] for key in keys} | {
        "name": counted_name(row),
        "authority": row["authority"],
    }


def _lost(shown: Row, was: _Said, now: _Said) -> bool:
    """Whether a video no longer says what is shown."""
    return any(_gives(was, key, shown) and now != was and not _gives(now, key, shown) for key in _keys(was))


def _gives(said: _Said, key: str, shown: Row) -> bool:
    """Whether the shown value may be from this video."""
    return said[key] is not None and said[key] == shown[key] and said["authority"] == shown[f"{key}From"]


def _renamed(shown: Row, said: Sequence[tuple[_Said, _Said]]) -> bool:
    """Returns whether the shown main name may have to change, because a talk gives another one now, or no longer does. Another name may
    be that of most talks now, or have a higher authority; or the lost one counted for the shown name, from which it differs in capitals
    only."""
    if shown["nameFrom"] is None:  # no talk gave one before
        return len({(now["name"], now["authority"]) for _, now in said if now["name"] is not None}) > 1
    changed = {
        (one["name"], one["authority"])
        for was, now in said
        if (was["name"], was["authority"]) != (now["name"], now["authority"])
        for one in (was, now)
        if one["name"] is not None
    }
    least = strength(shown["nameFrom"])
    return shown["nameFrom"] != DECISION and any(
        strength(authority) >= least and (name, authority) != (shown["name"], shown["nameFrom"])
        for name, authority in changed
    )


def _recounted(old: dict[str, Row], new: dict[str, Row]) -> dict[str, int]:
    """Returns, for entities that both versions call the same, how many mentions the new version has more."""
    same = [
        id_ for id_ in old.keys() & new.keys() if _said(old[id_], ("name",)) == _said(new[id_], ("name",))
    ]
    more = {id_: new[id_]["mentionCount"] - old[id_]["mentionCount"] for id_ in same}
    return {id_: count for id_, count in more.items() if count}


def _outweighed(shown: Row, now: _Said, more: int) -> bool:
    """Returns whether another name may be mentioned more often than the shown one. That decides between names that equally many talks
    give."""
    if now["authority"] != shown["nameFrom"]:
        return False
    return more < 0 if now["name"] == shown["name"] else more > 0


def _better(shown: Row, said: Sequence[_Said], keys: Iterable[str]) -> dict[str, Any]:
    """Returns the values to show: the stored ones, or better ones of these talks. The main name stays, since nothing speaks against
    it."""
    better: dict[str, Any] = {"id": shown["id"]}
    for key in keys:
        origin = shown[f"{key}From"]
        given = [{"value": one[key], "authority": one["authority"]} for one in said]
        if origin is not None:
            given.append({"value": shown[key], "authority": origin})
        some, authority = of_highest_authority(given)
        kept = origin is not None and (
            origin == DECISION or (key == "name" and authority == origin and _is_entity(shown))
        )
        value = shown[key] if kept else RULES[key](one["value"] for one in some)
        better |= {key: value, f"{key}From": origin if kept else authority}
    if better["name"] is None:  # of an alias that no talk uses
        better["name"] = shown["name"]
    return better | decided_values(shown) if _is_entity(shown) else better


def _best_of_all(claims: Row, keys: Mapping[str, str], shown: Row) -> dict[str, Any]:
    given = {key: claims[column] for key, column in keys.items()}
    if not _is_entity(shown):
        return best_values(given) | {"id": claims["id"]}
    return best_values(given, shown["kind"]) | decided_values(shown) | {"id": claims["id"]}


def _keys(said: _Said) -> Iterable[str]:
    return said.keys() - {"authority"}


def _is_entity(shown: Row) -> bool:
    return "kind" in shown
