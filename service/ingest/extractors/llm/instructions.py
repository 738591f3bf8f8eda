"""The instructions for a language model. Types and their meanings come from cypher/model.toml."""

from collections.abc import Sequence
from functools import cache
from textwrap import shorten

from service.domain.document import Transcript
from service.domain.model import CO_MENTION, KINDS, lasting_types, read_model
from service.ingest.extractors.common.voice_labels import is_voice_of_person
from service.ingest.extractors.llm.answers import StatedConnection
from service.ingest.extractors.llm.windows import Window

_CHAPTER, _POINT = 600, 220
"""Words of a talk to one chapter and to one point."""
_BEFORE = 100
"""Words before a window that are shown with it."""

_READ = """\
You read part of the transcript of a talk and note what it states. Each line begins with its number in brackets; the voice's
label stands where the voice changes, or only >> where nobody says whose it is. What stands under "Before" only tells what the lines speak of: note
nothing of it. Somebody who has not heard the talk will check each of your notes against the words.

entities: who and what is talked about, by name: persons, companies (any organisation, institution, team with a name), products (software, devices, services,
networks, coins, works with a title, shows, programming languages), events that have a name, and concepts: terms of the field that the talk explains or
discusses (methods, protocols, standards, formats, designs). A concept is a heading as an index has it, one to four words, as it is said; no phrase of the moment ("adding all
the keys together"), nothing that every talk of the field has, unless something is stated of it. Not: everyday words, dates, numbers, places, invented
persons of an example, "we", "the team". Write each name in full as it is said in these lines, or as "Before", title, description or voices have it, with its usual
capitals and spelling; what the lines have for it, misheard or shorter, goes among `aliases`.

connections: what these lines state of two such entities, and a reader of a map would look up: who made, leads, uses or left
what, what is part of or built on what, who argues for or against what. Types, each read "source TYPE target":
{types}
- Ends. Both are named in the quote or at most some fifty words before it; or one of them speaks: "I" is whoever speaks, "we" the company or project that they
speak for. Each end is the very thing of which it is said: not what it is a part, a use, a problem or an example of, not what stands beside it
("the idea of using DNS for this" says nothing of DNS).
- What is so or was so, told as a fact or as the speaker's own view. Not: what is asked, denied, guessed, planned, wished, joked, only possible, or what others might
say; what can or could be used; what was looked at, learned or tried once. What a design needs or does counts, also with "would". A reasoned
"you should use X", "we want X because", "I think X is the better way" is SUPPORTS, and the same against it CRITICIZES: of the thing itself, and by somebody who takes
sides; one drawback that is told of what they favour is neither, and with "maybe" nothing is. Who studied somewhere does not work there;
thanks, praise of a guest and adverts state nothing.
- Type. One that fits before RELATED_TO, which needs a label that tells how the two are connected; else leave it out. "X is a kind of Y" is PART_OF. Whoever
only gives a thing its name has not CREATED it; who made a part of it, or helped, is RELATED_TO it. The same two may be connected in two ways.
- Label. Words that follow each other in the quote and can stand between the two names, source first, so that the three read as what was said: Ann Lee "co-founded" Acme,
not "co-". Empty where the quote has no such words, as mostly with SUPPORTS and CRITICIZES, or has them the other way round ("Acme hired her", of her WORKS_AT).
- Past. True for what lasts for a while ({lasting}) and is told of a time that is over: "worked at", "the former head of", "we used X before we moved to
Y". False for what still holds, and for what happened once and stays so (founded, made, joined, bought).
- Quote. Copied exactly from one line, or from lines that follow each other with a space between them, without their numbers: one sentence, or two where the first has the
name; sixty words at most.

chapters: the lines with which a new subject begins; none for a line that goes on with what was before. The title is a phrase as a
person would write it above that part.

points: what a reader should know of these lines: claims, reasons, numbers, results, also what something is not or does not need. One whole
sentence each, in the third person, understood by itself (no "the system", "the law", "at that time" that was told before: name it), and nothing in it that its lines do
not say; what is told as probable stays so.

voices: only for labels that name nobody, such as "Speaker 1", and under which one person speaks: who it is, if the lines tell. Else empty.

Write names, titles and points in the language of the talk. Of lines that tell nothing (greetings, a few words) note nothing."""

