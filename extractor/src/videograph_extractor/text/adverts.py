"""Finds sponsor reads, which are not part of the talk's subject.

A read begins where the words say so ("this episode is brought to you by X"), and goes on as long as X, an address or an offer
is named again soon after, by the same voice. Without such a beginning, an offer and an address close together are one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from service.domain.document import SegmentInfo, Transcript
from videograph_extractor.text.reported_speech import count_quotes

_SHOW = r"(?:episode|show|podcast|portion|segment|program(?:me)?|broadcast|hour|season)"
_PUBLISHED = r"(?:video|stream|talk|newsletter|channel|interview|conversation|lecture|series|week)"
_SPONSORS = r"(?:sponsors?|advertisers?)"
_WHICH = r"(?:first|second|third|next|other|last|final|main|amazing|awesome|wonderful|great|presenting|title|longtime)"
_OPENS = re.compile(
    rf"\b(?:this|today['’]?s|the|our|my|each)(?: \w+)? {_SHOW}(?: of [^.?!]{{1,40}}?)?,? (?:(?:is|was|comes to you|are|has been|being|also|in part|proudly|"
    r"and|sponsored) )*(?:brought to you|sponsored|made possible|supported|powered|presented)\b(?: \w+){0,3}? by\b"
    rf"|\b(?:this|today['’]?s)(?: \w+)? {_PUBLISHED},? (?:(?:is|was|has been|also|kindly) )*(?:brought to you|sponsored|made possible)\b(?: \w+){{0,3}}? by\b"
    r"|\b(?:is|are) (?:also |proudly )?brought to you (?:\w+ ){0,2}?by\b|\bbandwidth\b[^.?!]{0,30}? provided by\b"
    rf"|\b(?:brought to you|made possible|sponsored)(?: \w+)? by our (?:good )?(?:friends|partners?|{_SPONSORS})\b"
    rf"|\bsupport for (?:this|the|today['’]?s|our)(?: \w+)? {_SHOW} comes from\b"
    rf"|\b(?:word|words|message|messages|break|minute|moment)\b[^.?!]{{0,40}}? (?:from|for|to thank) (?:one of )?(?:our|today['’]?s|the show['’]?s) (?:{_WHICH} )?{_SPONSORS}\b"
    rf"|\b(?:today|this (?:week|month|episode|show))['’]?s (?:{_WHICH} )?{_SPONSORS}\b"
    rf"|\bour (?:{_WHICH} {_SPONSORS}\b|{_SPONSORS} (?:for|of|this|today|(?:is|are) (?-i:[A-Z])))"
    rf"|\b(?:thanks?|thank you|shout-?outs?)\b[^.?!]{{0,25}}? (?:all )?(?:of )?our (?:{_WHICH} )?(?:{_SPONSORS}|partners)\b"
    rf"|\bthank our (?:{_WHICH} )?{_SPONSORS}\b",
    re.IGNORECASE,
)
_ADDRESS = r"\blinks? in (?:the|our|this) (?:(?:show|episode) notes|(?:video )?description)\b|\b[\w-]+(?:\.[\w-]+)*\.(?:com|io|dev|ai|fm|org|net|co|app|sh|tv|me|so|cloud|tech|show|help|edu|us)\b(?!['’]s)|\bdot (?:com|io|dev|ai|fm|org|net|co|app)\b"
_OFFER = (
    r"\b(?:promo|discount|coupon|offer) code\b|\buse (?:the |my |our )?code\b|(?:\d+ ?%|\bpercent|\$\d+) off\b|\bfree trial\b|\b(?:complimentary|free) copy\b|\bmoney[- ]back guarantee\b|"
    r"\$[\d,]+ (?:in credits?|discount|credit)\b|\b(?:first|one|two|three) months? (?:for )?free\b"
)
_GOES_ON = re.compile(
    rf"{_ADDRESS}|{_OFFER}|\b(?:sign up|get started|learn more|(?:show|episode) notes|check (?:it|them|that) out|try it for free|{_SPONSORS}|sponsoring|"
    rf"supporting (?:the|this|our) {_SHOW})\b",
    re.IGNORECASE,
)
_OFFERED, _ADDRESSED = re.compile(_OFFER, re.IGNORECASE), re.compile(_ADDRESS, re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:back to (?:the|our|my|this) (?:show|conversation|interview|episode|talk|chat|discussion)|welcome back|we(?:['’]re| are) back|(?:here['’]?s|enjoy) (?:my|our|the|this) (?:conversation|interview|episode))\b",
    re.IGNORECASE,
)
_BRAND = re.compile(
    rf"[\s,:–—-]*(?:our (?:good )?(?:friends|partners?|{_SPONSORS})(?: over)?(?: at)?|(?:for|of|this|today|week|show|episode|is|are|comes from|the)\b|,|\s)*"
    r"(?P<names>[A-Z][\w’'-]*(?:(?:,? and |, | & | )[A-Z][\w’'-]*){0,5}|[a-z][\w-]{2,})"
)
_PLAIN = frozenset(
    "the and our your you his her their this that them these those who what which with here all for both everyone listeners viewers people "
    "not nobody patrons members like today ultimate training labs code school cloud".split()
)
"""Words that are nobody's name, at the place of a sponsor's."""
_REACH, _BEHIND = 750, 350
"""Characters from one mark of a read to the next, before an address is said and behind it: with that most reads end."""
_CLOSE = 300
"""Characters between an offer and an address that are one read."""
_TURN = 700
_EARLY = 2000
"""Characters up to which all that a voice says at once, early in a talk and without a greeting, is the read if an offer and an address are in it."""
_BETWEEN = 450
"""Characters between two reads of one turn that are of the read too."""
_GREETS = re.compile(r"\b(?:welcome|hello|hi|hey|host|today|this is|i['’]m|i am)\b", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"\b([\w-]{4,})\.[a-z]{2,}\b|(?:/| slash )([\w-]{4,})", re.IGNORECASE)
_LONGEST = 3000
_SHORT = 30
"""Characters behind the words that open a read with which its voice stops."""
_MOST = 0.6
"""Share of a talk above which the marks show something else: a talk on selling, a product's own show."""
_UNIT = re.compile(r"[.?!…][\"”’')\]]*\s+")
_TOO_LONG = 160
"""Characters from which on a stretch without a stop is cut between words."""


