"""Plants one fault at a time into a copy of the committed tree, and says which level of the tests finds it.

    .venv/bin/python scripts/planted_faults.py [NAME…] [--levels unit,test,gate,nightly] [--near] [--at COMMIT] [--out FILE]

The levels are tried in order until one fails: `unit` is `make test-unit`, `test` what `make test` runs beyond it, `gate` the browser and
the lint, `nightly` what only `.ci/nightly` runs. Within a level, the tests beside the fault run first (`near`), then all of it;
both end at the first failure, and the test that failed must pass without the fault.

The faults were written down before tests were taken out. A new one is a line that a tired person could write: it must be valid code.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEVELS = ("unit", "test", "gate", "nightly")


@dataclass(frozen=True)
class Fault:
    """`before` stands once in `file` and becomes `after`. `near`: the folders or files of tests that run first."""

    name: str
    file: str
    before: str
    after: str
    near: tuple[str, ...] = ()


FAULTS = (
    Fault(
        "a ticket holds for every address",
        "service/access/tickets.py",
        'f"{said} {path}".encode',
        'f"{said}".encode',
        ("tests/unit/access", "tests/integration/access"),
    ),
    Fault(
        "an entity named late counts as named early",
        "service/domain/salience.py",
        "min(starts) / duration",
        "max(starts) / duration",
        ("tests/unit/domain",),
    ),
    Fault(
        "the eleventh failure of a webhook is an error of the program",
        "service/webhooks/sender.py",
        "hook.failures >= len(PAUSES)",
        "hook.failures > len(PAUSES)",
        ("tests/unit/webhooks", "tests/integration/webhooks"),
    ),
    Fault(
        "the length of a cited video of two hours has 135 minutes",
        "service/exports/citations.py",
        "whole // 60 % 60:02",
        "whole // 60:02",
        ("tests/unit/exports",),
    ),
    Fault(
        "a worker that lost its job to another may still end it",
        "service/jobs/claims.py",
        'rows[0]["fence"] != claim.fence',
        'rows[0]["fence"] < claim.fence',
        ("tests/unit/jobs", "tests/integration/jobs"),
    ),
    Fault(
        "two equally heavy relationships of a hop are not ordered",
        "service/graph/walks/paths.py",
        "for some in steps.values() if len(some) > 1",
        "for some in steps.values() if len(some) > 2",
        ("tests/unit/graph/walks", "tests/integration/graph/walks"),
    ),
    Fault(
        "a search whose words had to be corrected gets their price refunded",
        "service/api/execution/admission.py",
        "if not self.corrected:",
        "if self.corrected:",
        ("tests/unit/api/execution", "tests/integration/api/http"),
    ),
    Fault(
        "an address in NAT64 that stands for a private one is public",
        "service/fetching/address.py",
        "int(found) & 0xFFFFFFFF",
        "int(found) >> 96",
        ("tests/unit/fetching",),
    ),
    Fault(
        "the first cue after a header without a blank line is lost",
        "libraries/read-transcripts/src/read_transcripts/captions/webvtt.py",
        "if skipping and (not line.strip() or TIMING.match(line)):",
        "if skipping and not line.strip():",
        ("libraries/read-transcripts/tests",),
    ),
    Fault(
        "notion and Notion are kept apart only where they are the same",
        "service/resolution/kind_resolution.py",
        "name.islower() != other.islower()",
        "name.islower() == other.islower()",
        ("tests/unit/resolution",),
    ),
    Fault(
        "a rejected quote takes the ends of other relationships with it",
        "service/decisions/rejected_quotes.py",
        "if len(left) < len(known.evidence):",
        "if len(left) <= len(known.evidence):",
        ("tests/unit/decisions", "tests/integration/api"),
    ),
    Fault(
        "segments are filtered by their end",
        "cypher/filters/SegmentWhere.cypher",
        "// filter startSeconds: range segment.startSeconds",
        "// filter startSeconds: range segment.endSeconds",
        ("tests/unit/graph/compose", "tests/integration/api/test_filters.py"),
    ),
    Fault(
        "videos by the time of their import come by their date",
        "cypher/fields/Query/videos.cypher",
        "// order ADDED_AT: video.addedAt DESC",
        "// order ADDED_AT: video.sortDate DESC",
        ("tests/unit/graph/compose", "tests/integration/api/test_order_of_imports.py"),
    ),
    Fault(
        "the first quotes of an entity come last",
        "cypher/statements/evidence/create.cypher",
        "evidence.sortSeconds = 0.0 - row.properties.startSeconds",
        "evidence.sortSeconds = row.properties.startSeconds",
        ("tests/integration/store", "tests/integration/api"),
    ),
    Fault(
        "1:02:09 is shown as 1:2:09",
        "service/web/page/words.js",
        "${hours}:${two(minutes)}:",
        "${hours}:${minutes}:",
        ("tests/page", "tests/browser/journeys"),
    ),
    Fault(
        "Enter in the palette takes the last offer",
        "service/web/page/search/palette.js",
        "offers.choose(offers.offered[0])",
        "offers.choose(offers.offered.at(-1))",
        ("tests/browser/journeys", "tests/browser/test_page_search.py"),
    ),
    Fault(
        "a file that grows beyond what it reserved asks for no more room",
        "service/uploads/receive.py",
        "if self._size > self._room or",
        "if self._size < self._room and",
        ("tests/unit/uploads", "tests/integration/uploads"),
    ),
    Fault(
        "agents' search with an end date has that day's talks too",
        "service/mcp/tools/search.py",
        '"lt": asked.until',
        '"lte": asked.until',
        ("tests/unit/mcp", "tests/integration/mcp"),
    ),
    Fault(
        "the server of a home stops although another program uses it",
        "libraries/embedded-neo4j/src/embedded_neo4j/users.py",
        """        except BlockingIOError:
            return False
