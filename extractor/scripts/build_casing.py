"""Builds two tables out of transcripts that have capitals: how words get written
(casing.txt), and which words every talk has, whatever it is about (background.txt).

    python extractor/scripts/build_casing.py FOLDER... [--without extractor/benchmarks/gold/excerpts]

Each FOLDER holds `*.transcript.json` files (Podcasting 2.0); talks that excerpts of the gold are from are left out. One
line a word that stands in at least two talks and three times inside sentences, with a capital in a tenth of those or more:
the commonest spelling with a capital, and in how many of a hundred places it or another one has one. background.txt has the
words that stand in a tenth of all talks and are none of the commonest of English: word, and how often it is said in a
million words.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from videograph_extractor.text.language import rarity

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "service/extractors/common/data/casing.txt"
_TOKEN = re.compile(r"[A-Za-z0-9][\w+#]*(?:[.'’/-][\w+#]+)*[+#]*|[.?!:;,—…\"“”()\[\]-]")
_OPENERS = frozenset('.?!:…"“”([—-')
_LEAST, _TALKS, _SHARE = 3, 2, 0.1
BACKGROUND = ROOT / "extractor/src/videograph_extractor/data/background.txt"
_EVERYWHERE, _RARE = 0.1, 0.15


def count(folders: list[Path], without: set[str]) -> tuple[dict[str, Counter[str]], Counter[str], int]:
    """Spellings of each word, the number of talks that it stands in, and the number of talks."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    talks: Counter[str] = Counter()
    files = sorted(file for folder in folders for file in folder.glob("*.transcript.json"))
    files = [file for file in files if file.name.removesuffix(".transcript.json") not in without]
    for file in files:
        seen: set[str] = set()
        for segment in json.loads(file.read_text(encoding="utf-8"))["segments"]:
            before = "."
            for token in _TOKEN.findall(segment["body"]):
                word = re.sub(r"['’]s$", "", token)
                if before not in _OPENERS and word[0].isalnum() and any(c.isalpha() for c in word):
                    spellings[word.lower()][word] += 1
                    seen.add(word.lower())
                before = token
        talks.update(seen)
    return spellings, talks, len(files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--without", type=Path, help="folder of excerpts whose talks are left out")
    options = parser.parse_args()
    excerpts = sorted(options.without.glob("*.json")) if options.without else []
    gold = {json.loads(file.read_text(encoding="utf-8"))["source"]["talk"] for file in excerpts}
    spellings, talks, files = count(options.folders, gold)
    lines: list[str] = []
    for word, forms in sorted(spellings.items()):
        large = Counter({form: n for form, n in forms.items() if form != word})
        share = large.total() / forms.total()
        if forms.total() >= _LEAST and talks[word] >= _TALKS and share >= _SHARE:
            best = max(sorted(large), key=lambda form: large[form])
            lines.append(f"{best} {round(100 * share)}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    total = sum(forms.total() for forms in spellings.values())
    common = [
        f"{word} {round(1e6 * forms.total() / total)}"
        for word, forms in sorted(spellings.items())
        if talks[word] >= _EVERYWHERE * files and word.isalpha() and rarity(word) >= _RARE
    ]
    BACKGROUND.write_text("\n".join(common) + "\n", encoding="utf-8")
    print(f"{len(common)} words that many talks have, {BACKGROUND.stat().st_size} bytes")
    print(f"{len(lines)} words of {files} talks, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
