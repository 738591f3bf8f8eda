"""Every error that this package raises on purpose; a leaf module.

TranscriptError         the file cannot be read; `file`, `line` and `reason` say where and why
└── NotATranscript      it is plainly something else, and `what` says what
    └── FactsOnly       it is chapters of a talk, or facts about one, without the words
"""

from pathlib import Path


class TranscriptError(Exception):
    """`file`: what the caller calls it. `line`: from 1; None if no line applies."""

    def __init__(self, file: str | Path, reason: str, line: int | None = None) -> None:
        place = str(file) if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {reason}")
        self.file = str(file)
        self.line = line
        self.reason = reason


class NotATranscript(TranscriptError):
    """`what` it is instead, in words that many files may share; `more` is about this one."""

    def __init__(self, file: str | Path, what: str, more: str = "") -> None:
        super().__init__(file, unread(what + more))
        self.what = what


class FactsOnly(NotATranscript):
    pass


def unread(what: str) -> str:
    """Returns the reason why a file is refused that is `what`."""
    return f"is not a transcript that can be read: {what}; what can be read are captions and transcripts as text, XML, HTML or JSON"
