"""The one list of formats: each writes what its readers read, for a small graph; the page links to each; packed files."""

import asyncio
import csv
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

import networkx
import pytest
import yaml
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF, XSD

from service.api.http.exports import joined, packed
from service.domain.model import read_model
from service.errors import InvalidInput, SetupError
from service.exports.formats import FORMATS, format_named
from service.exports.tables import all_tables
from service.resources import web_folder

BASE = "https://talks.example"
QUOTE = 'Ann "A" Lee\nfounded *Acme* [1]'
LINK = f"{BASE}/quote?video=tides&t=3&speaker=Ann+Lee&text=Ann"
ROWS: dict[str, list[dict[str, Any]]] = {
    "videos": [
        {
            "id": "video:tides", "slug": "radio--tides", "title": "Tides: #1 | <ships>", "url": "https://radio.example/a b", "publishedOn": "2026-03-04",
            "durationSeconds": 60.5, "summary": "About\nships.", "extractor": "person", "authority": "PERSON",
            "addedAt": "2026-03-05T06:07:08.123456789+00:00", "updatedAt": "2026-03-05T06:07:08Z", "channel": "Radio",
        }
    ],
    "speakers": [
        {"id": "speaker:tides#A", "label": "A", "speakingSeconds": 60.5, "segmentCount": 1, "video": "video:tides", "person": "entity:ann", "name": "Ann Lee"}
    ],
    "segments": [
        {
            "id": "segment:tides#0", "index": 0, "text": QUOTE, "startSeconds": 3.5, "endSeconds": 9.0, "video": "video:tides",
            "speaker": "speaker:tides#A", "speakerName": "Ann Lee", "person": "entity:ann",
        }
    ],
    "video_topics": [{"segmentCount": 1, "name": "Sea", "video": "video:tides", "topic": "topic:sea", "slug": "sea"}],
    "video_entities": [{"mentionCount": 1, "salience": 0.5, "name": "Acme", "video": "video:tides", "entity": "entity:acme", "slug": "acme"}],
    "topics": [{"id": "topic:sea", "slug": "sea", "name": "Sea", "videoCount": 1}],
    "entities": [
        {"id": "entity:acme", "slug": "acme", "name": "Acme", "kind": "COMPANY", "url": "https://acme.example", "mentionCount": 1, "videoCount": 1, "relationshipCount": 1, "firstMentionedOn": "2026-03-04", "aliases": ["ACME", "No"]},
        {"id": "entity:ann", "slug": "ann-lee", "name": "Ann Lee", "kind": "PERSON", "mentionCount": 0, "videoCount": 1, "relationshipCount": 1, "aliases": ["Ann Lee"]},
    ],
    "relationships": [
        {
            "id": "relationship:1", "type": "FOUNDED", "source": "entity:ann", "sourceSlug": "ann-lee", "sourceName": "Ann Lee", "target": "entity:acme",
            "targetSlug": "acme", "targetName": "Acme", "evidenceCount": 1, "past": False, "weight": 0.9, "quote": QUOTE, "quoteId": "evidence:1",
            "speakerName": "Ann Lee", "permalink": LINK,
        }
    ],
    "evidence": [
        {
            "id": "evidence:1", "type": "FOUNDED", "label": "founded", "past": False, "quote": QUOTE, "startSeconds": 3.5, "endSeconds": 9.0, "confidence": 0.9,
            "extractor": "offline 1", "relationshipId": "relationship:1", "video": "video:tides", "source": "entity:ann", "sourceSlug": "ann-lee", "sourceName": "Ann Lee",
            "target": "entity:acme", "targetSlug": "acme", "targetName": "Acme", "segments": ["segment:tides#0"], "speaker": "speaker:tides#A",
            "speakers": ["speaker:tides#A"], "person": "entity:ann", "speakerName": "Ann Lee", "permalink": LINK,
        }
    ],
    "nodes": [
        {"labels": ["Entity", "Company"], "properties": {"id": "entity:acme", "name": "A\\u0027 'x'\nb", "firstMentionedOn": "2026-03-04", "mentionCount": 1}},
        {"labels": ["Alias"], "properties": {"key": "COMPANY:acme"}},
    ],
    "links": [{"type": "NAMES", "start": "Alias", "startKey": "COMPANY:acme", "end": "Entity", "endKey": "entity:acme", "properties": {"bornAs": "entity:acme"}}],
}  # fmt: skip


