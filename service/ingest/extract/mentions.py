"""Every place in the segments where a thing is named, and what the words around say about its kind."""

import re
from collections import defaultdict
from collections.abc import Sequence

from service.ingest.document import SegmentInfo
from service.ingest.extract.kinds import Votes, vote_on_context
from service.ingest.extract.names import pattern_of
from service.ingest.extract.tables import read_known_names
from service.ingest.extract.things import Mention, Thing


def find_mentions(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> None:
    """Fill `mentions` and `said`: forms as whole words; of overlapping ones the longest."""
    exact: dict[str, Thing] = {}
    loose: dict[str, Thing] = {}
    for thing in things:
        for form in sorted(thing.loose):
            loose.setdefault(form, thing)
        for form in sorted(thing.exact | thing.short):
            exact.setdefault(form, thing)
    ambiguous = read_known_names().ambiguous
    exact_pattern, loose_pattern = pattern_of(list(exact)), pattern_of(list(loose), re.IGNORECASE)
    for index, segment in enumerate(segments):
        found: list[tuple[int, int, Thing]] = []
        for match in exact_pattern.finditer(segment.text):
            if match.group() in ambiguous and _opens_sentence(segment.text, match.start()):
                continue  # "Go ahead", "Block it"
            found.append((match.start(), match.end(), exact[match.group()]))
        for match in loose_pattern.finditer(segment.text):
            if (thing := loose.get(match.group().lower())) is not None:
                found.append((match.start(), match.end(), thing))
        taken: set[int] = set()
        for start, end, thing in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                thing.mentions.append(Mention(index, start, end))
                thing.said[segment.text[start:end]] += 1
    for thing in things:
        thing.mentions.sort()


def read_context(segments: Sequence[SegmentInfo], thing: Thing) -> Votes:
    """What stands around the mentions of a thing, as votes on its kind."""
    total: Votes = defaultdict(float)
    for mention in thing.mentions:
        text = segments[mention.segment].text
        for kind, weight in vote_on_context(text[: mention.start], text[mention.end :]).items():
            total[kind] += weight
    return total


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\"'“‘(")
    return not before or before[-1] in ".?!:…"
