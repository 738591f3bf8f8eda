"""Measures an extractor with the gold standard: `python -m extractor.benchmarks.gold_standard.judge [--half judging] [--wrong]
[--extractor llm]`, or files of another system (`--found FOLDER`; docs/guides/measure-your-own.md).

Entities: F1 by name or alias and kind, and the share of right ones among a talk's thirty most salient. Connections
(all types but MENTIONED_WITH): precision and recall; the same by their ends and direction alone; and the recall of those that one of their ends says. Each half apart, as written and as automatic captions have it
(lower case, no punctuation). `--wrong` lists what was wrong and what was missed. `--half fresh` is asked for by name, or left alone.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from extractor.benchmarks.chosen import Extract, add_extractor, chosen
from service.domain.document import Kind
from service.domain.model import CO_MENTION, read_model
from service.errors import SetupError
from service.extractors.gold_standard import (
    Annotation,
    Found,
    Link,
    Score,
    as_transcript,
    has_words,
    is_spoken_by_an_end,
    read_annotation,
    read_excerpt,
    read_found,
    read_split,
    score_connections,
    score_entities,
)

TOP = 30
HELD_BACK = "fresh"
"""Judged only when it is asked for, so that nobody tunes on it by the way."""
_EDGES = re.compile(r"(?<!\w)[^\w\s+#]+|[^\w\s+#]+(?!\w)")
"""Signs at a word's edges. Those inside stay (don't, node.js), and so do the ends of C++ and C#."""


def as_captions(text: str) -> str:
    """The words as automatic captions have them; a dash where nothing else is left."""
    return " ".join(_EDGES.sub(" ", text.lower()).split()) or "-"


def print_wrong(excerpt: str, gold: Annotation, found: list[Found], links: list[Link]) -> None:
    entities, connections = score_entities(found, gold.entities), score_connections(links, gold)
    print(f"\n## {excerpt}")
    print(f"right: {', '.join(one.names[0] for one in entities.right)}")
    print(f"passed: {', '.join(one.names[0] for one in entities.free)}")
    for one, why in entities.wrong:
        print(f"  wrong: {one.names[0]} {one.kind} ({why})")
    print(f"  missed: {', '.join(f'{e.name} {e.kind}' for e in entities.missed)}")
    for verdict, some in (("right", connections.right), ("true, not asked for", connections.free)):
        for link in some:
            print(f"  {verdict}: {link.source[0]} {link.type} {link.target[0]}: {link.quote}")
    for link, why in connections.wrong:
        print(f"  wrong ({why}): {link.source[0]} {link.type} {link.target[0]}: {link.quote}")
    for c in connections.missed:
        print(f"  missed: {c.source} {c.type} {c.target}: {c.quote}")


type Find = Callable[[str], tuple[list[Found], list[Link]]]
"""What a system finds in an excerpt."""


def by_extractor(extract: Extract, captions: bool) -> Find:
    written = as_captions if captions else str
    return lambda excerpt: read_found(extract(as_transcript(read_excerpt(excerpt), written)).document)


def _known_type(name: str) -> str:
    names = [one for one in read_model().connections if one != CO_MENTION]
    if name not in names:
        raise ValueError(f"{name} is no type; types are {', '.join(names)}")
    return name


class FoundEntity(BaseModel):
    model_config = ConfigDict(strict=True)

    name: str
    kind: Kind
    aliases: list[str] = []


class FoundConnection(BaseModel):
    """`source`, `target`: names or aliases of entities. `quote`: only shown."""

    model_config = ConfigDict(strict=True)

    source: str
    type: Annotated[str, AfterValidator(_known_type)]
    target: str
    quote: str = ""


class Findings(BaseModel):
    """What a system has found in an excerpt: the format of the gold, as far as it is compared."""

    entities: list[FoundEntity]
    connections: list[FoundConnection]

    def compared(self) -> tuple[list[Found], list[Link]]:
        found = [Found((one.name, *one.aliases), one.kind) for one in self.entities]
        names = {name: one.names for one in reversed(found) for name in one.names}
        links = [
            Link(
                names.get(one.source, (one.source,)),
                one.type,
                names.get(one.target, (one.target,)),
                one.quote,
            )
            for one in self.connections
        ]
        return found, links