@dataclass
class Rows:
    """A source of rows in memory. `asked`: the tables that were read."""

    base: str = BASE
    name: str = "videograph"
    asked: list[str] = field(default_factory=list[str])

    async def rows(self, table: str) -> AsyncIterator[dict[str, Any]]:
        self.asked.append(table)
        for row in ROWS.get(table, []):
            yield all_tables()[table].row(row) if table in all_tables() else row


def files_of(name: str) -> dict[str, bytes]:
    async def read() -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        async for file, data in format_named(name).write(Rows()):
            found[file] = found.get(file, b"") + data
        return found

    return asyncio.run(read())


def test_columns_are_the_properties_for_readers() -> None:
    model = read_model()
    wanted = {name for name, one in model.properties("Entity").items() if not one.internal}
    assert set(all_tables()["entities"].columns) == wanted | {"aliases", "sameAs"}
    assert all(row.keys() <= all_tables()[table].columns.keys() for table, rows in ROWS.items() if table in all_tables() for row in rows)  # fmt: skip


def test_csv_has_a_file_for_each_table() -> None:
    files = files_of("csv")
    assert list(files) == [f"{name}.csv" for name in all_tables()]
    [evidence] = csv.DictReader(io.StringIO(files["evidence.csv"].decode(), newline=""))
    assert (evidence["quote"], evidence["past"], evidence["segments"], evidence["permalink"], evidence["url"]) == (
        QUOTE, "false", '["segment:tides#0"]', LINK, "",
    )  # fmt: skip
    assert files["chapters.csv"].decode() == "id,index,title,startSeconds,endSeconds,video\r\n"


def test_json_lines_have_all_columns() -> None:
    files = files_of("jsonl")
    acme, ann = map(json.loads, files["entities.jsonl"].splitlines())
    assert acme == all_tables()["entities"].row(ROWS["entities"][0])
    assert (ann["url"], ann["aliases"]) == (None, ["Ann Lee"])
    assert files["chapters.jsonl"] == b""


def test_graphml_is_read_by_networkx() -> None:
    graph = networkx.parse_graphml(files_of("graphml")["videograph.graphml"].decode())
    assert set(graph.nodes) == {"video:tides", "entity:acme", "entity:ann", "topic:sea"}
    assert (graph.nodes["video:tides"]["label"], graph.nodes["video:tides"]["type"]) == (
        "Tides: #1 | <ships>",
        "Video",
    )
    assert graph.nodes["entity:acme"]["aliases"] == "ACME; No"
    founded = graph.edges["entity:ann", "entity:acme"]
    assert (founded["type"], founded["past"], founded["weight"], founded["quote"], founded["permalink"]) == ("FOUNDED", False, 0.9, QUOTE, LINK)  # fmt: skip
    assert {(start, end, one["type"]) for start, end, one in graph.edges(data=True)} == {
        ("entity:ann", "entity:acme", "FOUNDED"),
        ("video:tides", "entity:acme", "FEATURES"),
        ("video:tides", "topic:sea", "DISCUSSES"),
    }


VG = Namespace("urn:videograph:vocabulary#")
SCHEMA = Namespace("https://schema.org/")


