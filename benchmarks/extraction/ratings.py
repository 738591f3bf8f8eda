"""Shares of chapter titles and bullets that a reader accepted, by version of the extractor.

    python -m benchmarks.extraction.ratings

Reads ratings.json, which holds each rated title and bullet with its verdict, and says how it was rated.
"""

import json
from pathlib import Path
from typing import Any

RATINGS = Path(__file__).parent / "ratings.json"


def share(items: list[dict[str, Any]], version: str, verdict: str) -> tuple[int, int]:
    """How many of a version's items have the verdict, of how many."""
    own = [item for item in items if item["version"] == version]
    return sum(item[verdict] for item in own), len(own)


def main() -> None:
    rated = json.loads(RATINGS.read_text(encoding="utf-8"))
    for kind, verdict in (("titles", "acceptable"), ("bullets", "acceptable"), ("bullets", "borneOut")):
        for version in sorted({item["version"] for item in rated[kind]}):
            good, all_ = share(rated[kind], version, verdict)
            print(f"{kind} {verdict}, {version}: {good} of {all_} ({good / all_:.2f})")


if __name__ == "__main__":
    main()
