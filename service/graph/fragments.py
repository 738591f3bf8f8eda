"""Reads the .cypher files under `cypher/fields`, `cypher/filters` and `cypher/nodes`, and checks them.

A file is a head of comment lines and a body: clauses that bind what the head says it yields. The head's words
are explained in `cypher/README.md`. What can be checked without Neo4j is checked here, at start; the tests
EXPLAIN the rest. How fragments become a statement is `compose.py`'s matter.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from service.errors import FragmentError
from service.graph.conditions import Condition, read_condition
from service.graph.model import read_model
from service.resources import cypher_folder

MAP = "MAP"
"""Type of an item that is no node or relationship but a map made by the fragment."""
_WORDS = (
    "yields",
    "order",
    "key",
    "use",
    "filter",
    "inside",
    "lead",
    "browse",
    "implies",
    "normalise",
    "types",
    "literal",
    "cap",
    "total",
    "look",
    "arms",
    "shows",
    "value",
)
_HEAD = re.compile(rf"^({'|'.join(_WORDS)})(?: +([\w.=]+))?: *(.*)$")
_VARIANT = re.compile(r"^// when (\w+)=(\w+):$")
_RESERVED = re.compile(r"\b(?:\w+_\d+|c\d+)\b")
_STRINGS = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")


@dataclass(frozen=True)
class Order:
    """One sort order: expressions, each with whether it descends, strongest first."""

    name: str
    keys: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Lead:
    """Where to start when the condition at `path` is asked for; `size` estimates the rows of that start."""

    path: str
    size: str


@dataclass(frozen=True)
class Browse:
    """How far to look along the order of a page in place of a lead; `total` says how many items there are in all."""

    most: int
    total: str


@dataclass(frozen=True)
class Fragment:
    """One file. `yields`: variable → label, type, MAP or value type; the first is the item.

    `conditions`: path of an argument (`where.kind`, `direction=OUT`) → what it asks. `types` names the
    relationship variable whose type list `where.type` and `where.includeCoMentions` replace (`*`: the type list of
    a walk). `inside`: paths of conditions that a walk has to check while it goes: they stand in its WHERE and not
    behind it. `literals`: argument → lowest and highest number that may stand in the text of the walk.
    `variants`: argument and value → a body of its own. `cap`: a walk stops after so many items. `total`: how many
    items there are in all, where it is stored. `look`: what has to be done before the statement, by a name that the
    API knows. `arms`: the item is one of these, which `nodes/<Label>.cypher` find; then there is no body, and what looks
    puts them in order. `shows`: expressions of the texts by which a search finds the item, the most telling first.
    """

    file: Path
    title: str
    body: str
    yields: dict[str, str] = field(default_factory=dict[str, str])
    orders: dict[str, Order] = field(default_factory=dict[str, Order])
    key: tuple[str, ...] = ()
    conditions: dict[str, Condition] = field(default_factory=dict[str, Condition])
    leads: tuple[Lead, ...] = ()
    browse: Browse | None = None
    implied: dict[str, Condition] = field(default_factory=dict[str, Condition])
    normalised: frozenset[str] = frozenset()
    types: str | None = None
    value: str | None = None
    inside: frozenset[str] = frozenset()
    literals: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    variants: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    cap: int | None = None
    total: str | None = None
    look: str | None = None
    arms: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        """The variable of the item."""
        return next(iter(self.yields))

    @property
    def label(self) -> str:
        """Label, type or MAP of the item."""
        return self.yields[self.item]

    @property
    def default_order(self) -> Order | None:
        """The first order that the head names."""
        return next(iter(self.orders.values()), None)


@cache
def read_fragments() -> dict[tuple[str, str], Fragment]:
    """All fragments by folder and name: `("Video", "entities")`, `("nodes", "Video")`.

    Raises:
        FragmentError: a file contradicts itself.
    """
    root = cypher_folder()
    found = {
        (file.parent.name, file.stem): read_fragment(file, root)
        for file in sorted(root.glob("fields/*/*.cypher"))
    }
    found |= {("nodes", file.stem): read_fragment(file, root) for file in sorted(root.glob("nodes/*.cypher"))}
    return found


def read_fragment(file: Path, root: Path) -> Fragment:
    """One file, checked.

    Raises:
        FragmentError: with file, line and reason.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    head = _Head(file, root)
    for number, line in enumerate(lines[:count], 1):
        head.read(number, line[2:].strip())
    bodies: dict[tuple[str, str], list[str]] = {}
    body: list[str] = []
    for line in lines[count:]:
        match = _VARIANT.match(line)
        if match:
            body = bodies[match[1], match[2]] = []
        else:
            body = body if bodies else bodies.setdefault(("", ""), body)
            body.append(line)
    texts = {when: "\n".join(found).strip() for when, found in bodies.items()}
    return head.finish(texts.pop(("", ""), ""), texts, count + 1)


