"""Measures how well names are separated and joined, within a talk and across talks.

    python -m extractor.benchmarks.gold_standard.names TALKS… [--pairs FILE] [--found-kinds] [--sources] [--show]

TALKS are folders of Podcasting 2.0 transcripts; the pairs are those of gold/names.json, or of gold/names_fresh.json, which
are of other talks and were decided before any result on them was seen. Each pair cites one talk (within
it the two are one or not) or two. Of a talk, the segments that say the name are given to what finds entities in it; two
names are one if they are one entity there, or if the second talk's document is resolved to what the first one made.
Recognition is measured elsewhere: a name that is not found counts as an entity of its own, as it stands (how many those are is
printed), and an entity is of the pair's kind. With --found-kinds it is of the kind that was found, as in an import. Whom a
first name means in a show is asked of the labels of all its talks in TALKS, as if they were in the graph.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.benchmarks.gold_standard.name_pairs import GOLD, Pair, read_pairs, unsaid
from extractor.benchmarks.gold_standard.show_speakers import Spoken, find_regulars, read_spoken
from service.domain.document import EntityInfo, Kind, MentionInfo, Transcript, VideoDocument
from service.graph.name_support import support_of
from service.resolution.name_index import KnownAlias, NameIndex, Owner, gather_known
from service.resolution.namings import read_namings
from service.resolution.resolve import resolve
from service.transcripts import find_files, read_file
from videograph_extractor.entity.entities import find_things
from videograph_extractor.entity.things import Thing, one_name
from videograph_extractor.text.phrases import find_terms
from videograph_extractor.text.speech import read_passages

_MOST = 8
"""Segments read for a name: more say nothing new about what it is."""
_FEW = 4
"""Pairs of one reason from which on its recall is printed."""


@dataclass(frozen=True)
class Heard:
    """The document of a talk's excerpt with the key of the entity that each name asked for is; `missed` of
    those are names that nothing was found for."""

    document: VideoDocument
    keys: tuple[str, ...]
    missed: int


def says(name: str) -> re.Pattern[str]:
    """The name as whole words: C is not in C++, nor Node in Node.js."""
    return re.compile(rf"(?<![\w+#]){re.escape(name)}(?![\w+#]|[./-]\w)")


def excerpt(talk: Transcript, names: Iterable[str]) -> Transcript:
    """The segments that say one of the names; the first two, where none does (a label is not always said)."""
    kept: set[int] = set()
    for name in names:
        pattern = says(name)
        kept.update([i for i, s in enumerate(talk.segments) if pattern.search(s.text)][:_MOST])
    segments = [talk.segments[i] for i in sorted(kept) or range(min(2, len(talk.segments)))]
    return talk.model_copy(update={"segments": tuple(segments), "chapters": ()})


def hear(talk: Transcript, names: Sequence[str], kinds: Sequence[Kind], found_kinds: bool) -> Heard:
    """What the extractor makes of a talk's excerpt, as a document that can be resolved."""
    part = excerpt(talk, names)
    passages = read_passages(part.segments)
    things = find_things(part, passages, find_terms(passages))
    entities: dict[str, EntityInfo] = {}
    keys: list[str] = []
    missed = 0
    for place, thing in enumerate(things):
        entities[str(place)] = _entity(
            str(place), thing.name, thing.kind or "CONCEPT", thing.forms, thing.local
        )
    for name, kind in zip(names, kinds, strict=True):
        place = _place(things, name, kind)
        if place is None:
            missed += 1
            key = f"as it stands: {name} {kind}"
            entities[key] = _entity(key, one_name(name), kind, [name], kind == "PERSON" and " " not in name)
        else:
            key = str(place)
            if not found_kinds:
                entities[key] = entities[key].model_copy(update={"kind": kind})
        keys.append(key)
    document = VideoDocument(
        video=part.video, speakers=part.speakers, segments=part.segments, entities=tuple(entities.values())
    )
    return Heard(document, tuple(keys), missed)


def _entity(key: str, name: str, kind: Kind, forms: Sequence[str], local: bool) -> EntityInfo:
    mention = MentionInfo(segment=0, start_offset=0, end_offset=1)
    return EntityInfo(key=key, name=name, kind=kind, aliases=tuple(forms), local=local, mentions=(mention,))


def _place(things: Sequence[Thing], name: str, kind: Kind) -> int | None:
    """The thing that is called so, of the right kind where there are several."""
    called = [i for i, t in enumerate(things) if name in (t.name, *t.forms, *t.labels, *t.said)]
    return max(called, key=lambda i: things[i].kind == kind, default=None)


