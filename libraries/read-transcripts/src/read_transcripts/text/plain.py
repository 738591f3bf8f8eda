"""Plain text, including exports of programs: with times, or without, and then times are estimated.

Times between two marks are spread evenly by words. A mark that runs backwards is taken for a mistake: it is left out
and its words are kept, unless there are many. Names may stand beside a time or on lines of their own, if the text does this regularly.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.frames import below_heading, may_be_title, without_frame, without_head
from read_transcripts.parts.marks import MarkedLine
from read_transcripts.parts.markup import tidy, unescape
from read_transcripts.parts.order import is_lenient, longest_run
from read_transcripts.parts.pieces import goes_on, spread
from read_transcripts.parts.scripts import QUOTES, SENTENCE_ENDS, count_words
from read_transcripts.parts.speakers import come_back, label_of, name_before, name_of, name_speakers
from read_transcripts.parts.spoken import RawTranscript, TimedLines
from read_transcripts.parts.timing import disorder
from read_transcripts.text.frontmatter import read_front_matter, read_header
from read_transcripts.text.habits import read_lines, without_headings
from read_transcripts.transcript import Change

_BOX = re.compile(r"\[(?P<name>[^\[\]]{1,60})\]\s*[:–—-]?\s+(?P<words>\S.*)")
_FEWEST_BOXED = 2
_FEW_AT_TIMES = 2
"""From as many lines with a name before their words for each one with a name at its time, the latter are no habit of the file."""


def name_at_times(lines: Sequence[MarkedLine]) -> list[MarkedLine]:
    """Returns the lines with speakers that are named beside a time."""
    return _before_times(_behind_times(_boxed(list(lines))))


def name_in_words(lines: Sequence[MarkedLine]) -> list[MarkedLine]:
    """Returns the lines with speakers that are named above or before their words ("Ann: Good morning"), unless some
    lines have one already."""
    named = _as_in_words(list(lines))
    if all(line.speaker is None for line in named):
        named = _alone(named)
    return named if any(line.speaker is not None for line in named) else _before_words(named)


def _as_in_words(lines: list[MarkedLine]) -> list[MarkedLine]:
    """Where far more lines begin with a name, the few names at times (`Break: [17:37]` between turns) stand before their words
    like the others. One without words names nobody: only its time stays."""
    at_times = sum(line.speaker is not None for line in lines)
    in_words = sum(line.speaker is None and name_before(line.words) is not None for line in lines)
    if not at_times or in_words < _FEW_AT_TIMES * at_times:
        return lines
    return [
        line
        if line.speaker is None
        else replace(line, words=f"{line.speaker}: {line.words}" if line.words else "", speaker=None)
        for line in lines
    ]


def _boxed(lines: list[MarkedLine]) -> list[MarkedLine]:
    """`[00:01:10] [Ann Lee] words`, where most lines with a time have it; `[Music]` comes alone, or is the only name."""
    marked = [at for at, line in enumerate(lines) if line.start is not None and not line.inside]
    boxed = {at: match for at in marked if (match := _BOX.fullmatch(lines[at].words))}
    names = {at: name for at, match in boxed.items() if (name := name_of(f"[{match['name']}]"))}
    if len(names) < _FEWEST_BOXED or len(names) * 2 <= len(marked):
        return lines
    if len({*names.values()}) == 1 and all(" " not in name for name in names.values()):
        return lines
    return [
        replace(line, words=boxed[at]["words"], speaker=names[at])
        if at in names and line.speaker is None
        else line
        for at, line in enumerate(lines)
    ]


def _behind_times(lines: list[MarkedLine]) -> list[MarkedLine]:
    """`00:01:10 Ann Lee`, and the words below."""
    alone = [line for line in lines if line.start is not None and line.speaker is None]
    names = {line.number: name for line in alone if line.words and (name := name_of(line.words))}
    bare = {line.number for line in lines if line.start is None}
    followed = sum(number + 1 in bare or number + 2 in bare for number in names)
    if len(names) * 2 <= len(alone) or followed * 2 <= len(names):
        return lines
    return [
        replace(line, words="", speaker=names[line.number])
        if line.number in names and line.start is not None
        else line
        for line in lines
    ]


def _before_times(lines: list[MarkedLine]) -> list[MarkedLine]:
    """`Ann Lee [00:01:10] words`, and a name on the line in front of its time."""
    names: dict[int, str] = {}
    for at, (line, after) in enumerate(pairwise(lines)):
        free = (
            line.start is None and line.speaker is None and after.start is not None and after.speaker is None
        )
        if free and line.words and (name := name_of(line.words.removesuffix(":"))):
            names[at] = name
    for at in list(names):
        if not lines[at + 1].words and (at + 2 in names or _has_no_words(lines, at + 2)):
            del names[at]  # a line of words between two times
    marks = sum(line.start is not None for line in lines)
    if len(names) < 2 or len(names) * 2 <= marks or not _again_and_again(names.values()):
        return lines
    speakers = {at + 1: name for at, name in names.items()}
    return [
        replace(line, speaker=speakers.get(at, line.speaker))
        for at, line in enumerate(lines)
        if at not in names
    ]


def _has_no_words(lines: Sequence[MarkedLine], at: int) -> bool:
    return at >= len(lines) or lines[at].start is not None


def _alone(lines: list[MarkedLine]) -> list[MarkedLine]:
    """Finds names above the words, each after a blank line."""
    names: dict[int, str] = {}
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        apart = before is None or before.number < line.number - 1 or before.start is not None
        if apart and line.start is None and line.words and (name := name_of(line.words)):
            names[at] = name
    for at in sorted(names, reverse=True):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if (
            after is None
            or after.start is not None
            or at + 1 in names
            or len(after.words) <= len(names[at]) // 2
        ):
            del names[at]
    if len(names) < 3 or not _again_and_again(names.values()):
        return lines
    return [
        replace(line, words="", speaker=names[at]) if at in names else line for at, line in enumerate(lines)
    ]


def _again_and_again(names: Iterable[str]) -> bool:
    """Whether names come back, or there are two in all."""
    found = list(names)
    return come_back(found) or (len(found) == 2 and len({*found}) == 2)


def _before_words(lines: Sequence[MarkedLine]) -> list[MarkedLine]:
    filled = [line for line in lines if line.words]
    spoken = name_speakers([TimedLines(at, at, (tidy(line.words),)) for at, line in enumerate(filled)])
    if all(item.speaker is None for item in spoken):
        return list(lines)
    at_turn: dict[int, TimedLines] = {}
    for item in spoken:
        before = at_turn.get(int(item.start))  # of a line that a mark of changes broke
        at_turn[int(item.start)] = replace(before, lines=before.lines + item.lines) if before else item
    named: list[MarkedLine] = []
    place = 0
    pending: MarkedLine | None = None
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


_LONGEST = 12
"""Words of a chapter's name."""
_FEWEST = 2
"""Entries of a list."""
_HEAD = 3
"""Lines above a list; with more of them it is a page, whose first line is no title."""
_RARE = 3
"""One in as many captions, at most, has a chapter's name below it."""


