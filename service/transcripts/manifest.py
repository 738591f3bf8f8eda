"""Metadata of many talks in one file: a CSV with a row, JSON with an object, or a feed with an episode for each talk
(`ingest --metadata talks.csv`).

`file` names the talk of a row; the other columns are the keys of a sidecar. Invalid values stop the import before it
begins, because talks would be imported without their metadata. Columns that may be for other programs cause a
warning.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, ValidationError

from read_transcripts.beside.companions import stems
from read_transcripts.parts.jsontext import is_json_lines, line_of, lines_as_json
from service.domain.identity import slugify
from service.errors import InvalidInput, TranscriptError
from service.transcripts.feeds import is_feed, read_feed
from service.transcripts.given_speakers import read_given
from service.transcripts.media import media_type_of
from service.transcripts.overrides import Overrides
from service.transcripts.sidecar import Sidecar
from service.transcripts.source import fault_of, load_text, parse

_FILE = ("file", "filename", "path", "transcript")
_CHANNEL = ("channel_url", "channel_id")
_MEDIA_TYPE = "media_type"
_LANGUAGE, _SPEAKERS = ("language", "lang"), ("speakers", "speaker")
_SIMILARITY = 0.75
_NAMED = 5
"""Files that a warning names."""


@dataclass(frozen=True)
class Manifest:
    """The metadata of each talk, and `warnings`: unknown columns, rows without a talk, talks without a row."""

    talks: Mapping[Path, Overrides]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _ManifestRow:
    """`values` by the names of a sidecar."""

    line: int
    file: str
    values: dict[str, Any]


class NamedTalks:
    """Looks up talks; a path counts from `folder`."""

    def __init__(self, folder: Path, talks: Sequence[Path]) -> None:
        self._folder = folder
        self._resolved = {talk.resolve(): talk for talk in talks}
        self._named: defaultdict[str, list[Path]] = defaultdict(list)
        self._slugs: defaultdict[str, set[Path]] = defaultdict(set)
        for talk in talks:
            self._slugs[slugify(stems(talk)[-1])].add(talk)
            for name in {talk.name, talk.stem, *stems(talk)}:
                self._named[name].append(talk)
            for up in range(2, min(len(talk.parts), 6) + 1):  # a path from a folder above it
                self._named["/".join(talk.parts[-up:])].append(talk)

    def find(self, name: str) -> Path | list[Path] | None:
        """The talk of that name; several where it may be any of them."""
        exact = self._resolved.get((self._folder / name).resolve())
        if exact is not None:
            return exact
        found = self._named.get(name.removeprefix("./"), [])
        return found[0] if len(found) == 1 else found or None

    def find_episode(self, names: Iterable[str]) -> Path | None:
        """The talk that an episode's names (the surest first) lead to; a title is compared without case and signs."""
        names = list(names)
        for name in names:
            found = self.find(name)
            if isinstance(found, Path):
                return found
        for name in names:
            same = self._slugs.get(slugify(name), set())
            if len(same) == 1:
                return next(iter(same))
        return None

    def nearest(self, name: str) -> str:
        near = get_close_matches(name, self._named, 1, _SIMILARITY)
        return f", is {self._named[near[0]][0].name} meant?" if near else ""


def read_manifest(file: Path, talks: Sequence[Path]) -> Manifest:
    """Reads the metadata of these talks. A row's file is a path from the manifest's folder, or the name of one talk,
    with or without its extension; for a feed's episodes see `feeds.py`.

    Raises:
        TranscriptError: it cannot be read, no row is of any of the talks, or a row has a value that cannot be used.
    """
    text = load_text(file)
    places = NamedTalks(file.parent, talks)
    if is_feed(text):
        return _of_feed(text, file, places, talks)
    rows, unread = _rows(text, file)
    found: dict[Path, Overrides] = {}
    lost: list[str] = []
    for row in rows:
        talk = places.find(row.file)
        if isinstance(talk, list):
            shown = ", ".join(str(path) for path in talk[:_NAMED])
            raise TranscriptError(file, f"{row.file!r} may be any of {shown}: give the path", row.line)
        if talk is None:
            lost.append(f"{row.file!r} (line {row.line}{places.nearest(row.file)})")
        elif talk in found:
            raise TranscriptError(file, f"a second row is of {talk}: leave one of them", row.line)
        else:
            found[talk] = _overrides(row, file)
    if not found:
        raise TranscriptError(
            file,
            f"no row is of any of the talks: {rows[0].file!r} is none of their names, nor a path to one from {file.parent}",
            rows[0].line,
        )
    warnings = [f"{file}: {one}" for one in unread]
    if lost:
        warnings.append(f"{file}: rows without a talk: {_shown(lost)}")
    return Manifest(found, (*warnings, *_bare(file, talks, found)))


def _of_feed(text: str, file: Path, places: NamedTalks, talks: Sequence[Path]) -> Manifest:
    """Returns the metadata of the episodes that have a talk. Other episodes cause no warning: a feed lists everything that a show has published."""
    found: dict[Path, Overrides] = {}
    for line, names, values in read_feed(text, file):
        talk = places.find_episode(names)
        if talk is not None and talk not in found:
            found[talk] = _overrides(_ManifestRow(line, names[0], values), file)
    if not found:
        raise TranscriptError(
            file, "no episode is of any of the talks: name their files like the enclosures or the titles"
        )
    return Manifest(found, tuple(_bare(file, talks, found)))


def _bare(file: Path, talks: Sequence[Path], found: Mapping[Path, Overrides]) -> Iterator[str]:
    if bare := [str(talk) for talk in talks if talk not in found]:
        yield f"{file}: talks without a row: {_shown(bare)}"


