"""Compares docs/schema.graphql with that of the last release: what breaks clients must have been deprecated in it.

    python scripts/schema_changes.py [FILE]

FILE is another schema to compare with. Without it, that of the newest tag `v*`; a repository without one has nothing to compare with.
"""

import re
import subprocess
import sys
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
)

SCHEMA = Path(__file__).parents[1] / "docs/schema.graphql"
_COORDINATE = re.compile(r"\b\w+\.\w+\b")
_REMOVED = ("FIELD_REMOVED", "VALUE_REMOVED_FROM_ENUM")


def breaking_changes(before: str, after: str) -> list[str]:
    """What is not compatible, without fields, input fields and values of enums that were deprecated before they were removed."""
    old = build_schema(before)
    return [
        change.description
        for change in find_breaking_changes(old, build_schema(after))
        if not (change.type.name in _REMOVED and _was_deprecated(old, change.description))
    ]


def _was_deprecated(schema: GraphQLSchema, description: str) -> bool:
    coordinate = _COORDINATE.search(description)
    if coordinate is None:
        return False
    type_name, _, member = coordinate[0].partition(".")
    match schema.type_map.get(type_name):
        case GraphQLEnumType() as type_:
            found = type_.values.get(member)
        case GraphQLObjectType() | GraphQLInterfaceType() | GraphQLInputObjectType() as type_:
            found = type_.fields.get(member)
        case _:
            return False
    return found is not None and found.deprecation_reason is not None


def _last_release() -> str | None:
    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=SCHEMA.parent, capture_output=True, text=True, check=True
        ).stdout

    tags = git("tag", "--list", "v*", "--sort=-version:refname").split()
    return git("show", f"{tags[0]}:docs/schema.graphql") if tags else None


def main() -> int:
    before = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else _last_release()
    if before is None:
        print("schema: no release to compare with")
        return 0
    faults = breaking_changes(before, SCHEMA.read_text("utf-8"))
    for fault in faults:
        print(f"schema: {fault} Deprecate it in one release (`deprecation_reason`) before you remove it.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
