"""Finds every mention of a thing in the segments, and the signs of its kind in the words around."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from service.domain.document import SegmentInfo
from service.extractors.common.word_tables import read_known_names
from videograph_extractor.entity.kinds.cues import Votes, vote_on_context
from videograph_extractor.entity.people.namesakes import Namesakes
from videograph_extractor.entity.things import Mention, Thing
from videograph_extractor.text.forms import Forms

_LISTED = re.compile(r",? (?:and|or|and then|like|versus|vs\.?) |, |/")
_NEIGHBOUR = 0.8
_DOES = re.compile(
    r" (?:is|was|isn['’]t|wasn['’]t|has|hasn['’]t|had|does|doesn['’]t|did|didn['’]t|can|can['’]t|could|will|would|itself|also|uses|used|lets|gives|gave|makes|"
    r"made|supports|allows|comes|came|started|runs|ran|works|provides|offers)\b"
)
"""What follows a name that does something; behind a noun that opens a sentence without an article it seldom stands."""
_OPENERS = frozenset("Next Well Here Now Once One Then There First May Will".split())
"""Words that open sentences before a verb themselves: "Next is", "Well did"."""


def find_mentions(segments: Sequence[SegmentInfo], things: Sequence[Thing], about: str = "") -> None:
    """Fill `mentions` and `said`: forms as whole words; of overlapping ones the longest. `about`: what is written about the talk."""
    exact: dict[str, Thing] = {}
    loose: dict[str, Thing] = {}
    for thing in things:
        for form in sorted(thing.loose):
            loose.setdefault(form, thing)
        for form in sorted(thing.exact | thing.short):
            exact.setdefault(form, thing)
    ambiguous = read_known_names().ambiguous
    namesakes = Namesakes(segments, things, about)
    exact_forms, loose_forms = Forms(exact), Forms(loose, any_case=True)
    for index, segment in enumerate(segments):
        found: list[tuple[int, int, Thing]] = []
        for start, end, form in exact_forms.finditer(segment.text):
            opens = form in ambiguous and _opens_sentence(segment.text, start)
            if opens and (form in _OPENERS or not _DOES.match(segment.text, end)):
                continue  # "Go ahead", "Block it"; "Rust was created" can only be a name
            where = exact[form].places.get(form)
            if where is None or (index, start) in where:
                found.append((start, end, exact[form]))
        for start, end, form in loose_forms.finditer(segment.text):
            where = loose[form].places.get(form)
            if where is None or (index, start) in where:
                found.append((start, end, loose[form]))
        taken: set[int] = set()
        for start, end, thing in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                if segment.text[start:end] in thing.short and namesakes.is_another(thing, index, start, end):
                    continue
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


def read_neighbours(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> dict[int, Votes]:
    """Votes by the id of a thing that has no kind yet: what stands in a list with it is mostly of its kind ("Docker,
    Kubernetes and Flurb")."""
    places = sorted(
        ((mention, thing) for thing in things for mention in thing.mentions), key=lambda place: place[0]
    )
    votes: defaultdict[int, Votes] = defaultdict(lambda: defaultdict(float))
    for (before, first), (behind, second) in pairwise(places):
        if before.segment != behind.segment or first is second:
            continue
        if not _LISTED.fullmatch(segments[before.segment].text[before.end : behind.start]):
            continue
        for one, other in ((first, second), (second, first)):
            if one.kind is None and other.kind is not None and other.is_name:
                votes[id(one)][other.kind] += _NEIGHBOUR
    return votes


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\"'“‘(")
    return not before or before[-1] in ".?!:…"
