"""The file of a talk: one that need not be on the disk, such as an upload, or a recording, which is never read into memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class TalkFile:
    """`name`: what the file is called, with its ending. `companions`: what lies beside it, by name: `<name>.video.json`,
    `<name>.chapters.json`, `<name>.info.json`."""

    name: str
    content: bytes
    companions: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


@dataclass(frozen=True)
class Recording:
    """Audio or video on this machine. `name`, `companions`: as of a `TalkFile`. `hints`: names that may be said in it."""

    name: str
    path: Path
    companions: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    hints: tuple[str, ...] = ()
