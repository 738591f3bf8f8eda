"""Handles single capital letters: "C" is a language if others are mentioned, and a variable beside "B" and "D"."""

import re
from collections import Counter
from collections.abc import Sequence

from service.domain.document import SegmentInfo
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.mentions import read_context
from videograph_extractor.entity.things import Thing

_LETTER = re.compile(r"(?<![\w'’.-])[B-HJ-Z](?![\w+#'’-]|\.\w)")


def without_variables(segments: Sequence[SegmentInfo], things: list[Thing]) -> list[Thing]:
    """The things, without single letters that nothing shows to be names."""
    doubtful = [thing for thing in things if len(thing.name) == 1 and not thing.labels]
    if not doubtful:
        return things
    letters = Counter(letter for segment in segments for letter in _LETTER.findall(segment.text))
    own = {thing.name for thing in doubtful}
    variables = sum(count for letter, count in letters.items() if letter not in own)
    beside = any(len(thing.name) > 1 and thing.name in read_words().languages for thing in things)
    gone: set[int] = set()
    for thing in doubtful:
        said = read_context(segments, thing)["PRODUCT"]
        among_variables = variables * 2 > len(thing.mentions) or (len(own) > 1 and not beside)
        if said < 1 and (among_variables or not beside):
            gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]