class _Head:
    """Collects the words of one head."""

    def __init__(self, file: Path, root: Path) -> None:
        self.file = file
        self.root = root
        self.title: list[str] = []
        self.words: list[tuple[int, str, str, str]] = []

    def read(self, number: int, text: str) -> None:
        match = _HEAD.match(text)
        if match:
            self.words.append((number, match[1], match[2] or "", match[3].strip()))
        elif self.words and text:
            raise FragmentError(
                self.file, f"no head word: {text!r}; the words are {', '.join(_WORDS)}", number
            )
        elif text:
            self.title.append(text)

    def finish(self, body: str, variants: dict[tuple[str, str], str], line: int) -> Fragment:
        values: dict[str, list[tuple[int, str, str]]] = {word: [] for word in _WORDS}
        for number, word, name, text in self.words:
            if not text:
                raise FragmentError(self.file, f"{word} says nothing", number)
            values[word].append((number, name, text))
        if not self.title:
            raise FragmentError(self.file, "the first line must say what the file yields", 1)
        title = " ".join(self.title)
        if values["value"]:
            if body or len(self.words) > 1:
                raise FragmentError(self.file, "a file with `value` has no other word and no body", line)
            return Fragment(self.file, title, "", value=values["value"][0][2])
        look = next((text for _, _, text in values["look"]), None)
        if values["arms"]:
            if body or look is None or len(self.words) > 2:
                raise FragmentError(
                    self.file, "a file with `arms` has `look`, no other word and no body", line
                )
            return Fragment(self.file, title, "", look=look, arms=self._arms(*values["arms"][0]))
        for one in (body, *variants.values()):
            self._check_body(one, line)
        yields = self._yields(values["yields"], body)
        item = next(iter(yields))
        conditions, normalised = self._conditions(values)
        inside = frozenset(path for _, path, _ in values["inside"])
        if inside and any("WHERE " not in one for one in (body, *variants.values())):
            raise FragmentError(self.file, "conditions `inside` need a WHERE that they can be put into", line)
        key = tuple(part for _, _, text in values["key"] for part in _parts(text))
        return Fragment(
            self.file,
            title,
            body,
            yields=yields,
            orders={name or "DEFAULT": self._order(name, text) for _, name, text in values["order"]},
            key=key or (f"{item}.id",),
            conditions=conditions,
            leads=tuple(self._lead(number, path, text, conditions) for number, path, text in values["lead"]),
            browse=self._browse(values["browse"]),
            implied={path: self._implied(n, path, text, conditions) for n, path, text in values["implies"]},
            normalised=normalised,
            types=self._types(values["types"], body),
            inside=inside,
            literals={path: self._literal(number, text, body) for number, path, text in values["literal"]},
            variants=variants,
            cap=self._cap(values["cap"], (body, *variants.values())),
            total=next((text for _, _, text in values["total"]), None),
            look=look,
            shows=tuple(part for _, _, text in values["shows"] for part in _parts(text)),
        )

    def _arms(self, number: int, _: str, text: str) -> tuple[str, ...]:
        labels = tuple(_parts(text))
        for label in labels:
            if not (self.root / "nodes" / f"{label}.cypher").is_file():
                raise FragmentError(self.file, f"there is no cypher/nodes/{label}.cypher", number)
        return labels

    def _check_body(self, body: str, line: int) -> None:
        bare = _STRINGS.sub("''", body)
        if not bare:
            raise FragmentError(self.file, "the file has no Cypher and no `value`", line)
        if re.search(r"//|/\*", bare):
            raise FragmentError(self.file, "comments stand in the head: texts must stay canonical", line)
        depth = 0
        for token in re.finditer(r"[{}]|\bRETURN\b|\bUNION\b", bare):
            place = line + bare[: token.start()].count("\n")
            if token[0] in "{}":
                depth += 1 if token[0] == "{" else -1
            elif depth == 0:
                what = (
                    "RETURN is added by the engine"
                    if token[0] == "RETURN"
                    else "UNION needs its own CALL (…) { }"
                )
                raise FragmentError(self.file, what, place)
        if depth:
            raise FragmentError(self.file, "braces do not match", line)
        reserved = _RESERVED.search(bare)
        if reserved:
            raise FragmentError(self.file, f"{reserved[0]} is a name that the engine makes", line)

    def _yields(self, found: list[tuple[int, str, str]], body: str) -> dict[str, str]:
        if len(found) != 1:
            raise FragmentError(self.file, "exactly one `yields` is needed", 1)
        number, _, text = found[0]
        pairs = [part.partition(":") for part in text.split(",")]
        yields = {name.strip(): kind.strip() for name, _, kind in pairs}
        model = read_model()
        plain = {MAP, "INTEGER", "FLOAT", "STRING", "Relationship"}
        for name, kind in yields.items():
            if kind not in plain and kind not in model.nodes and kind not in model.links:
                raise FragmentError(self.file, f"{name}: cypher/model.toml has no {kind!r}", number)
            if not re.search(rf"\b{re.escape(name)}\b", body):
                raise FragmentError(self.file, f"the Cypher binds no `{name}`", number)
        return yields

    def _order(self, name: str, text: str) -> Order:
        keys = _parts(text)
        return Order(
            name or "DEFAULT",
            tuple((re.sub(r"\s+(ASC|DESC)$", "", key), key.endswith(" DESC")) for key in keys),
        )

    def _conditions(
        self, values: dict[str, list[tuple[int, str, str]]]
    ) -> tuple[dict[str, Condition], frozenset[str]]:
        found: dict[str, Condition] = {}
        for number, argument, name in values["use"]:
            shared = self.root / "filters" / f"{name}.cypher"
            if not shared.is_file():
                raise FragmentError(self.file, f"there is no cypher/filters/{name}.cypher", number)
            found |= {f"{argument or 'where'}.{path}": c for path, c in read_filters(shared).items()}
        for number, path, text in [*values["filter"], *values["inside"]]:
            found[path] = read_condition(self.file, number, text)
        return found, frozenset(text for _, _, text in values["normalise"])

    def _lead(self, number: int, path: str, text: str, conditions: dict[str, Condition]) -> Lead:
        condition = conditions.get(path)
        if condition is None or condition.pattern is None:
            raise FragmentError(self.file, f"{path} has no condition with a pattern to lead from", number)
        return Lead(path, text)

    def _browse(self, found: list[tuple[int, str, str]]) -> Browse | None:
        if not found:
            return None
        number, most, text = found[0]
        if not most.isdecimal():
            raise FragmentError(self.file, "browse must say how many items are looked at", number)
        return Browse(int(most), text)

    def _implied(self, number: int, path: str, text: str, conditions: dict[str, Condition]) -> Condition:
        condition = read_condition(self.file, number, text)
        if path not in conditions or {condition.form, conditions[path].form} != {"ids"}:
            raise FragmentError(self.file, f"{path} is no condition of ids that could imply another", number)
        return condition

    def _types(self, found: list[tuple[int, str, str]], body: str) -> str | None:
        if not found:
            return None
        number, _, variable = found[0]
        begin = f"[:{every_type()}*" if variable == "*" else f"[{variable}:{every_type()}]"
        if begin not in body:
            raise FragmentError(self.file, f"the body must hold {begin}", number)
        return variable

    def _literal(self, number: int, text: str, body: str) -> tuple[int, int]:
        match = re.fullmatch(r"(\d+)\.\.(\d+)", text)
        if not match or f"*{text}]" not in body:
            raise FragmentError(self.file, f"the body must hold a walk of *{text}", number)
        return int(match[1]), int(match[2])

    def _cap(self, found: list[tuple[int, str, str]], bodies: tuple[str, ...]) -> int | None:
        if not found:
            return None
        number, _, text = found[0]
        if not text.isdecimal() or any(f"LIMIT {text}" not in body for body in bodies):
            raise FragmentError(self.file, f"the body must hold LIMIT {text}", number)
        return int(text)


def _parts(text: str) -> list[str]:
    """What commas part, but not those inside of parentheses."""
    parts, depth = [""], 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def every_type() -> str:
    """All connection types but MENTIONED_WITH, as they stand in a pattern."""
    return "|".join(name for name in read_model().connections if name != "MENTIONED_WITH")


@cache
def read_filters(file: Path) -> dict[str, Condition]:
    """The conditions of an input type, by key.

    Raises:
        FragmentError: with file, line and reason.
    """
    found: dict[str, Condition] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        text = line.removeprefix("//").strip()
        match = _HEAD.match(text)
        if match and match[1] == "filter":
            found[match[2] or ""] = read_condition(file, number, match[3].strip())
        elif match or not line.startswith("//"):
            raise FragmentError(file, "a file of filters holds a title and `filter` lines", number)
    return found
