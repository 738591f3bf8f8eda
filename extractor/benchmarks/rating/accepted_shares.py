"""Shares of chapter titles and bullets that a reader accepted, by version of the extractor.

    python -m extractor.benchmarks.rating.accepted_shares

Reads ratings.json, which holds each rated title and bullet with its verdict, and says how it was rated, and the later
ratings of bullets in rated/bullets-judged.jsonl.
"""

import json
from pathlib import Path
from typing import Any

RATINGS = Path(__file__).parents[1] / "ratings.json"

JUDGED = Path(__file__).parents[1] / "rated" / "bullets-judged.jsonl"


def share(items: list[dict[str, Any]], version: str, verdict: str) -> tuple[int, int]:
    """How many of a version's items have the verdict, of how many."""
    own = [item for item in items if item["version"] == version]
    return sum(item[verdict] for item in own), len(own)


def count_judged(path: Path = JUDGED) -> list[str]:
    """Of each version and draw how many bullets a strict reader found right, and how many with the doubtful ones."""
    judged = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines: list[str] = []
    for draw in (1, 2):
        for version in ("0.6", "0.7"):
            own = [one["verdict"] for one in judged if one["draw"] == draw and version in one["versions"]]
            right, doubtful = own.count("right"), own.count("doubtful")
            shares = f"({right / len(own):.2f}), {(right + doubtful) / len(own):.2f} with the doubtful ones"
            lines.append(f"bullets right, draw {draw}, offline/{version}: {right} of {len(own)} {shares}")
    return lines


def main() -> None:
    rated = json.loads(RATINGS.read_text(encoding="utf-8"))
    for kind, verdict in (("titles", "acceptable"), ("bullets", "acceptable"), ("bullets", "borneOut")):
        for version in sorted({item["version"] for item in rated[kind]}):
            good, all_ = share(rated[kind], version, verdict)
            print(f"{kind} {verdict}, {version}: {good} of {all_} ({good / all_:.2f})")
    print(*count_judged(), sep="\n")


if __name__ == "__main__":
    main()
