"""Reads and checks the .cypher files under `cypher/fields`, `cypher/filters` and `cypher/nodes`.

A file has a head of comment lines, whose words `cypher/README.md` explains, and a body: clauses that bind the variables of the head.
Everything that can be checked without Neo4j, such as a contradiction between both, is checked at start; tests EXPLAIN the rest. `compose.py` composes
fragments into a statement.
"""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from service.errors import FragmentError
from service.graph.compose.conditions import Condition, read_condition
from service.graph.compose.fragment import MAP, Along, Browse, Fragment, Lead, Order, finder_pattern
from service.graph.compose.graph_model import GraphModel

_TYPE = "where.type"
_RESERVED = re.compile(r"\b(?:\w+_\d+|c\d+)\b")
_STRINGS = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")

type HeadWords = list[tuple[int, str, str]]
"""The place of a word: line, the name after it, text."""


def read_types(file: Path, found: HeadWords, body: str, type_list: str) -> str | None:
    """Returns the variable whose types `types` replaces; None if it names none."""
    if not found:
        return None
    number, _, text = found[0]
    variable = next((one for one in parts_of(text) if one != _TYPE), None)
    if variable is None:
        return None
    begin = f"[:{type_list}*" if variable == "*" else f"[{variable}:{type_list}]"
    if begin not in body:
        raise FragmentError(file, f"the body must hold {begin}", number)
    return variable


def read_typed(file: Path, found: HeadWords, conditions: dict[str, Condition]) -> bool:
    """Returns whether `types` makes the condition `where.type` always hold."""
    typed = bool(found) and _TYPE in parts_of(found[0][2])
    if typed and (_TYPE not in conditions or conditions[_TYPE].form != "plain"):
        raise FragmentError(file, f"there is no plain condition {_TYPE}", found[0][0])
    return typed


def read_bound(
    file: Path,
    number: int,
    path: str,
    text: str,
    values: dict[str, HeadWords],
    conditions: dict[str, Condition],
) -> tuple[tuple[str, str], Condition]:
    """Returns order and path of a bound, and what it says."""
    order, _, bound = text.partition(", ")
    if path not in conditions:
        raise FragmentError(file, f"{path} is no condition that could bound an order", number)
    if not bound or order not in {name for _, name, _ in values["order"]}:
        raise FragmentError(file, f"a bound needs an order and a condition, not {text!r}", number)
    return (order, path), read_condition(file, number, bound)


def read_lengths(file: Path, found: HeadWords, body: str) -> dict[str, tuple[int, int]]:
    """Returns the arguments that are lengths of the walk (`*1..4`), with the lowest and the highest."""
    lengths: dict[str, tuple[int, int]] = {}
    for number, path, text in found:
        match = re.fullmatch(r"\*(\d+)\.\.(\d+)", text)
        if match is None:
            continue
        if f"{text}]" not in body:
            raise FragmentError(file, f"the body must hold a walk of {text}", number)
        lengths[path] = int(match[1]), int(match[2])
    return lengths


def read_cap(file: Path, line: int, bodies: tuple[str, ...]) -> int:
    """Returns the number of items after which a walk stops: all bodies have the same `LIMIT`."""
    caps = {number for body in bodies for number in re.findall(r"^LIMIT (\d+)$", body, re.MULTILINE)}
    if len(caps) != 1 or any(f"\nLIMIT {next(iter(caps))}" not in body for body in bodies):
        raise FragmentError(file, "a walk needs a LIMIT of its own, the same in all bodies", line)
    return int(caps.pop())


def read_only(file: Path, found: HeadWords, only: str) -> bool:
    """Returns whether the word has a name after it. There is one possible name."""
    for number, name, _ in found:
        if name and (name != only or len(found) > 1 or len(parts_of(found[0][2])) > 1):
            raise FragmentError(file, f"only `{only}` is possible here, once and with one expression", number)
    return any(name for _, name, _ in found)


