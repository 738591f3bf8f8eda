"""The instructions for a language model. Types and their meanings come from cypher/model.toml."""

from collections.abc import Sequence
from functools import cache
from textwrap import shorten

from service.domain.document import Transcript
from service.domain.model import CO_MENTION, KINDS, lasting_types, read_model
from service.extractors.common.voice_labels import is_voice_of_person
from service.extractors.llm.answers import StatedRelationship
from service.extractors.llm.windows import Window

_CHAPTER, _POINT = 600, 220
"""A chapter is asked for so many words of a talk, and a point for so many."""
PASSAGE, PART = 110, 450
"""Words that a small model reads at once, about: for rows, and for points."""
OUTLINED = 2
"""So many times the words of a window are outlined at once, because the answer is short."""
_BEFORE = 100
"""Words before a window that are shown with it."""

_READ = """\
You read part of the transcript of a talk and note what it states. Each line begins with its number in brackets. The speaker's label stands where the
speaker changes, or only >> if the new speaker is unknown. The text under "Before" is context: it shows what the first lines refer to. Note nothing from it. Somebody
who has not heard the talk will check each of your notes against the words.

entities: who and what is talked about, by name.
- Persons; companies (any organisation, institution or team with a name); products (software, devices, services, networks, coins, works with a title, shows, programming
languages); events that have a name; concepts (terms of the field that the talk explains or discusses: methods, protocols, standards, formats, designs).
- A concept is one to four words, as an index would list it and as it is said. It is not a phrase of the moment ("adding all the keys together"), and not something that every
talk of the field mentions, unless these lines state something about it.
- Leave out everyday words, dates, numbers, places, invented persons of an example, "we" and "the team".
- Write each name in full, as these lines, "Before", the title, the description or the speakers' labels have it, with its usual capitals and spelling. Put shorter or misheard forms
that the lines use into `aliases`.

connections: what these lines state about two of these entities and a reader of a map would look up: who made, leads, uses or left what, what is part of
or built on what, who argues for or against what. Types, each read "source TYPE target":
{types}
- Ends. Both are named in the quote or at most about fifty words before it, or one of them is speaking: "I" is the speaker, "we" is the company or project that the speaker
speaks for. Each end is exactly the thing that the words are about, not one of its parts, uses, problems or examples, and not something named beside it ("the idea of using DNS for
this" says nothing about DNS).
- Facts and views. Note what is or was so, told as a fact or as the speaker's own view. Do not note what is asked, denied, guessed, planned, wished, joked or only possible, what others
might say, what can or could be used, or what was looked at, learned or tried once. What a design needs or does counts, also with "would".
- Support. A reasoned "you should use X", "we want X because" or "I think X is the better way" is SUPPORTS. The same against something is CRITICIZES. Both are about the thing itself, by
somebody who takes sides. One drawback of something that the speaker favours is neither, and "maybe" is neither. Somebody who studied somewhere does not work there. Thanks, praise of a
guest and advertisements state nothing.
- Type. Prefer any type that fits to RELATED_TO. Use RELATED_TO only with a label that says how the two are connected; otherwise leave the connection out. "X is a kind of Y" is
PART_OF. Somebody who only gave a thing its name has not CREATED it. Somebody who made a part of it, or helped, is RELATED_TO it. The same two entities may be connected in two ways.
- Label. Consecutive words of the quote that fit between the two names, source first, so that the three read as what was said: Ann Lee "co-founded" Acme, not "co-". Leave the label
empty if the quote has no such words, as is usual with SUPPORTS and CRITICIZES, or has them in the other direction ("Acme hired her" for her WORKS_AT).
- Past. True if the type lasts for a while ({lasting}) and the words are about a time that is over: "worked at", "the former head of", "we used X before we moved to Y". False for what
still holds, and for what happened once (founded, made, joined, bought).
- Quote. Copy it exactly from one line, or from consecutive lines joined by a space, without their numbers: one sentence, or two if the first has the name, and at most sixty
words.

chapters: the lines at which a new subject begins. Do not note a line that continues the earlier subject. The title is a phrase that a person would write above that part.

points: what a reader should know from these lines: claims, reasons, numbers, results, and what something is not or does not need. Each is one whole sentence in the third person that can
be understood alone (no "the system", "the law" or "at that time" that refers to earlier words: name it). It contains nothing that its lines do not say. What is told as probable
stays probable.

voices: only for labels that name nobody, such as "Speaker 1", and under which one person speaks: who it is, if the lines say so. Otherwise empty.

Write names, titles and points in the language of the talk. If lines state nothing (greetings, a few words), note nothing about them."""

