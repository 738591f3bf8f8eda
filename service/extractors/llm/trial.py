"""Tries a language model: whether it answers, in which way it can be held to a shape, and how fast it reads and writes.

It says nothing about how well the model reads talks: `python -m extractor.benchmarks.gold_standard.judge --extractor llm` does.
"""

import asyncio
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from service.domain.document import SegmentInfo, Transcript, VideoInfo
from service.errors import SetupError
from service.extractors.llm.answers import WindowAnswer
from service.extractors.llm.endpoint import Endpoint, Unanswered
from service.extractors.llm.instructions import reading_instructions, reading_question
from service.extractors.llm.spoken_words import WordIndex
from service.extractors.llm.windows import Window, number_lines
from service.settings.extraction import LanguageModel

_PASSAGE = (
    "Ada Lovelace and Charles Babbage met in London in 1833.",
    "Babbage designed the Analytical Engine, and I would say that it was the first design of a general computer.",
    "Lovelace wrote the first program for the Analytical Engine.",
    "So she used Bernoulli numbers as her example, and published it in Taylor's Scientific Memoirs.",
    "Babbage never finished the machine, because the government stopped paying for it.",
)
"""Written for this trial, so that no text of a talk is sent."""


@dataclass(frozen=True)
class Trial:
    """
    Attributes:
        way: how the server was held to the shape of the answer: JSON Schema, tool, or prompt.
        entities, connections: what it found in a passage with some four and three.
        invented: connections whose quote is not in the passage; an extraction leaves them out.
        speed: tokens a second that it reads and writes; None if the server does not count tokens. Reading and writing are not
            measured apart, so the reading is assumed to be ten times as fast.
    """

    way: str
    seconds: float
    input_tokens: int
    output_tokens: int
    entities: int
    connections: int
    invented: int
    speed: tuple[float, float] | None


_FASTER = 10.0
"""How much faster a token is read than written, about: 5.5 in llama.cpp on one core, more on graphics cards."""


def try_model(model: LanguageModel) -> Trial:
    """Asks for one passage, without kept answers.

    Raises:
        SetupError: the server cannot be reached, refuses the key or the model, or gives no answer of the shape.
        MissingExtra: the package for it is not installed.
    """
    with TemporaryDirectory() as empty:
        return asyncio.run(_try(replace(model, kept=Path(empty))))


async def _try(model: LanguageModel) -> Trial:
    segments = tuple(
        SegmentInfo(text=text, start_seconds=6.0 * i, end_seconds=6.0 * i + 6)
        for i, text in enumerate(_PASSAGE)
    )
    passage = Transcript(video=VideoInfo(title="The first program"), segments=segments)
    window = Window(tuple(number_lines(segments)))
    endpoint = Endpoint(model)
    begin = time.monotonic()
    try:
        answer = await endpoint.ask(reading_instructions(), reading_question(passage, window), WindowAnswer)
        way = endpoint.way or ""
    except Unanswered as error:
        raise SetupError(
            f"the language model {model.name} at {model.url} gives no answer that can be used: {error}. Another model may"
        ) from error
    finally:
        await endpoint.close()
    seconds = time.monotonic() - begin
    words, spent = WordIndex(segments), endpoint.spending
    last = len(segments) - 1
    invented = sum(words.find(one.quote, 0, last) is None for one in answer.connections)
    writing = (spent.output_tokens + spent.input_tokens / _FASTER) / max(seconds, 1e-6)
    return Trial(
        way,
        seconds,
        spent.input_tokens,
        spent.output_tokens,
        len(answer.entities),
        len(answer.connections),
        invented,
        (round(_FASTER * writing, 1), round(writing, 1)) if spent.output_tokens > 1 else None,
    )