def by_files(folder: Path) -> Find:
    """The files of another system. A file that is missing or has another format ends the command."""

    def find(excerpt: str) -> tuple[list[Found], list[Link]]:
        file = folder / f"{excerpt}.json"
        try:
            return Findings.model_validate_json(file.read_bytes()).compared()
        except OSError as error:
            nothing = '{"entities": [], "connections": []}'
            sys.exit(
                f"{file}: {error.strerror}. Each excerpt needs a file; of one without a finding, {nothing}"
            )
        except ValidationError as error:
            first = error.errors()[0]
            sys.exit(
                f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']} (docs/guides/measure-your-own.md)"
            )

    return find


def measure(find: Find, excerpts: list[str], wrong: bool) -> str:
    """The cells of one row: sums over the excerpts, so that each item weighs the same."""
    entities, top = score_entities([], ()), score_entities([], ())
    connections, directed = (score_connections([], Annotation("", (), ())) for _ in range(2))
    met: Counter[bool] = Counter()
    asked: Counter[bool] = Counter()
    for excerpt in excerpts:
        gold, talk = read_annotation("final", excerpt), read_excerpt(excerpt)
        found, links = find(excerpt)
        entities.add(score_entities(found, gold.entities))
        top.add(score_entities(found[:TOP], gold.entities))
        score = score_connections(links, gold)
        connections.add(score)
        directed.add(score_connections(links, gold, typed=False))
        spoken = [is_spoken_by_an_end(one, gold, talk) for one in score.met]
        met.update(spoken)
        asked.update([*spoken, *(is_spoken_by_an_end(one, gold, talk) for one in score.missed)])
        if wrong:
            print_wrong(excerpt, gold, found, links)
    return " | ".join(
        [
            *_entity_cells(entities, top),
            *_connection_cells(connections),
            f"{directed.precision:.2f} | {directed.recall:.2f}",
            *(f"{met[by]} of {asked[by]}" for by in (True, False)),
        ]
    )


def _entity_cells[F, G](entities: Score[F, G], top: Score[F, G]) -> list[str]:
    figures = (entities.f1, entities.precision, entities.recall, top.precision)
    return [f"{figure:.2f}" for figure in figures]


def _connection_cells[F, G](score: Score[F, G]) -> list[str]:
    counts = f"{len(score.right)} + {len(score.free)} / {len(score.wrong)} / {len(score.missed)}"
    return [f"{score.precision:.2f}", f"{score.recall:.2f}", counts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=list(read_split()), help="only this part")
    parser.add_argument("--wrong", action="store_true", help="list each wrong and missed item")
    parser.add_argument(
        "--found",
        type=Path,
        metavar="FOLDER",
        help="what another system found: a file EXCERPT.json for each, in the format of the gold",
    )
    add_extractor(parser)
    options = parser.parse_args()
    try:
        extract, version = (None, f"files of {options.found}") if options.found else chosen(options)
    except SetupError as error:
        sys.exit(str(error))
    rows = []
    for half, listed in read_split().items():
        if options.half == half or (options.half is None and half != HELD_BACK):
            excerpts = [one for one in listed if has_words(one)]
            if len(excerpts) < len(listed):
                print(
                    f"{half}: {len(listed) - len(excerpts)} of {len(listed)} without words, see gold_words.py"
                )
            for captions in (False, True) if extract is not None else (False,):
                form = "captions" if captions else "written"
                if options.wrong:
                    print(f"\n# {half}, {form}")
                find = by_files(options.found) if extract is None else by_extractor(extract, captions)
                rows.append(f"| {half} | {form} | {measure(find, excerpts, options.wrong)} |")
    print(f"\n{version}\n")
    print(
        "| Half | Text | Entities, F1 | precision | recall | precision of the top 30 | Connections, precision "
        "| recall | right + true / wrong / missed | Direction alone, precision | recall | Found of those that an end says | of the others |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    )
    print("\n".join(rows))


if __name__ == "__main__":
    main()
