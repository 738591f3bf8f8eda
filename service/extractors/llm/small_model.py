"""Reads a talk by a model of some billions of parameters, which cannot be trusted with whole answers.

The offline extraction comes first: its names, speakers, chapters and statements stay. The model proposes connections of the names in a passage, as
rows of a grammar; the program chooses the sentence of each; the model then says yes or no to each alone, and the probability of its yes decides.
For summaries it writes a title and some points for each chapter, which the words must bear out.
"""

import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from service.domain.document import (
    BulletInfo,
    EntityInfo,
    EvidenceInfo,
    RelationshipInfo,
    SectionInfo,
    VideoDocument,
)
from service.domain.faults import OTHER_TYPE
from service.domain.model import CO_MENTION, KINDS, read_model
from service.domain.text import normalise_name
from service.extractors.common.symbols import symbol_for
from service.extractors.llm.co_mentions import Sentence, evidence_at, sentences_of, starts_of
from service.extractors.llm.endpoint import Completion, Endpoint, ModeUnsupported, NoUsableAnswer
from service.extractors.llm.instructions import PART, PASSAGE
from service.extractors.llm.spoken_words import Witness, WordIndex, split_words
from service.extractors.progress import tell

THRESHOLD = 0.8
"""Least probability of a yes with which a connection is kept, for a model that was not tested."""
_ROWS, _ROW_TOKENS = 4, 200
_POINTS, _POINT_TOKENS = 3, 220
_SECTION = 4
"""Points of a chapter that are shown."""
_SHORTEST = 4
"""Words of a point, at least: fewer are no sentence."""
_RUN = 3
"""Sentences in a row on which a point rests, at most."""
_RESTS = 0.5
"""Least share of the words of a point that its sentences have."""
_WORD = 4
"""Letters of a word that counts for that."""
_LONGEST_TITLE = 9
"""Words of a title."""
_LISTED = 400
"""Rows that a JSON Schema lists; with more, any text is allowed, and rows of other names are left out."""
_END = "end"

_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|my|me|we|we're|we've|our|us)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|i|his|her|its|their|our|this|that|who|which)\b", re.IGNORECASE)
_YES, _NO = ("yes", "y"), ("no", "n")

_PROPOSE = """\
You read a passage of a talk and note which of the given names it connects. One row for each connection: source | TYPE | target, at most {rows} rows,
then "end". Types:
{types}
Note only what the passage says as a fact or as the speaker's view about these two. Names that are only listed or mentioned together are not
connected. If nothing is stated, write "end"."""

_EXAMPLES = (
    (
        "Names: Ann Lee (person), Acme (company), Rover (product)\nPassage:\nAnn Lee: I founded Acme with a friend. Our Rover is a robot for gardens.",
        (("Ann Lee", "FOUNDED", "Acme"), ("Acme", "CREATED", "Rover")),
    ),
    (
        "Names: Bo Ek (person), Turing Prize (event), Oslo Lab (company)\nPassage:\nHost: Have you ever wanted to win the Turing Prize? Bo Ek: Everybody at Oslo Lab asks me that.",
        (),
    ),
    (
        "Names: Tern (product), SQLite (product), Mia Roth (person)\nPassage:\nMia Roth: Tern keeps its data in SQLite. I think SQLite is the best choice there is.",
        (("Tern", "USES", "SQLite"), ("Mia Roth", "SUPPORTS", "SQLite")),
    ),
)
"""Passages that nobody has said, one of them without a connection."""

_CHECK = """\
You check statements against words of a talk. Say yes if the words state it about exactly these two, in this direction, as a fact or as the view of who
speaks. Say no if they are only mentioned together, or if it is asked, denied, guessed, planned or said of something else. Answer with yes or no."""