def read_whole(file: Path, line: int, name: str, model: GraphModel) -> str:
    """Returns the label of the objects whose variable has this name: `video` is a `Video`."""
    label = name[:1].upper() + name[1:]
    if label not in model.properties:
        raise FragmentError(file, f"{model.source} has no {label!r}", line)
    return label


def read_values(file: Path, found: HeadWords, model: GraphModel) -> tuple[str, tuple[str, str] | None]:
    """Returns the expression of a value; and that of the same value if the object around it is at hand, with the label of that object."""
    value = [text for _, name, text in found if not name]
    within = [
        (number, name, text) for number, name, text in found if name and re.search(rf"\b{name}\b", text)
    ]
    if len(value) != 1 or len(within) > 1 or len(value) + len(within) != len(found):
        raise FragmentError(
            file,
            "there is one `value`, and at most one `value name` with an expression over `name`",
            found[0][0],
        )
    return value[0], next(
        ((read_whole(file, number, name, model), text) for number, name, text in within), None
    )


def check_body(file: Path, body: str, line: int) -> None:
    """Raises FragmentError if the engine could not append to this body."""
    bare = _STRINGS.sub("''", body)
    if not bare:
        raise FragmentError(file, "the file has no Cypher and no `value`", line)
    if re.search(r"//|/\*", bare):
        raise FragmentError(file, "comments stand in the head: texts must stay canonical", line)
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
            raise FragmentError(file, what, place)
    if depth:
        raise FragmentError(file, "braces do not match", line)
    reserved = _RESERVED.search(bare)
    if reserved:
        raise FragmentError(file, f"{reserved[0]} is a name that the engine makes", line)


def parts_of(text: str) -> list[str]:
    """Splits a text at commas outside of parentheses."""
    parts, depth = [""], 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


WORDS = (
    "yields",
    "order",
    "key",
    "use",
    "filter",
    "walk-filter",
    "start-from",
    "scan",
    "scan-along",
    "implies",
    "types",
    "index",
    "bound",
    "total",
    "within",
    "version",
    "pre-query",
    "texts",
    "value",
)
_HEAD = re.compile(rf"^({'|'.join(WORDS)})(?: +([\w.=]+))?: *(.*)$")