def are_one(first: Heard, second: Heard | None, talk: str = "second", spoken: Sequence[Spoken] = ()) -> bool:
    """Whether the two names end as one entity: in one document, or the second (of this talk) after the first was imported."""
    namings = read_namings(first.document, "video:first")
    before = resolve(namings, NameIndex())
    if second is None:
        return before.entities[first.keys[0]] == before.entities[first.keys[1]]
    names = {before.entities[n.key]: n.names[n.main] for n in namings}
    support = support_of("OFFLINE", None)
    found = [KnownAlias(key, Owner(id_, names[id_]), support) for key, id_ in before.owned.items()]
    then = read_namings(second.document, f"video:{talk}")
    after = resolve(then, gather_known(found, find_regulars(talk, then, spoken)))
    return before.entities[first.keys[0]] == after.entities[second.keys[0]]


def judge(
    pairs: Iterable[Pair], files: dict[str, Path], found_kinds: bool
) -> Iterator[tuple[Pair, bool, int]]:
    """Each pair with whether the two are held for one, and how many of its names were not found."""

    @cache
    def read(talk: str) -> Transcript:
        found = read_file(files[talk])
        assert isinstance(found, Transcript)
        return found

    spoken = read_spoken(files)
    for pair in pairs:
        talks = [read(talk) for talk in pair.talks]
        if len(talks) == 1:
            heard = hear(talks[0], pair.names, pair.kinds, found_kinds)
            yield pair, are_one(heard, None), heard.missed
        else:
            first, second = (
                hear(talk, [name], [kind], found_kinds)
                for talk, name, kind in zip(talks, pair.names, pair.kinds, strict=True)
            )
            one = are_one(first, second, pair.talks[1], spoken)
            yield pair, one, first.missed + second.missed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("talks", nargs="+", type=Path)
    parser.add_argument("--pairs", type=Path, default=GOLD, help="where the pairs are")
    parser.add_argument("--found-kinds", action="store_true", help="the kind that was found, not the pair's")
    parser.add_argument("--sources", action="store_true", help="only check that the talks have the names")
    parser.add_argument("--show", action="store_true", help="print every pair with its verdict")
    options = parser.parse_args()
    ending = ".transcript.json"
    found = [path for path in find_files(options.talks) if path.name.endswith(ending)]
    files = {path.name.removesuffix(ending): path for path in found}
    pairs = read_pairs(options.pairs)
    if options.sources:
        print("\n".join(unsaid(pairs, files)) or f"all {len(pairs)} pairs are in their talks")
        return
    verdicts = list(judge(pairs, files, options.found_kinds))
    for pair, one, missed in verdicts:
        if options.show or one != pair.same:
            verdict = "right" if one == pair.same else "put together" if one else "kept apart"
            kinds = "/".join(dict.fromkeys(pair.kinds))
            apart = f" ({missed} not found)" if missed else ""
            print(f"{verdict}: {' | '.join(pair.names)} [{kinds}]{apart} {pair.why}: {', '.join(pair.talks)}")
    reasons = Counter(pair.why for pair in pairs if pair.same)
    for reason, count in reasons.most_common():
        if count >= _FEW:
            met = sum(one for pair, one, _ in verdicts if pair.same and pair.why == reason)
            print(f"{reason}: recall {met / count:.2f} ({met} of {count})")
    for title, chosen in (
        ("persons", [v for v in verdicts if "PERSON" in v[0].kinds]),
        ("other kinds", [v for v in verdicts if "PERSON" not in v[0].kinds]),
        ("within a talk", [v for v in verdicts if len(v[0].talks) == 1]),
        ("across talks", [v for v in verdicts if len(v[0].talks) == 2]),
        ("all", verdicts),
    ):
        print(f"{title}: {_summary(chosen)}")


def _summary(verdicts: Sequence[tuple[Pair, bool, int]]) -> str:
    right = sum(one and pair.same for pair, one, _ in verdicts)
    joined = sum(one for _, one, _ in verdicts)
    same = sum(pair.same for pair, _, _ in verdicts)
    missed = sum(missed for _, _, missed in verdicts)
    precision = right / joined if joined else 1.0
    recall = right / same if same else 1.0
    return (
        f"precision {precision:.3f} ({right} of {joined}), recall {recall:.3f} ({right} of {same}), "
        f"{len(verdicts)} pairs, {missed} of {2 * len(verdicts)} names not found"
    )


if __name__ == "__main__":
    main()
