"""Tests a language model: whether it answers, which response formats it keeps to, how fast it reads and writes, and how well it reads
excerpts of the gold standard, in which mode and with which thresholds."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from service.domain.document import SegmentInfo, Transcript, VideoDocument, VideoInfo
from service.extractors.gold_standard import (
    Annotation,
    Link,
    Score,
    as_transcript,
    read_annotation,
    read_excerpt,
    read_found,
    score_connections,
)
from service.extractors.interface import Extraction
from service.extractors.llm.answers import WindowAnswer
from service.extractors.llm.endpoint import Endpoint, NoUsableAnswer
from service.extractors.llm.extractor import LlmExtractor
from service.extractors.llm.instructions import reading_instructions, reading_question
from service.extractors.llm.small_model import SentenceProposal, keep_sure, read_small, with_proposals
from service.extractors.llm.spending import Spending
from service.extractors.llm.spoken_words import WordIndex
from service.extractors.llm.windows import Window, number_lines
from service.settings.chosen_model import Mode, Verdict
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


def try_model(model: LanguageModel) -> Trial | None:
    """Asks for one passage, without kept answers. Returns None if the model gives no answer of the shape.

    Raises:
        SetupError: the server cannot be reached, or refuses the key or the model.
        MissingExtra: the package for it is not installed.
    """
    with TemporaryDirectory() as empty:
        return asyncio.run(_try(replace(model, kept=Path(empty))))


async def _try(model: LanguageModel) -> Trial | None:
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
    except NoUsableAnswer:
        return None
    finally:
        await endpoint.close()
    seconds = time.monotonic() - begin
    words, spent = WordIndex(segments), endpoint.spending
    last = len(segments) - 1
    invented = sum(words.find(one.quote, 0, last) is None for one in answer.connections)
    return Trial(
        way,
        seconds,
        spent.input_tokens,
        spent.output_tokens,
        len(answer.entities),
        len(answer.connections),
        invented,
        _speed(spent, seconds),
    )


def _speed(spent: Spending, seconds: float) -> tuple[float, float] | None:
    if spent.output_tokens <= 1:
        return None
    writing = (spent.output_tokens + spent.input_tokens / _FASTER) / max(seconds, 1e-6)
    return round(_FASTER * writing, 1), round(writing, 1)


_AIMS: dict[Verdict, float] = {"statements": 0.8, "proposals": 0.4}
"""Least precision for a verdict. Careful readers agree with each other in .70 to .96 of the connections."""
_FEWEST = 5
"""Right connections without which no verdict is better than unusable."""
_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_OWN = 8
"""Proposals of a type from which on it has a threshold of its own."""
_NOTHING = 1.01
_WORDS_AN_HOUR = 9000


@dataclass(frozen=True)
class TypeFigures:
    """`threshold`: in the mode for small models."""

    type: str
    right: int
    wrong: int
    missed: int
    threshold: float | None = None


@dataclass(frozen=True)
class Judgement:
    """How well a model reads the excerpts. In the mode for small models only its own connections count, each kept by thresholds that were found
    with the other excerpts.

    Attributes:
        refused: connections whose quote is not in the words, or that no sentence can carry.
        tokens, minutes: for an hour of talk.
        speed: as of `Trial`.
        thresholds: found with all excerpts.
    """

    mode: Mode
    excerpts: int
    words: int
    precision: float
    recall: float
    types: tuple[TypeFigures, ...]
    refused: int
    tokens: int
    minutes: float
    speed: tuple[float, float] | None
    verdict: Verdict
    thresholds: dict[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True)
class _Read:
    """What a model makes of an excerpt; in the mode for small models its proposals, on what the offline extraction has found."""

    gold: Annotation
    document: VideoDocument
    proposals: tuple[SentenceProposal, ...] | None
    refused: int


def better_mode(trial: Trial | None) -> Mode:
    """Returns the mode for a model by its answer to the passage: that for large ones if it has found most and invented nothing."""
    is_able = trial is not None and trial.connections >= 2 and trial.entities >= 3 and not trial.invented
    return "large" if is_able else "small"


def judge_model(
    model: LanguageModel,
    excerpts: Sequence[str],
    offline: Callable[[Transcript], Extraction],
    hear: Callable[[str], None],
) -> Judgement:
    """Has the model read excerpts, without kept answers, and compares that with the gold.

    Args:
        offline: the offline extraction, which a small model needs.
        hear: is told each excerpt before it is read.

    Raises:
        SetupError, BudgetSpent: the model cannot be used, or a limit is reached. MissingExtra.
    """
    read: list[_Read] = []
    words, seconds, spent = 0, 0.0, Spending(replace(model.budget, counted=None))
    with TemporaryDirectory() as empty:
        fresh = replace(model, kept=Path(empty))
        for excerpt in excerpts:
            hear(excerpt)
            gold, talk = read_annotation("final", excerpt), as_transcript(read_excerpt(excerpt))
            words += sum(len(segment.text.split()) for segment in talk.segments)
            base = offline(talk).document if model.mode == "small" else None
            begin = time.monotonic()
            if base is None:
                extractor = LlmExtractor(fresh)
                found = extractor(talk)
                read.append(_Read(gold, found.document, None, found.dropped["quote not in the words"]))
                took = extractor.spending
            else:
                took, one = asyncio.run(_propose(fresh, gold, base))
                read.append(one)
            spent.add(took.requests, took.input_tokens, took.output_tokens)
            seconds += time.monotonic() - begin
    hours = words / _WORDS_AN_HOUR
    verdict, score, thresholds = _best(read)
    figures = _by_type(score, thresholds if model.mode == "small" else {})
    return Judgement(
        model.mode, len(read), words, round(score.precision, 3), round(score.recall, 3), figures,
        sum(one.refused for one in read), round(spent.tokens / hours), round(seconds / 60 / hours, 1), _speed(spent, seconds),
        verdict, thresholds,
    )  # fmt: skip


async def _propose(model: LanguageModel, gold: Annotation, base: VideoDocument) -> tuple[Spending, _Read]:
    stripped = base.model_copy(
        update={"relationships": ()}
    )  # so that the model is judged, and not the patterns
    endpoint = Endpoint(model)
    try:
        reading = await read_small(endpoint, stripped, 0, 1)
    finally:
        await endpoint.close()
    refused = reading.dropped["connection that no sentence can carry"]
    return endpoint.spending, _Read(gold, stripped, tuple(reading.proposals), refused)


def _best(read: Sequence[_Read]) -> tuple[Verdict, Score[Link, Any], dict[str, float]]:
    """Returns the best verdict that the excerpts allow, with the figures for it and the thresholds that make it."""
    for verdict, aim in _AIMS.items():
        score: Score[Link, Any] = score_connections([], Annotation("", (), ()))
        for one in read:
            others = [other for other in read if other is not one]
            score.add(_score(one, choose_thresholds(_samples(others), aim)))
        if score.precision >= aim and len(score.right) + len(score.free) >= _FEWEST:
            return verdict, score, choose_thresholds(_samples(read), aim)
    score = score_connections([], Annotation("", (), ()))
    for one in read:
        score.add(_score(one, {}))
    return "unusable", score, {}


def _score(one: _Read, thresholds: dict[str, float]) -> Score[Link, Any]:
    document = one.document
    if one.proposals is not None:
        document = with_proposals(document, keep_sure(one.proposals, thresholds))
    return score_connections(read_found(document)[1], one.gold)


def _samples(read: Sequence[_Read]) -> list[tuple[str, float, bool]]:
    """Returns type, probability and whether it is right of each proposal."""
    found: list[tuple[str, float, bool]] = []
    for one in read:
        for proposal in one.proposals or ():
            links = read_found(with_proposals(one.document, [proposal]))[1]
            found.append((proposal.type, proposal.probability, not score_connections(links, one.gold).wrong))
    return found


def choose_thresholds(samples: Sequence[tuple[str, float, bool]], aim: float) -> dict[str, float]:
    """Returns the lowest threshold by which so large a share is right, of all types together (`""`) and of each with enough proposals.

    Args:
        samples: type, probability, and whether it is right.
    """
    if not samples:
        return {}
    counts = Counter(type_ for type_, _, _ in samples)
    found = {"": _lowest([(probability, right) for _, probability, right in samples], aim)}
    for type_, count in sorted(counts.items()):
        if count >= _OWN:
            own = [(probability, right) for other, probability, right in samples if other == type_]
            found[type_] = _lowest(own, aim)
    return found


def _lowest(samples: Sequence[tuple[float, bool]], aim: float) -> float:
    for step in _STEPS:
        kept = [right for probability, right in samples if probability >= step]
        if kept and sum(kept) / len(kept) >= aim:
            return step
    return _NOTHING


def _by_type(score: Score[Link, Any], thresholds: dict[str, float]) -> tuple[TypeFigures, ...]:
    right = Counter(link.type for link in (*score.right, *score.free))
    wrong = Counter(link.type for link, _ in score.wrong)
    missed = Counter(one.type for one in score.missed)
    usual = thresholds.get("")
    return tuple(
        TypeFigures(type_, right[type_], wrong[type_], missed[type_], thresholds.get(type_, usual))
        for type_ in sorted({*right, *wrong, *missed})
    )
