"""Ranks the entities of a talk, and selects those for the map.

A five-hour recording names 1,800 things, "glasses" and "Tuesday" among them. What counts: how often something
is said, over how much of the talk, how early, whether title, description or chapters name it, how near its
meaning is to that of the whole talk, and how sure it is that a reader would call it an entity of its kind. For that
its traits (`thing_traits.py`) and the vector of its name have weights, fitted to rated entities
(`extractor/benchmarks/fitting/fit_entities.py`).
"""

from collections.abc import Sequence
from math import log2
from typing import TYPE_CHECKING

from service.domain.document import SegmentInfo, Transcript
from service.extractors.interface import map_room, map_size
from videograph_extractor.entity.names.proper_names import pattern_of
from videograph_extractor.entity.thing_traits import read_thing_traits
from videograph_extractor.entity.things import Thing
from videograph_extractor.entity.too_general import is_too_general
from videograph_extractor.text.language import embed
from videograph_extractor.text.weights import read_weights

if TYPE_CHECKING:
    from videograph_extractor.text.language import Vectors

_CANDIDATES = 3
"""Entities that are looked at for each place on the map."""
_LEAST = 0.55
"""How sure an entity must be: extractor/docs/decisions/0023."""
_COMMONLY = 4
"""Mentions that a term of every talk needs at least, however short this one is."""
_A_MENTION_IN = 1200
"""Words of talk for each mention that it needs."""
_SAMPLES, _SAMPLE_WORDS, _MAX_SAMPLE_WORDS = 3, 45, 48
"""Samples of a stretch, and words of one, at least and at most."""
_SAMPLES_OF_TALK = 16
"""Samples of a talk at least, however few stretches it has."""


def center_of(segments: Sequence[SegmentInfo], stretches: Sequence[tuple[int, int]]) -> "Vectors":
    """What a talk is about: the mean vector, of length one, of samples evenly spread over each stretch of segments
    (first, behind the last), however long it is."""
    import numpy as np

    texts: list[str] = []
    each = max(_SAMPLES, -(-_SAMPLES_OF_TALK // len(stretches)))
    for first, end in stretches:
        count = min(each, end - first)
        for i in range(count):
            words: list[str] = []
            for segment in segments[first + i * (end - first) // count : end]:
                words += segment.text.split()
                if len(words) >= _SAMPLE_WORDS:
                    break
            texts.append(" ".join(words[:_MAX_SAMPLE_WORDS]))
    mean = embed(texts).mean(axis=0)
    return mean / (np.linalg.norm(mean) or 1.0)


def rank_things(transcript: Transcript, things: Sequence[Thing], center: "Vectors") -> list[Thing]:
    """The most salient things, best first, `salience` set to 0..1; speakers always among them."""
    count = len(transcript.segments)
    video = transcript.video
    title = video.title
    written = " \n ".join([video.description or "", *(chapter.title for chapter in transcript.chapters)])
    titled: set[int] = set()
    for thing in things:
        forms = thing.forms
        pattern = pattern_of(forms, 2 if thing.loose else 0) if forms else None
        in_title = pattern is not None and pattern.search(title) is not None
        if in_title:
            titled.add(id(thing))
        in_text = pattern is not None and pattern.search(written) is not None
        thing.salience = _score(thing, count) * (1 + 0.8 * in_title + 0.4 * in_text)
    words = sum(len(segment.text.split()) for segment in transcript.segments)
    size = map_size(words)
    shortlist = sorted(things, key=lambda t: (-t.salience, t.name))[: _CANDIDATES * size]
    weights = read_weights("entity_sureness")
    for thing, vector in zip(shortlist, embed([thing.name for thing in shortlist]), strict=True):
        traits = read_thing_traits(thing, transcript.segments, words)
        thing.sureness = weights.sureness(traits, vector)
        near = max(0.0, float(vector @ center))
        thing.salience *= thing.sureness * (1.0 if thing.kind == "PERSON" else 0.75 + 0.7 * near)
    voices = [thing for thing in things if thing.labels]
    best = max((thing.salience for thing in shortlist), default=0.0) or 1.0
    for thing in shortlist:
        # the root: the first of a talk is ten times the fiftieth, not a hundred times
        thing.salience = round((thing.salience / best) ** 0.5, 4)
    for thing in voices:
        share = sum(segment.speaker in thing.labels for segment in transcript.segments) / count
        thing.salience = round(
            min(1.0, max(thing.salience if thing in shortlist else 0.0, 0.3 + 0.5 * share)), 4
        )
    often = max(_COMMONLY, round(words / _A_MENTION_IN))
    others = sorted(
        (
            thing
            for thing in shortlist
            if not thing.labels
            and is_sure(thing)
            and not is_too_general(thing, often, in_title=id(thing) in titled)
        ),
        key=_order,
    )
    room = map_room(words, len(voices))
    # a product and the company of its name take one place
    room += room - len({thing.name for thing in others[:room]}) if len(others) > room else 0
    return sorted([*voices, *others[:room]], key=_order)


def is_sure(thing: Thing) -> bool:
    """Whether readers find more than so many of its like right; of what was not looked at nothing is known."""
    return thing.sureness >= _LEAST


def _order(thing: Thing) -> tuple[float, str]:
    return -thing.salience, thing.name


def _score(thing: Thing, segments: int) -> float:
    """Mentions, their spread over tenths of the talk, and the place of the first."""
    if not thing.mentions:
        return 0.0
    tenths = {mention.segment * 10 // segments for mention in thing.mentions}
    early = 1 - thing.mentions[0].segment / segments
    return log2(1 + len(thing.mentions)) * (0.6 + 0.05 * len(tenths)) * (0.9 + 0.2 * early)
