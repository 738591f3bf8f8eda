"""Makes the summary paragraph, and the sections with their headings and bullets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.domain.document import SectionInfo, TopicInfo, Transcript
from videograph_extractor.entity.names.restored_capitals import spell
from videograph_extractor.entity.things import Thing
from videograph_extractor.outline.boundaries import asking
from videograph_extractor.outline.bullets import Facts, Statement, Voices, find_statements
from videograph_extractor.outline.chapters import Stretch
from videograph_extractor.outline.summary import choose, group_sections, write_bullet, write_paragraph
from videograph_extractor.outline.titles import Material, title_stretches
from videograph_extractor.statement.places import Said
from videograph_extractor.text.similarity import mean_of

if TYPE_CHECKING:
    from videograph_extractor.text.language import Vectors

_WHOLE = 3
"""How many times as much nearness counts for a statement that stands for the whole talk."""


@dataclass(frozen=True)
class Headings:
    """The chapters' titles, none if no chapter has one, and what titles are made of; how names are written where the talk has no capitals."""

    titles: tuple[str, ...]
    material: Material
    spellings: Mapping[str, str] | None = None


def name_chapters(
    stretches: Sequence[Stretch], material: Material, spellings: Mapping[str, str] | None
) -> list[Stretch]:
    """The chapters with their titles. One without a title is part of the one before it, and what is before the first title of that:
    names beside each other say less than a longer chapter. If none has one, the talk is one chapter without a title."""
    if all(stretch.title for stretch in stretches):
        return list(stretches)
    titles = title_stretches([(stretch.first, stretch.end) for stretch in stretches], material)
    named: list[Stretch] = []
    for stretch, title in zip(stretches, titles, strict=True):
        if (own := stretch.title or title) is not None:
            named.append(Stretch(stretch.first if named else 0, stretch.end, spelt(own, spellings)))
        elif named:
            named[-1] = replace(named[-1], end=stretch.end)
    return named or [Stretch(0, stretches[-1].end)]


def summarise(
    transcript: Transcript,
    said: Said,
    stretches: Sequence[Stretch],
    headings: Headings,
    things: Sequence[Thing],
    topics: Sequence[TopicInfo],
    center: "Vectors",
) -> tuple[str | None, tuple[SectionInfo, ...]]:
    """The paragraph, or None if nothing is known to say, and the sections that have a sentence to show."""
    statements, vectors = find_statements(
        said.sentences, read_facts(said), read_voices(transcript, things), headings.spellings
    )
    groups = group_sections([stretch.end - stretch.first for stretch in stretches], minutes_of(transcript))
    bounds = [(stretches[g.start].first, stretches[g.stop - 1].end) for g in groups]
    wide = title_stretches(bounds, headings.material)
    sections: list[SectionInfo] = []
    taken: list[Statement] = []
    for group, (first, end), heading in zip(groups, bounds, wide, strict=True):
        own = [s for s in statements if first <= s.sentence.segments.start < end]
        if not own:
            continue
        middle = mean_of(vectors[[s.row for s in own]])
        chosen = choose(own, vectors, middle + 0.5 * center, 4 if end - first > 12 else 3, taken)
        if not chosen:
            continue
        taken += chosen
        bullets = tuple(write_bullet(statement) for statement in chosen)
        whole = headings.titles[group.start] if headings.titles else None
        title = whole if len(group) == 1 or heading is None else spelt(heading, headings.spellings)
        if title is None and sections:
            sections[-1] = sections[-1].model_copy(update={"bullets": sections[-1].bullets + bullets})
            continue
        sections.append(
            SectionInfo(
                heading=title or (topics[0].name if topics else transcript.video.title),
                bullets=bullets,
                start_seconds=transcript.segments[first].start_seconds,
            )
        )
    people = [thing.name for thing in things if thing.labels]
    best = choose(taken, vectors, _WHOLE * center, 2)
    lines = [write_bullet(statement).text for statement in best]
    paragraph = write_paragraph(people[:4], [t.name for t in topics[:4]], lines)
    return paragraph, tuple(sections)


def read_facts(said: Said) -> list[Facts]:
    """What of the map each sentence names. Who is known by a first name only, is not known to a reader."""
    known = ([span for span in spans if not span[2].local] for spans in said.in_sentence)
    return [
        Facts(
            sum({id(thing): thing.salience for _, _, thing in spans}.values()),
            frozenset(token for start, end, _ in spans for token in range(start, end)),
        )
        for spans in known
    ]


def read_voices(transcript: Transcript, things: Sequence[Thing]) -> Voices:
    """Those who speak. Who asks most is not quoted in the first person: a host's "I" is not what the talk is about."""
    host = asking(transcript.segments)
    named = {
        label: thing.name for thing in things for label in thing.labels if label != host and " " in thing.name
    }
    return Voices(named, {thing.name.split()[0].lower() for thing in things if thing.labels}, host)


def spelt(text: str, spellings: Mapping[str, str] | None) -> str:
    return text if spellings is None else spell(text, spellings)


def minutes_of(transcript: Transcript) -> float:
    return sum(len(segment.text.split()) for segment in transcript.segments) / 150
