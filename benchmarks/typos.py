"""Searches for misspelt names, and measures how often the right entity comes first, or among the first five.

Names of the demo's entities, drawn by a seed, each with one letter swapped with the next, left out, doubled or replaced
by its neighbor on the keyboard. Beside it the names as they are and words that the talks say, whose answers have one
digest: what a change of the search leaves alone has the same before and after.
"""

import argparse
import asyncio
import hashlib
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from service.actions.demo import load_demo
from service.api.execution.engine import Engine
from service.graph import migrations
from service.graph.connect import reach_neo4j
from service.graph.driver.database import Database
from service.settings import read_settings

_NAMES = "MATCH (e:Entity) WHERE e.mentionCount > 0 AND e.name =~ '.*\\\\p{L}{5,}.*' RETURN e.id, e.name ORDER BY e.id"
_TEXTS = "MATCH (s:Segment) RETURN s.text ORDER BY s.id"
_FOUND = "query ($query: String!) { search(query: $query, first: 5) { nodes { ... on Entity { id } } } }"
_WHOLE = """query ($query: String!) {
  search(query: $query, first: 20) { edges { score snippet highlights { start end } node { __typename } } }
}"""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SAID = 300
"""Pieces of what is said whose answers are compared, too."""


@dataclass(frozen=True)
class Kind:
    """Ways to misspell a letter: (text, offset of the letter) → text."""

    title: str
    make: Callable[[str, int], str]


def _replaced(text: str, at: int) -> str:
    row = next((row for row in _ROWS if text[at].lower() in row), _ROWS[0])
    place = row.find(text[at].lower())
    return text[:at] + row[place + 1 if place + 1 < len(row) else place - 1] + text[at + 1 :]


KINDS = (
    Kind("swapped", lambda text, at: text[:at] + text[at + 1] + text[at] + text[at + 2 :]),
    Kind("left out", lambda text, at: text[:at] + text[at + 1 :]),
    Kind("doubled", lambda text, at: text[: at + 1] + text[at:]),
    Kind("replaced", _replaced),
)


def mistype(name: str, kind: Kind, chance: random.Random) -> str:
    """Returns the name with one wrong letter in a word of at least five letters, not its first letter."""
    places = [
        at
        for at in range(1, len(name) - 1)
        if name[at - 1 : at + 2].isalpha() and name[at] != name[at + 1] and _letters_around(name, at) >= 5
    ]
    return kind.make(name, chance.choice(places)) if places else kind.make(name, len(name) // 2)


def _letters_around(name: str, at: int) -> int:
    start = end = at
    while start > 0 and name[start - 1].isalpha():
        start -= 1
    while end < len(name) and name[end].isalpha():
        end += 1
    return end - start


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks typos", description="Search for names with a letter wrong."
    )
    parser.add_argument("--home", type=Path, help="where the demo's graph is or shall be (default: for once)")
    parser.add_argument("--names", type=int, default=100, help="how many names (default 100)")
    parser.add_argument("--seed", type=int, default=1, help="which (default 1)")
    parser.add_argument("--missed", action="store_true", help="print what was not first")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="videograph-typos-") as folder:
        settings = read_settings().model_copy(update={"home": options.home or Path(folder)})
        with reach_neo4j(settings) as neo4j:
            asyncio.run(_run(neo4j.uri, neo4j.user, neo4j.password, options))


async def _run(uri: str, user: str, password: str, options: argparse.Namespace) -> None:
    async with Database.open(uri, user, password) as database:
        await migrations.apply(database)
        await load_demo(database)
        engine = Engine(database)
        chance = random.Random(options.seed)
        names = chance.sample(await database.read(_NAMES, name="names"), options.names)
        texts = await database.read(_TEXTS, name="texts")
        print(f"| {len(names)} names | first | among the first five | median ms |\n|---|---:|---:|---:|")
        kinds = (Kind("as they are", lambda text, at: text), *KINDS)
        for kind in kinds:
            await _measure(engine, names, kind, chance, options.missed)
        said = [words[at : at + 3] for [text] in chance.sample(texts, _SAID) if len(words := text.split()) > 5
                for at in [chance.randrange(len(words) - 3)]]  # fmt: skip
        digest = hashlib.sha256()
        for query in [*(name for _, name in names), *map(" ".join, said)]:
            digest.update(orjson.dumps(await engine.execute(_WHOLE, {"query": query})))
        print(f"\nAnswers as typed: {digest.hexdigest()[:16]}, {len(names) + len(said)} of them")


async def _measure(
    engine: Engine, names: list[list[str]], kind: Kind, chance: random.Random, missed: bool
) -> None:
    places: list[int] = []
    times: list[float] = []
    for identity, name in names:
        typed = mistype(name, kind, chance)
        begin = time.perf_counter()
        answer = await engine.execute(_FOUND, {"query": typed})
        times.append((time.perf_counter() - begin) * 1000)
        found = [node.get("id") for node in answer["data"]["search"]["nodes"]]
        places.append(found.index(identity) if identity in found else 5)
        if missed and places[-1]:
            print(f"    {typed!r} for {name!r}: {places[-1] + 1 if places[-1] < 5 else 'not found'}")
    share = [sum(place < limit for place in places) / len(places) for limit in (1, 5)]
    print(f"| {kind.title} | {share[0]:.0%} | {share[1]:.0%} | {statistics.median(times):.1f} |")
