"""The formats in which talks and the graph are exported: one list for the command line, the routes, the page and the tools for agents."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import read_transcripts
from service.domain.decision_records import DECISIONS_FILE, decisions_text
from service.domain.document import document_text
from service.errors import InvalidInput, SetupError
from service.exports.citations import bibtex, csl_json, ris
from service.exports.cypher_script import cypher_script
from service.exports.graphml import graphml
from service.exports.obsidian import obsidian_vault
from service.exports.source import ExportSource, GroupsByKey, Pieces, Row
from service.exports.tables import csv_files, json_lines_files, parquet_files
from service.exports.turtle import turtle
from service.extras import install_command, is_installed


@dataclass(frozen=True)
class Format:
    """
    Attributes:
        name: in commands and addresses.
        of: what a file has: one talk, or all that is exported.
        ending: follows the name of the talk, or of the whole.
        media_type: of one file.
        files: whether an export of the graph has several files, which travel as a ZIP.
        extra: the optional extra of this distribution that it needs.
    """

    name: str
    label: str
    of: Literal["talk", "graph"]
    ending: str
    media_type: str
    write: Callable[[ExportSource], Pieces]
    files: bool = False
    extra: str | None = None

    @property
    def is_packed(self) -> bool:
        """Whether an export of several talks travels as a ZIP."""
        return self.files or self.of == "talk"


def _transcript(name: str) -> Callable[[ExportSource], Pieces]:
    async def pieces(source: ExportSource) -> Pieces:
        segments = GroupsByKey(source.rows("segments"), "video")
        async for video in source.rows("videos"):
            transcript = read_transcripts.Transcript(
                tuple(
                    read_transcripts.Segment(
                        one["startSeconds"], one["endSeconds"], one["text"], one["speakerName"]
                    )
                    for one in await segments.take(video["id"])
                ),
                video["title"],
            )
            yield f"{video['slug']}.{name}", read_transcripts.write(transcript, name).encode()

    return pieces


def _citation(ending: str, write: Callable[[Row, list[Row], str], str]) -> Callable[[ExportSource], Pieces]:
    async def pieces(source: ExportSource) -> Pieces:
        speakers = GroupsByKey(source.rows("speakers"), "video")
        async for video in source.rows("videos"):
            text = write(video, await speakers.take(video["id"]), source.base)
            yield f"{video['slug']}{ending}", text.encode()

    return pieces


async def _documents(source: ExportSource) -> Pieces:
    """The archive: a document for each talk, and all decisions if all talks are exported."""
    async for row in source.rows("documents"):
        yield f"{row['slug']}{DOCUMENT_ENDING}", document_text(row["document"]).encode()
    async for row in source.rows("decisions"):
        yield DECISIONS_FILE, decisions_text(row["decisions"]).encode()


DOCUMENT_ENDING = ".document.json"
FORMATS = {
    one.name: one
    for one in (
        Format("document", "VideoDocument", "talk", DOCUMENT_ENDING, "application/json", _documents),
        Format("vtt", "WebVTT", "talk", ".vtt", "text/vtt", _transcript("vtt")),
        Format("srt", "SubRip (SRT)", "talk", ".srt", "application/x-subrip", _transcript("srt")),
        Format("md", "Markdown", "talk", ".md", "text/markdown", _transcript("md")),
        Format("json", "JSON", "talk", ".json", "application/json", _transcript("json")),
        Format("ris", "RIS", "talk", ".ris", "application/x-research-info-systems", _citation(".ris", ris)),
        Format("bibtex", "BibTeX", "talk", ".bib", "application/x-bibtex", _citation(".bib", bibtex)),
        Format(
            "csl",
            "CSL-JSON",
            "talk",
            ".csl.json",
            "application/vnd.citationstyles.csl+json",
            _citation(".csl.json", csl_json),
        ),
        Format("csv", "CSV", "graph", ".csv.zip", "text/csv", csv_files, files=True),
        Format(
            "jsonl",
            "JSON Lines",
            "graph",
            ".jsonl.zip",
            "application/x-ndjson",
            json_lines_files,
            files=True,
        ),
        Format(
            "parquet",
            "Parquet",
            "graph",
            ".parquet.zip",
            "application/vnd.apache.parquet",
            parquet_files,
            files=True,
            extra="parquet",
        ),
        Format("graphml", "GraphML", "graph", ".graphml", "application/graphml+xml", graphml),
        Format("cypher", "Cypher", "graph", ".cypher", "application/x-cypher-query", cypher_script),
        Format("turtle", "RDF (Turtle)", "graph", ".ttl", "text/turtle", turtle),
        Format("obsidian", "Obsidian", "graph", ".obsidian.zip", "text/markdown", obsidian_vault, files=True),
    )
}
"""By name, in the order in which they are listed."""


def format_named(name: str) -> Format:
    """Raises: InvalidInput: there is no such format. SetupError: its extra is not installed."""
    found = FORMATS.get(name)
    if found is None:
        raise InvalidInput(
            f"there is no format {name!r:.40}: choose one of {', '.join(FORMATS)}", ("format",)
        )
    if found.extra is not None and not is_installed(found.extra):
        raise SetupError(
            f"{found.label} needs the extra `{found.extra}`, which is not installed: `{install_command(found.extra)}`. "
            "CSV and JSON Lines need nothing."
        )
    return found
