"""What the extraction of a talk by a language model will take, what it has taken, and where it stops: at the limits of the settings
(VIDEOGRAPH_LLM_TALK_…, VIDEOGRAPH_LLM_DAY_…).

An estimate counts words, and the rest follows from the windows and the instructions. Models differ in how much they write, so tokens that are
received may be half or twice as many. The tokens of a day are lines of a file, one a request, because several processes of this machine ask at the
same time.
"""

import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path

from service.domain import wording
from service.errors import BudgetSpent, SetupError
from service.extractors.llm.answers import OutlineAnswer, ReviewAnswer, WindowAnswer
from service.extractors.llm.instructions import (
    OUTLINED,
    PART,
    PASSAGE,
    outline_instructions,
    reading_instructions,
    review_instructions,
)
from service.settings.extraction import Budget, LanguageModel

_log = logging.getLogger("videograph")


class Spending:
    """The tokens of one talk so far, and of all requests of the day."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.requests = 0
        self.input_tokens = 0
        self.output_tokens = 0

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens

    def require_room(self) -> None:
        """Checks before a request that no limit is reached. Requests at the same time may go beyond it, each once.

        Raises:
            BudgetSpent: the talk has reached its limit.
            SetupError: the day has.
        """
        budget = self._budget
        cost = budget.cost(self.input_tokens, self.output_tokens) or 0.0
        if budget.talk_tokens is not None and self.tokens >= budget.talk_tokens:
            raise BudgetSpent(_talk_message(f"{self.tokens:,} tokens", "VIDEOGRAPH_LLM_TALK_TOKENS"))
        if budget.talk_cost is not None and cost >= budget.talk_cost:
            raise BudgetSpent(_talk_message(f"{cost:.2f}", "VIDEOGRAPH_LLM_TALK_COST"))
        if budget.day_tokens is None and budget.day_cost is None:
            return
        sent, received = read_day(budget.counted)
        cost = budget.cost(sent, received) or 0.0
        if budget.day_tokens is not None and sent + received >= budget.day_tokens:
            raise SetupError(_day_message(f"{sent + received:,} tokens", "VIDEOGRAPH_LLM_DAY_TOKENS"))
        if budget.day_cost is not None and cost >= budget.day_cost:
            raise SetupError(_day_message(f"{cost:.2f}", "VIDEOGRAPH_LLM_DAY_COST"))

    def add(self, requests: int, input_tokens: int, output_tokens: int) -> None:
        """Counts a request, also one whose answer could not be used.

        Raises:
            SetupError: a day's limit is set, and its tokens cannot be counted.
        """
        self.requests += requests
        self.input_tokens += input_tokens
        self.output_tokens += output_tokens
        budget = self._budget
        if budget.counted is None or not (input_tokens or output_tokens):
            return
        try:
            _note(budget.counted, input_tokens, output_tokens)
        except OSError as error:
            if budget.day_tokens is None and budget.day_cost is None:
                _log.debug("tokens were not counted: %s", error)
                return
            raise SetupError(
                f"the tokens of the day cannot be counted in {budget.counted}: {error.strerror}"
            ) from error

    def in_words(self) -> str:
        """Returns what the talk took, for people."""
        cost = self._budget.cost(self.input_tokens, self.output_tokens)
        money = "" if cost is None else f", for {cost:.2f}"
        requests = wording.counted(self.requests, "request")
        return f"the language model took {requests}: {self.input_tokens:,} tokens sent, {self.output_tokens:,} received{money}"


def read_day(counted: Path | None) -> tuple[int, int]:
    """Returns the tokens that were sent and received today on this machine."""
    sent = received = 0
    if counted is not None:
        with suppress(FileNotFoundError):
            for line in _file(counted).read_text(encoding="ascii", errors="replace").splitlines():
                one, _, other = line.partition(" ")
                if one.isdigit() and other.isdigit():
                    sent, received = sent + int(one), received + int(other)
    return sent, received


def _file(counted: Path) -> Path:
    return counted / date.today().isoformat()


def _note(counted: Path, input_tokens: int, output_tokens: int) -> None:
    file = _file(counted)
    if not file.exists():
        counted.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in counted.iterdir():
            if other.name < file.name:
                other.unlink(missing_ok=True)
    with file.open(
        "a", encoding="ascii"
    ) as lines:  # one short write, so that lines of two processes do not mix
        lines.write(f"{input_tokens} {output_tokens}\n")


def _talk_message(spent: str, setting: str) -> str:
    return (
        f"the language model has taken {spent} for this talk, which is its limit ({setting}). Its answers so far are kept: another try, "
        "perhaps with a higher limit, goes on from there"
    )


def _day_message(spent: str, setting: str) -> str:
    return (
        f"the language model has taken {spent} today, which is the limit of a day ({setting}). What is done is kept: the same goes on "
        "tomorrow, or with a higher limit"
    )


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
_ROWS, _CHECKED, _TITLED = (650, 45), 200, (900, 90)
"""In the mode for small models: tokens sent and received for the rows of a passage, for the check of one row, and for the points of a part. A passage
has about one row to check."""
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
    if model.mode == "small":
        passages, parts = ceil(words / PASSAGE), ceil(words / PART)
        sent = passages * (_ROWS[0] + _CHECKED) + parts * _TITLED[0]
        received = passages * _ROWS[1] + parts * _TITLED[1]
        return _estimated(words, 2 * passages + parts, sent, received, model)
    windows = max(1, ceil(words / model.words))
    parts = max(1, ceil(words * _NOTED / (model.words * OUTLINED)))
    outlines = parts + (parts > 1)
    reading = _size(reading_instructions(), WindowAnswer) + _CONTEXT
    review = _size(review_instructions(), ReviewAnswer) + _CONTEXT
    outline = _size(outline_instructions(), OutlineAnswer) + _CONTEXT
    sent = windows * (reading + review) + outlines * outline
    sent += round(words * (2 * _A_WORD + _WRITTEN * 0.7 + _NOTED * _A_WORD))
    received = round(words * _WRITTEN) + windows * _REVIEWED + outlines * _OUTLINE
    return _estimated(words, 2 * windows + outlines, sent, received, model)


def _estimated(words: int, requests: int, sent: int, received: int, model: LanguageModel) -> Estimate:
    return Estimate(
        words,
        requests,
        sent,
        received,
        None if model.speed is None else (sent / model.speed[0] + received / model.speed[1]) / 60,
        model.budget.cost(sent, received),
    )


def _size(instructions: str, answer: type[WindowAnswer] | type[ReviewAnswer] | type[OutlineAnswer]) -> int:
    return (len(instructions) + len(json.dumps(answer.model_json_schema()))) // _CHARACTERS
