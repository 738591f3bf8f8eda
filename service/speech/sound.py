"""Decodes the sound of a recording: mono, 16,000 samples a second, a piece of four minutes at a time.

The container is the one that the first bytes say, and is never guessed again: FFmpeg also reads playlists, which would fetch other files and
addresses. A damaged place is left out, and a gap in the times is silence, so that times stay those of the recording.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.errors import TranscriptError
from service.speech.media_types import container_of, head_of

if TYPE_CHECKING:  # otherwise only where it is used: whatever reads a transcript loads this module
    import numpy as np

RATE = 16_000
PIECE = 240
"""Seconds of a piece at most. What has been heard is kept piece by piece, and recognition takes memory by the length of a piece."""
_CUT = 60
"""Seconds at the end of a piece in which it is cut, where it is quietest."""
_FRAME = RATE // 10
_GAP = 0.2
"""Seconds by which a frame's time must differ to be a gap: times of frames are rounded."""
_RATES = range(1_000, 384_001)
"""Samples a second that a frame may have. To resample from others, FFmpeg would work for hours, or make gigabytes of a few bytes."""
_MOST_FAULTS = 1_000
"""Damaged places in a row after which the rest is given up."""

type Samples = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Piece:
    """`start`: seconds. `done`: share of the recording that is behind when the piece ends."""

    start: float
    samples: Samples
    done: float

    @property
    def end(self) -> float:
        return self.start + len(self.samples) / RATE


@dataclass
class Sound:
    """The sound of a file. What it says of itself is in `title`, `album` and `date`; `damaged` counts the places that cannot be decoded."""

    file: Path
    name: str
    most_seconds: float
    title: str | None = None
    album: str | None = None
    date: str | None = None
    damaged: int = 0
    _share: float = field(default=0.0, repr=False)

    def pieces(self) -> Iterator[Piece]:
        """Yields the sound in order. The same file gives the same pieces.

        Raises:
            TranscriptError: it cannot be decoded, has no sound, or is too long.
        """
        import av
        from av.error import FFmpegError

        container_name = container_of(head_of(self.file))
        if container_name is None:
            raise TranscriptError(self.name, "is neither audio nor video")
        try:
            container = av.open(
                str(self.file),
                format=container_name,
                options={"protocol_whitelist": "file"},
                metadata_errors="ignore",
            )
        except (FFmpegError, OSError, ValueError) as error:
            raise self._undecodable(error) from None
        with container:
            if not container.streams.audio:
                raise TranscriptError(
                    self.name, "has no sound: there is no audio in it, so there is nothing to hear"
                )
            said = container.duration
            seconds = None if said is None else said / 1_000_000
            if seconds is not None and seconds > self.most_seconds:
                raise self._too_long(seconds)
            self._read_tags({**container.streams.audio[0].metadata, **container.metadata})
            yield from self._cut(self._decoded(container, seconds))

    def _cut(self, blocks: Iterator[Samples]) -> Iterator[Piece]:
        import numpy as np

        held: list[Samples] = []
        size, begin = 0, 0
        for block in blocks:
            held.append(block)
            size += len(block)
            if begin + size > self.most_seconds * RATE:
                raise self._too_long(None)
            while size >= PIECE * RATE:
                joined = np.concatenate(held)
                place = quietest(joined[: PIECE * RATE])
                yield Piece(begin / RATE, joined[:place], self._share)
                begin += place
                held, size = [joined[place:]], len(joined) - place
        if not begin and not size:
            raise self._undecodable(None)
        if size:
            yield Piece(begin / RATE, np.concatenate(held), 1.0)

    def _decoded(self, container: Any, seconds: float | None) -> Iterator[Samples]:
        import av
        from av.error import FFmpegError

        stream = container.streams.audio[0]
        stream.thread_type = "NONE"  # more threads would hold more frames
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        begin = 0.0 if container.start_time is None else container.start_time / 1_000_000
        size = max(1, self.file.stat().st_size)
        faults = written = 0
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
                faults = 0
            except (FFmpegError, ValueError):
                self.damaged += 1
                faults += 1
                if faults >= _MOST_FAULTS:
                    return
                continue
            for frame in frames:
                if frame.sample_rate not in _RATES:
                    self.damaged += 1
                    continue
                if frame.time is not None:
                    missing = round((frame.time - begin) * RATE) - written
                    if missing > _GAP * RATE:
                        for silence in self._silence(missing, written):
                            written += len(silence)
                            yield silence
                frame.pts = None  # the gaps are filled above
                for block in self._resampled(resampler, frame):
                    written += len(block)
                    yield block
            if seconds:
                self._share = min(1.0, written / RATE / seconds)
            elif packet.pos is not None:
                self._share = min(1.0, packet.pos / size)
        yield from self._resampled(resampler, None)

    def _resampled(self, resampler: Any, frame: Any) -> Iterator[Samples]:
        import numpy as np
        from av.error import FFmpegError

        try:
            for one in resampler.resample(frame):
                yield one.to_ndarray().reshape(-1).astype(np.float32) / 32768.0
        except (FFmpegError, ValueError):  # its layout changes in the middle
            self.damaged += 1

    def _silence(self, missing: int, written: int) -> Iterator[Samples]:
        import numpy as np

        if written + missing > self.most_seconds * RATE:
            raise self._too_long((written + missing) / RATE)
        for place in range(0, missing, RATE):
            yield np.zeros(min(RATE, missing - place), dtype=np.float32)

    def _read_tags(self, tags: dict[str, str]) -> None:
        known = {key.lower(): " ".join(value.split()) for key, value in tags.items()}
        self.title, self.album = known.get("title") or None, known.get("album") or None
        self.date = known.get("date") or None

    def _undecodable(self, error: Exception | None) -> TranscriptError:
        why = "" if error is None else f" ({getattr(error, 'strerror', None) or error})"
        return TranscriptError(
            self.name,
            f"its sound cannot be decoded{why}: the file is damaged, incomplete or protected. Try whether a player plays it",
        )

    def _too_long(self, seconds: float | None) -> TranscriptError:
        found = "" if seconds is None else f" ({seconds / 3600:.1f} hours)"
        return TranscriptError(
            self.name,
            f"is longer than {self.most_seconds / 3600:g} hours{found}: divide it, or allow more (VIDEOGRAPH_SPEECH_HOURS)",
        )


def quietest(samples: Samples) -> int:
    """Returns where to cut the end of a piece: in the middle of its quietest three tenths of a second."""
    import numpy as np

    tail = samples[-_CUT * RATE :]
    frames = tail[: len(tail) // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.convolve(np.square(frames).mean(axis=1), np.ones(3), mode="valid")
    place = int(np.argmin(power)) + 1
    return len(samples) - len(tail) + place * _FRAME + _FRAME // 2
