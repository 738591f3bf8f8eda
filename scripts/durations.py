"""Writes how long the parts, files and slowest tests of a gate took, and compares two such files.

    .venv/bin/python scripts/durations.py write FOLDER FILE SECONDS     the results of a run, which .ci/run has in FOLDER
    .venv/bin/python scripts/durations.py compare BEFORE AFTER          what became slower or quicker, the largest difference first

A file has the commit, the seconds of the whole and of each part, tests and seconds of each file (set-up included), the twenty slowest tests,
and the names of unsteady ones. Seconds are of one lane: two lanes work at once where there are two processors.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
MOST = 20


def write(folder: Path, file: Path, seconds: float) -> None:
    """Reads pytest's results (*.xml), `seconds` (a part and its seconds in each line) and `unsteady` of the folder."""
    files: dict[str, list[float]] = defaultdict(list)
    tests: list[tuple[float, str]] = []
    for results in sorted(folder.glob("*.xml")):
        for case in ElementTree.parse(results).iter("testcase"):
            path, name = _place(case.get("classname", "")), case.get("name", "")
            files[path].append(float(case.get("time", "0")))
            tests.append((round(float(case.get("time", "0")), 2), f"{path}::{name} ({results.stem})"))
    parts = [line.split() for line in (folder / "seconds").read_text("utf-8").splitlines()]
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    content = {
        "commit": commit.stdout.strip(),
        "seconds": round(seconds),
        "parts": {name: int(took) for name, took in sorted(parts, key=lambda part: -int(part[1]))},
        "files": {
            path: {"tests": len(took), "seconds": round(sum(took), 1)}
            for path, took in sorted(files.items(), key=lambda item: -sum(item[1]))
        },
        "slowest": [{"test": name, "seconds": took} for took, name in sorted(tests, reverse=True)[:MOST]],
        "unsteady": (folder / "unsteady").read_text("utf-8").splitlines(),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    print(f"durations: {file}")
    for slow in content["slowest"]:
        print(f"{slow['seconds']:8.1f} s  {slow['test']}")


def _place(classname: str) -> str:
    """The file of a test: pytest gives it with dots, and a class behind it if the test is in one."""
    parts = classname.split(".")
    for size in range(len(parts), 0, -1):
        path = Path(*parts[:size]).with_suffix(".py")
        if (ROOT / path).exists():
            return path.as_posix()
    return classname


def compare(before: Path, after: Path) -> None:
    one, other = (json.loads(file.read_text("utf-8")) for file in (before, after))
    print(f"{'before':>8} {'after':>8} {'change':>8}  seconds")
    _line("the whole", one["seconds"], other["seconds"])
    _table(one["parts"], other["parts"], len(one["parts"]) + len(other["parts"]))
    files = [{path: of["seconds"] for path, of in run["files"].items()} for run in (one, other)]
    _table(files[0], files[1], MOST)
    tests = [sum(of["tests"] for of in run["files"].values()) for run in (one, other)]
    print(f"tests: {tests[0]}, then {tests[1]}")
    for name, run in (("before", one), ("after", other)):
        for test in run["unsteady"]:
            print(f"unsteady {name}: {test}")


def _table(before: dict[str, Any], after: dict[str, Any], most: int) -> None:
    print()
    names = sorted(
        before.keys() | after.keys(), key=lambda name: (-abs(after.get(name, 0) - before.get(name, 0)), name)
    )
    for name in names[:most]:
        _line(name, before.get(name, 0), after.get(name, 0))


def _line(name: str, before: float, after: float) -> None:
    print(f"{before:8.0f} {after:8.0f} {after - before:+8.0f}  {name}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", folder, file, seconds]:
            write(Path(folder), Path(file), float(seconds))
        case ["compare", before, after]:
            compare(Path(before), Path(after))
        case _:
            sys.exit(__doc__)
