"""Reads and checks the .cypher files under `cypher/fields`, `cypher/filters` and `cypher/nodes`.

A file has a head of comment lines (`fragment_head.py`) and a body: clauses that bind the variables of the head.
Everything that can be checked without Neo4j is checked at start; tests EXPLAIN the rest. `compose.py` composes
fragments into a statement.
"""

import re
from functools import cache
from pathlib import Path

from service.errors import FragmentError
from service.graph.compose.fragment import Fragment
from service.graph.compose.fragment_head import Head
from service.resources import cypher_folder

_VARIANT = re.compile(r"^// when (\w+)=(\w+):(?: (\w+) for (\w+))?$")


@cache
def read_fragments() -> dict[tuple[str, str], Fragment]:
    """Returns all fragments by folder and name: `("Video", "entities")`, `("nodes", "Video")`.

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
    """Reads and checks one file.

    Raises:
        FragmentError: with file, line and reason.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    head = Head(file, root)
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
