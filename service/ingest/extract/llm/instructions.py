"""What a language model is told to do. Types and their meaning are those of cypher/model.toml."""

from functools import cache

from service.graph.model import CO_MENTION, KINDS, read_model
from service.ingest.document import Transcript
from service.ingest.extract.entity.people import is_voice_of_person
from service.ingest.extract.llm.windows import Window

_READ = """\
You read part of the transcript of a talk and note what it states. Each line begins with its number in brackets; the voice's
label stands where the voice changes, or only >> where nobody says whose it is. Somebody who has not heard the talk will check each of your notes against the words.

entities: who and what is talked about, by name: persons, companies (any organisation), products (software, devices, services,
works with a title, programming languages), events that have a name, and concepts (terms of the field that the talk explains or
discusses). Not: everyday words, dates, numbers, places, "we", "the team". Write each name as it is said; mend what was
plainly misheard only in `name`, with the words as they stand among `aliases`.

connections: what somebody says, in these lines, of two such entities. Types, each read "source TYPE target":
{types}
For "I" write the name of whoever speaks, for "we" the company or project that they speak for, if the lines tell. Both ends must be
named in the quote or in the sentence beside it, or one of them speaks it. No connection for what is asked, denied, supposed,
planned, joked, or said of somebody's words only. Prefer a type that fits to RELATED_TO; leave out what tells nothing. The quote is
copied exactly, one sentence or less, from one line or from lines that follow each other.

chapters: the lines with which a new subject begins, about one for each three to five minutes. The title is a phrase as a person
would write it above that part.

points: what a reader should know of these lines, about one for each minute and a half: claims, reasons, numbers, results. One whole
sentence each, in the third person, naming who or what it is about, and nothing in it that its lines do not say.

voices: only for labels that name nobody, such as "Speaker 1": who it is, if the lines tell. Else empty.

Write names, titles and points in the language of the talk."""

_OUTLINE = """\
You are given what was noted of a talk: chapters with their numbers, and under each its points with theirs. Make of it what a reader
sees first.

chapters: put neighbouring ones that are about the same together, so that each lasts three to ten minutes. Give each the
number of the listed chapter with which it begins; the first is 1. The title says in two to eight words what is talked about.

sections: four to eight headed parts of the summary, in the order of the talk, each with the numbers of the two to four points that
tell most. Use no point twice.

topics: the eight to fifteen themes of the talk, in Title Case, one to four words, as one would file it ("Open Source", "Static Typing"), each with
the numbers of the chapters about it.

summary: three to five sentences on what the talk is about and what it comes to, from the points alone: no fact, number or name that
does not stand in them.

Write in the language of the points."""


@cache
def reading_instructions() -> str:
    """For one window of a talk."""
    types = "\n".join(
        f"{name}: {connection.meaning} ({_ends(connection.sources)} to {_ends(connection.targets)})"
        for name, connection in read_model().connections.items()
        if name != CO_MENTION
    )
    return _READ.format(types=types)


def outline_instructions() -> str:
    """For the chapters and points of a talk."""
    return _OUTLINE


def reading_question(transcript: Transcript, window: Window) -> str:
    """The lines, under what is known of the video."""
    return f"{about(transcript)}\n\nLines:\n{window.written()}"


def about(transcript: Transcript) -> str:
    """Title, show, day and voices, a line each."""
    video = transcript.video
    rows = [f"Title: {video.title}"]
    if video.channel is not None:
        rows.append(f"Show: {video.channel.name}")
    if video.published_on is not None:
        rows.append(f"Published: {video.published_on.isoformat()}")
    named = [s.label for s in transcript.speakers if is_voice_of_person(s.label)]
    others = [s.label for s in transcript.speakers if not is_voice_of_person(s.label)]
    if named:
        rows.append(f"Voices: {', '.join(named)}")
    if others:
        rows.append(f"Voices without a name: {', '.join(others)}")
    if video.description:
        rows.append(f"Description: {' '.join(video.description.split())[:600]}")
    return "\n".join(rows)


def _ends(labels: frozenset[str]) -> str:
    every = labels == frozenset(KINDS.values())
    return "any" if every else "/".join(sorted(label.lower() for label in labels))
