"""Checks what a client sends of a talk before it is accepted: its metadata, and a complete document."""

from typing import Any

from pydantic import ValidationError

from service.domain.document import VideoDocument
from service.errors import InvalidInput
from service.store.check import require_borne_out
from service.transcripts import Overrides, document_with
from service.transcripts.metadata.sidecar import with_overrides
from service.transcripts.parts.jsontext import fault_of

__all__ = ["check_document", "check_metadata"]

type Path = tuple[str | int, ...]


def check_metadata(overrides: Overrides, path: Path) -> None:
    """
    Args:
        path: where the metadata is in the input.

    Raises:
        InvalidInput: a value cannot be used.
    """
    try:
        with_overrides({"title": "a talk"}, overrides)
    except InvalidInput as error:
        place = ("channel",) if error.path[:1] == ("name",) else error.path
        raise InvalidInput(error.message, (*path, *place)) from None


def check_document(value: Any, overrides: Overrides, path: Path) -> VideoDocument:
    """Returns a VideoDocument of its JSON values, with the metadata of the caller instead of its own.

    Args:
        path: where it is in the input.

    Raises:
        InvalidInput: it is none, or its words do not bear it out.
    """
    try:
        document = VideoDocument.model_validate(value)
    except ValidationError as error:
        place, reason = fault_of(error)
        raise InvalidInput(reason, (*path, *place)) from None
    if overrides.speakers:
        raise InvalidInput(
            "a complete document says itself who its voices are: mend its speakers", ("metadata", "speakers")
        )
    found = document_with(document, overrides)
    try:
        require_borne_out(found)
    except InvalidInput as error:
        raise InvalidInput(error.message, (*path, *error.path)) from None
    return found
