"""What all input types of the schema have in common."""

from pydantic import BaseModel, ConfigDict


class Input(BaseModel):
    """An input, whose fields have the names of Python or those of the schema. Any other is an error: `dryrun=True` left out would delete."""

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, validate_assignment=True, protected_namespaces=()
    )
