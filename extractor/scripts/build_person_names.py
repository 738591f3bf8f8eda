"""Builds `extractor/src/videograph_extractor/data/person_names.txt.gz` out of the npm package humannames (MIT).

    npm pack humannames@1.0.5 && tar xzf humannames-1.0.5.tgz
    python extractor/scripts/build_person_names.py package/index.json

First and family names of one word, sorted, each as the number of letters that it shares with the one before, and its
rest: a third of the size. The same input gives the same bytes.
"""

import gzip
import json
import sys
from itertools import takewhile
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/videograph_extractor/data/person_names.txt.gz"


def pack(names: list[str]) -> str:
    lines: list[str] = []
    before = ""
    for name in sorted(names):
        shared = min(9, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, name))))  # noqa: B905
        lines.append(f"{shared}{name[shared:]}")
        before = name
    return "\n".join(lines)


def main() -> None:
    names = [
        name
        for name in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
        if name.isalpha() and 3 <= len(name) <= 11 and name[0].isupper() and name[1:].islower()
    ]
    TARGET.write_bytes(gzip.compress(pack(names).encode(), 9, mtime=0))
    print(f"{len(names)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