_REVIEW = """\
You are given part of the transcript of a talk, and statements that somebody noted of it. Each has its number, source, TYPE and target, (past) where
it is stated of a time that is over, in brackets its label, and the words that it was taken from. Types, each read "source TYPE target":
{types}

Hold each statement against all the lines, strictly, as an editor does who will print it, with its label, on a public map.

stated: somebody says this of these two, as a fact or as their own view ("I think X is", not "maybe X is"), or affirms it when asked; type and direction
fit; whoever "I", "we", "it" or "they" is, is the end that the statement gives; both ends are names or terms that an index has; source, label and target, read
in a row, are true by themselves (an empty label stands for the type); it tells something.
mislabelled: all that, but for the label, which is a fragment, reads the other way round ("hired", of whoever was hired), or misleads between the two names ("thought of an
idea" for whoever wants to improve it).
doubtful: half of it is so. An end is only near what is meant: the words are of one of its uses, parts, problems or kinds ("the idea of using DNS for this" is not
DNS). Or an end is too general, or a phrase of the moment; it is guessed, merely possible, an example, a courtesy; it was given up since (used once, replaced) and is not marked as past, or so marked and still holds; another type would be right; one drawback or
advantage is told in passing of a thing that the speaker is not against, or not for; nobody would look it up.
wrong: the words do not say it, deny it, suppose it, joke, or say it of something else or the other way round.
Where you hesitate, it is doubtful.

verdicts: one for each statement, by its number."""

_OUTLINE = """\
You are given what was noted of a talk: chapters with their numbers and the minute in which each begins, and under each its points with theirs. Make of
it what a reader sees first.

chapters: put neighbouring ones that are about the same together, and short ones with the one that they lead to, so that each lasts three to ten minutes. Give each the
number of the listed chapter with which it begins; the first is 1. The title says in two to eight words what is talked about.

sections: four to eight headed parts of the summary, fewer where there are few points, in the order of the talk, each with a heading of two to eight words and
the numbers of the two to four points that tell most. A section may draw on several chapters. Use no point twice.

topics: the eight to fifteen themes of the talk, in Title Case, one to four words, as one would file it ("Open Source", "Static Typing"), no names of
persons, each with the numbers of the listed chapters about it.

summary: three to five sentences on what the talk is about and what it comes to, from the points alone: no fact or number that
does not stand in them, and no name that stands neither in them nor in the title.

Write in the language of the points."""


@cache
def reading_instructions() -> str:
    """For one window of a talk."""
    return _READ.format(types=_types(), lasting=lasting_types())


@cache
def review_instructions() -> str:
    """For what one window was found to state."""
    return _REVIEW.format(types=_types())


def _types() -> str:
    return "\n".join(
        f"{name}: {connection.meaning} ({_ends(connection.sources)} to {_ends(connection.targets)})"
        for name, connection in read_model().connections.items()
        if name != CO_MENTION
    )


def outline_instructions() -> str:
    """For the chapters and points of a talk."""
    return _OUTLINE


def reading_question(transcript: Transcript, window: Window) -> str:
    """The lines, under what is known of the video, what was said just before, and how much to write of them."""
    words = sum(len(line.text.split()) for line in window.lines)
    wanted = f"About {_count(words / _CHAPTER, 'chapter')} and {_count(words / _POINT, 'point')}."
    return f"{about(transcript)}\n\n{wanted}\n\n{_shown(transcript, window)}"


def _count(number: float, noun: str) -> str:
    count = max(1, round(number))
    return f"{count} {noun}{'s' * (count > 1)}"


def _shown(transcript: Transcript, window: Window) -> str:
    return f"{_before(transcript, window)}Lines:\n{window.written()}"


def _before(transcript: Transcript, window: Window) -> str:
    """The last words before a window, which tell what its first "it" stands for."""
    words: list[str] = []
    first = window.first
    while first and len(words) < _BEFORE:
        first -= 1
        words[:0] = transcript.segments[first].text.split()
    if not words:
        return ""
    return f"Before: … {' '.join(words[-_BEFORE:])}\n\n"


def review_question(transcript: Transcript, window: Window, stated: Sequence[StatedConnection]) -> str:
    """The lines, and under them what they are said to state, counted from 1."""
    rows = (
        f"({number}) {one.source} {one.type} {one.target}{' (past)' if one.past else ''} [{one.label}]: {' '.join(one.quote.split())}"
        for number, one in enumerate(stated, 1)
    )
    return f"{about(transcript)}\n\n{_shown(transcript, window)}\n\nStatements:\n{'\n'.join(rows)}"


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
        rows.append(f"Description: {shorten(video.description, 600, placeholder=' …')}")
    return "\n".join(rows)


def _ends(labels: frozenset[str]) -> str:
    every = labels == frozenset(KINDS.values())
    return "any" if every else "/".join(sorted(label.lower() for label in labels))
