"""What all parts of a VideoDocument and of a file of decisions share: their base class, kinds and hashes, and where one was exported from."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.alias_generators import to_camel

Kind = Literal["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"]
Hash = Annotated[str, StringConstraints(pattern=r"^\w{1,64}$")]


class Part(BaseModel):
    """Base of all parts: camelCase keys, unknown keys are errors, values do not change once made."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


class ExportInfo(Part):
    """Written by `videograph export`: of which document and file the talk was imported. It counts only while the document is as it
    was exported, which `hash` tells: then importing it says what importing the original would say."""

    hash: Hash
    content_hash: Hash
    source_hash: Hash | None = None
