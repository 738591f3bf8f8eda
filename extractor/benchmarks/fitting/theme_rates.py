"""Measures how often talks of any subject mention each theme: writes data/theme_rates.toml.

    python -m extractor.benchmarks.fitting.theme_rates FOLDER [--write]

Counts the words of data/topics.toml, weighed as `topics.py` weighs them, in every second talk of a folder of general talks, and
takes of each theme the mean over talks of what a thousand words have. Prints the commonest.
"""

import argparse
from collections import defaultdict
from pathlib import Path

from service.domain.document import VideoDocument
from service.transcripts import read_file
from videograph_extractor.outline.topics import count_themes
from videograph_extractor.text.language import DATA

_SHOWN = 20
_SELDOM = 0.005
"""What is said less often makes no difference."""


def read_rates(folder: Path) -> dict[str, float]:
    files = sorted(folder.glob("*.transcript.json"))[::2]
    sums: defaultdict[str, float] = defaultdict(float)
    for file in files:
        talk = read_file(file)
        if isinstance(talk, VideoDocument):
            continue
        said, _ = count_themes(talk.segments)
        words = sum(len(segment.text.split()) for segment in talk.segments)
        for name, count in said.items():
            sums[name] += count * 1000 / words
    return {name: round(total / len(files), 3) for name, total in sorted(sums.items())}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rates = {name: rate for name, rate in read_rates(options.folder).items() if rate >= _SELDOM}
    for name in sorted(rates, key=lambda name: -rates[name])[:_SHOWN]:
        print(f"{rates[name]:.3f} {name}")
    if options.write:
        head = (
            "# How often words of a theme (topics.toml), weighed, are said in a thousand words of talks about anything; written\n"
            "# by `python -m extractor.benchmarks.fitting.theme_rates CHANGELOG --write`; do not edit.\n"
        )
        lines = [f'"{name}" = {rate}' for name, rate in rates.items()]
        (DATA / "theme_rates.toml").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