_REVIEW = """\
You get part of the transcript of a talk, and statements that somebody noted from it. Each statement has a number, source, TYPE and target, (past) if it is
about a time that is over, its label in brackets, and the words that it was taken from. Types, each read "source TYPE target":
{types}

Compare each statement with all the lines, strictly, like an editor who will print it, with its label, on a public map. Give one of these verdicts:

stated: somebody says this about these two, as a fact or as their own view ("I think X is", not "maybe X is"), or confirms it when asked. Type and direction fit. "I", "we", "it"
or "they" is the end that the statement gives. Both ends are names or terms that an index would list. Source, label and target, read in a row, are true by themselves (an empty
label stands for the type) and tell something.
mislabelled: all of that, except for the label: it is a fragment, reads in the other direction ("hired", about the person who was hired), or misleads between the two names
("thought of an idea" for somebody who wants to improve it).
doubtful: half of it is so. For example: an end is only near what is meant, because the words are about one of its uses, parts, problems or kinds ("the idea of using DNS for this"
is not DNS). An end is too general, or a phrase of the moment. It is guessed, only possible, an example or a courtesy. It has ended since (used once, replaced) and is not marked as past,
or is marked as past and still holds. Another type would be right. It is one drawback or advantage, told in passing, of something that the speaker is not against or not for.
Nobody would look it up.
wrong: the words do not say it, deny it, suppose it, joke about it, or say it about something else or in the other direction.
If you hesitate between two verdicts, choose doubtful.

verdicts: one for each statement, by its number."""

_OUTLINE = """\
You get the notes on a talk: chapters with their numbers and the minute in which each begins, and under each its points with their numbers. Make from them what a
reader sees first.

chapters: join neighbouring chapters about the same subject, and short ones with the chapter that they lead to, so that each lasts three to ten minutes. Give for each the number of
the listed chapter with which it begins; the first is 1. The title says in two to eight words what is talked about.

sections: four to eight parts of the summary, fewer if there are few points, in the order of the talk. Each has a heading of two to eight words and the numbers of the two to four
points that tell most. A section may use points of several chapters. Use no point twice.

topics: the eight to fifteen themes of the talk, in Title Case, one to four words, as a library would file it ("Open Source", "Static Typing"), without names of persons. Each has the
numbers of the listed chapters about it.

summary: three to five sentences on what the talk is about and what it concludes, from the points alone. It contains no fact or number that is not in the points, and no name
that is neither in them nor in the title.

Write in the language of the points."""


@cache
def reading_instructions() -> str:
    """Returns the instructions for reading one window of a talk."""
    return _READ.format(types=_types(), lasting=lasting_types())


@cache
def review_instructions() -> str:
    """Returns the instructions for the review of the connections that were noted from one window."""
    return _REVIEW.format(types=_types())


def _types() -> str:
    return "\n".join(
        f"{name}: {connection.meaning} ({_ends(connection.sources)} to {_ends(connection.targets)})"
        for name, connection in read_model().connections.items()
        if name != CO_MENTION
    )


def outline_instructions() -> str:
    """Returns the instructions for the outline of a talk, from its chapters and points."""
    return _OUTLINE


def reading_question(transcript: Transcript, window: Window) -> str:
    """Returns what is known of the video, how many chapters and points to note, the words before the window, and its lines."""
    words = sum(len(line.text.split()) for line in window.lines)
    wanted = f"About {_count(words / _CHAPTER, 'chapter')} and {_count(words / _POINT, 'point')}."
    return f"{about(transcript)}\n\n{wanted}\n\n{_shown(transcript, window)}"


def _count(number: float, noun: str) -> str:
    count = max(1, round(number))
    return f"{count} {noun}{'s' * (count > 1)}"


def _shown(transcript: Transcript, window: Window) -> str:
    return f"{_before(transcript, window)}Lines:\n{window.written()}"


def _before(transcript: Transcript, window: Window) -> str:
    """Returns the last words before a window, which show what its first "it" refers to; empty for the first window."""
    words: list[str] = []
    first = window.first
    while first and len(words) < _BEFORE:
        first -= 1
        words[:0] = transcript.segments[first].text.split()
    if not words:
        return ""
    return f"Before: … {' '.join(words[-_BEFORE:])}\n\n"


def review_question(transcript: Transcript, window: Window, stated: Sequence[StatedRelationship]) -> str:
    """Returns the lines, and below them the statements that were noted from them, numbered from 1."""
    rows = (
        f"({number}) {one.source} {one.type} {one.target}{' (past)' if one.past else ''} [{one.label}]: {' '.join(one.quote.split())}"
        for number, one in enumerate(stated, 1)
    )
    return f"{about(transcript)}\n\n{_shown(transcript, window)}\n\nStatements:\n{'\n'.join(rows)}"


def about(transcript: Transcript) -> str:
    """Returns title, show, date, speakers and description, a line each."""
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
