"""Plain text: with times at its turns, or with none, which are estimated then; Otter's export is one of these.

Between two marks time passes evenly by words. A mark that runs backwards is a slip of whoever wrote it: it is
left out and its words stay, unless there are many.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from service.errors import TranscriptError
from service.ingest.formats.marks import Line, read_lines
from service.ingest.formats.markup import tidy
from service.ingest.formats.pieces import goes_on, spread
from service.ingest.formats.scripts import count_words
from service.ingest.formats.speakers import is_name, label_of, name_speakers
from service.ingest.formats.spoken import Reading, Spoken
from service.ingest.formats.timing import disorder

WORDS_A_MINUTE = 160
"""What people say in talks and podcasts: the median of 430 of them is 162."""
_SLOWEST = 50
"""Words a minute. Where a mark is further off than that, something else was heard in between."""
_SLIPS = 0.05
_TRAILER = re.compile(r"Transcribed by https?://otter\.ai/?", re.IGNORECASE)
_OTTER_DATE = re.compile(r"\w{3}, \w{3} \d{1,2}, \d{4} \d{1,2}:\d{2}\s?[AP]M(?: • [\d:]+)?")
_HEADINGS = {"SUMMARY KEYWORDS", "SPEAKERS", "KEYWORDS"}


def has_times(text: str) -> bool:
    """Whether two lines begin with a time or with a name and a time, or the first does."""
    return _timed(read_lines(text[:20_000].split("\n"))) or _timed(read_lines(text.split("\n")))


def _timed(lines: Sequence[Line]) -> bool:
    return sum(line.start is not None for line in lines) > 1 or (bool(lines) and lines[0].start is not None)


def read_plain(text: str, file: Path) -> Reading:
    """The words of a plain text.

    Raises:
        TranscriptError: most of its times run backwards.
    """
    title, lines = _without_frame(read_lines(text.split("\n")))
    return replace(read_turns(lines, file), title=title)


def read_turns(lines: Sequence[Line], file: Path) -> Reading:
    """The words of lines; each with a time or a speaker begins a turn, and so does a paragraph where nothing has times.

    Raises:
        TranscriptError: most of the times run backwards.
    """
    lines = _named(lines)
    notes: list[str] = []
    lines, slips = _in_order(lines, file)
    if slips:
        notes.append(f"times that run backwards are left out: {slips}")
    if any(line.start is not None for line in lines):
        spoken = _between_marks(lines)
    else:
        notes.append(f"it has no times: they are estimated, at {WORDS_A_MINUTE} words a minute")
        spoken = _estimated(lines)
    return Reading([piece for item in spoken for piece in spread(item)], notes=tuple(notes))


def _without_frame(lines: list[Line]) -> tuple[str | None, list[Line]]:
    """Otter's title and the lines without what it puts round them: date, keywords, list of speakers, its name."""
    lines = [line for line in lines if not _TRAILER.fullmatch(line.words)]
    date = next((at for at, line in enumerate(lines[:4]) if _OTTER_DATE.fullmatch(line.words)), None)
    if date is None:
        return None, lines
    title = tidy(lines[0].words) if date == 1 else None
    at = date + 1
    while at + 1 < len(lines) and lines[at].words.strip() in _HEADINGS and lines[at].start is None:
        at += 2
    return title or None, lines[at:]


def _named(lines: Sequence[Line]) -> list[Line]:
    """Names from before the words; and names that stand alone behind a time, where that is the file's habit."""
    alone = [line for line in lines if line.start is not None and line.speaker is None]
    names = [line for line in alone if line.words and is_name(line.words)]
    if names and len(names) * 2 > len(alone) and _followed(lines, names):
        headings = {line.number for line in names}
        lines = [
            replace(line, words="", speaker=line.words) if line.number in headings else line for line in lines
        ]
    if any(line.speaker is not None for line in lines):
        return list(lines)
    filled = [line for line in lines if line.words]
    spoken = name_speakers([Spoken(at, at, (tidy(line.words),)) for at, line in enumerate(filled)])
    if all(item.speaker is None for item in spoken):
        return list(lines)
    at_turn = {int(item.start): item for item in spoken}
    named: list[Line] = []
    place = 0
    pending: Line | None = None
    for line in lines:
        if not line.words:
            named.append(line)
            continue
        item = at_turn.get(place)
        place += 1
        if item is None:
            pending = line  # a name with its words on the next line
            continue
        moment = line.start if line.start is not None or pending is None else pending.start
        named.append(replace(line, words=item.text, speaker=item.speaker, start=moment))
        pending = None
    return named


