"""Imports files and folders: first decisions, then talks, then resolves names with all of them."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from service.actions.imports.import_decisions import FileDecisions, import_decisions, is_decisions_file
from service.actions.imports.import_files import (
    ChooseFor,
    FileProgress,
    FileResult,
    ImportFiles,
    import_files,
    keep_both,
)
from service.curation.re_resolve import ReassignedName, decide_anew
from service.graph.driver.database import Database
from service.graph.health import read_counts
from service.graph.migrations import settle
from service.store.duplicates.entities import NameOwner, SharedName, find_shared_names
from service.transcripts import Overrides, look_through
from service.transcripts.manifest import read_manifest, with_options

__all__ = [
    "FolderProgress",
    "FolderReport",
    "NameOwner",
    "ReassignedName",
    "SharedName",
    "TalkFiles",
    "find_talk_files",
    "import_folder",
    "read_metadata",
]

_MANY = 20
"""Number of new talks after which Neo4j's plans are cleared."""


@dataclass(frozen=True)
class TalkFiles:
    """The importable files of some files and folders.

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
    """Receives the progress of an import of a folder."""

    def end(self, result: FileResult) -> None:
        """Called when a file is done and its result is in the graph."""


@dataclass(frozen=True)
class FolderReport:
    """Result of files and folders.

    Attributes:
        talks: of each talk; what turned out to be none is in `others`.
        others: files that are none, each with what it is.
        decisions: of each file of decisions.
        changes: names of earlier talks that were resolved again.
        shared: names by which two entities are called.
    """

    talks: Sequence[FileResult]
    others: Mapping[Path, str]
    decisions: Sequence[FileDecisions]
    changes: Sequence[ReassignedName]
    shared: Sequence[SharedName]


def find_talk_files(paths: Iterable[Path], metadata: Path | None = None) -> TalkFiles:
    """Finds importable files. `metadata`, the file that describes the talks, may be among them and is skipped."""
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
    """Returns the metadata of each file from the `metadata` file and from `overrides`, which take precedence; and
    warnings.

    Raises: TranscriptError: the file cannot be read, or belongs to none of these talks.
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
    """Imports the found files. After an interruption the finished talks are in the
    graph, and the same import continues.

    Args:
        found: its talks are imported, whatever files `wanted` has.

    Raises: InvalidInput: a file of decisions is invalid. GraphUnavailable, SetupError: as `import_files`.
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
    """Like `import_files`, and clears Neo4j's plans once the graph has grown."""
    was_empty = (await read_counts(database))["videos"] == 0
    written, settled = 0, False

    async def settle_once() -> None:
        nonlocal settled
        if was_empty and written >= _MANY and not settled:
            settled = True
            await settle(database)  # plans for an empty graph are scans

    async with aclosing(import_files(database, wanted, progress, choose, settle_once)) as results:
        async for result in results:
            progress.end(result)
            yield result
            written += result.outcome in ("created", "changed")
    if written and (was_empty or written >= _MANY):
        await settle(database)
