"""What all parts of a VideoDocument and of a file of decisions share: their base class, kinds and hashes."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.alias_generators import to_camel

Kind = Literal["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"]
Hash = Annotated[str, StringConstraints(pattern=r"^\w{1,64}$")]


class Part(BaseModel):
    """Base of all parts: camelCase keys, unknown keys are errors, values do not change once made."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)