def _followed(lines: Sequence[Line], names: Sequence[Line]) -> bool:
    """Whether what may be names is followed by lines of words, for the most part."""
    bare = {line.number for line in lines if line.start is None}
    return sum(line.number + 1 in bare or line.number + 2 in bare for line in names) * 2 > len(names)


def _in_order(lines: Sequence[Line], file: Path) -> tuple[list[Line], int]:
    """The lines with the marks of the longest run that does not fall, and how many others there were."""
    marked = [(at, line.start) for at, line in enumerate(lines) if line.start is not None]
    tails: list[float] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_, start) in enumerate(marked):
        length = bisect_right(tails, start)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [start]
        ends[length : length + 1] = [index]
    kept: set[int] = set()
    index = ends[-1] if ends else None
    while index is not None:
        kept.add(marked[index][0])
        index = before[index]
    slips = [line for at, line in enumerate(lines) if line.start is not None and at not in kept]
    if len(slips) > max(1, _SLIPS * len(marked)):
        starts = [start for _, start in marked]
        at = next(at for at in range(1, len(starts)) if starts[at] < starts[at - 1])
        fault = disorder(starts[at], starts[at], starts[at - 1])
        reason = f"{fault} ({len(slips)} of {len(marked)} times are out of order)"
        raise TranscriptError(file, reason, lines[marked[at][0]].number)
    return [
        line if line.start is None or at in kept else replace(line, start=None, end=None)
        for at, line in enumerate(lines)
    ], len(slips)


def _between_marks(lines: Sequence[Line]) -> list[Spoken]:
    """A turn for each mark and speaker, timed by the marks round them; words before the first one lead up to it."""
    spoken: list[Spoken] = []
    group: list[Line] = []
    speaker: str | None = None
    for line in [*lines, None]:
        if line is None or line.start is not None:
            until = line.start if line is not None else None
            pieces, speaker = _group(group, until, spoken[-1].end if spoken else 0.0, speaker)
            spoken += pieces
            group = []
        if line is not None:
            group.append(line)
    return spoken


def _group(
    group: Sequence[Line], until: float | None, earliest: float, speaker: str | None
) -> tuple[list[Spoken], str | None]:
    """The turns of one mark's lines, up to the next mark at `until`, and who speaks last."""
    turns: list[tuple[str | None, list[str]]] = []
    for line in group:
        speaker = line.speaker or speaker
        words = tidy(line.words)
        if words:
            if turns and turns[-1][0] == speaker:
                turns[-1][1].append(words)
            else:
                turns.append((speaker, [words]))
    counts = [count_words(" ".join(words)) for _, words in turns]
    total = sum(counts)
    if not total:
        return [], speaker
    usual = total * 60 / WORDS_A_MINUTE
    start = group[0].start
    if start is None:
        start = max(earliest, (until or 0.0) - usual)
    end = group[0].end if group[0].end is not None else start + usual if until is None else until
    if until is not None and group[0].end is None and end - start > total * 60 / _SLOWEST:
        end = start + usual
    spoken: list[Spoken] = []
    said = 0
    for (voice, words), count in zip(turns, counts, strict=True):
        begin = start + (end - start) * said / total
        said += count
        stop = start + (end - start) * said / total
        spoken.append(Spoken(round(begin, 3), round(stop, 3), tuple(words), label_of(voice or "")))
    return spoken, speaker


def _estimated(lines: Sequence[Line]) -> list[Spoken]:
    """Paragraphs one after the other, without pauses."""
    spoken: list[Spoken] = []
    speaker: str | None = None
    said = 0
    for words, voice in _paragraphs(lines):
        speaker = voice or speaker
        if not words:
            continue
        start = said * 60 / WORDS_A_MINUTE
        said += count_words(words)
        end = said * 60 / WORDS_A_MINUTE
        spoken.append(Spoken(round(start, 3), round(end, 3), (words,), label_of(speaker or "")))
    return spoken


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, str | None]]:
    """Words and speaker of each paragraph; a line that the next one goes on is no paragraph of its own."""
    words: list[str] = []
    first = last = Line(0, "")
    for line in lines:
        same = line.number == last.number + 1 and line.speaker in (None, last.speaker)
        if words and not (same and line.words and goes_on(last.words)):
            yield " ".join(words), first.speaker
            words = []
        if not words:
            first = line
            if not line.words and line.speaker is not None:
                yield "", line.speaker
        if tidy(line.words):
            words.append(tidy(line.words))
        last = line
    if words:
        yield " ".join(words), first.speaker
