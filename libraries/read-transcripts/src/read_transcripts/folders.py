"""Finds the files that are talks: the named ones, and in folders all possible ones, each talk once; and what the
others are."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from read_transcripts.beside.companions import (
    COMPANION_ENDINGS,
    INFO_ENDING,
    FilesBeside,
    companion_name,
    companions,
    language_in_name,
    stems,
)
from read_transcripts.beside.infojson import Info
from read_transcripts.beside.languages import tag_of
from read_transcripts.detect import as_value, is_prose, text_format
from read_transcripts.errors import FactsOnly, TranscriptError
from read_transcripts.readers import find_reader
from read_transcripts.source import load_text, text_of
from read_transcripts.text.frontmatter import is_of_a_talk, read_front_matter
from read_transcripts.text.habits import read_lines

_NO_TALKS = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|changelog|contributing|makefile)(?:\..*)?"
    r"|.*\.(?:rst|pdf|docx?|pptx?|mp[34]|m4[av]|mkv|webm|mov|avi|wav|ogg|opus|flac"
    r"|png|jpe?g|gif|webp|svg|zip|t?gz|bz2|xz|tar|py|js|css|sh|log|description|live_chat\.json|part|ytdl)",
    re.IGNORECASE,
)
_VOICE = re.compile(r"^\s*\*\*([^*:\n.]{2,60})(?::\*\*|\*\*:)", re.MULTILINE)
_TIMES, _NAMED_TIMES = 3, 2
"""Number of lines with times, or with times and names, that indicate a transcript; most Markdown is something else."""
_SUMMARY = re.compile(r"(?:.*[_.])?summary\.(?:txt|md|markdown|json|html?|docx|odt)", re.IGNORECASE)
_CAPTIONS = re.compile(
    r".*(?:\.transcript\.\w+|\.(?:vtt|srt|ttml|dfxp|sbv|ass|ssa|sub|mpl|smi|sami|scc|srv[123]|json3))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r'"(?:chapters|playabilityStatus|title)"\s*:')
_BEST_FIRST = (
    "podcasting", "whisper", "deepgram", "assemblyai", "speech", "nested", "webvtt", "ttml", "json3",
    "timed text", "substation", "subrip", "rows", "caption list", "webpage", "plain", "prose",
)  # fmt: skip
"""Preferred formats of a talk in several formats: those with speakers and word times first. Installed readers come before them."""


@dataclass
class FoundFiles:
    """Files that may be talks, sorted by path, and other files of folders, each with what it is.

    `expected`: those of `talks` that were named or have a transcript's extension. If another file turns out to be
    something else (`NotATranscript`), this is not a fault.
    """

    talks: list[Path] = field(default_factory=list[Path])
    expected: set[Path] = field(default_factory=set[Path])
    others: dict[Path, str] = field(default_factory=dict[Path, str])


def look_through(paths: Iterable[Path], endings: Sequence[str] = COMPANION_ENDINGS) -> FoundFiles:
    """What there is: files named, and in folders all that may be a talk.

    Files with one of the `endings` belong to talks and are not talks. In folders, hidden files are ignored and
    not counted. Files that are clearly something else (sound, pictures, programs, a README, chapters under any name)
    are counted as others; `read` decides on the rest. A talk in several formats or languages in one folder
    (`talk.en.vtt`, `talk.de.vtt`, `talk.txt`) is taken once. A path that does not exist is taken, so that `read`
    reports it.
    """
    found = FoundFiles()
    talks: set[Path] = set()
    for path in paths:
        if path.is_dir():
            talks.update(_talks(path, found.others, endings))
        elif not path.name.endswith(tuple(endings)):
            talks.add(path)
            found.expected.add(path)
    found.talks = sorted(talks)
    found.expected.update(path for path in talks if _CAPTIONS.fullmatch(path.name))
    for path in talks:
        found.others.pop(path, None)
    return found


def find(*paths: Path) -> list[Path]:
    """The transcripts among files and in folders, each talk once, sorted; see `look_through`."""
    return look_through(paths).talks


def _talks(folder: Path, others: dict[Path, str], endings: Sequence[str]) -> list[Path]:
    talks: list[Path] = []
    files = sorted(_walk(folder, others, endings), key=lambda path: (path.parent, stems(path)[-1], path))
    for _, group in groupby(files, key=lambda path: (path.parent, stems(path)[-1])):
        same = list(group)
        best, broken = (same, []) if len(same) == 1 else _best(same)
        talks += best
        for path in same:
            if path in broken:
                others[path] = "another format or language of a talk, which cannot be read"
            elif path not in best:
                others[path] = "another format or language of a talk"
    return talks


def _walk(folder: Path, others: dict[Path, str], endings: Sequence[str]) -> list[Path]:
    """Yields all files that may be talks; files that are clearly not talks go to `others` unread."""
    files: list[Path] = []
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if (
                path := Path(place, name)
            ).is_symlink():  # not followed: what is in the folder is read where it lies
                others[path] = "links to other folders"
        for name in names:
            path = Path(place, name)
            if name.startswith(".") or name.endswith(tuple(endings)):
                continue
            if any(_leads_out(one, root) for one in (path, *companions(path, endings))):
                others[path] = "links that lead out of the folder, or talks with such a link beside them"
            elif not path.is_file():
                continue
            elif _NO_TALKS.fullmatch(name):
                others[path] = "sound, pictures, programs or texts about them, by the name"
            elif _SUMMARY.fullmatch(name):
                others[path] = "summaries, by the name"
            elif name.lower().endswith((".md", ".markdown")) and not _is_transcript(path):
                others[path] = "Markdown without voices, times, or front matter of a talk"
            elif _belongs_to_a_talk(path):
                others[path] = "chapters or facts about a talk"
            else:
                files.append(path)
    return files


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a path is a link to what lies outside `root`."""
    return path.is_symlink() and not path.resolve().is_relative_to(root)


