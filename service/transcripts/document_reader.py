"""VideoDocuments for the library read_transcripts, which finds this reader by its entry point."""

from pathlib import Path

import read_transcripts
from read_transcripts import Chapter, Segment, Transcript
from service.errors import TranscriptError
from service.transcripts.read import document_in, is_document, read_document


class VideoDocumentReader:
    """See `read_transcripts.Reader`. `name`: that of its entry point."""

    name = "videograph"

    def matches(self, text: str) -> bool:
        return is_document(text)

    def read(self, text: str, name: str) -> Transcript:
        try:
            document = read_document(document_in(text) or {}, text, Path(name))
        except TranscriptError as error:
            raise read_transcripts.TranscriptError(name, error.reason, error.line) from None
        return Transcript(
            tuple(
                Segment(one.start_seconds, one.end_seconds, one.text, one.speaker)
                for one in document.segments
            ),
            document.video.title,
            document.video.language,
            tuple(Chapter(one.start_seconds, one.end_seconds, one.title) for one in document.chapters),
        )
