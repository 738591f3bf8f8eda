"""Talks about the same few people, companies and products."""

from random import Random
from typing import Any

from service.domain.document import VideoDocument

_PEOPLE = (
    "Ada Lovelace",
    "Grace Hopper",
    "Alan Turing",
    "Radia Perlman",
    "Edsger Dijkstra",
    "Barbara Liskov",
)
_COMPANIES = ("Acme", "Zenith", "Globex", "Initech", "Umbrella", "Hooli", "Vandelay", "Wonka")
_PRODUCTS = ("Loom", "Abacus", "Kiln", "Sextant")


def make_talks(count: int, chance: Random) -> list[VideoDocument]:
    """Returns talks with the ids `crowd-0`, `crowd-1` and so on."""
    return [make_talk(f"crowd-{number}", chance) for number in range(count)]


def make_talk(id_: str, chance: Random) -> VideoDocument:
    person, company, other = chance.choice(_PEOPLE), *chance.sample(_COMPANIES, 2)
    product = chance.choice(_PRODUCTS)
    said = [
        (("PERSON", person), "WORKS_AT", ("COMPANY", company)),
        (("PERSON", person), "LEFT", ("COMPANY", other)),
        (("COMPANY", company), "CREATED", ("PRODUCT", product)),
    ]
    segments: list[dict[str, Any]] = []
    entities: dict[tuple[str, str], dict[str, Any]] = {}
    relationships: list[dict[str, Any]] = []
    for place, (source, type_, target) in enumerate(said):
        text = f"{source[1]} and {target[1]}."
        segments.append({"startSeconds": place, "endSeconds": place + 1, "text": text})
        for kind, name in (source, target):
            entity = entities.setdefault(
                (kind, name), {"key": f"{kind} {name}", "name": name, "kind": kind, "mentions": []}
            )
            start = text.index(name)
            entity["mentions"].append(
                {"segment": place, "startOffset": start, "endOffset": start + len(name)}
            )
        quote = {"label": type_.lower(), "quote": text, "segment": place, "confidence": 0.9}
        relationships.append(
            {"source": " ".join(source), "type": type_, "target": " ".join(target), "evidence": [quote]}
        )
    return VideoDocument.model_validate(
        {
            "extractor": "crowd/1",
            "video": {"id": id_, "title": f"Talk {id_}"},
            "segments": segments,
            "entities": list(entities.values()),
            "relationships": relationships,
        }
    )
