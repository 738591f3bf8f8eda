"""Formats the report of an import, for people and for programs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.commands.terminal.console import called, say
from service.domain.wording import counted

if TYPE_CHECKING:
    from service.actions.imports.import_decisions import Applied, FileDecisions
    from service.actions.imports.import_files import FileResult
    from service.actions.imports.import_folder import SharedName

_SHARED = 10
"""Number of names that are printed without --verbose."""


def say_summary(results: "Sequence[FileResult]") -> None:
    outcomes = Counter(result.outcome for result in results)
    words = {"created": "imported", "changed": "changed", "unchanged": "unchanged", "failed": "failed"}
    say(", ".join(f"{outcomes[key]} {word}" for key, word in words.items()))
    dropped = _dropped(results)
    if dropped:
        say(f"left out by the extraction: {dropped.total()}")
        for reason, count in dropped.most_common():
            say(f"  {count:>6}  {reason}")


def say_shared(shared: "Sequence[SharedName]", *, verbose: bool) -> None:
    """Prints names that two entities share, and what to do about them."""
    if not shared:
        return
    say(
        f"names that two entities have: {len(shared)}; `videograph merge` merges two, `videograph apart` keeps them apart"
    )
    for one in shared if verbose else shared[:_SHARED]:
        say(f"          “{one.name}”: {' and '.join(map(called, one.of))}")
    if len(shared) > _SHARED and not verbose:
        say(f"          and {len(shared) - _SHARED} more: --verbose names them all")


def say_others(others: Mapping[Path, str], verbose: bool) -> None:
    if not others:
        return
    say(f"skipped in folders: {len(others)}")
    for reason, count in Counter(others.values()).most_common():
        say(f"  {count:>6}  {reason}")
        for file in sorted(file for file, other in others.items() if verbose and other == reason):
            say(f"          {file}")


def describe(result: "FileResult") -> str:
    """Returns one line on the result of a file."""
    if result.report is None:
        return f"failed     {error_of(result)}"
    told = [f"in place of {result.replaced}"] if result.replaced else []
    told += result.notes
    if result.report.decisions.carried:
        told.append(applied_words(result.report.decisions))
    for one in result.before[:1]:  # more of them are in `duplicates`
        told.append(
            f"{one.share:.0%} of its words are in the graph already, as {one.slug}: if that is the same talk, delete it with "
            f"`videograph delete {one.slug}`"
        )
    known = {one.slug for one in result.before}
    for slug in result.report.same_title:
        if slug not in known:
            told.append(
                f"of the same title as {slug}: if it is a corrected version of that talk, delete that one with `videograph delete {slug}`"
            )
    told += [f"the quote of an added statement is gone: {one}" for one in result.report.missing]
    notes = f" ({'; '.join(told)})" if told else ""
    return f"{result.outcome:<9}  {result.file}  {result.report.video_id}{notes}"


def error_of(result: "FileResult") -> str | None:
    """Returns the error of a file, with the options that help."""
    if result.same is None:
        return result.error
    return f"{result.error}: --replace replaces it, --keep-both keeps two talks"


def say_decisions(done: "Sequence[FileDecisions]") -> None:
    for one in done:
        say(f"decisions  {one.file}  {applied_words(one.decisions)}")


def applied_words(applied: "Applied") -> str:
    """Describes the result of imported decisions."""
    words = [f"{counted(applied.carried, 'decision')} came along, {applied.taken} of them new here"]
    if applied.older:
        words.append(f"{applied.older} left out: this graph has later decisions")
    if applied.talks:
        words.append(f"{counted(applied.talks, 'talk')} changed by them")
    return "; ".join(words)


def as_json(results: "Sequence[FileResult]", others: Mapping[Path, str]) -> dict[str, Any]:
    outcomes = Counter(result.outcome for result in results)
    return {
        "files": [
            {
                "file": str(result.file),
                "outcome": result.outcome,
                "error": error_of(result),
                "dropped": dict(result.dropped),
                "notes": list(result.notes),
                "saidBefore": list(result.before),
                "replaced": result.replaced,
                "report": result.report,
            }
            for result in results
        ],
        "imported": outcomes["created"],
        "changed": outcomes["changed"],
        "unchanged": outcomes["unchanged"],
        "failed": outcomes["failed"],
        "passedOver": [{"file": str(file), "reason": others[file]} for file in sorted(others)],
        "dropped": dict(_dropped(results)),
    }


def _dropped(results: "Sequence[FileResult]") -> Counter[str]:
    return sum((result.dropped for result in results), Counter[str]())