def _is_transcript(path: Path) -> bool:
    """Returns whether Markdown has recurring speakers, times before its lines, or prose under the front matter of a
    talk; False if it cannot be read."""
    try:
        text = load_text(path)
    except (OSError, TranscriptError):
        return False
    voices = Counter(match[1] for match in _VOICE.finditer(text))
    if any(count > 1 for count in voices.values()):
        return True
    front = read_front_matter(text.split("\n"))
    marks = [line for line in read_lines(front.lines) if line.start is not None and not line.inside]
    if len(marks) >= (_NAMED_TIMES if all(line.speaker for line in marks) else _TIMES):
        return True
    return is_of_a_talk(front.facts) and is_prose("\n".join(front.lines))


def _belongs_to_a_talk(path: Path) -> bool:
    """Whether a file is chapters or facts about a video, by its content; what cannot be read is not."""
    try:
        with path.open("rb") as file:
            head = file.read(4000).decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
        if head.startswith("{") and _ASIDE.search(head) is not None:
            find_reader(load_text(path), path)
    except FactsOnly:
        return True
    except (OSError, TranscriptError):
        return False
    return False


def _best(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """The best of several files of one talk, and those that cannot be read; all of them are the best where none can, so that each
    is reported."""
    language = _language(files[0])
    ranks = {path: _rank(path) for path in files}
    ranked = [
        (rank, _language_rank(path, language), path) for path, rank in ranks.items() if rank is not None
    ]
    if not ranked:
        return files, []
    best = min(ranked, key=lambda item: (item[1], item[0], item[2]))[2]
    return [best], [path for path, rank in ranks.items() if rank is None and _is_broken(path)]


def _is_broken(path: Path) -> bool:
    """Whether a file of no format that is read would be JSON, were it not cut or mistyped."""
    try:
        text = load_text(path)
        if text_format(text) == "json":
            as_value(text, "json", path)
    except TranscriptError:
        return True
    return False


def _rank(path: Path) -> int | None:
    """The place of a file's format in `_BEST_FIRST`; None if it has none."""
    try:
        found = find_reader(load_text(path), path)[0]
    except TranscriptError:
        return None
    return _BEST_FIRST.index(found) if found in _BEST_FIRST else -1


def _language(path: Path) -> str:
    """Returns the spoken language by yt-dlp's info, or else English."""
    beside = FilesBeside(path)
    name = companion_name(path, INFO_ENDING, beside)
    try:
        info = None if name is None else Info(text_of(beside[name], path.with_name(name)), path)
        return "en" if info is None else tag_of(info.metadata().get("language")) or "en"
    except TranscriptError:
        return "en"


def _language_rank(path: Path, spoken: str) -> int:
    """0 for captions as spoken, 1 for those that do not say, 2 for a translation."""
    named = language_in_name(path)
    if named is None:
        return 1
    return 0 if named.split("-")[0].casefold() == spoken.split("-")[0].casefold() else 2