class Head:
    """Parses the lines of one head."""

    def __init__(self, file: Path, root: Path, model: GraphModel) -> None:
        self.file = file
        self.root = root
        self.model = model
        self.title: list[str] = []
        self.words: list[tuple[int, str, str, str]] = []

    def read(self, number: int, text: str) -> None:
        match = _HEAD.match(text)
        if match:
            self.words.append((number, match[1], match[2] or "", match[3].strip()))
        elif self.words and text:
            raise FragmentError(
                self.file, f"no head word: {text!r}; the words are {', '.join(WORDS)}", number
            )
        elif text:
            self.title.append(text)

    def finish(self, body: str, variants: dict[tuple[str, str], str], line: int) -> Fragment:
        values: dict[str, list[tuple[int, str, str]]] = {word: [] for word in WORDS}
        for number, word, name, text in self.words:
            if not text:
                raise FragmentError(self.file, f"{word} says nothing", number)
            values[word].append((number, name, text))
        if not self.title:
            raise FragmentError(self.file, "the first line must say what the file yields", 1)
        title = " ".join(self.title)
        if values["value"]:
            if body or len(self.words) > len(values["value"]):
                raise FragmentError(self.file, "a file with `value` has no other word, and no body", line)
            value, within = read_values(self.file, values["value"], self.model)
            return Fragment(self.file, title, "", value=value, value_within=within)
        pre_query = next((text for _, _, text in values["pre-query"]), None)
        if not body and pre_query is not None:
            if len(self.words) > 2 or not values["yields"]:
                raise FragmentError(
                    self.file, "a file without a body has `yields`, `pre-query` and no other word", line
                )
            return Fragment(
                self.file, title, "", pre_query=pre_query, members=self._members(*values["yields"][0])
            )
        for one in (body, *variants.values()):
            check_body(self.file, one, line)
        yields = self._yields(values["yields"], body)
        item = next(iter(yields))
        literals = read_lengths(self.file, values["walk-filter"], body)
        values["walk-filter"] = [one for one in values["walk-filter"] if one[1] not in literals]
        conditions = self._conditions(values)
        inside = frozenset(path for _, path, _ in values["walk-filter"])
        if inside and any("WHERE " not in one for one in (body, *variants.values())):
            raise FragmentError(self.file, "`walk-filter` needs a WHERE in the body", line)
        key = tuple(part for _, _, text in values["key"] for part in parts_of(text))
        types = read_types(self.file, values["types"], body, self.model.type_list)
        return Fragment(
            self.file,
            title,
            body,
            yields=yields,
            orders={name or "DEFAULT": self._order(name, text) for _, name, text in values["order"]},
            key=key or (f"{item}.id",),
            numbered=read_only(self.file, values["key"], "number"),
            conditions=conditions,
            leads=tuple(
                self._lead(number, path, text, conditions, yields)
                for number, path, text in values["start-from"]
            ),
            browse=self._browse(values, conditions, variants),
            implied={path: self._implied(n, path, text, conditions) for n, path, text in values["implies"]},
            types=types,
            typed=read_typed(self.file, values["types"], conditions),
            index=next((text for _, _, text in values["index"]), None),
            bounds=dict(
                read_bound(self.file, n, path, text, values, conditions) for n, path, text in values["bound"]
            ),
            inside=inside,
            literals=literals,
            variants=variants,
            cap=read_cap(self.file, line, (body, *variants.values())) if types == "*" else None,
            total=next((text for _, _, text in values["total"]), None),
            counted_with_page=read_only(self.file, values["total"], "page"),
            within=next(
                (read_whole(self.file, number, text, self.model) for number, _, text in values["within"]),
                None,
            ),
            version=next((text for _, _, text in values["version"]), None),
            pre_query=pre_query,
            model=self.model,
            texts=tuple(part for _, _, text in values["texts"] for part in parts_of(text)),
        )

    def _members(self, number: int, _: str, text: str) -> tuple[str, ...]:
        labels = tuple(parts_of(text))
        for label in labels:
            if not (self.root / "nodes" / f"{label}.cypher").is_file():
                raise FragmentError(self.file, f"there is no cypher/nodes/{label}.cypher", number)
        return labels

    def _yields(self, found: list[tuple[int, str, str]], body: str) -> dict[str, str]:
        if len(found) != 1:
            raise FragmentError(self.file, "exactly one `yields` is needed", 1)
        number, _, text = found[0]
        pairs = [part.partition(":") for part in text.split(",")]
        yields = {name.strip(): kind.strip() for name, _, kind in pairs}
        plain = {MAP, "INTEGER", "FLOAT", "STRING"}
        for name, kind in yields.items():
            if kind not in plain and kind not in self.model.properties:
                raise FragmentError(self.file, f"{name}: {self.model.source} has no {kind!r}", number)
            if not re.search(rf"\b{re.escape(name)}\b", body):
                raise FragmentError(self.file, f"the Cypher binds no `{name}`", number)
        return yields

    def _order(self, name: str, text: str) -> Order:
        keys = parts_of(text)
        return Order(
            name or "DEFAULT",
            tuple((re.sub(r"\s+(ASC|DESC)$", "", key), key.endswith(" DESC")) for key in keys),
        )

    def _conditions(self, values: dict[str, list[tuple[int, str, str]]]) -> dict[str, Condition]:
        found: dict[str, Condition] = {}
        for number, argument, name in values["use"]:
            shared = self.root / "filters" / f"{name}.cypher"
            if not shared.is_file():
                raise FragmentError(self.file, f"there is no cypher/filters/{name}.cypher", number)
            found |= {f"{argument or 'where'}.{path}": c for path, c in read_filters(shared).items()}
        for number, path, text in [*values["filter"], *values["walk-filter"]]:
            found[path] = read_condition(self.file, number, text)
        return found

    def _lead(
        self, number: int, path: str, text: str, conditions: dict[str, Condition], yields: dict[str, str]
    ) -> Lead:
        condition = conditions.get(path)
        if condition is None or condition.pattern is None:
            raise FragmentError(self.file, f"{path} has no condition with a pattern to start from", number)
        for name, kind in yields.items():
            link = finder_pattern(self.model, kind, name)
            if link is not None and link not in condition.pattern:
                raise FragmentError(self.file, f"the pattern of {path} must hold {link}", number)
        return Lead(path, text)

    def _browse(
        self,
        values: dict[str, list[tuple[int, str, str]]],
        conditions: dict[str, Condition],
        variants: dict[tuple[str, str], str],
    ) -> Browse | None:
        if not values["scan"]:
            return None
        number, most, text = values["scan"][0]
        if not most.isdecimal():
            raise FragmentError(self.file, "scan must say how many items are read", number)
        if not (values["start-from"] or values["total"]):
            raise FragmentError(
                self.file, "scan needs `start-from` or `total`, to know how much there is", number
            )
        along = None
        for line, path, named in values["scan-along"]:
            order, *keys = parts_of(named)
            if path not in {start for _, start, _ in values["start-from"]} or conditions[path].form != "ids":
                raise FragmentError(self.file, f"{path} is no `start-from` of ids to scan along", line)
            if order not in {name for _, name, _ in values["order"]} or not keys:
                raise FragmentError(
                    self.file,
                    f"scan-along needs an order and the properties of its index, not {named!r}",
                    line,
                )
            if ("scan", "related") not in variants:
                raise FragmentError(self.file, "scan-along needs a body `// when scan=related:`", line)
            along = Along(path, order, tuple(keys))
        return Browse(int(most), text, along)

    def _implied(self, number: int, path: str, text: str, conditions: dict[str, Condition]) -> Condition:
        condition = read_condition(self.file, number, text)
        if path not in conditions or {condition.form, conditions[path].form} != {"ids"}:
            raise FragmentError(self.file, f"{path} is no condition of ids that could imply another", number)
        return condition


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