_OUTLINE = """\
You get a part of a talk. Write a title of two to eight words, and below it one to three points, each a whole sentence in the third person that can be
understood alone. Say nothing that the words do not say. Then write "end"."""
_OUTLINE_EXAMPLE = (
    "Bo Ek: We looked at how the ferries run. A ferry burns 200 litres an hour. With batteries it would be none, and the harbour pays for the plugs.",
    ("Ferries on batteries", ("A ferry burns 200 litres an hour.", "The harbour pays for the plugs.")),
)


@dataclass(frozen=True)
class SentenceProposal:
    """A connection with the sentence that the program has chosen. `probability`: of the model's yes."""

    source: str
    type: str
    target: str
    evidence: EvidenceInfo
    probability: float


@dataclass
class SmallReading:
    """`untold`: questions without an answer that can be used."""

    proposals: list[SentenceProposal] = field(default_factory=list[SentenceProposal])
    dropped: Counter[str] = field(default_factory=Counter[str])
    untold: int = 0


@dataclass(frozen=True)
class _Passage:
    """Consecutive sentences, each with the entities that it names; the sentence before them; and all entities that are named or speak."""

    sentences: tuple[Sentence, ...]
    said: tuple[frozenset[str], ...]
    before: Sentence | None
    names: frozenset[str]


@dataclass(frozen=True)
class _Placed:
    source: str
    type: str
    target: str
    sentence: Sentence
    before: Sentence | None


class _Talk:
    """A talk with what the offline extraction has found in it."""

    def __init__(self, document: VideoDocument) -> None:
        self.document = document
        self.starts = starts_of(document)
        self.sentences = list(sentences_of(document, self.starts))
        self.entities = {entity.key: entity for entity in document.entities}
        self.persons = {s.label: s.person for s in document.speakers if s.person is not None}
        begins = [sentence.start for sentence in self.sentences]
        self.named: list[set[str]] = [set() for _ in self.sentences]
        for entity in document.entities:
            for mention in entity.mentions:
                at = bisect_right(begins, self.starts[mention.segment] + mention.start_offset) - 1
                self.named[at].add(entity.key)

    def passages(self) -> Iterator[_Passage]:
        """Yields passages that name at least two entities, speakers included."""
        first = words = 0
        for at, sentence in enumerate(self.sentences):
            words += len(sentence.text.split())
            if words >= PASSAGE or at == len(self.sentences) - 1:
                sentences = tuple(self.sentences[first : at + 1])
                said = tuple(map(frozenset, self.named[first : at + 1]))
                names = frozenset().union(*said, *map(self._speaking, sentences))
                passage = _Passage(sentences, said, self.sentences[first - 1] if first else None, names)
                if len(passage.names) > 1:
                    yield passage
                first, words = at + 1, 0

    def place(self, passage: _Passage, source: str, target: str) -> Sentence | None:
        """Returns the sentence that can carry a connection. Best is one that names both ends; then one that names one end and says "I"
        or "we" of the other; then one with a pronoun whose sentence before names the other end. None if there is none, or only a
        question."""
        best: tuple[int, int] | None = None
        for at, (sentence, said) in enumerate(zip(passage.sentences, passage.said, strict=True)):
            if sentence.text.rstrip().endswith(("?", "？")):
                continue
            both, rank = {source, target}, 0
            if both <= said:
                rank = 3
            elif both & said and both - said <= self._speaking(sentence):
                rank = 2 * bool(_FIRST_PERSON.search(sentence.text))
            elif both & said and at and both - said <= passage.said[at - 1]:
                rank = int(bool(_PRONOUN.search(sentence.text)))
            if rank and (best is None or rank > best[0]):
                best = rank, at
        return None if best is None else passage.sentences[best[1]]

    def written(self, sentences: Iterable[Sentence]) -> str:
        """Returns sentences as a model reads them, with the label where the speaker changes."""
        parts: list[str] = []
        voice: int | None = None
        for sentence in sentences:
            new = sentence.voice != voice and sentence.speaker is not None
            parts.append(f"{sentence.speaker}: {sentence.text}" if new else sentence.text)
            voice = sentence.voice
        return " ".join(parts)

    def segments_of(self, sentences: Sequence[Sentence]) -> tuple[int, ...]:
        first = bisect_right(self.starts, sentences[0].start) - 1
        last = bisect_right(self.starts, sentences[-1].start + len(sentences[-1].text) - 1) - 1
        return tuple(range(first, last + 1))

    def _speaking(self, sentence: Sentence) -> set[str]:
        person = self.persons.get(sentence.speaker or "")
        return {person} if person is not None else set()


