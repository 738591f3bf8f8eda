"""Imports files and folders: their decisions, then their talks, then what only all of them together tell."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from service.actions.import_decisions import FileDecisions, import_decisions, is_decisions_file
from service.actions.import_files import (
    ChooseFor,
    FileProgress,
    FileResult,
    ImportFiles,
    import_files,
    keep_both,
)
from service.graph.driver.database import Database
from service.graph.health import read_counts
from service.graph.migrations import settle
from service.ingest.curation.re_resolve import Change, decide_anew
from service.ingest.duplicates.shared_names import Called, SharedName, find_shared_names
from service.ingest.formats import Overrides, look_through
from service.ingest.formats.metadata.manifest import read_manifest, with_options

__all__ = [
    "Called",
    "Change",
    "FolderProgress",
    "FolderReport",
    "SharedName",
    "TalkFiles",
    "find_talk_files",
    "import_folder",
    "read_metadata",
]

_MANY = 20
"""From so many new talks on, Neo4j's plans are made anew."""


@dataclass(frozen=True)
class TalkFiles:
    """What of some files and folders can be imported.

    Attributes:
        talks: files that may be talks, in the order of their paths.
        decisions: files of decisions.
        expected: those of `talks` that somebody named, or that are called as transcripts are.
        others: files of folders that are none, each with what it is.
    """

    talks: Sequence[Path]
    decisions: Sequence[Path] = ()
    expected: frozenset[Path] = frozenset()
    others: Mapping[Path, str] = field(default_factory=dict[Path, str])


class FolderProgress(FileProgress, Protocol):
    """Who is told how far an import of a folder is."""

    def end(self, result: FileResult) -> None:
        """The file is done, and what became of it is in the graph."""


@dataclass(frozen=True)
class FolderReport:
    """What became of files and folders.

    Attributes:
        talks: of each talk; what turned out to be none is in `others`.
        others: files that are none, each with what it is.
        decisions: of each file of decisions.
        changes: names of earlier talks that were decided anew.
        shared: names by which two entities are called.
    """

    talks: Sequence[FileResult]
    others: Mapping[Path, str]
    decisions: Sequence[FileDecisions]
    changes: Sequence[Change]
    shared: Sequence[SharedName]


def find_talk_files(paths: Iterable[Path], metadata: Path | None = None) -> TalkFiles:
    """What can be imported. `metadata`, the file that describes the talks, may lie among them and is none."""
    found = look_through(paths)
    decisions = [file for file in found.talks if is_decisions_file(file)]
    talks = [file for file in found.talks if file not in decisions]
    others = found.others
    if metadata is not None and metadata.exists():
        talks = [file for file in talks if not (file.exists() and file.samefile(metadata))]
        others = {file: what for file, what in others.items() if not file.samefile(metadata)}
    return TalkFiles(talks, decisions, frozenset(found.expected), others)


def read_metadata(
    files: Sequence[Path], overrides: Overrides, metadata: Path | None = None
) -> tuple[dict[Path, Overrides], Sequence[str]]:
    """What the caller says of each file, by the `metadata` file and by `overrides`, which win; and warnings.

    Raises:
        TranscriptError: the file cannot be read, or is of none of these talks.
    """
    if metadata is None:
        return dict.fromkeys(files, overrides), ()
    manifest = read_manifest(metadata, files)
    return {file: with_options(manifest.talks.get(file), overrides) for file in files}, manifest.warnings


async def import_folder(
    database: Database,
    found: TalkFiles,
    wanted: ImportFiles,
    progress: FolderProgress,
    choose: ChooseFor = keep_both,
) -> FolderReport:
    """Imports what was found: each talk in a transaction of its own, so that whatever stops the rest, those that are done are
    in the graph, and the same import goes on from there.

    Args:
        found: its talks are imported, whatever files `wanted` has.

    Raises:
        InvalidInput: a file of decisions cannot be used.
        GraphUnavailable, SetupError: as `import_files`.
    """
    decisions = await import_decisions(database, found.decisions)
    wanted = replace(wanted, files=found.talks, expected=found.expected)
    results: list[FileResult] = []
    async with aclosing(_loaded(database, wanted, progress, choose)) as loaded:
        async for result in loaded:
            results.append(result)
    talks = [result for result in results if not result.other]
    written = sum(result.outcome in ("created", "changed") for result in talks)
    changes = await decide_anew(database) if written and len(found.talks) > 1 else []
    candidates = [one for result in talks if result.report for one in result.report.candidates]
    shared = await find_shared_names(database, candidates)
    others = {**found.others, **{result.file: result.other for result in results if result.other}}
    return FolderReport(talks, others, decisions, changes, shared)


async def _loaded(
    database: Database, wanted: ImportFiles, progress: FolderProgress, choose: ChooseFor
) -> AsyncGenerator[FileResult]:
    """As `import_files`; what Neo4j has planned is planned anew once the graph is another."""
    was_empty = (await read_counts(database))["videos"] == 0
    written = 0
    async with aclosing(import_files(database, wanted, progress, choose)) as results:
        async for result in results:
            progress.end(result)
            yield result
            written += result.outcome in ("created", "changed")
            if was_empty and written == _MANY:
                await settle(database)  # the plans of an empty graph are scans
    if written and (was_empty or written >= _MANY):
        await settle(database)
