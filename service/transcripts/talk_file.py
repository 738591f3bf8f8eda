"""The file of a talk that need not be on the disk, such as an upload."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TalkFile:
    """`name`: what the file is called, with its ending. `companions`: what lies beside it, by name: `<name>.video.json`,
    `<name>.chapters.json`, `<name>.info.json`."""

    name: str
    content: bytes
    companions: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