@dataclass(frozen=True)
class _Question:
    """A question that is answered by lines. `grammar`: of all lines, in the notation of llama.cpp; `line`: the JSON Schema of one."""

    instructions: str
    examples: Sequence[tuple[str, Sequence[str]]]
    text: str
    grammar: str
    line: Mapping[str, Any]
    most_lines: int
    most_tokens: int

    def turns(self, as_json: bool) -> list[str]:
        shown = [part for asked, lines in self.examples for part in (asked, _written(lines, as_json))]
        return [self.instructions, *shown, self.text]


class _Asker:
    """Asks for lines: held to a grammar, as llama.cpp has it, or to a JSON Schema, or by the examples alone. A form that the server does not know,
    or does not keep to, is not tried again."""

    _FORMS = ("grammar", "JSON Schema", "examples")

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._first = 0

    @property
    def form(self) -> str:
        return self._FORMS[self._first]

    async def ask(self, question: _Question) -> list[str]:
        """Returns the lines; of an answer that was cut off, those that are whole.

        Raises:
            Unanswered: no form gave an answer. SetupError, BudgetSpent: as `Endpoint.ask`.
        """
        for at in range(self._first, len(self._FORMS)):
            form: dict[str, Any] = {}
            if at == 0:
                form = {"grammar": question.grammar}
            elif at == 1:
                lines = {"type": "array", "maxItems": question.most_lines, "items": question.line}
                shape = {
                    "type": "object", "properties": {"lines": lines}, "required": ["lines"], "additionalProperties": False,
                }  # fmt: skip
                form = {
                    "response_format": {
                        "type": "json_schema",
                        "json_schema": {"name": "lines", "strict": True, "schema": shape},
                    }
                }
            try:
                said = await self._endpoint.complete(question.turns(at == 1), question.most_tokens, form)
            except ModeUnsupported:
                continue
            found = _lines(said, at)
            if found is not None:
                self._first = at
                return found[: question.most_lines]
        raise NoUsableAnswer("no answer had the form that was asked for")


def _written(lines: Sequence[str], as_json: bool) -> str:
    return json.dumps({"lines": list(lines)}, ensure_ascii=False) if as_json else "\n".join([*lines, _END])


def _lines(said: Completion, form: int) -> list[str] | None:
    """Returns the lines of an answer; None if it has not the form that it should have been held to."""
    if form == 1:
        try:
            found = json.loads(said.text)["lines"]
        except (ValueError, TypeError, KeyError):
            return [] if said.is_cut else None
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else None
    lines = [line.strip() for line in said.text.splitlines()]
    if _END in lines:
        return list(filter(None, lines[: lines.index(_END)]))
    if said.is_cut:
        return list(filter(None, lines[:-1]))
    return None if form == 0 else list(filter(None, lines))


