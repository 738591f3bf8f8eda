"""Turns of transcription services before they are cut: start, end if known, text, words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.jsontext import Place, line_of, path_text
from read_transcripts.parts.order import count_moved, in_order, is_lenient, longest_run
from read_transcripts.parts.pieces import by_words
from read_transcripts.parts.speakers import name_speakers
from read_transcripts.parts.spoken import TimedLines
from read_transcripts.parts.timing import ADVICE, SLACK, disorder
from read_transcripts.transcript import Word


@dataclass(frozen=True, slots=True)
class Turn:
    start: float
    stop: float | None
    text: str
    speaker: str | None = None
    words: tuple[Word, ...] = ()

    @property
    def end(self) -> float:
        return self.start if self.stop is None else self.stop


def settle(turns: Sequence[Turn], place: Place, text: str, file: Path) -> list[Turn]:
    """The turns in the order of their starts; one without an end ends where the next one starts.

    Raises:
        TranscriptError: one ends before it starts, or starts more than a moment before the one in front of it.
    """
    latest = 0.0
    times = in_order([(turn.start, turn.end) for turn in turns], SLACK)
    turns = [
        turn
        if (start, end) == (turn.start, turn.end)
        else replace(turn, start=start, stop=None if turn.stop is None else end, words=())
        for turn, (start, end) in zip(turns, times, strict=True)
    ]
    for index, turn in enumerate(turns):
        fault = disorder(turn.start, turn.end, 0.0)
        if fault is None and turn.start < latest - SLACK:
            fault = disorder(turn.start, turn.end, latest)
        if fault is not None:
            here = (*place, index)
            raise TranscriptError(file, f"{path_text(here)}: {fault}", line_of(text, here))
        latest = max(latest, turn.start)
    ordered = sorted(turns, key=lambda turn: turn.start)
    following = [*(turn.start for turn in ordered[1:]), None][: len(ordered)]
    return [
        Turn(turn.start, until if turn.stop is None else turn.stop, turn.text, turn.speaker, turn.words)
        for turn, until in zip(ordered, following, strict=True)
    ]


def in_pieces(turns: Sequence[Turn]) -> list[TimedLines]:
    """The turns cut into pieces, in playing order; names from before the words where no turn has a speaker."""
    spoken = [
        piece
        for turn in turns
        for piece in by_words(turn.start, turn.end, turn.text, turn.speaker, turn.words)
    ]
    spoken.sort(key=lambda item: item.start)
    return name_speakers(spoken) if all(item.speaker is None for item in spoken) else spoken


def of_words(said: object, words: Sequence[Word], place: Place, text: str, file: Path) -> list[Turn]:
    """One turn of all words; the written text where there is one.

    Raises:
        TranscriptError: their times run backwards.
    """
    words = _in_order(words)
    before = 0.0
    for index, word in enumerate(words):
        if word.start is not None and word.start < before:
            here = (*place, index)
            raise TranscriptError(
                file, f"{path_text(here)}: times run backwards; {ADVICE}", line_of(text, here)
            )
        before = word.start or before
    if not words:
        return []
    written = said if isinstance(said, str) and said.strip() else " ".join(word.text for word in words)
    return [Turn(words[0].start or 0.0, max(word.end or 0.0 for word in words), written, None, tuple(words))]


def _in_order(words: Sequence[Word]) -> Sequence[Word]:
    """The words; where the file is read leniently, without the times that run backwards, as words without any."""
    if not is_lenient():
        return words
    timed = [(at, word.start) for at, word in enumerate(words) if word.start is not None]
    kept = {timed[place][0] for place in longest_run([start for _, start in timed])}
    count_moved(len(timed) - len(kept))
    return [
        word if word.start is None or at in kept else replace(word, start=None, end=None)
        for at, word in enumerate(words)
    ]
