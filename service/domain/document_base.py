"""Common parts of a VideoDocument and of a file of decisions: base class, kinds and hashes, and the source of an
export."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.alias_generators import to_camel

Kind = Literal["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"]
Hash = Annotated[str, StringConstraints(pattern=r"^\w{1,64}$")]


class DocumentPart(BaseModel):
    """Base of all parts: camelCase keys, unknown keys are errors, values do not change once made."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


class ExportInfo(DocumentPart):
    """Written by `videograph export`: the document and the file from which the talk was imported. It is valid only
    while the document is unchanged, according to `hash`; then importing it counts as importing the original."""

    hash: Hash
    content_hash: Hash
    source_hash: Hash | None = None