def without_adverts(transcript: Transcript) -> Transcript:
    """The transcript with blanks, as many as there are characters, for what sponsor reads say."""
    segments = list(transcript.segments)
    for index, start, end in find_adverts(segments):
        text = segments[index].text
        blank = text[:start] + " " * (end - start) + text[end:]
        segments[index] = segments[index].model_copy(update={"text": blank})
    return transcript.model_copy(update={"segments": tuple(segments)})


def find_adverts(segments: Sequence[SegmentInfo]) -> list[tuple[int, int, int]]:
    """The stretches of segments that are sponsor reads: index, and offsets of start and end, in order."""
    text = " ".join(segment.text for segment in segments)
    starts = [0, *accumulate(len(segment.text) + 1 for segment in segments)]
    units = _cut(text, segments, starts)
    turns = _turns(segments, starts)
    reads = _joined(sorted([*_opened(text, units, turns), *_offered(text, units, turns)]), text, turns)
    if sum(end - start for start, end in reads) > _MOST * len(text):
        return []
    found: list[tuple[int, int, int]] = []
    for start, end in reads:
        for index in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
            low, high = max(start, starts[index]), min(end, starts[index] + len(segments[index].text))
            if low < high:
                found.append((index, low - starts[index], high - starts[index]))
    return found


