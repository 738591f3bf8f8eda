"""What the extraction of a talk by a language model will take, before it is done: requests, tokens, time and money.

Words are counted, and the rest follows from the windows and the instructions. Models differ in how much they write, so tokens that are
received may be half or twice as many.
"""

import json
from dataclasses import dataclass
from math import ceil

from service.extractors.llm.answers import OutlineAnswer, ReviewAnswer, WindowAnswer
from service.extractors.llm.instructions import (
    outline_instructions,
    reading_instructions,
    review_instructions,
)
from service.extractors.llm.requests import OUTLINED
from service.settings.extraction import LanguageModel

_CHARACTERS = 4
"""Characters in a token of English."""
_A_WORD = 1.5
"""Tokens for a word of a talk with the numbers of its lines."""
_CONTEXT = 500
"""Tokens of title, description, speakers, and the words before a window."""
_WRITTEN = 1.5
"""Tokens of the first answer for each word of the talk: 1.6 in a talk that people have read with care."""
_NOTED = 0.1
"""Words of the noted points for each word of the talk."""
_REVIEWED, _OUTLINE = 200, 900
"""Tokens of the answer to a review, and of an outline."""


@dataclass(frozen=True)
class Estimate:
    """`minutes`: None if the model's speed is not known (`videograph model test` measures it). `cost`: None if the settings have no
    prices."""

    words: int
    requests: int
    input_tokens: int
    output_tokens: int
    minutes: float | None
    cost: float | None


def estimate(words: int, model: LanguageModel) -> Estimate:
    """Returns what a talk of so many words takes. Nothing is asked, and answers that are kept already are not deducted."""
    windows = max(1, ceil(words / model.words))
    parts = max(1, ceil(words * _NOTED / (model.words * OUTLINED)))
    outlines = parts + (parts > 1)
    reading = _size(reading_instructions(), WindowAnswer) + _CONTEXT
    review = _size(review_instructions(), ReviewAnswer) + _CONTEXT
    outline = _size(outline_instructions(), OutlineAnswer) + _CONTEXT
    sent = windows * (reading + review) + outlines * outline
    sent += round(words * (2 * _A_WORD + _WRITTEN * 0.7 + _NOTED * _A_WORD))
    received = round(words * _WRITTEN) + windows * _REVIEWED + outlines * _OUTLINE
    return Estimate(
        words,
        2 * windows + outlines,
        sent,
        received,
        None if model.speed is None else (sent / model.speed[0] + received / model.speed[1]) / 60,
        model.budget.cost(sent, received),
    )


def _size(instructions: str, answer: type[WindowAnswer] | type[ReviewAnswer] | type[OutlineAnswer]) -> int:
    return (len(instructions) + len(json.dumps(answer.model_json_schema()))) // _CHARACTERS