_VARIANT = re.compile(r"^// when (\w+)=(\w+):(?: (\w+) for (\w+))?$")


def read_folder(root: Path, model: GraphModel) -> dict[tuple[str, str], Fragment]:
    """Returns all fragments below `root` by folder and name: `("Video", "entities")`, `("nodes", "Video")`.

    Raises:
        FragmentError: a file contradicts itself.
    """
    found = {
        (file.parent.name, file.stem): read_fragment(file, root, model)
        for file in sorted(root.glob("fields/*/*.cypher"))
    }
    found |= {
        ("nodes", file.stem): read_fragment(file, root, model) for file in sorted(root.glob("nodes/*.cypher"))
    }
    wholes = {one.within for one in found.values()}
    return {
        place: replace(one, is_whole=True) if one.yields and one.label in wholes else one
        for place, one in found.items()
    }


def read_fragment(file: Path, root: Path, model: GraphModel) -> Fragment:
    """Reads and checks one file.

    Raises:
        FragmentError: with file, line and reason.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    head = Head(file, root, model)
    for number, line in enumerate(lines[:count], 1):
        head.read(number, line[2:].strip())
    bodies: dict[tuple[str, str], list[str]] = {}
    body: list[str] = []
    for number, line in enumerate(lines[count:], count + 1):
        match = _VARIANT.match(line)
        if match:
            body = bodies[match[1], match[2]] = []
            if match[3]:
                body += _replaced(bodies.get(("", ""), []), match[4], match[3])
                if body == bodies.get(("", "")):
                    raise FragmentError(file, f"the first body holds no {match[4]}", number)
        else:
            body = body if bodies else bodies.setdefault(("", ""), body)
            body.append(line)
    texts = {when: "\n".join(found).strip() for when, found in bodies.items()}
    return head.finish(texts.pop(("", ""), ""), texts, count + 1)


def _replaced(body: list[str], old: str, new: str) -> list[str]:
    return [re.sub(rf"\b{old}\b", new, line) for line in body]