def with_options(said: Overrides | None, options: Overrides) -> Overrides:
    """Returns the options for a talk, completed by the manifest."""
    if said is None:
        return options
    given = {key: value for key, value in vars(options).items() if value not in (None, (), False)}
    if options.channel is not None:
        given |= dict.fromkeys(_CHANNEL)  # of the other channel
    speakers = dict(said.speakers) | dict(options.speakers)
    return replace(said, **given | {"speakers": tuple(sorted(speakers.items()))})


def _shown(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{len(names)}: {', '.join(names[:_NAMED])}{more}"


def _rows(text: str, file: Path) -> tuple[list[_ManifestRow], list[str]]:
    """The rows, and a warning for each column that is not read.

    Raises:
        TranscriptError: it is no list of talks, or a column looks misspelt.
    """
    listed = list(objects_of(text, file) if text.lstrip().startswith(("{", "[")) else records_of(text, file))
    if not listed:
        raise TranscriptError(file, "has no rows")
    names = _names()
    rows: list[_ManifestRow] = []
    unread: dict[str, str] = {}
    for line, values in listed:
        known: dict[str, Any] = {}
        for column, value in values.items():
            bare = re.sub(r"[^a-z0-9]+", "_", column.strip().casefold()).strip("_")
            name = names.get(bare) or names.get(bare.replace("_", ""))
            if name is not None:
                if value not in (None, ""):
                    known.setdefault(name, value)
            elif column.strip():
                unread[column] = _unread(column, bare, names, file, line)
        named = known.pop("file", None)
        if not isinstance(named, str) or not named.strip():
            raise TranscriptError(file, "does not say of which file it is: a column 'file' has to", line)
        rows.append(_ManifestRow(line, named.strip(), known))
    return rows, list(unread.values())


def _unread(column: str, bare: str, names: Mapping[str, str], file: Path, line: int) -> str:
    near = get_close_matches(bare, names, 1, _SIMILARITY)
    if near:
        raise TranscriptError(file, f"there is no column {column!r}: is {names[near[0]]!r} meant?", line)
    known = ", ".join(dict.fromkeys(names.values()))
    return f"the column {column!r} is not read; those that are: {known}"


def _names() -> dict[str, str]:
    """What a column may be called, in small letters → the sidecar's name."""
    names: dict[str, str] = dict.fromkeys(_FILE, "file")
    for field, info in Sidecar.model_fields.items():
        alias = info.validation_alias
        for name in (field, *(map(str, alias.choices) if isinstance(alias, AliasChoices) else ())):
            names[re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()] = field
            names[name.lower()] = field
    names |= dict.fromkeys(_LANGUAGE, "language") | dict.fromkeys(_SPEAKERS, "speakers")
    names |= {name: name for name in _CHANNEL} | {name.replace("_", ""): name for name in _CHANNEL}
    names |= dict.fromkeys((_MEDIA_TYPE, _MEDIA_TYPE.replace("_", "")), _MEDIA_TYPE)
    names.pop("duration_seconds")
    names.pop("durationseconds")
    names.pop("duration")  # it is in the words
    return names


def _overrides(row: _ManifestRow, manifest: Path) -> Overrides:
    """
    Raises:
        TranscriptError: a value cannot be used.
    """
    values = dict(row.values)
    channel = values.get("channel")
    link = {key.removeprefix("channel_"): values.pop(key) for key in _CHANNEL if key in values}
    if isinstance(channel, str) and link:
        values["channel"] = {"name": channel} | link
    kind = values.pop(_MEDIA_TYPE, None)
    if isinstance(values.get("media"), str):
        values["media"] = {"url": values["media"], "type": kind or media_type_of(values["media"])}
    speakers = values.get("speakers")
    try:
        if isinstance(speakers, str):
            values["speakers"] = read_given(part for part in speakers.split(";") if part.strip())
        known = Sidecar.model_validate(values)
    except ValidationError as error:
        raise TranscriptError(manifest, fault_of(error)[1], row.line) from None
    except InvalidInput as error:
        raise TranscriptError(manifest, f"speakers: {error.message}", row.line) from None
    about = known.channel
    return Overrides(
        id=known.id,
        title=known.title,
        url=known.url,
        published_on=known.published_on,
        channel=about and about.name,
        channel_id=about and about.id,
        channel_url=about and about.url,
        language=known.language,
        description=known.description,
        thumbnail_url=known.thumbnail_url,
        media=known.media,
        moment_url_template=known.moment_url_template,
        speakers=tuple(sorted(known.speakers.items())),
    )


_DELIMITERS = ",;\t"


def records_of(text: str, file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        columns = next(reader)
        for number, again in enumerate(columns):
            if again.strip() and again in columns[:number]:
                raise TranscriptError(file, f"two columns are called {again!r}", 1)
        for values in reader:
            if not any(value.strip() for value in values):
                continue
            if len(values) > len(columns):
                reason = f"has {len(values)} fields, and the first line names {len(columns)}: put quotes round one with {delimiter!r} in it"
                raise TranscriptError(file, reason, reader.line_num)
            yield (
                reader.line_num,
                {column: value.strip() for column, value in zip(columns, values, strict=False)},
            )
    except csv.Error as error:
        raise TranscriptError(file, f"is not CSV here: {error}", reader.line_num) from None


def objects_of(text: str, file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if is_json_lines(text):
        text = lines_as_json(text)
    value = parse(text, file)
    if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
        items = [
            (line_of(text, (key,)), {"file": key} | inner)
            for key, inner in value.items()
            if isinstance(inner, dict)
        ]
    elif isinstance(value, list) and all(isinstance(inner, dict) for inner in value):
        items = [(line_of(text, (at,)), inner) for at, inner in enumerate(value)]
    else:
        raise TranscriptError(
            file, "must be a list of objects with a key 'file', or an object of objects by file"
        )
    yield from items