""",
        """        except BlockingIOError:
            return True
""",
        ("libraries/embedded-neo4j/tests",),
    ),
    Fault(
        "a feed that fails again and again is asked as often as at first",
        "service/follows/look.py",
        "_FIRST_PAUSE * 2.0 ** min(failures, 20)",
        "_FIRST_PAUSE * 2.0 ** min(failures, 0)",
        ("tests/unit/follows", "tests/integration/follows"),
    ),
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", help="words that a fault's name must have; all faults without")
    asked.add_argument("--levels", default=",".join(LEVELS))
    asked.add_argument("--near", action="store_true", help="try the tests near a fault alone")
    asked.add_argument("--at", default="HEAD", help="the commit whose tests are tried")
    asked.add_argument("--out", type=Path, help="a file to which the lines are added too")
    given = asked.parse_args()
    chosen = [fault for fault in FAULTS if all(word in fault.name for word in given.names)]
    levels = [level for level in LEVELS if level in given.levels.split(",")]
    found = 0
    with tempfile.TemporaryDirectory(prefix="planted-faults-") as folder:
        tree = Path(folder, "tree")
        subprocess.run(["git", "clone", "--quiet", "--shared", ROOT, tree], check=True)
        subprocess.run(["git", "checkout", "--quiet", "--detach", given.at], cwd=tree, check=True)
        for name in (".venv", ".cache"):
            if (ROOT / name).exists():
                (tree / name).symlink_to(ROOT / name)
        for fault in chosen:
            level, test, seconds = _try(tree, fault, levels, (True,) if given.near else (True, False))
            found += level != "nobody"
            line = f"{level}\t{seconds:.0f}\t{fault.name}\t{fault.file}\t{test}"
            print(line, flush=True)
            if given.out:
                with given.out.open("a") as file:
                    file.write(f"{line}\n")
    print(f"{found} of {len(chosen)} found")


RED: set[str] = set()
"""Tests that fail in the copy without any fault, such as those that ask where the package is installed."""


def _try(tree: Path, fault: Fault, levels: list[str], nearness: tuple[bool, ...]) -> tuple[str, str, float]:
    """Returns the level that finds the fault, its first failed test, and the seconds until then."""
    file = tree / fault.file
    text = file.read_text("utf-8")
    if text.count(fault.before) != 1:
        sys.exit(
            f"{fault.file}: {fault.before!r} must stand there once, not {text.count(fault.before)} times"
        )
    file.write_text(text.replace(fault.before, fault.after), "utf-8")
    began = time.monotonic()
    try:
        for near in nearness:
            for level in levels:
                for command in _commands(tree, level, fault.near if near else ()):
                    test = _first_failure(tree, command)
                    while test and "::" in test:
                        seconds = time.monotonic() - began
                        file.write_text(text, "utf-8")
                        if _is_green(tree, test):
                            return level, test, seconds
                        print(f"red without any fault, left out: {test}", file=sys.stderr, flush=True)
                        RED.add(test)
                        file.write_text(text.replace(fault.before, fault.after), "utf-8")
                        test = _first_failure(tree, command)
                    if test:
                        return level, test, time.monotonic() - began
        return "nobody", "", time.monotonic() - began
    finally:
        file.write_text(text, "utf-8")


def _first_failure(tree: Path, command: str) -> str | None:
    """Runs a command. Returns the test that failed first, or the last line said; None if nothing failed."""
    left_out = "".join(f" --deselect '{test}'" for test in sorted(RED)) if "pytest" in command else ""
    ended = subprocess.run(
        command + left_out, cwd=tree, shell=True, capture_output=True, text=True, check=False
    )
    if ended.returncode in (0, 5):  # 5: none of these tests is of this level
        return None
    lines = (ended.stdout + ended.stderr).strip().splitlines()
    failed = [line for line in lines if line.startswith(("FAILED ", "ERROR ", "not ok "))]
    if failed and "::" in failed[0]:
        return failed[0].split(" ", 1)[1].split(" - ")[0]
    return (failed or lines[-1:] or [""])[0][:200]


def _is_green(tree: Path, test: str) -> bool:
    command = [".venv/bin/python", "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", test]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False).returncode == 0


def _commands(tree: Path, level: str, near: tuple[str, ...]) -> list[str]:
    """Returns the commands of a level, for the tests that are near, or for all."""
    here = [name for name in near if (tree / name).exists()]
    if near and not here:
        return []
    pytest = ".venv/bin/python -m pytest -q -x -p no:randomly -p no:cacheprovider"
    page = "tests/page" in here or not near
    python = [name for name in here if name != "tests/page"]
    units = " ".join(name for name in python if name.startswith("tests/unit"))
    others = " ".join(name for name in python if not name.startswith("tests/unit"))
    commands: dict[str, list[str]] = {
        "unit": [
            f"{pytest} {units or '-n 2 --dist loadfile tests/unit'} -m 'not nightly'"
            if units or not near
            else "",
            "tests/page/run" if page and (tree / "tests/page/run").exists() else "",
        ],
        "test": [
            f"{pytest} {others or '-n 2 --dist loadfile tests/integration'} -m 'not nightly and not browser'"
            if others or not near
            else ""
        ],
        "gate": [
            f"{pytest} {others or 'tests/browser'} -m 'browser and not nightly'"
            if others or not near
            else "",
            "" if near else "make lint",
        ],
        "nightly": [
            f"{pytest} {' '.join(python) or 'tests extractor/tests'} -m nightly" if python or not near else ""
        ],
    }
    return [command for command in commands[level] if command]


if __name__ == "__main__":
    main()
