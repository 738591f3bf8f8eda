"""Why a value is refused, as a person would say it."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

import service
from service.errors import reason_of


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    tags: list[str] = []
    count: int = 1

    @field_validator("count")
    @classmethod
    def _even(cls, value: int) -> int:
        if value == 0:
            raise ValueError("Count from 1")
        return value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({}, "is missing"),
        ({"name": 5}, "must be text"),
        ({"name": "a", "tags": "b"}, "must be a list"),
        ({"name": "a", "count": "many"}, "must be a valid integer, unable to parse string as an integer"),
        ({"name": "a", "count": 0}, "count from 1"),
        ({"name": "a", "nmae": "b"}, "is not known here"),
        ([], "must be an object"),
    ],
)
def test_a_reason_is_what_a_person_would_say(value: object, reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Form.model_validate(value)

    assert reason_of(caught.value.errors()[0]) == reason


def test_messages_for_readers_name_settings_in_parentheses_which_the_page_leaves_out() -> None:
    """`withoutSettings` of service/web/page/operations.js."""
    folders = [Path(service.__file__).parent / name for name in ("jobs", "uploads", "extractors/llm")]

    bare = [
        (file.name, line.strip())
        for folder in folders
        for file in folder.rglob("*.py")
        for line in file.read_text("utf-8").splitlines()
        if "VIDEOGRAPH_" in re.sub(r"\([^()]*VIDEOGRAPH_[^()]*(?:\)|$)", "", line)
        and not line.lstrip().startswith(
            ('"""', "#", "raise SetupError")
        )  # the last: at the start of the service
        and not re.fullmatch(r'\s*"VIDEOGRAPH_\w+",', line)  # a name alone
    ]

    assert bare == []
