"""An extractor that finds the names of a list, for tests that need some talk: it starts in a moment, which spaCy does not.

Tests put this folder into PYTHONPATH. With SMALL_HOLD, a talk that says these words is not done until its process is stopped;
SMALL_HOLDS is a file that is there once one is held.
"""

import os
import re
from pathlib import Path
from threading import Event

from service.domain.document import EntityInfo, MentionInfo, Transcript, VideoDocument

NAMES = ("Firefox", "Kubernetes", "PostgreSQL", "VS Code", "VSCode")


class Small:
    version = "small/1"

    def __call__(self, transcript: Transcript) -> VideoDocument:
        held = os.environ.get("SMALL_HOLD")
        if held is not None and any(held in segment.text for segment in transcript.segments):
            if "SMALL_HOLDS" in os.environ:
                Path(os.environ["SMALL_HOLDS"]).touch()
            Event().wait()
        mentions: dict[str, list[MentionInfo]] = {}
        for index, segment in enumerate(transcript.segments):
            for found in re.finditer("|".join(NAMES), segment.text):
                start, end = found.span()
                mention = MentionInfo(segment=index, start_offset=start, end_offset=end)
                mentions.setdefault(found[0], []).append(mention)
        entities = tuple(
            EntityInfo(key=name, name=name, kind="PRODUCT", mentions=tuple(said))
            for name, said in mentions.items()
        )
        return VideoDocument(**dict(transcript), entities=entities)
