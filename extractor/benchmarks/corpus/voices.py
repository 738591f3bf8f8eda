"""Measures how many names of unnamed speakers are inferred, and how many of these are right.

    python -m extractor.benchmarks.corpus.voices FOLDERS [--half 0|1] [--captions] [--introduced] [--show]

FOLDERS hold Podcasting 2.0 transcripts that name who speaks. Their labels become "Speaker 1", "Speaker 2" and so on, or with
--captions nothing at all and the words small letters without signs, and who they are is asked of the words, of title and
description. With --introduced each talk of several voices, of which title and voices are hidden, begins with somebody who says
who they are; nobody is to be taken for its only voice. --half takes every second talk of each folder. A name counts as right if first and family name are the label's (Matt for
Matthew), or if it is the first name alone: what a voice goes by (Murch) or a slip of spelling in the label count as wrong. Voices of a
talk that have less than 2 % of its words are not asked for.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.benchmarks.rating.connections import captioned
from service.domain.document import SegmentInfo, SpeakerInfo, Transcript, VideoInfo
from service.extractors.common.voice_labels import is_voice_of_person
from service.transcripts import read_file
from videograph_extractor.entity.people.only_voice import name_only_voice
from videograph_extractor.entity.people.unnamed_voices import first_of, main_voices, name_voices

_INTRODUCTION = "Hello everybody, my name is Helga Nordström, and I work at Brightwater."


@dataclass(frozen=True)
class Told:
    """Who a voice is and what it was told to be, None if nothing was."""

    talk: str
    label: str
    name: str | None

    @property
    def verdict(self) -> str:
        if self.name is None:
            return "not told"
        if first_of(self.name) != first_of(self.label):
            return "wrong"
        if " " not in self.name:
            return "right first name"
        return "right" if self.name.split()[-1] == self.label.split()[-1] else "wrong"


def without_names(transcript: Transcript) -> tuple[Transcript, dict[str, str]]:
    """The transcript with its voices only counted, and each label by what it became."""
    counted = {s.label: f"Speaker {i}" for i, s in enumerate(transcript.speakers, 1)}
    segments = tuple(
        s.model_copy(update={"speaker": counted.get(s.speaker) if s.speaker else None})
        for s in transcript.segments
    )
    speakers = tuple(SpeakerInfo(label=label) for label in counted.values())
    hidden = transcript.model_copy(update={"speakers": speakers, "segments": segments})
    return hidden, {label: name for name, label in counted.items()}


def ask(transcript: Transcript) -> Iterator[Told]:
    """Of each voice of a talk that is named and says more than a few words; of others if they are told."""
    hidden, names = without_names(transcript)
    told = name_voices(hidden)
    main = main_voices(hidden.segments)
    for label, name in names.items():
        if is_voice_of_person(name) and (label in main or label in told):
            yield Told(transcript.video.title, name, told.get(label))


def ask_captions(transcript: Transcript) -> Iterator[Told]:
    """The one who speaks, by captions: of a talk of several voices nobody is right."""
    bare = captioned(transcript)
    segments = tuple(s.model_copy(update={"speaker": None}) for s in bare.segments)
    name = name_only_voice(bare.model_copy(update={"speakers": (), "segments": segments}))
    voices = [v for v in main_voices(transcript.segments) if is_voice_of_person(v)]
    if len(voices) == 1:
        yield Told(transcript.video.title, voices[0], name)
    elif voices and name is not None:
        yield Told(transcript.video.title, "several voices", name)


def ask_introduced(transcript: Transcript, captions: bool) -> Iterator[Told]:
    """The one who speaks, by the introduction in front of a talk of several voices: nobody is right."""
    if len(main_voices(transcript.segments)) < 2:
        return
    first = SegmentInfo(text=_INTRODUCTION, start_seconds=0, end_seconds=0)
    segments = (first, *(s.model_copy(update={"speaker": None}) for s in transcript.segments))
    bare = Transcript(video=VideoInfo(title="A talk"), segments=segments)
    name = name_only_voice(captioned(bare) if captions else bare)
    yield Told(transcript.video.title, "several voices", name)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="every second talk, from the first or second on"
    )
    parser.add_argument("--captions", action="store_true", help="small letters, no signs and no voices")
    parser.add_argument(
        "--introduced", action="store_true", help="talks of several voices behind an introduction"
    )
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    found: list[Told] = []
    for folder in options.folders:
        files = sorted(folder.rglob("*.transcript.json"))
        for file in files if options.half is None else files[options.half :: 2]:
            transcript = read_file(file)
            if options.introduced:
                found += ask_introduced(transcript, options.captions)
            else:
                found += ask_captions(transcript) if options.captions else ask(transcript)
    counts = Counter(each.verdict for each in found)
    right = counts["right"] + counts["right first name"]
    told = right + counts["wrong"]
    print(f"{len(found)} voices: {dict(counts)}")
    print(
        f"precision {right / max(1, told):.3f} ({right} of {told}), recall {right / max(1, len(found)):.3f}"
    )
    for each in found if options.show else ():
        if each.verdict == "wrong":
            print(f"  {each.talk}: {each.label}, told to be {each.name}")


if __name__ == "__main__":
    main()
