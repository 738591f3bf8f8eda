"""The tables under data/ that only this extractor reads, once; those that others read too are in the service's `word_tables`."""

import gzip
import tomllib
from dataclasses import dataclass
from functools import cache

from service.extractors.common.word_tables import items_of, read_hand_made, read_words, read_world
from videograph_extractor.text.language import DATA


@dataclass(frozen=True)
class Employers:
    """Names of products by whether people work at them; see data/employers.toml."""

    firms: frozenset[str]
    meeting_places: frozenset[str]
    unstaffed: frozenset[str]


@cache
def read_employers() -> Employers:
    raw: dict[str, str] = tomllib.loads((DATA / "employers.toml").read_text(encoding="utf-8"))
    firms = read_hand_made().either | {*items_of(raw["firms"])}
    return Employers(firms, frozenset(items_of(raw["meeting_places"])), frozenset(items_of(raw["unstaffed"])))


@cache
def read_places() -> frozenset[str]:
    """Places that are nothing else: those that read like something else, and those of WordNet."""
    return read_words().places | {*read_world()["L"]}


@cache
def read_plain_words() -> frozenset[str]:
    """Known names that are words of English when written small: Target, Render."""
    return frozenset(read_world()["d"])


@cache
def read_plain_names() -> frozenset[str]:
    """Names of persons that are words of English as well: Will, Brown, Docker."""
    return frozenset(read_world()["w"])


@cache
def read_background() -> dict[str, float]:
    """Word → how many in a million words of talk it is; words that few talks have are left out."""
    lines = (DATA / "background.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) / 1e6 for word, count in (line.split() for line in lines)}


@cache
def read_person_names() -> frozenset[str]:
    """First and family names of all languages, of one word; many are other things too ("Docker", "Kafka")."""
    packed = gzip.decompress((DATA / "person_names.txt.gz").read_bytes()).decode()
    names: list[str] = []
    before = ""
    for line in packed.split("\n"):
        before = before[: int(line[0])] + line[1:]
        names.append(before)
    return frozenset(names)


@cache
def read_same() -> dict[str, str]:
    """Other names of things → the one that all talks use."""
    raw: dict[str, str] = tomllib.loads((DATA / "same.toml").read_text(encoding="utf-8"))
    others = {other.strip(): name for name, others in raw.items() for other in (*others.split(";"), name)}
    return read_handles() | others


@cache
def read_handles() -> dict[str, str]:
    """What people go by, in any case, and their full names → the full name."""
    raw: dict[str, str] = tomllib.loads((DATA / "handles.toml").read_text(encoding="utf-8"))
    return {other.strip(): name for name, others in raw.items() for other in (*others.split(";"), name)}