async def read_small(endpoint: Endpoint, document: VideoDocument, begin: float, end: float) -> SmallReading:
    """Returns what the model proposes for a talk, each with the probability of its yes. All passages come first and then all checks, so that a server
    reads the instructions of either once.

    Args:
        document: what the offline extraction has made of the talk.
        begin, end: the part of the whole progress that this is.
    """
    talk, asker, reading = _Talk(document), _Asker(endpoint), SmallReading()
    known = {(r.source, r.type, r.target) for r in document.relationships}
    placed: dict[tuple[str, str, str], _Placed] = {}
    passages = list(talk.passages())
    for number, passage in enumerate(passages, 1):
        names = _names(talk, passage)
        for row in await _answered(asker, _proposing(talk, passage, names), reading, "passage"):
            found = _row(row, names)
            if found is None:
                reading.dropped["row that connects no names of its passage"] += 1
            elif found not in known and found not in placed:
                sentence = talk.place(passage, found[0], found[2])
                if sentence is None:
                    reading.dropped["connection that no sentence can carry"] += 1
                else:
                    at = passage.sentences.index(sentence)
                    before = passage.sentences[at - 1] if at else passage.before
                    placed[found] = _Placed(*found, sentence, before)
        _tell(endpoint, begin + (end - begin) * 0.7 * number / len(passages))
    for number, one in enumerate(placed.values(), 1):
        try:
            probability = await _check(endpoint, talk, one)
        except NoUsableAnswer:
            reading.dropped["connection that the model did not check"] += 1
            reading.untold += 1
            continue
        label = _in_words(one.type)
        evidence = evidence_at(one.sentence.start, one.sentence.text, talk.starts, label)
        reading.proposals.append(SentenceProposal(one.source, one.type, one.target, evidence, probability))
        _tell(endpoint, begin + (end - begin) * (0.7 + 0.3 * number / len(placed)))
    return reading


async def _answered(asker: _Asker, question: _Question, reading: SmallReading, about: str) -> list[str]:
    """Returns the lines of the answer; none, and that is counted, if it cannot be used."""
    try:
        return await asker.ask(question)
    except NoUsableAnswer:
        reading.dropped[f"{about} of which the model's answer could not be used"] += 1
        reading.untold += 1
        return []


def keep_sure(
    proposals: Iterable[SentenceProposal], thresholds: Mapping[str, float]
) -> list[SentenceProposal]:
    """Returns those whose probability reaches the threshold of their type."""
    usual = thresholds.get("", THRESHOLD)
    return [one for one in proposals if one.probability >= thresholds.get(one.type, usual)]


def with_proposals(document: VideoDocument, proposals: Iterable[SentenceProposal]) -> VideoDocument:
    """Returns the document with these connections. Two entities of which something is stated are no co-mention."""
    added = tuple(
        RelationshipInfo(source=one.source, type=one.type, target=one.target, evidence=(one.evidence,))
        for one in proposals
    )
    joined = {frozenset((one.source, one.target)) for one in added}
    others = tuple(
        one
        for one in document.relationships
        if one.type != CO_MENTION or frozenset((one.source, one.target)) not in joined
    )
    stated = tuple(one for one in others if one.type != CO_MENTION)
    return document.model_copy(update={"relationships": stated + added + others[len(stated) :]})


async def outline_small(
    endpoint: Endpoint, document: VideoDocument, reading: SmallReading, begin: float, end: float
) -> VideoDocument:
    """Returns the document with titles and points by the model, where the words bear them out; elsewhere it stays as it is.

    Args:
        reading: what could not be used is added to it.
    """
    talk, asker = _Talk(document), _Asker(endpoint)
    words = WordIndex(document.segments)
    names = {label: talk.entities[key].name for label, key in talk.persons.items()}
    witness = Witness(document, words, names)
    starts = [chapter.start_seconds for chapter in document.chapters] or [0.0]
    of_chapter: defaultdict[int, list[Sentence]] = defaultdict(list)
    for sentence in talk.sentences:
        first = talk.segments_of([sentence])[0]
        of_chapter[max(0, bisect_right(starts, document.segments[first].start_seconds) - 1)].append(sentence)
    titles: dict[int, str] = {}
    sections: list[SectionInfo] = []
    for number, sentences in of_chapter.items():
        bullets: list[BulletInfo] = []
        for part in _parts(sentences):
            lines = await _answered(asker, _outlining(talk, part), reading, "part of a chapter")
            title = " ".join(lines[0].split()).strip(".") if lines else ""
            if 1 < len(title.split()) <= _LONGEST_TITLE and witness.bears_out(title, talk.segments_of(part)):
                titles.setdefault(number, title)
            for line in lines[1:]:
                text = line.removeprefix("- ").strip()
                segments = _rests_on(talk, part, text)
                if _FIRST_PERSON.search(text):
                    reading.dropped["bullet that does not say who speaks"] += 1
                elif segments is None:
                    reading.dropped["bullet that rests on nothing"] += 1
                elif not witness.bears_out(text, segments):
                    reading.dropped["bullet that its words do not bear out"] += 1
                elif all(text != one.text for one in bullets):
                    bullets.append(BulletInfo(text=text, segments=segments, symbol=symbol_for(text)))
        if bullets:
            heading = titles.get(number) or (
                document.chapters[number].title if document.chapters else document.video.title
            )
            sections.append(
                SectionInfo(heading=heading, bullets=tuple(bullets[:_SECTION]), start_seconds=starts[number])
            )
        _tell(endpoint, begin + (end - begin) * (number + 1) / len(starts))
    return _outlined(document, titles, sections)