def without_contents(lines: Sequence[MarkedLine]) -> tuple[str | None, list[MarkedLine]]:
    """The title above a list of chapters (`0:00 Welcome`, `12:30 Why graphs`), and the lines below it: where times begin
    again, and there are more of them."""
    marked = [(at, line.start) for at, line in enumerate(lines) if line.start is not None]
    again = next((n for n in range(1, len(marked)) if marked[n][1] < marked[n - 1][1]), 0)
    if again < _FEWEST or len(marked) - again <= again or marked[again][1] > marked[1][1]:
        return None, list(lines)
    begins = [at for at, _ in marked[: again + 1]]
    said = [sum(count_words(line.words) for line in lines[a:b]) for a, b in pairwise(begins[:-1])]
    if any(count > _LONGEST for count in said) or count_words(lines[begins[-2]].words) > _LONGEST:
        return None, list(lines)
    if any(count_words(line.words) > _LONGEST for line in lines[begins[-2] : begins[-1]]):
        return None, list(lines)
    head = [line.words.lstrip("# ") for line in lines[: begins[0]]]
    title = next(filter(may_be_title, head), None) if len(head) <= _HEAD else None
    return title, list(lines[begins[-1] :])


def without_chapters(lines: Sequence[MarkedLine]) -> list[MarkedLine]:
    """The lines without names of chapters between captions.

    As YouTube's panel is copied: a name on top, then times on lines of their own with one line of words each, and below
    some of those the name of the next chapter.
    """
    times = [at for at, line in enumerate(lines) if line.start is not None]
    if len(times) < 3 or times[0] != 1 or any(lines[at].words or lines[at].speaker for at in times):
        return list(lines)
    if any(line.speaker is not None for line in lines) or not _may_be_name(lines[0].words):
        return list(lines)
    names = [0]
    for begin, end in zip(times, [*times[1:], len(lines)], strict=True):
        if end - begin == 3 and end < len(lines) and _may_be_name(lines[begin + 2].words):
            names.append(begin + 2)
        elif end - begin != 2:
            return list(lines)
    if (len(names) - 1) * _RARE > len(times):
        return list(lines)
    return [line for at, line in enumerate(lines) if at not in names]


