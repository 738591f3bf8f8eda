"""RDF in Turtle, by schema.org and PROV: each connection is a triple, and a statement (`rdf:Statement`) derived from its evidence, which was quoted
from a talk and is attributed to whoever spoke.

Ids are URNs, so all exports name the same things alike. Written by hand: what is needed of Turtle is IRIs and literals, and a library would hold
the whole graph in memory. ExportSource: https://www.w3.org/TR/turtle/.
"""

import re
from typing import Any
from urllib.parse import quote

from service.exports.source import ExportSource, Pieces, Row
from service.exports.tables import all_tables

_HEAD = """@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vg: <urn:videograph:vocabulary#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_KINDS = {
    "PERSON": "schema:Person",
    "COMPANY": "schema:Organization",
    "CONCEPT": "schema:DefinedTerm",
    "PRODUCT": "schema:Product",
    "EVENT": "schema:Event",
}
_PREDICATES = {
    "name": "schema:name", "title": "schema:name", "description": "schema:description", "aliases": "schema:alternateName", "sameAs": "schema:sameAs",
    "url": "schema:url", "publishedOn": "schema:datePublished", "language": "schema:inLanguage", "summary": "schema:abstract",
    "thumbnailUrl": "schema:thumbnailUrl", "mediaUrl": "schema:contentUrl", "mediaType": "schema:encodingFormat", "channel": "schema:publisher",
    "quote": "prov:value",
}  # fmt: skip
"""Columns that have a term elsewhere; others are terms of `vg:`."""
_ADDRESSES = {"schema:sameAs", "schema:url", "schema:thumbnailUrl", "schema:contentUrl"}
_TYPES = {"DATE": "xsd:date", "ZONED DATETIME": "xsd:dateTime", "FLOAT": "xsd:double"}
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_OF_IRI = "!#$&'()*+,/:;=?@[]~%"


async def turtle(source: ExportSource) -> Pieces:
    file = f"{source.name}.ttl"

    def piece(subject: str, types: str, pairs: list[tuple[str, str]]) -> tuple[str, bytes]:
        lines = [f"{subject} a {types}", *(f"  {predicate} {value}" for predicate, value in pairs)]
        return file, (" ;\n".join(lines) + " .\n").encode()

    yield file, _HEAD.encode()
    async for row in source.rows("videos"):
        page = ("schema:mainEntityOfPage", _iri(f"{source.base}/videos/{row['slug']}"))
        yield piece(_urn(row["id"]), "schema:VideoObject, prov:Entity", [*_pairs("videos", row, ()), page])
    async for row in source.rows("speakers"):
        pairs = [("schema:name", _text(row["name"] or row["label"])), ("vg:speaksIn", _urn(row["video"]))]
        pairs += [("vg:is", _urn(row["person"]))] if row["person"] else []
        yield piece(_urn(row["id"]), "vg:Speaker, prov:Agent", pairs)
    async for row in source.rows("topics"):
        yield piece(
            _urn(row["id"]),
            "skos:Concept",
            [("skos:prefLabel", _text(row["name"])), *_pairs("topics", row, ("name",))],
        )
    async for row in source.rows("entities"):
        page = ("schema:mainEntityOfPage", _iri(f"{source.base}/entities/{row['slug']}"))
        yield piece(
            _urn(row["id"]), f"vg:Entity, {_KINDS[row['kind']]}", [*_pairs("entities", row, ("kind",)), page]
        )
    for table, predicate, to in (
        ("video_topics", "schema:about", "topic"),
        ("video_entities", "schema:mentions", "entity"),
    ):
        async for row in source.rows(table):
            yield file, f"{_urn(row['video'])} {predicate} {_urn(row[to])} .\n".encode()
    ends = ("id", "type", "source", "sourceSlug", "sourceName", "target", "targetSlug", "targetName")
    async for row in source.rows("relationships"):
        triple = [_urn(row["source"]), f"vg:{row['type']}", _urn(row["target"])]
        yield file, f"{' '.join(triple)} .\n".encode()
        said = list(zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True))
        cited = ("quote", "quoteId", "speakerName", "turns", "permalink")
        yield piece(
            _urn(row["id"]),
            "rdf:Statement, prov:Entity",
            [*said, *_pairs("relationships", row, (*ends, *cited))],
        )
    async for row in source.rows("evidence"):
        agent = f"urn:videograph:extractor:{quote(row['extractor'], safe='')}"
        pairs = [
            ("prov:wasQuotedFrom", _urn(row["video"])),
            *(("prov:wasAttributedTo", _urn(speaker)) for speaker in row["speakers"]),
            ("prov:wasGeneratedBy", f"[ a prov:Activity ; prov:wasAssociatedWith <{agent}> ]"),
            ("schema:mainEntityOfPage", _iri(row["permalink"])),
        ]
        left = (
            *ends,
            "video",
            "speaker",
            "speakers",
            "speakerName",
            "person",
            "segments",
            "extractor",
            "relationshipId",
            "permalink",
        )
        yield piece(_urn(row["id"]), "vg:Evidence, prov:Entity", [*pairs, *_pairs("evidence", row, left)])
        derived = f"{_urn(row['relationshipId'])} prov:wasDerivedFrom {_urn(row['id'])} .\n"
        yield (
            file,
            f"{derived}<{agent}> a prov:SoftwareAgent ; rdfs:label {_text(row['extractor'])} .\n".encode(),
        )


def _pairs(table: str, row: Row, without: tuple[str, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, type_ in all_tables()[table].columns.items():
        value = row.get(name)
        if name == "id" or name in without or value is None:
            continue
        predicate = _PREDICATES.get(name, f"vg:{name}")
        for one in value if isinstance(value, list) else [value]:
            found.append((predicate, _iri(one) if predicate in _ADDRESSES else _literal(one, type_)))
    return found


def _literal(value: Any, type_: str) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case _ if type_ in _TYPES:
            return f'"{value}"^^{_TYPES[type_]}'
        case _:
            return _text(value)


def _text(value: str) -> str:
    clean = _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", value)
    return f'"{"".join(_ESCAPED.get(sign, sign) for sign in clean)}"'


def _urn(id_: str) -> str:
    return f"<urn:videograph:{quote(id_, safe=':')}>"


def _iri(address: str) -> str:
    return f"<{quote(address, safe=_OF_IRI)}>"
