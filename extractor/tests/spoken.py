"""Small transcripts written in a test, and what the extraction's stages make of them."""

from service.domain.document import SegmentInfo, SpeakerInfo, Transcript, VideoInfo
from videograph_extractor.connections import find_statements
from videograph_extractor.entity.entities import find_things
from videograph_extractor.entity.things import Thing
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement
from videograph_extractor.text.adverts import without_adverts
from videograph_extractor.text.phrases import find_terms
from videograph_extractor.text.speech import read_passages, read_sentences


def transcript(*lines: str, title: str = "A talk", description: str | None = None) -> Transcript:
    """One segment of five seconds a line; `Name: words` says who speaks (the name without a space inside,
    or with `_` for it)."""
    segments: list[SegmentInfo] = []
    for i, line in enumerate(lines):
        label, colon, words = line.partition(": ")
        named = bool(colon) and " " not in label
        segments.append(
            SegmentInfo(
                text=words if named else line,
                start_seconds=5.0 * i,
                end_seconds=5.0 * i + 5,
                speaker=label.replace("_", " ") if named else None,
            )
        )
    labels = dict.fromkeys(segment.speaker for segment in segments if segment.speaker)
    return Transcript(
        video=VideoInfo(title=title, description=description),
        speakers=tuple(SpeakerInfo(label=label) for label in labels),
        segments=tuple(segments),
    )


def things(talk: Transcript) -> list[Thing]:
    talk = without_adverts(talk)
    passages = read_passages(talk.segments)
    return find_things(talk, passages, find_terms(passages))


def kinds(talk: Transcript) -> dict[str, str | None]:
    """Name → kind of all that a talk names."""
    return {thing.name: thing.kind for thing in things(talk)}


def statements(talk: Transcript) -> list[tuple[str, str, str]]:
    """Source, type and target of all typed connections, with nothing cut for salience or sureness."""
    return [found[:3] for found in labelled_statements(talk)]


def labelled_statements(talk: Transcript) -> list[tuple[str, str, str, str]]:
    """The same, each with its label."""
    return [(s.source.name, s.type, s.target.name, s.label) for s in _stated(talk)]


def past_or_not(talk: Transcript) -> list[tuple[str, str, str, bool]]:
    """The same, each with whether it is told of a time that is over."""
    return [(s.source.name, s.type, s.target.name, s.past) for s in _stated(talk)]


def ruled(talk: Transcript) -> list[tuple[str, str, str, str]]:
    """The same, each with the rule that made it."""
    return [(s.source.name, s.type, s.target.name, s.rule) for s in _stated(talk)]


def _stated(talk: Transcript) -> list[Statement]:
    passages = read_passages(talk.segments)
    sentences = read_sentences(passages)
    found = find_things(talk, passages, find_terms(passages))
    return find_statements(Said(passages, sentences, found))
