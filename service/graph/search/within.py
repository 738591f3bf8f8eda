"""Conditions on the places of hits: the `where` of a search, as conditions in its statements. Pure functions.

A statement has only the given conditions, because Neo4j would take seconds to plan all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.graph.compose.conditions import Condition
from service.graph.compose.fragments import read_filters
from service.graph.statements import statement
from service.resources import cypher_folder

MOMENTS = ("speakers", "topics")
"""Conditions that apply to a segment itself, and not to its talk."""
_APART = 2
"""Number of separate conditions with a subquery; more are put into one CASE, which Neo4j plans once (see
`where_clause.py`)."""
_LEADING = ("videos", "speakers", "topics", "channels")
"""Conditions with ids, sorted by the number of talks that they lead to."""


@dataclass(frozen=True)
class Within:
    """Conditions that must all match, by the keys of `SearchWhere`: key → given keys of its filter object → values.

    For a segment, the speaker and topics are its own; for a chapter, a summary and a talk, those of the talk. An
    entity or a topic matches if a moment that mentions it, or is about it, does. Without conditions on speakers and
    topics, a talk that features or discusses it is enough.
    """

    values: Mapping[str, Mapping[str, Any]]

    @property
    def is_of_moments(self) -> bool:
        """Whether a condition applies to single segments."""
        return any(key in MOMENTS for key in self.values)

    @property
    def start(self) -> dict[str, list[str]]:
        """Returns the ids of one condition that leads to the talks of all hits, by key; empty if none does."""
        start: dict[str, list[str]] = {key: [] for key in _LEADING}
        for key in _LEADING:
            given = self.values.get(key, {})
            if "any" in given or "all" in given:
                start[key] = given["any"] if "any" in given else given["all"][:1]
                break
        return start

    def statement(self, name: str) -> str:
        """The text of `cypher/statements/search/<name>.cypher` with these conditions in it; they take their values from `$asked.within`."""
        place = self._conditions()
        if self.is_of_moments:
            way = "<-[:{}]-(place:Segment)<-[:HAS_SEGMENT]-(video:Video)"
            entity, topic = way.format("MENTIONS"), way.format("ABOUT")
        else:
            entity, topic = (f"<-[:{type_}]-(video:Video)" for type_ in ("FEATURES", "DISCUSSES"))
        text = statement(f"search/{name}")
        text = text.replace("true /* place */", place)
        text = text.replace("true /* entity */", f"EXISTS {{ MATCH (entity){entity} WHERE {place} }}")
        return text.replace("true /* topic */", f"EXISTS {{ MATCH (topic){topic} WHERE {place} }}")

    def _conditions(self) -> str:
        found: list[str] = []
        for key in sorted(self.values):
            given = self.values[key]
            condition = _filters().get(key)
            for word in sorted(given):
                one = condition or _filters()[f"{key}.{word}"]
                found.append(_cypher(one, key, word))
        plain = [one for one in found if "EXISTS {" not in one]
        nested = [one for one in found if "EXISTS {" in one]
        if len(nested) > _APART:
            nested = [f"CASE WHEN {' AND '.join(nested)} THEN true ELSE false END"]
        return " AND ".join([*plain, *nested]) or "true"


def _cypher(condition: Condition, key: str, word: str) -> str:
    value = f"$asked.within.{key}.{word}"
    if condition.form == "plain":
        return condition.subject.replace(f"${word}", value)
    return condition.cypher([word], lambda _: value)


@cache
def _filters() -> dict[str, Condition]:
    return read_filters(cypher_folder() / "filters" / "SearchWhere.cypher")
