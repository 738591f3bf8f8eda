"""What was heard of a recording, kept in a folder piece by piece, so that a process that was killed goes on where it was.

The words stay there when the recording is finished: another import of the same file does not hear it again.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from service.speech.recognizer import HeardPiece, HeardWord
from service.speech.sound import Piece
from service.whole_files import write_whole

_WHOLE = "whole.json"
_HINTS = "hints.json"


class KeptPieces:
    """The folder of one recording under one model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hints(self, given: Sequence[str]) -> Sequence[str]:
        """Returns the hints with which the recording was begun, so that all pieces have the same; by default those that are given."""
        kept = self._read(_HINTS)
        if isinstance(kept, list):
            return [str(hint) for hint in kept]
        self._write(_HINTS, list(given))
        return given

    def read(self, number: int, piece: Piece) -> HeardPiece | None:
        """Returns what was heard of a piece; None if that is not here, or of another piece."""
        kept = self._read(f"{number:04}.json")
        if not isinstance(kept, dict) or [kept.get("start"), kept.get("end")] != [piece.start, piece.end]:
            return None
        return HeardPiece(tuple(HeardWord(*word) for word in kept["words"]), kept["language"], kept["sure"])

    def write(self, number: int, piece: Piece, heard: HeardPiece) -> None:
        words = [[word.text, word.start, word.end] for word in heard.words]
        self._write(
            f"{number:04}.json",
            {**asdict(heard), "words": words, "start": piece.start, "end": piece.end},
        )

    def whole(self) -> dict[str, Any] | None:
        """Returns what `finish` wrote; None if the recording is not finished."""
        kept = self._read(_WHOLE)
        return kept if isinstance(kept, dict) else None

    def finish(self, values: dict[str, Any]) -> None:
        self._write(_WHOLE, values)

    def _read(self, name: str) -> Any:
        """None of what is missing or cannot be read, such as a file of which a full disk has only a part."""
        try:
            return json.loads((self._folder / name).read_bytes())
        except (OSError, ValueError):
            return None

    def _write(self, name: str, value: Any) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(self._folder / name, json.dumps(value, ensure_ascii=False))
