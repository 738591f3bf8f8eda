"""Makes cues from words with single times, as transcription services write them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from read_transcripts.parts.scripts import QUOTES, SENTENCE_ENDS, count_words, glue
from read_transcripts.parts.spoken import TimedLines, segments_of
from read_transcripts.transcript import Segment, Word

_WORDS_A_PIECE = 1.5
"""On average, up to which pieces are words that are to be joined."""
_LONG_PAUSE = 2.0
_PAUSE = 0.7
_SHORT_CUE = 5
_LONG_CUE = 40
_CLOSING = (*SENTENCE_ENDS, ",", ";", ":", ")", "]", "”", "%", "、", "，", "」", "』")


def join_if_words(spoken: Sequence[TimedLines], fewest: int = 1) -> list[TimedLines]:
    """The pieces joined to cues where they are hardly more than a word each, otherwise as they are.

    Where a format has words only now and then, `fewest` of them show that they are no short turns.
    """
    if len(spoken) < fewest:
        return list(spoken)
    words = sum(count_words(item.text) for item in spoken)
    return join_words(spoken) if spoken and words <= _WORDS_A_PIECE * len(spoken) else list(spoken)


def join_words(words: Iterable[TimedLines]) -> list[TimedLines]:
    """Cues out of single words: one speaker each, cut at the ends of sentences and at pauses."""
    cues: list[TimedLines] = []
    parts: list[str] = []
    timed: list[Word] = []
    count = 0
    for word in words:
        if not cues or _begins_cue(cues[-1], word, parts[-1], count):
            _close(cues, parts, timed)
            cues.append(word)
            parts, timed, count = [], [], 0
        timed.append(Word(word.text, word.start, word.end))
        if not parts:
            parts, count = [word.text], count_words(word.text)
            continue
        closing = word.text.startswith(_CLOSING)
        parts.append(word.text if closing else glue(parts[-1], word.text) + word.text)
        count += 0 if closing else count_words(word.text)
        cues[-1] = replace(cues[-1], end=max(cues[-1].end, word.end))
    _close(cues, parts, timed)
    return cues


def _close(cues: list[TimedLines], parts: list[str], timed: list[Word]) -> None:
    if cues:
        cues[-1] = replace(cues[-1], lines=("".join(parts),), words=tuple(timed))


def _begins_cue(cue: TimedLines, word: TimedLines, last: str, count: int) -> bool:
    pause = word.start - cue.end
    if word.speaker != cue.speaker or pause > _LONG_PAUSE:
        return True
    if count < _SHORT_CUE:
        return False
    return count >= _LONG_CUE or pause > _PAUSE or last.rstrip(QUOTES).endswith(SENTENCE_ENDS)


def segments_of_words(words: Iterable[Word]) -> tuple[Segment, ...]:
    """Segments out of single words with their times, as recognizers of speech give them: one speaker each, cut at the ends of sentences
    and at pauses. A word without a start begins, and one without an end ends, where the word before it ends."""
    timed: list[TimedLines] = []
    at = 0.0
    for word in words:
        start = at if word.start is None else word.start
        at = max(start, start if word.end is None else word.end)
        timed.append(TimedLines(start, at, (word.text,), word.speaker))
    return segments_of(join_words(timed))
