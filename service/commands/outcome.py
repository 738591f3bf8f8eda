"""What came of an import, said for people and for programs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.commands.console import called, say

if TYPE_CHECKING:
    from service.commands.importing import FileResult
    from service.ingest.duplicates.shared_names import SharedName

_SHARED = 10
"""Names that are said without --verbose."""


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
    """Names that two entities are called by, and what to do about them."""
    if not shared:
        return
    say(
        f"names by which two entities are called: {len(shared)}; `videograph merge` makes two one, `videograph apart` says that they "
        "are two"
    )
    for one in shared if verbose else shared[:_SHARED]:
        say(f"          “{one.name}”: {' and '.join(map(called, one.of))}")
    if len(shared) > _SHARED and not verbose:
        say(f"          and {len(shared) - _SHARED} more: --verbose names them all")


def say_others(others: Mapping[Path, str], verbose: bool) -> None:
    if not others:
        return
    say(f"passed over in folders: {len(others)}")
    for reason, count in Counter(others.values()).most_common():
        say(f"  {count:>6}  {reason}")
        for file in sorted(file for file, other in others.items() if verbose and other == reason):
            say(f"          {file}")


def as_json(results: "Sequence[FileResult]", others: Mapping[Path, str]) -> dict[str, Any]:
    outcomes = Counter(result.outcome for result in results)
    return {
        "files": [
            {
                "file": str(result.file),
                "outcome": result.outcome,
                "error": result.error,
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
