"""Returns the words beside a mention, with a placeholder for each other name, so that patterns need no names."""

from bisect import bisect_left
from collections.abc import Sequence

from service.domain.document import SegmentInfo
from videograph_extractor.entity.things import Mention, Thing, is_named

PERSON, SHORT, OTHER = "\x01", "\x02", "\x03"
"""What stands for a name: for the full name of a person, part of one, and anything else."""
_AROUND = 90
"""Letters that are looked at."""


class Marks:
    """The words on both sides of each mention."""

    def __init__(self, segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> None:
        self._segments = segments
        self._names: dict[int, list[tuple[int, int, str]]] = {}
        for thing in things:
            for mention in thing.mentions if is_named(thing) else ():
                sign = OTHER
                if thing.kind == "PERSON":
                    whole = " " in segments[mention.segment].text[mention.start : mention.end]
                    sign = PERSON if whole else SHORT
                self._names.setdefault(mention.segment, []).append((mention.start, mention.end, sign))
        for names in self._names.values():
            names.sort()

    def before(self, mention: Mention) -> str:
        """With signs; in short segments also the end of the one before, if the same voice says it."""
        text = self._marked(mention.segment, mention.start)
        place = mention.segment - 1
        if len(text) < _AROUND and place >= 0:
            earlier = self._segments[place]
            if earlier.speaker == self._segments[mention.segment].speaker:
                text = f"{self._marked(place, len(earlier.text))} {text}"
        return text[-_AROUND:]

    def behind(self, mention: Mention) -> str:
        """As they are said."""
        return self._segments[mention.segment].text[mention.end : mention.end + _AROUND]

    def behind_with_signs(self, mention: Mention) -> str:
        text = self._segments[mention.segment].text
        place, parts = mention.end, list[str]()
        for start, stop, sign in self._names.get(mention.segment, []):
            if start >= place and stop <= mention.end + _AROUND:
                parts += [text[place:start], sign]
                place = stop
        return "".join([*parts, text[place : mention.end + _AROUND]])

    def _marked(self, segment: int, end: int) -> str:
        text, names = self._segments[segment].text, self._names.get(segment, [])
        parts: list[str] = []
        last = max(0, end - 3 * _AROUND)
        for start, stop, sign in names[bisect_left(names, (last, 0, "")) :]:
            if start < last or stop > end:
                continue
            parts += [text[last:start], sign]
            last = stop
        return "".join([*parts, text[last:end]])