def test_turtle_derives_statements_from_quotes() -> None:
    graph = Graph().parse(data=files_of("turtle")["videograph.ttl"].decode(), format="turtle")
    ann, acme, one, video = (
        URIRef(f"urn:videograph:{id_}") for id_ in ("entity:ann", "entity:acme", "evidence:1", "video:tides")
    )
    statement = URIRef("urn:videograph:relationship:1")
    assert (ann, VG.FOUNDED, acme) in graph
    assert {(p, o) for p, o in graph.predicate_objects(statement) if p in (RDF.subject, RDF.predicate, RDF.object, PROV.wasDerivedFrom)} == {
        (RDF.subject, ann), (RDF.predicate, VG.FOUNDED), (RDF.object, acme), (PROV.wasDerivedFrom, one),
    }  # fmt: skip
    assert graph.value(one, PROV.value) == Literal(QUOTE)
    assert graph.value(one, PROV.wasQuotedFrom) == video
    assert graph.value(one, PROV.wasAttributedTo) == URIRef("urn:videograph:speaker:tides%23A")
    assert graph.value(one, SCHEMA.mainEntityOfPage) == URIRef(LINK)
    agents = graph.query(
        "SELECT ?a { ?e prov:wasGeneratedBy/prov:wasAssociatedWith ?a }", initNs={"prov": PROV}
    )
    assert [str(row[0]) for row in agents] == ["urn:videograph:extractor:offline%201"]  # pyright: ignore
    assert graph.value(video, SCHEMA.url) == URIRef("https://radio.example/a%20b")
    assert graph.value(video, SCHEMA.datePublished) == Literal("2026-03-04", datatype=XSD.date)
    assert graph.value(one, VG.confidence) == Literal("0.9", datatype=XSD.double)
    assert set(graph.objects(acme, SCHEMA.alternateName)) == {Literal("ACME"), Literal("No")}
    assert set(graph.objects(acme, RDF.type)) == {VG.Entity, SCHEMA.Organization}


WIKI_LINK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")


def test_every_link_of_the_vault_leads_to_a_note() -> None:
    files = {name: data.decode() for name, data in files_of("obsidian").items()}
    assert list(files) == [
        "talks/radio--tides.md",
        "entities/acme.md",
        "entities/ann-lee.md",
        "topics/sea.md",
    ]
    links = [(name, target) for name, text in files.items() for target, _ in WIKI_LINK.findall(text)]
    assert links == [
        ("talks/radio--tides.md", "topics/sea"),
        ("talks/radio--tides.md", "entities/ann-lee"),
        ("talks/radio--tides.md", "entities/acme"),
        ("entities/ann-lee.md", "entities/ann-lee"),
        ("entities/ann-lee.md", "entities/acme"),
    ]
    assert [target for _, target in links if normpath(f"{target}.md") not in files] == []


def test_a_note_has_front_matter_and_quotes_as_callouts() -> None:
    files = {name: data.decode() for name, data in files_of("obsidian").items()}
    _, front, body = files["talks/radio--tides.md"].split("---\n", 2)
    assert body == (
        "# Tides: \\#1 \\| \\<ships\\>\n\nAbout ships.\n\nTopics: [[topics/sea|Sea]]\n\n## Statements\n\n"
        "[[entities/ann-lee|Ann Lee]] **FOUNDED** [[entities/acme|Acme]]\n\n"
        f'> [!quote] [Ann Lee 00:00:03]({LINK})\n> Ann "A" Lee founded \\*Acme\\* \\[1\\]\n'
    )
    assert {key: str(value) for key, value in yaml.safe_load(front).items()} == {
        "aliases": "['Tides: #1 | <ships>']", "tags": "['talk']", "date": "2026-03-04", "channel": "Radio", "speakers": "['Ann Lee']",
        "url": "https://radio.example/a b", "page": f"{BASE}/videos/radio--tides",
    }  # fmt: skip
    acme = yaml.safe_load(files["entities/acme.md"].split("---\n")[1])
    assert (acme["aliases"], acme["tags"], acme["url"]) == (
        ["Acme", "ACME", "No"],
        ["company"],
        "https://acme.example",
    )


