"""`python -m read_transcripts FILE`: what was read, and how; or the transcript in another format."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from read_transcripts.beside.companions import stems
from read_transcripts.errors import NotATranscript, TranscriptError
from read_transcripts.folders import look_through
from read_transcripts.read import read
from read_transcripts.transcript import Transcript
from read_transcripts.writers import FORMATS, clock, write

_SHOWN = 5
"""Segments that a summary shows."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the files and returns the exit code: 1 if one of them cannot be read."""
    chosen = _parser().parse_args(arguments)
    folders = any(path.is_dir() for path in chosen.paths)
    found = look_through(chosen.paths)
    if chosen.to and chosen.out is None and len(found.talks) > 1:
        _note("several transcripts need a folder: --out")
        return 2
    failed = False
    for path in found.talks:
        try:
            transcript = read(path, encoding=chosen.encoding, lenient_times=chosen.lenient_times)
        except TranscriptError as error:
            _note(str(error))
            failed |= not isinstance(error, NotATranscript) or path in found.expected
            continue
        if chosen.to is None:
            print("\n".join(_summary(path, transcript)))
        elif chosen.out is None:
            print(write(transcript, chosen.to), end="")
        else:
            target = chosen.out / _folder_of(path, chosen.paths) / f"{stems(path)[0]}.{chosen.to}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(write(transcript, chosen.to), encoding="utf-8")
            print(f"{path} → {target}")
    if folders and found.others:
        _note(f"{len(found.others)} other files are not read")
    if not found.talks:
        _note("there are no transcripts here")
        return 1
    return int(failed)


def _folder_of(path: Path, given: Sequence[Path]) -> Path:
    """The folder of a file within the one that was named."""
    inside = (one for one in given if one.is_dir() and path.is_relative_to(one))
    return next((path.parent.relative_to(one) for one in inside), Path())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m read_transcripts",
        description="Reads transcript files and says what is in them, or writes them in another format.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="files, or folders of files")
    parser.add_argument("--to", choices=FORMATS, help="write it in this format, to the output or to --out")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where the files are written")
    parser.add_argument("--encoding", help="such as cp1251; without it, UTF-8 or what the file says")
    parser.add_argument(
        "--lenient-times", action="store_true", help="move times that run backwards between their neighbours"
    )
    return parser


def _summary(path: Path, transcript: Transcript) -> list[str]:
    words = sum(len(one.text.split()) for one in transcript.segments)
    lines = [
        f"{path}: {transcript.format}, {len(transcript.segments)} segments, {words} words, until {clock(transcript.end, '.')}",
        *(f"  {name}: {value}" for name, value in _facts(transcript) if value),
        *(f"  changed: {change}" for change in transcript.changes),
    ]
    for one in transcript.segments[:_SHOWN]:
        who = f"{one.speaker}: " if one.speaker else ""
        lines.append(f"  {clock(one.start, '.')} {who}{one.text}")
    return lines


def _facts(transcript: Transcript) -> list[tuple[str, object]]:
    return [
        ("title", transcript.title),
        ("language", transcript.language),
        ("published", transcript.published_on),
        ("speakers", ", ".join(transcript.speakers)),
        ("chapters", len(transcript.chapters)),
    ]


def _note(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
