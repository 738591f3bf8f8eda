"""Keeps the recognized words of a recording in a folder, piece by piece, so that a killed process goes on where it was.

The words stay there when the recording is finished: another import of the same file does not hear it again.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from service.speech.recognizer import HeardPiece, HeardWord
from service.speech.sound import Piece
from service.whole_files import whole_file, write_whole

if TYPE_CHECKING:  # otherwise only where it is used: whatever reads a transcript loads this module
    from service.speech.voices import VoiceWindows

_WHOLE = "whole.json"
_HINTS = "hints.json"
VOICES = "voices/1"
"""Part of what kept voices are found by. Raise the number when the same sound gives other ones."""


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

    def read_voices(self, number: int) -> "VoiceWindows | None":
        """Returns the windows of a piece; None if they are not here."""
        import numpy as np

        from service.speech.voices import VoiceWindows

        try:
            with np.load(self._folder / self._voices(number)) as kept:
                return VoiceWindows(kept["middles"], kept["vectors"].astype(np.float32))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def write_voices(self, number: int, windows: "VoiceWindows") -> None:
        import numpy as np

        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole_file(self._folder / self._voices(number)) as file:
            np.savez(file, middles=windows.middles, vectors=windows.vectors.astype(np.float16))

    @staticmethod
    def _voices(number: int) -> str:
        return f"{number:04}.{VOICES.replace('/', '-')}.npz"

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
