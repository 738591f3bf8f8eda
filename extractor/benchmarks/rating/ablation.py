"""Measures each rule for connections: `python -m extractor.benchmarks.rating.ablation DATA [--keep FOLDER] [--modules]`.

Reads whole talks that have rated connections (their transcripts lie somewhere under DATA), as the extractor does, and counts for each
rule the connections that it puts on the map: all of them, those that readers rated, how many of these are right, and which share of all
that is right they are. What several rules state counts for the first. What two readers rated is right by half if one of them found it so.
With --keep parsed talks are kept in that folder (some 1.5 MB each) and read from there the next time: see analyses.py for when to delete it.
--modules sums by module, --wrong RULE lists what readers did not find right of one rule. Some ten seconds a talk, without --keep.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.benchmarks.rating.analyses import Analysis, analyse
from extractor.benchmarks.rating.connections import RATED, find_talk, hours
from videograph_extractor.connections import find_statements
from videograph_extractor.offline import add_stated
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement
from videograph_extractor.statement.sureness import group_statements, keep_sure

_OTHERS = ("llm", "others")
"""How files begin whose connections the offline extractor did not find, or whose talks are not here."""

Ends = tuple[str, str, str]
Talk = tuple[str, bool]
"""A talk's name, and whether it is read in the form of captions."""


@dataclass
class Worth:
    """Connections of a rule: all, those rated, and those right."""

    kept: int = 0
    rated: int = 0
    right: float = 0.0
    faults: list[str] = field(default_factory=list[str])


def read_ratings() -> dict[Talk, dict[Ends, float]]:
    """Of each rated connection the share of its readers that found it right."""
    found: defaultdict[Talk, defaultdict[Ends, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(RATED.glob("*.jsonl")):
        for line in (
            path.read_text(encoding="utf-8").splitlines() if not path.stem.startswith(_OTHERS) else ()
        ):
            one = json.loads(line)
            if "source" in one:
                ends = one["source"], one["type"], one["target"]
                talk = one["talk"], "captions" in path.stem
                found[talk][ends] += (verdict == "right" for verdict in one["verdicts"])
    return {
        talk: {ends: sum(right) / len(right) for ends, right in rated.items()}
        for talk, rated in found.items()
    }


def kept_connections(talk: Analysis) -> Iterator[Statement]:
    """The first statement of each connection that the document of a talk has."""
    stated = keep_sure(find_statements(Said(talk.passages, talk.sentences, talk.found)))
    on_map = {id(thing) for thing in (*talk.things, *add_stated(talk.things, stated))}
    for first, *_ in group_statements(stated):
        if id(first.source) in on_map and id(first.target) in on_map:
            yield first


def count(worths: defaultdict[str, Worth], stated: Iterable[Statement], rated: dict[Ends, float]) -> None:
    """Adds what the rules have of one talk."""
    for one in stated:
        worth = worths[one.rule]
        worth.kept += 1
        ends = one.source.name, one.type, one.target.name
        right = rated.get(ends, rated.get((ends[2], ends[1], ends[0])))
        if right is not None:
            worth.rated += 1
            worth.right += right
            if right < 1:
                worth.faults.append(f"{right:.1f} {' '.join(ends)} ({one.label}): {one.sentence.text}")


def table(worths: dict[str, Worth]) -> str:
    """The rules with the most that is right first."""
    total = sum(worth.right for worth in worths.values())
    lines = [
        "| Rule | Kept | Rated | Right | Right of rated | Share of all right |",
        "|---|---|---|---|---|---|",
    ]
    for rule, worth in sorted(worths.items(), key=lambda item: (-item[1].right, item[0])):
        lines.append(_row(rule, worth, total))
    whole = Worth(sum(w.kept for w in worths.values()), sum(w.rated for w in worths.values()), total)
    return "\n".join([*lines, _row("all", whole, total)])


def _row(rule: str, worth: Worth, total: float) -> str:
    precision = f"{worth.right / worth.rated:.2f}" if worth.rated else "-"
    share = worth.right / total if total else 0
    return f"| {rule} | {worth.kept} | {worth.rated} | {worth.right:g} | {precision} | {share:.2%} |"


def by_module(worths: dict[str, Worth]) -> dict[str, Worth]:
    """The sums of the modules that rules stand in."""
    found: defaultdict[str, Worth] = defaultdict(Worth)
    for rule, worth in worths.items():
        module = found[rule.partition(".")[0]]
        module.kept += worth.kept
        module.rated += worth.rated
        module.right += worth.right
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for parsed talks")
    parser.add_argument("--kept-only", action="store_true", help="only talks that are in that folder already")
    parser.add_argument("--modules", action="store_true", help="sums by module")
    parser.add_argument("--wrong", metavar="RULE", help="list what of a rule is not right")
    options = parser.parse_args()
    worths: defaultdict[str, Worth] = defaultdict(Worth)
    talks, length = 0, 0.0
    for (talk, captions), rated in read_ratings().items():
        kept = options.keep / f"{talk}{'.captions' if captions else ''}.pickle" if options.keep else None
        if options.kept_only and (kept is None or not kept.exists()):
            continue
        transcript = find_talk(options.data, talk, captions)
        count(worths, kept_connections(analyse(transcript, kept)), rated)
        talks, length = talks + 1, length + hours(transcript)
    if not talks:
        parser.error("no rated talk lies under DATA, or none is in the folder of --keep")
    found = sum(worth.kept for worth in worths.values())
    print(f"{talks} talks, {length:.1f} hours, {found / length:.1f} connections an hour\n")
    if options.modules:
        print(table(by_module(worths)), end="\n\n")
    print(table(worths))
    if options.wrong:
        print(*worths[options.wrong].faults, sep="\n")


if __name__ == "__main__":
    main()