def test_a_quote_of_two_speakers_is_of_both(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"speakerName": None, "turns": ["Ann Lee: Who?", "Bo: *Acme*."]}
    both = {"speaker": None, "person": None, "speakers": ["speaker:tides#A", "speaker:tides#B"]}
    for table, more in (("relationships", said), ("evidence", said | both)):
        monkeypatch.setitem(ROWS, table, [ROWS[table][0] | more])

    graph = Graph().parse(data=files_of("turtle")["videograph.ttl"].decode(), format="turtle")
    notes = files_of("obsidian")

    one = URIRef("urn:videograph:evidence:1")
    assert set(graph.objects(one, PROV.wasAttributedTo)) == {
        URIRef(f"urn:videograph:speaker:tides%23{label}") for label in "AB"
    }
    assert set(graph.objects(one, VG.turns)) == {Literal("Ann Lee: Who?"), Literal("Bo: *Acme*.")}
    for name, second in (("talks/radio--tides.md", " 00:00:03"), ("entities/ann-lee.md", "")):
        callout = f"> [!quote] [Several speakers{second}]({LINK})\n> Ann Lee: Who?\n> Bo: \\*Acme\\*.\n"
        assert notes[name].decode().endswith(callout)


def test_the_script_has_a_statement_for_each_kind_of_rows() -> None:
    script = files_of("cypher")["videograph.cypher"].decode()
    assert script.split("CALL db.awaitIndexes(300);\n")[1] == (
        "UNWIND [\n  {firstMentionedOn: date('2026-03-04'), id: 'entity:acme', mentionCount: 1, name: 'A\\\\u0027 \\'x\\'\\nb'}\n] AS row\n"
        "CREATE (node:Company:Entity) SET node = row;\n"
        "UNWIND [\n  {key: 'COMPANY:acme'}\n] AS row\nCREATE (node:Alias) SET node = row;\n"
        "UNWIND [\n  ['COMPANY:acme', 'entity:acme', {bornAs: 'entity:acme'}]\n] AS row\n"
        "MATCH (start:Alias {key: row[0]})\nMATCH (end:Entity {id: row[1]})\n"
        "CREATE (start)-[link:NAMES]->(end) SET link = row[2];\n"
    )


@pytest.mark.parametrize(
    "name", [name for name, one in FORMATS.items() if name not in ("document", "parquet", "cypher")]
)
def test_every_quote_has_its_permalink(name: str) -> None:
    """Of the formats that quote; transcripts have all words, and citations are of the talk."""
    text = b"".join(files_of(name).values()).decode()
    quotes = FORMATS[name].of == "graph"
    assert ((LINK in text) or (LINK.replace("&", "&amp;") in text)) == quotes


def test_a_talks_formats_have_a_file_for_each_talk() -> None:
    named = {
        name: list(files_of(name)) for name, one in FORMATS.items() if one.of == "talk" and name != "document"
    }
    assert named == {name: [f"radio--tides{FORMATS[name].ending}"] for name in named}


def test_what_is_packed_is_equal_each_time() -> None:
    async def pack() -> bytes:
        return b"".join([block async for block in packed(FORMATS["csv"].write(Rows()))])

    first, second = asyncio.run(pack()), asyncio.run(pack())
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files_of("csv")


def test_blocks_of_one_file_are_its_bytes() -> None:
    async def join() -> list[bytes]:
        return [block async for block in joined(FORMATS["graphml"].write(Rows()))]

    assert b"".join(asyncio.run(join())) == files_of("graphml")["videograph.graphml"]


def test_a_format_that_is_not_there() -> None:
    with pytest.raises(
        InvalidInput, match=r"there is no format 'pdf': choose one of document, vtt, .*obsidian$"
    ):
        format_named("pdf")


def test_parquet_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.exports.formats.is_installed", lambda extra: extra != "parquet")
    with pytest.raises(
        SetupError, match=r"^Parquet needs the extra `parquet`, which is not installed: `.*parquet"
    ):
        format_named("parquet")


def test_the_page_links_to_each_format_that_needs_no_extra() -> None:
    script = (web_folder() / "page" / "watch" / "downloads.js").read_text("utf-8")
    listed = {
        name: json.loads(text)
        for name, text in re.findall(r"^const (TALK|GRAPH) = (.*);$", script, re.MULTILINE)
    }
    wanted = [one for one in FORMATS.values() if one.extra is None]
    assert sorted(listed["TALK"]) == sorted([one.name, one.label] for one in wanted if one.of == "talk")
    assert listed["GRAPH"] == [[one.name, one.label] for one in wanted if one.of == "graph"]
    assert urlsplit(LINK).path == "/quote"