def _may_be_name(words: str) -> bool:
    bare = words.strip().rstrip(QUOTES)
    return (
        0 < count_words(bare) <= _LONGEST
        and not bare[:1].islower()
        and not bare.endswith((*SENTENCE_ENDS, ",", ":"))
    )


WORDS_A_MINUTE = 160
"""What people say in talks and podcasts: the median of 430 of them is 162."""
_SLOWEST = 50
"""Words a minute. Where a mark is further off than that, something else was heard in between."""
_TIME_OF_DAY = 6 * 3600
"""Seconds. No talk has its first words that late."""
_SLIPS = 0.05


def has_times(text: str) -> bool:
    """Whether two lines begin with a time or with a name and a time, or the first does."""
    return _timed(read_lines(text[:20_000].split("\n"))) or _timed(read_lines(text.split("\n")))


def _timed(lines: Sequence[MarkedLine]) -> bool:
    return sum(line.start is not None for line in lines) > 1 or (bool(lines) and lines[0].start is not None)


def read_plain(text: str, file: Path) -> RawTranscript:
    """The words of a plain text.

    Raises:
        TranscriptError: most of its times run backwards.
    """
    front = read_front_matter(text.split("\n"))
    header = read_header([unescape(line) for line in front.lines])
    facts = header.facts | front.facts
    below = below_heading(header.lines)
    texts = without_headings(below)
    whole = read_lines(texts)
    title, lines = without_frame(whole)
    reading = read_turns(lines, file)
    title = facts.pop("title", None) or title or reading.title
    changes = [Change(f"ignored front matter: {', '.join(front.ignored)}")] if front.ignored else []
    changes += _blanked("lines above the heading of the transcript are left out", header.lines, below)
    changes += _blanked("headings between the words are left out", below, texts)
    changes += _left_out("titles and lines of a program are left out", whole, lines)
    return replace(reading, title=title, changes=(*changes, *reading.changes), facts=facts)