def _opened(text: str, units: Sequence[int], turns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Reads that say that they are one."""
    for match in _OPENS.finditer(text):
        start, end = _unit(units, match.start(), match.end())
        if count_quotes(text[start : match.start()]) % 2:
            continue  # somebody tells what is said in reads
        brand = _BRAND.match(text, match.end())
        names = {
            word
            for word in re.findall(r"[\w-]{3,}", brand["names"] if brand is not None else "")
            if word.lower() not in _PLAIN
        }
        turn = bisect_right(turns, match.start())
        if (
            not names
            and turns[turn] - end < _SHORT
            and _ADDRESSED.search(text, end, turns[min(turn + 1, len(turns) - 1)])
        ):
            yield start, turns[turn + 1]  # another voice reads it
        last = min(match.start() + _LONGEST, turns[turn])
        yield start, _follow(text, units, match.end(), end, last, names)


def _follow(text: str, units: Sequence[int], at: int, end: int, last: int, names: set[str]) -> int:
    """Where a read ends that is at `at` and goes on at least to `end`."""
    named = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names)))})\b") if names else None
    reach = _REACH
    while True:
        ways = [_GOES_ON.search(text, at, min(at + reach, last))]
        ways += [named.search(text, at, min(at + reach, last))] if named is not None else []
        nexts = [way for way in ways if way is not None]
        if not nexts:
            return end
        mark = min(nexts, key=lambda way: way.start())
        if _BACK.search(text, end, mark.start()):
            return end
        at, end = mark.end(), max(end, _unit(units, mark.start(), mark.end())[1])
        reach = _BEHIND if _ADDRESSED.match(text, mark.start()) else reach


def _offered(text: str, units: Sequence[int], turns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Offers with an address beside them, each with the sentences before it that name whose address it is. A short turn
    with both at the start of a talk is a read from its first word to its last, if it greets nobody."""
    for offer in _OFFERED.finditer(text):
        near = max(0, offer.start() - _CLOSE), offer.end() + _CLOSE
        address = _ADDRESSED.search(text, *near)
        if address is None:
            continue
        first, last = min(offer.start(), address.start()), max(offer.end(), address.end())
        turn = bisect_right(turns, first)
        begin, end = turns[turn - 1] if turn else 0, turns[min(turn, len(turns) - 1)]
        short = len(turns) > 1 and begin <= _EARLY and last <= end <= begin + _TURN
        if short and not _GREETS.search(text, begin, end):
            yield begin, end
        else:
            yield _read_start(text, units, _unit(units, first, 0)[0], last), _unit(units, 0, last)[1]


def _read_start(text: str, units: Sequence[int], start: int, end: int) -> int:
    """Where a read begins whose offer is from `start` to `end`: at the first of the sentences that name whose address that is."""
    said = (word for found in _IN_ADDRESS.findall(text, start, end + _CLOSE // 4) for word in found if word)
    names = {word.capitalize() for word in said if word.lower() not in _PLAIN}
    named = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names)))})\b") if names else None
    while named is not None and (before := list(named.finditer(text, max(0, start - _REACH // 2), start))):
        start = _unit(units, before[0].start(), 0)[0]
    return start


def _cut(text: str, segments: Sequence[SegmentInfo], starts: Sequence[int]) -> list[int]:
    """Where sentences begin; where words have no stops, segments or some words."""
    places = {0, len(text), *(match.end() for match in _UNIT.finditer(text))}
    stops = sum(segment.text.rstrip().endswith((".", "?", "!")) for segment in segments)
    if len(places) * 60 < len(text) / 6 or stops * 10 < len(segments):
        places |= {start for start in starts if start < len(text)}
    ordered = sorted(places)
    for start, end in pairwise(ordered):
        at = start
        while end - at > 2 * _TOO_LONG and (space := text.find(" ", at + _TOO_LONG, end)) > 0:
            at = space + 1
            places.add(at)
    return sorted(places)


def _turns(segments: Sequence[SegmentInfo], starts: Sequence[int]) -> list[int]:
    """Where another voice begins, and the end."""
    changes = [i for i in range(1, len(segments)) if segments[i].speaker != segments[i - 1].speaker]
    return [*(starts[i] for i in changes), starts[-1]]


def _unit(units: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """From the beginning of the sentence with `first` to the end of the one with what is before `last`."""
    return units[bisect_right(units, first) - 1], units[min(bisect_left(units, last), len(units) - 1)]


def _joined(reads: Sequence[tuple[int, int]], text: str, turns: Sequence[int]) -> list[tuple[int, int]]:
    """The reads, those as one that overlap, or between which one voice says little: it has not stopped reading."""
    joined: list[tuple[int, int]] = []
    for start, end in reads:
        last = joined[-1][1] if joined else start - _LONGEST
        one_turn = start - last <= _BETWEEN and bisect_right(turns, last) == bisect_right(turns, start)
        if start <= last or (one_turn and not _BACK.search(text, last, start)):
            joined[-1] = joined[-1][0], max(end, last)
        else:
            joined.append((start, end))
    return joined
