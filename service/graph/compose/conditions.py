"""Conditions: one key of a `where`, as Cypher.

A head has one of five forms after `filter path:`:

    entity.kind IN $kind                          plain Cypher; the parameter is named after the last key
    normalised topic.searchName = $name           the same, with the argument in its search form
    text video.searchTitle                        a StringFilter on a text in its search form
    text alias.searchName within (alias:Alias)-[:NAMES]->(entity)    … of something related
    range relationship.weight                     a DateRange or FloatRange; `within` as above
    range video.sortDate where video.publishedOn IS NOT NULL         … where its value counts as one
    ids (video)-[:DISCUSSES]->(related:Topic)     an IdFilter on what is `related`
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from service.errors import FragmentError

type Ask = Callable[[str], str]
"""Maps a key of the argument (`gte`) to the placeholder of its parameter."""

_TEXT = {
    "eq": "{0} = {1}",
    "in": "{0} IN {1}",
    "contains": "{0} CONTAINS {1}",
    "startsWith": "{0} STARTS WITH {1}",
}
_RANGE = {"gte": "{0} >= {1}", "lt": "{0} < {1}"}
_RELATED = re.compile(r"\(related:(\w+)\)")


@dataclass(frozen=True)
class Condition:
    """`subject` is an expression (plain: the whole condition). `pattern` must exist around it. `label`, for ids, is
    the label of the related object. `known`, for a range, is the condition under which the subject's value counts. `normalised`: the
    argument is compared in its search form."""

    form: Literal["plain", "text", "range", "ids"]
    subject: str
    pattern: str | None = None
    label: str | None = None
    known: str | None = None
    normalised: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the filter object; empty if the argument itself is the value."""
        return {"plain": (), "text": tuple(_TEXT), "range": tuple(_RANGE), "ids": ("any", "all", "none")}[
            self.form
        ]

    def cypher(self, given: list[str], ask: Ask) -> str:
        """Returns the condition for the given keys, in the order of `keys`."""
        if self.form == "ids":
            return " AND ".join(self._ids(key, ask(key)) for key in given)
        table = _TEXT if self.form == "text" else _RANGE
        joined = " AND ".join(table[key].format(self.subject, ask(key)) for key in given)
        joined += f" AND {self.known}" if self.known else ""
        return joined if self.pattern is None else f"EXISTS {{ MATCH {self.pattern} WHERE {joined} }}"

    def _ids(self, key: str, value: str) -> str:
        if key == "all":
            return f"all(id IN {value} WHERE EXISTS {{ MATCH {self.pattern} WHERE related.id = id }})"
        found = f"EXISTS {{ MATCH {self.pattern} WHERE related.id IN {value} }}"
        return found if key == "any" else f"NOT {found}"

    def start(self, given: list[str], ask: Ask) -> str:
        """Returns clauses that bind the related objects and start from them, for a lead."""
        if self.form == "ids":
            key = "any" if "any" in given else "all"
            return f"MATCH (related:{self.label}) WHERE related.id IN {ask(key)}"
        name, _, _ = self.subject.partition(".")
        joined = " AND ".join(_TEXT[key].format(self.subject, ask(key)) for key in given)
        label = re.search(rf"\({name}:(\w+)\)", self.pattern or "")
        return f"MATCH ({name}:{label[1] if label else ''}) WHERE {joined}"


def read_condition(file: Path, line: int, text: str) -> Condition:
    """Parses the text after `filter path:`.

    Raises: FragmentError: the form is incomplete.
    """
    word, _, rest = text.partition(" ")
    if word == "normalised":
        return Condition("plain", rest.strip(), normalised=True)
    if word == "text":
        subject, _, pattern = rest.partition(" within ")
        return Condition("text", subject.strip(), pattern.strip() or None)
    if word == "range":
        rest, _, known = rest.partition(" where ")
        subject, _, pattern = rest.partition(" within ")
        return Condition("range", subject.strip(), pattern.strip() or None, known=known.strip() or None)
    if word == "ids":
        label = _RELATED.search(rest)
        if not label:
            raise FragmentError(file, "a pattern behind `ids` must hold (related:Label)", line)
        return Condition("ids", "", rest.strip(), label[1])
    return Condition("plain", text)
