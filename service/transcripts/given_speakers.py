"""Given names of speakers, from a person or a sidecar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from read_transcripts import Segment
from read_transcripts.parts.speakers import label_of
from service.errors import InvalidInput

NOBODY = ""
"""Represents the words without a speaker in the file."""


def read_given(options: Iterable[str]) -> dict[str, str]:
    """Parses `LABEL=NAME` for the speaker with that label, and `NAME` alone for words without a speaker: label →
    name.

    Raises:
        InvalidInput: there is no name, or two for one voice.
    """
    names: dict[str, str] = {}
    for option in options:
        label, equals, name = option.rpartition("=")
        label = " ".join(label.split()) if equals else NOBODY
        tidy = label_of(name)
        if tidy is None:
            raise InvalidInput(f"{option!r} gives no name: write LABEL=NAME, or NAME alone")
        if names.setdefault(label, tidy) != tidy:
            raise InvalidInput(f"two names for one voice: {names[label]!r} and {tidy!r}")
    return names


def give_speakers(segments: Sequence[Segment], names: Mapping[str, str]) -> list[Segment]:
    """Replaces labels by names. Labels with the same name become one speaker.

    Raises:
        InvalidInput: the file has no such label, or says of all words who speaks them.
    """
    labels = list(dict.fromkeys(segment.speaker or NOBODY for segment in segments))
    for label in names:
        if label not in labels:
            there = ", ".join(filter(None, labels))
            what = f"there is no voice {label!r}" if label else "all words have a voice already"
            raise InvalidInput(f"{what}: there are {there}" if there else f"{what}: the file names none")
    return [
        replace(segment, speaker=names.get(segment.speaker or NOBODY, segment.speaker))
        for segment in segments
    ]


def names_that_apply(
    names: Mapping[str, str], segments: Sequence[Segment]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Returns the names of a sidecar, and a note where the one for words without a speaker is left out because all have one: feeds name a
    host without knowing the transcript."""
    if NOBODY not in names or any(not segment.speaker for segment in segments):
        return dict(names), ()
    others = {label: name for label, name in names.items() if label != NOBODY}
    return others, (f"the sidecar's name {names[NOBODY]} is not used: all words have a speaker already",)


def taken_for_one(changes: Sequence[int], names: Mapping[str, str]) -> tuple[str, ...]:
    """A note where one name is given for words whose voice the file marks as changing, behind the first."""
    if NOBODY not in names or not any(changes):
        return ()
    return (f"the voice changes by the file's marks, and all is taken for {names[NOBODY]}",)