def _outlined(
    document: VideoDocument, titles: Mapping[int, str], sections: Sequence[SectionInfo]
) -> VideoDocument:
    """Returns the document with these titles, unless its source has chapters, and sections, if there are any."""
    chapters = document.chapters
    if "chapters" in document.inferred or len(chapters) < 2:
        chapters = tuple(
            one.model_copy(update={"title": titles.get(number, one.title)})
            for number, one in enumerate(chapters)
        )
    return document.model_copy(
        update={"chapters": chapters, "sections": tuple(sections) or document.sections}
    )


def _parts(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    part: list[Sentence] = []
    words = 0
    for sentence in sentences:
        part.append(sentence)
        words += len(sentence.text.split())
        if words >= PART:
            yield part
            part, words = [], 0
    if words >= PASSAGE // 2 or len(part) == len(sentences):
        yield part


def _rests_on(talk: _Talk, part: Sequence[Sentence], text: str) -> tuple[int, ...] | None:
    """Returns the segments of the run of sentences that have most of the words of a point; None if none has enough of them."""
    wanted = {word for word in split_words(text) if len(word) >= _WORD}
    if not wanted or len(text.split()) < _SHORTEST:
        return None
    said = [set(split_words(sentence.text)) for sentence in part]
    best: tuple[float, int, int] | None = None
    for first in range(len(part)):
        for last in range(first, min(first + _RUN, len(part))):
            share = len(wanted & set().union(*said[first : last + 1])) / len(wanted)
            if best is None or (share, first - last) > (best[0], best[1] - best[2]):
                best = share, first, last
    if best is None or best[0] < _RESTS:
        return None
    return talk.segments_of(part[best[1] : best[2] + 1])


async def _check(endpoint: Endpoint, talk: _Talk, one: _Placed) -> float:
    """Returns how probable the model's yes is. Of a server that says no probabilities, its word counts."""
    shown = [one.sentence] if one.before is None else [one.before, one.sentence]
    source, target = talk.entities[one.source].name, talk.entities[one.target].name
    meaning = read_model().connections[one.type].meaning
    question = f"Words: {talk.written(shown)}\nStatement: {source} {_in_words(one.type)} {target} ({meaning})\nYes or no?"
    said = await endpoint.complete([_CHECK, question], 1, weighed=True)
    yes = no = 0.0
    for word, probability in (said.first or {said.text: 1.0}).items():
        plain = word.strip().casefold()
        yes += probability * plain.startswith(_YES)
        no += probability * plain.startswith(_NO)
    return round(yes / (yes + no), 3) if yes + no else 0.0


def _names(talk: _Talk, passage: _Passage) -> dict[str, EntityInfo]:
    """Returns the entities of a passage by their names as they are shown, in the order of the talk's map. Of two with one name the first counts."""
    found: dict[str, EntityInfo] = {}
    for entity in talk.document.entities:
        if entity.key in passage.names:
            found.setdefault(" ".join(entity.name.replace("|", " ").split()), entity)
    return found


def _proposing(talk: _Talk, passage: _Passage, names: Mapping[str, EntityInfo]) -> _Question:
    shown = ", ".join(f"{name} ({entity.kind.lower()})" for name, entity in names.items())
    examples = [(asked, [" | ".join(row) for row in rows]) for asked, rows in _EXAMPLES]
    pairs = _fitting(names)
    line: dict[str, Any] = {"type": "string"}
    if sum(map(len, pairs.values())) <= _LISTED:
        line["enum"] = [f"{a} | {type_} | {b}" for type_, both in pairs.items() for a, b in both]
    return _Question(
        _PROPOSE.format(rows=_ROWS, types=_types()),
        examples,
        f"Names: {shown}\nPassage:\n{talk.written(passage.sentences)}",
        _grammar(pairs),
        line,
        _ROWS,
        _ROW_TOKENS,
    )


def _outlining(talk: _Talk, part: Sequence[Sentence]) -> _Question:
    asked, (title, points) = _OUTLINE_EXAMPLE
    return _Question(
        _OUTLINE,
        [(asked, [title, *(f"- {point}" for point in points)])],
        talk.written(part),
        f'root ::= line "\\n" ("- " line "\\n"){{1,{_POINTS}}} "{_END}"\nline ::= [^\\n]{{3,240}}',
        {"type": "string"},
        1 + _POINTS,
        _POINT_TOKENS,
    )


@cache
def _types() -> str:
    return "\n".join(
        f"{name}: {one.meaning}" for name, one in read_model().connections.items() if name in _asked()
    )


@cache
def _asked() -> tuple[str, ...]:
    """The types that a small model may give: RELATED_TO would be given for anything."""
    return tuple(name for name in read_model().connections if name not in (CO_MENTION, OTHER_TYPE))


def _fits(source: EntityInfo, type_: str, target: EntityInfo) -> bool:
    return source is not target and read_model().connections[type_].allows(
        KINDS[source.kind], KINDS[target.kind]
    )


def _fitting(names: Mapping[str, EntityInfo]) -> dict[str, list[tuple[str, str]]]:
    """Returns the pairs of names, by the types that fit their kinds."""
    pairs = {
        type_: [(a, b) for a, one in names.items() for b, other in names.items() if _fits(one, type_, other)]
        for type_ in _asked()
    }
    return {type_: both for type_, both in pairs.items() if both}


def _grammar(pairs: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """Returns a grammar of rows: for each type, its sources and its targets."""
    if not pairs:
        return f'root ::= "{_END}"'
    rules: list[str] = []
    for number, (type_, both) in enumerate(pairs.items()):
        source, target = (
            " | ".join(json.dumps(name, ensure_ascii=False) for name in dict.fromkeys(side))
            for side in zip(*both, strict=True)
        )
        rules.append(f'type-{number} ::= ({source}) " | {type_} | " ({target})')
    rows = " | ".join(f"type-{number}" for number in range(len(pairs)))
    return "\n".join([f'root ::= (row "\\n"){{0,{_ROWS}}} "{_END}"', f"row ::= {rows}", *rules])


def _row(line: str, names: Mapping[str, EntityInfo]) -> tuple[str, str, str] | None:
    """Returns the ends and the type of a row by the names of its passage; None if it has others, or kinds that do not fit."""
    parts = [" ".join(part.split()) for part in line.split("|")]
    if len(parts) != 3 or parts[1] not in _asked():
        return None
    by_name: dict[str, EntityInfo] = {}
    for name, entity in names.items():
        by_name.setdefault(normalise_name(name), entity)
    source, target = (by_name.get(normalise_name(name)) for name in (parts[0], parts[2]))
    if source is None or target is None or not _fits(source, parts[1], target):
        return None
    return source.key, parts[1], target.key


def _in_words(type_: str) -> str:
    return type_.lower().replace("_", " ")


def _tell(endpoint: Endpoint, share: float) -> None:
    tell(f"asking the language model, {endpoint.spending.tokens:,} tokens so far", share)
