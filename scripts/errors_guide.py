"""Writes the column "Decided in" of docs/guides/errors.md: the module in which each message stands.

    python scripts/errors_guide.py [--check]

A message is searched in the strings of all modules of service/ and of the libraries, an expression in them as `…`. If several modules have it, the one that the
guide names stays; if none has it, or several and the guide names none of them, the row is an error. With --check no file is written.
"""

import ast
import os
import re
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs/guides/errors.md"
_ROW = re.compile(r"^(\| `(?P<message>.+?)` \| .* \| )(?P<place>\[\w+\.py\]\([^)]+\)|\?)( \|)$", re.MULTILINE)


@cache
def texts_of(file: Path) -> str:
    """The strings of a module, an expression in them as `…`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    texts = [
        "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in text.values)
        for text in joined
    ]
    texts += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return "\n".join(text.replace("{}", "…").replace("`", "") for text in texts)


@cache
def modules() -> list[Path]:
    return sorted([*(ROOT / "service").rglob("*.py"), *ROOT.glob("libraries/*/src/**/*.py")])


def modules_with(message: str) -> list[Path]:
    """The modules of the service in which a message of the guide stands."""
    words = message.removesuffix("…").rstrip()
    return [file for file in modules() if words in texts_of(file)]


def with_modules(text: str) -> tuple[str, list[str]]:
    """Returns the guide with the module of each message, and what is wrong with rows that have none."""
    faults: list[str] = []

    def place(row: re.Match[str]) -> str:
        found = modules_with(row["message"])
        links = {f"[{one.name}]({os.path.relpath(one, GUIDE.parent)})": one for one in found}
        if row["place"] in links:
            return row[0]
        if len(links) == 1:
            return f"{row[1]}{next(iter(links))}{row[4]}"
        listed = ", ".join(str(one.relative_to(ROOT)) for one in found) or "no module"
        faults.append(f"`{row['message']}` stands in {listed}; the guide names {row['place']}")
        return row[0]

    return _ROW.sub(place, text), faults


def main(arguments: list[str]) -> int:
    text = GUIDE.read_text(encoding="utf-8")
    expected, faults = with_modules(text)
    for fault in faults:
        print(f"{GUIDE.relative_to(ROOT)}: {fault}")
    if "--check" not in arguments:
        GUIDE.write_text(expected, encoding="utf-8")
    elif expected != text:
        print(f"{GUIDE.relative_to(ROOT)}: modules are not those of the messages; run `make schema`")
        return 1
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