def _blanked(what: str, before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """What is blank in the later lines, and was not in the earlier ones."""
    return [
        Change(what, number, one.strip())
        for number, (one, other) in enumerate(zip(before, after, strict=True), 1)
        if one.strip() and not other.strip()
    ]


def _left_out(what: str, before: Sequence[MarkedLine], after: Sequence[MarkedLine]) -> list[Change]:
    """The lines that are not there any more."""
    kept = {line.number for line in after}
    return [
        Change(what, line.number, line.words or line.speaker or "")
        for line in before
        if line.number not in kept and (line.words or line.speaker)
    ]


def read_turns(lines: Sequence[MarkedLine], file: Path) -> RawTranscript:
    """The words of lines; each with a time or a speaker begins a turn, and so does a paragraph where nothing has times.

    Raises:
        TranscriptError: most of the times run backwards.
    """
    spoken_lines = without_chapters(lines)
    changes = _left_out("lines between the words are taken for names of chapters", lines, spoken_lines)
    whole = name_at_times(spoken_lines)
    above, below = without_contents(whole)
    heading, body = without_head(below)
    title, lines = without_head(name_in_words(body))
    title = above or heading or title
    changes += _left_out("lines in front of the first time or speaker are taken for a heading", whole, lines)
    lines, moved = _from_first(lines)
    if moved:
        changes.append(Change("its times are times of day: they are counted from the first one"))
    lines, slips = _in_order(lines, file)
    if slips:
        changes.append(Change(f"times that run backwards are left out: {slips}"))
    if any(line.start is not None for line in lines):
        spoken = _between_marks(lines)
    else:
        changes.append(Change(f"it has no times: they are estimated, at {WORDS_A_MINUTE} words a minute"))
        spoken = _estimated(lines)
    heard = {item.speaker for item in spoken if item.text}
    changes += [
        Change("names without words are left out", line.number, line.speaker)
        for line in whole
        if line.speaker is not None and not line.words and label_of(line.speaker) not in heard
    ]
    return RawTranscript([piece for item in spoken for piece in spread(item)], None, title, tuple(changes))


def _from_first(lines: Sequence[MarkedLine]) -> tuple[list[MarkedLine], bool]:
    """Returns the lines with times counted from the first one, and whether that was necessary: captions saved by Zoom have times of day."""
    first = next((line.start for line in lines if line.start is not None and line.behind_box), 0.0)
    if first < _TIME_OF_DAY:
        return list(lines), False
    return [
        replace(
            line,
            start=None if line.start is None else max(0.0, round(line.start - first, 3)),
            end=None if line.end is None else max(0.0, round(line.end - first, 3)),
        )
        for line in lines
    ], True


def _in_order(lines: Sequence[MarkedLine], file: Path) -> tuple[list[MarkedLine], int]:
    """Returns the lines with only those times that are in order, as many as possible, and how many were left out."""
    marked = [(at, line.start) for at, line in enumerate(lines) if line.start is not None]
    kept = {marked[place][0] for place in longest_run([start for _, start in marked])}
    slips = [line for at, line in enumerate(lines) if line.start is not None and at not in kept]
    if len(slips) > max(1, _SLIPS * len(marked)) and not is_lenient():
        starts = [start for _, start in marked]
        at = next(at for at in range(1, len(starts)) if starts[at] < starts[at - 1])
        more = f" ({len(slips)} of {len(marked)} times are out of order)"
        reason = disorder(starts[at], starts[at], starts[at - 1], more) or ""
        raise TranscriptError(file, reason, lines[marked[at][0]].number)
    return [
        line if line.start is None or at in kept else replace(line, start=None, end=None)
        for at, line in enumerate(lines)
    ], len(slips)


def _between_marks(lines: Sequence[MarkedLine]) -> list[TimedLines]:
    """A turn for each mark and speaker, timed by the marks round them; words before the first one lead up to it."""
    spoken: list[TimedLines] = []
    group: list[MarkedLine] = []
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
    group: Sequence[MarkedLine], until: float | None, earliest: float, speaker: str | None
) -> tuple[list[TimedLines], str | None]:
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
    spoken: list[TimedLines] = []
    said = 0
    for (voice, words), count in zip(turns, counts, strict=True):
        begin = start + (end - start) * said / total
        said += count
        stop = start + (end - start) * said / total
        spoken.append(TimedLines(round(begin, 3), round(stop, 3), tuple(words), label_of(voice or "")))
    return spoken, speaker


def _estimated(lines: Sequence[MarkedLine]) -> list[TimedLines]:
    """Paragraphs one after the other, without pauses."""
    spoken: list[TimedLines] = []
    speaker: str | None = None
    said = 0
    for words, voice in _paragraphs(lines):
        speaker = voice or speaker
        if not words:
            continue
        start = said * 60 / WORDS_A_MINUTE
        said += count_words(words)
        end = said * 60 / WORDS_A_MINUTE
        spoken.append(TimedLines(round(start, 3), round(end, 3), (words,), label_of(speaker or "")))
    return spoken


def _paragraphs(lines: Sequence[MarkedLine]) -> Iterator[tuple[str, str | None]]:
    """Words and speaker of each paragraph; a line that the next one goes on is no paragraph of its own."""
    words: list[str] = []
    first = last = MarkedLine(0, "")
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
