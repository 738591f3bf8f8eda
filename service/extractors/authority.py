"""The authority of documents, by what made them. docs/graph-model.md (Authority) says what it is for."""

from contextlib import suppress

from service.domain.document import BY_HAND, VideoDocument
from service.domain.document_types import AUTHORITIES, Authority
from service.errors import SetupError
from service.extractors.registry import OWN_AUTHORITIES, authority_of_extractor


def authority_of(document: VideoDocument) -> Authority:
    """Returns what VIDEOGRAPH_EXTRACTOR_AUTHORITY says of the document's extractor, else what the document says itself, else what
    its extractor declares. Without any of these it is the lowest.

    Raises:
        SetupError: the setting cannot be used.
    """
    from service.settings import read_settings  # workers, which extract, know no settings

    name = _name(document.extractor)
    given = read_settings().authorities
    decided = given.get(document.extractor.casefold()) or given.get(name.casefold()) or document.authority
    if decided is not None:
        return decided
    if document.extractor == BY_HAND:
        return "PERSON"
    with suppress(SetupError):  # a document needs no extractor
        return authority_of_extractor(name)
    return AUTHORITIES[-1]


def with_authority(document: VideoDocument, authority: Authority | None) -> VideoDocument:
    """Returns the document, saying its authority unless the name of its extractor says so in every graph."""
    known = "PERSON" if document.extractor == BY_HAND else OWN_AUTHORITIES.get(_name(document.extractor))
    wanted = None if known == authority else authority
    return document if document.authority == wanted else document.model_copy(update={"authority": wanted})


def _name(extractor: str) -> str:
    """Returns the name without the version: `offline` of `offline/1.2`."""
    return extractor.partition("/")[0].strip()
