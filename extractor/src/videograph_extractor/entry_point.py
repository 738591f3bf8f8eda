"""The entry point `offline` of the service. Its dependencies are imported with the first talk."""

from service.domain.document import Transcript
from service.extractors.interface import Extraction
from videograph_extractor.version import EXTRACTOR


class Offline:
    version = EXTRACTOR

    def __call__(self, transcript: Transcript, /) -> Extraction:
        from videograph_extractor.offline import extract

        return extract(transcript)
