"""A VideoDocument as the JSON of a file, and the JSON Schema of such files."""

import json

from service.domain.document import VideoDocument


def document_schema() -> str:
    """The JSON Schema of a VideoDocument, as published in docs/video-document.schema.json."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | VideoDocument.model_json_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def document_text(document: VideoDocument) -> str:
    """Returns the document as JSON: its format first, without default values."""
    parts = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    marks = {"format": document.format, "extractor": document.extractor}
    return json.dumps(marks | parts, ensure_ascii=False, indent=1) + "\n"
