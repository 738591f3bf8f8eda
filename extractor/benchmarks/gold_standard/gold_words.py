"""Fetch the words of the two fresh excerpts that may not be passed on: `python -m extractor.benchmarks.gold_standard.gold_words FOLDER`.

FOLDER holds, at any depth, the files that these excerpts name as their source: a meeting of QMSum and a fixture of
podcast-transcript-convert, as they are in the repositories and commits named there. The words are written to gold/words,
which git skips, after their hash has been compared with the one that was annotated.
"""

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from read_transcripts.parts.pieces import cut
from service.domain.document import Transcript
from service.extractors.gold_standard import GOLD, read_split
from service.transcripts.read import read_file

_WORDS_A_SECOND = 2.5
"""The meetings have no times: they are spoken at the pace of speech."""


def tidy(text: str) -> str:
    """QMSum's tokens as a transcript has them: without marks of noise, no blank before a stop and one behind it."""
    text = re.sub(r"\s+([.,?!;:])", r"\1", re.sub(r"\{[^}]*\}", " ", text))
    return re.sub(r"([.?!])(?=[A-Z][a-z])", r"\1 ", " ".join(text.split()))


def read_meeting(path: Path) -> list[dict[str, Any]]:
    """A meeting's turns, cut as long turns of transcripts are."""
    turns: list[dict[str, Any]] = []
    at = 0.0
    for turn in json.loads(path.read_text(encoding="utf-8"))["meeting_transcripts"]:
        for text in filter(None, cut(tidy(turn["content"]))):
            end = round(at + len(text.split()) / _WORDS_A_SECOND, 3)
            turns.append(
                {"speaker": turn["speaker"], "startSeconds": round(at, 3), "endSeconds": end, "text": text}
            )
            at = end
    return turns


def read_talk(path: Path) -> list[dict[str, Any]]:
    """The segments of a transcript file as ingestion reads them."""
    talk = read_file(path)
    if not isinstance(talk, Transcript):
        raise SystemExit(f"{path} is a whole document; the fixture is a transcript")
    return [
        {"speaker": s.speaker, "startSeconds": s.start_seconds, "endSeconds": s.end_seconds, "text": s.text}
        for s in talk.segments
    ]


def digest(segments: list[dict[str, Any]]) -> str:
    """A hash of who says what, which is what was annotated."""
    said = "\n".join(f"{s['index']}\t{s['speaker']}\t{s['text']}" for s in segments)
    return hashlib.sha256(said.encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    (GOLD / "words").mkdir(exist_ok=True)
    for excerpt in read_split()["fresh"]:
        raw = json.loads((GOLD / "excerpts" / f"{excerpt}.json").read_text(encoding="utf-8"))
        if "segments" in raw:
            continue
        source = raw["source"]
        name = Path(source["path"]).name
        path = next(folder.rglob(name), None)
        if path is None:
            raise SystemExit(f"{folder} has no {name!r}: it is {source['path']} of {source['repository']}")
        turns = read_meeting(path) if path.suffix == ".json" else read_talk(path)
        segments = [{"index": i, **turns[i]} for i in range(source["first"], source["last"] + 1)]
        if digest(segments) != raw["wordsSha256"]:
            raise SystemExit(f"{path}: not the words that were annotated; take commit {source['commit']}")
        target = GOLD / "words" / f"{excerpt}.json"
        target.write_text(json.dumps({"segments": segments}, ensure_ascii=False, indent=1), encoding="utf-8")
        print(target)


if __name__ == "__main__":
    main()
