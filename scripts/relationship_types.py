"""Writes the types of relationships between entities, in the order of cypher/model.toml, into the .cypher files.

    python scripts/relationship_types.py [--check] [FOLDER]

A list of types that contains RELATED_TO and at least half of the types means all of them: a pattern such as
`[relationship:WORKS_AT|…|RELATED_TO]`. It contains MENTIONED_WITH if it did before. Other lists are a choice and stay as
they are. Released migrations never change. With --check no file is written, and stale files are an error.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATCH_ALL = "RELATED_TO"
CO_MENTION = "MENTIONED_WITH"
_LIST = re.compile(r"(?<=:)[A-Z_]+(?:\|[A-Z_]+)+(?=[]*{ ])")


def with_all_types(text: str, types: list[str]) -> str:
    """Returns the text of a .cypher file in which each list of all types is that of the model."""

    def complete(found: re.Match[str]) -> str:
        listed = set(found[0].split("|"))
        if CATCH_ALL not in listed or len(listed) * 2 < len(types):
            return found[0]
        return "|".join(name for name in types if name != CO_MENTION or name in listed)

    return _LIST.sub(complete, text)


def stale_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yields each file below `folder` whose lists differ from `folder/model.toml`, with the text that it should have."""
    model = tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))
    types = list(model["relationships"])
    for file in sorted(folder.rglob("*.cypher")):
        if file.relative_to(folder).parts[0] != "migrations":
            text = file.read_text(encoding="utf-8")
            if (expected := with_all_types(text, types)) != text:
                yield file, expected


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    folders = [Path(one) for one in arguments if one != "--check"]
    stale = list(stale_files(folders[0] if folders else ROOT / "cypher"))
    for file, text in stale:
        if check:
            print(f"{file}: the list of relationship types is not that of model.toml; run `make fmt`")
        else:
            file.write_text(text, encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
