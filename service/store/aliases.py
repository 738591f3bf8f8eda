"""The aliases of videos, as rows."""

from collections.abc import Mapping

from service.domain.text import search_form
from service.graph.name_keys import match_keys
from service.graph.video_rows import Row
from service.store.known_names import LockedNames


def alias_rows(given: Mapping[str, str], names: LockedNames, *, held: bool = False) -> list[Row]:
    """Returns the aliases of names, as `alias/lock` takes them.

    Args:
        given: alias key → name as written.
        held: the caller has locked the names, so that only missing aliases are locked.
    """
    return [alias_row(key, given[key]) for key in (names.new() if held else sorted(given))]


def alias_row(key: str, name: str) -> Row:
    """A new alias."""
    keys = match_keys(key)
    return {
        "key": key,
        "name": name,
        "searchName": search_form(name),
        "matchKey": keys.match,
        "firstKey": keys.first,
        "familyKey": keys.family,
    }
