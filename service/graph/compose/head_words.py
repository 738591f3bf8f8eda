"""Words of a .cypher file's head that refer to other parts of the file, which must exist."""

import re
from pathlib import Path

from service.domain.model import every_type
from service.errors import FragmentError
from service.graph.compose.conditions import Condition, read_condition

_TYPE = "where.type"
_RESERVED = re.compile(r"\b(?:\w+_\d+|c\d+)\b")
_STRINGS = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")

type HeadWords = list[tuple[int, str, str]]
"""The place of a word: line, the name after it, text."""


def read_types(file: Path, found: HeadWords, body: str) -> str | None:
    """Returns the variable whose types `types` replaces; None if it names none."""
    if not found:
        return None
    number, _, text = found[0]
    variable = next((one for one in parts_of(text) if one != _TYPE), None)
    if variable is None:
        return None
    begin = f"[:{every_type()}*" if variable == "*" else f"[{variable}:{every_type()}]"
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


def read_within(file: Path, found: HeadWords) -> bool:
    """Returns whether what the file yields is within a video."""
    if found and found[0][2] != "video":
        raise FragmentError(file, f"only `video` is possible here, not {found[0][2]!r}", found[0][0])
    return bool(found)


def read_values(file: Path, found: HeadWords) -> tuple[str, str | None]:
    """Returns the expression of a value, and that of the same value if the video is at hand, as the variable `video`."""
    value = [text for _, name, text in found if not name]
    within = [text for _, name, text in found if name == "video" and re.search(r"\bvideo\b", text)]
    if len(value) != 1 or len(value) + len(within) != len(found):
        raise FragmentError(
            file,
            "there is one `value`, and at most one `value video` with an expression over `video`",
            found[0][0],
        )
    return value[0], next(iter(within), None)


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
