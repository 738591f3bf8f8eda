"""Talks at addresses: each is fetched into a folder, as a file that is imported like any other, with what is known of it beside it."""

import json
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from read_transcripts.beside.chapters import read_chapters
from read_transcripts.beside.companions import CHAPTERS_ENDING, stems
from service.actions.imports.import_files import (
    ChooseFor,
    FileProgress,
    FileResult,
    ImportFiles,
    import_files,
    keep_both,
)
from service.actions.imports.sites import fetch_site, is_site
from service.domain.identity import digest
from service.errors import InvalidInput, NotAllowed, NotFetched, TranscriptError
from service.fetching.fetch import FetchResponse, FetchRules, open_address, read_whole, write_file
from service.graph.driver.database import Database
from service.settings import read_settings
from service.speech.media_types import head_of, media_type_of
from service.transcripts import Overrides
from service.transcripts.source import COMPANION_ENDINGS, SIDECAR_ENDING, our_errors, text_of

_LONGEST_NAME = 120
_ID = 20
_PAGES = (b"<!doctype html", b"<html")
_MOST_CHAPTERS = 5_000_000
_log = logging.getLogger("videograph")


def is_address(text: str) -> bool:
    """Whether a source that somebody has named is an address, and not a file."""
    return text.lower().startswith(("http://", "https://"))


def file_name(url: str) -> str:
    """Returns what the file of an address is called: the last step of its path."""
    try:
        last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    except ValueError:
        last = ""
    name = "".join(one for one in last if one.isprintable() and one not in '/\\:*?"<>|').strip(" .")
    stem, dot, ending = name.rpartition(".")
    name = (
        f"{stem[: _LONGEST_NAME - len(ending)]}.{ending}"
        if dot and len(ending) < 10
        else name[:_LONGEST_NAME]
    )
    return f"talk-{name}" if not name or name.endswith(COMPANION_ENDINGS) else name


async def fetch_talk(
    url: str, folder: Path, rules: FetchRules, *, chapters: Sequence[str] = (), about: str | None = None
) -> Path:
    """Returns the file of a transcript, a page with one, a VideoDocument or a recording.

    Args:
        folder: an empty one.
        chapters: addresses of its chapters (Podcasting 2.0), of which the first that can be used is taken.
        about: text of the sidecar that is to lie beside it. Empty: there is none. By default one that identifies it by its address.

    Raises:
        NotFetched, NotAllowed, InvalidInput: it cannot be fetched.
    """
    site = is_site(url)
    if site:
        file = await fetch_site(url, folder, rules)
    else:
        file = folder / file_name(url)
        async with open_address(url, rules) as answer:
            await write_file(answer, file, lambda head: _most(head, answer, rules))
    stem = stems(file)[-1]
    if about is None and not site:  # what a site says of its video lies beside it
        about = json.dumps(_about(url, head_of(file)), ensure_ascii=False)
    if about:
        file.with_name(stem + SIDECAR_ENDING).write_text(about, encoding="utf-8")
    for one in chapters:
        content = await _chapters(one, rules)
        if content is not None:
            file.with_name(stem + CHAPTERS_ENDING).write_bytes(content)
            break
    return file


def _most(head: bytes, answer: FetchResponse, rules: FetchRules) -> int:
    if media_type_of(head) is None:
        return rules.text_bytes
    answer.allow(rules.recording_seconds)
    return rules.recording_bytes


def _about(url: str, head: bytes) -> dict[str, str]:
    """Returns what the address says of a talk: a page is its address, another file is only named by it."""
    if head.lstrip().lower().startswith(_PAGES):
        return {"url": url}
    known = {"id": digest(url, length=_ID)}
    return known if media_type_of(head) is None else known | {"media": url}


async def _chapters(url: str, rules: FetchRules) -> bytes | None:
    """Returns a file of chapters; None if it cannot be fetched or read, for which a talk is not left out."""
    try:
        async with open_address(url, rules) as answer:
            content = await read_whole(answer, _MOST_CHAPTERS)
        with our_errors():
            read_chapters(text_of(content, Path("chapters.json")), Path("chapters.json"))
    except (NotFetched, NotAllowed, InvalidInput, TranscriptError) as error:
        _log.info("chapters are left out: %s", error.message)
        return None
    return content


async def import_address(
    database: Database,
    url: str,
    metadata: Overrides,
    wanted: ImportFiles,
    progress: FileProgress,
    choose: ChooseFor = keep_both,
) -> FileResult:
    """Fetches and imports what is at an address. Faults of it are in the result.

    Args:
        wanted: its files and metadata do not count.

    Raises: GraphUnavailable, SetupError: as `import_files`.
    """
    shown = shown_as(url)
    with TemporaryDirectory(prefix="videograph-") as folder:
        progress.begin(shown)
        progress.tell(shown, "fetching", 0.0)
        try:
            file = await fetch_talk(
                url,
                Path(folder),
                FetchRules.of(read_settings()),
                about="" if metadata.id or metadata.url else None,
            )
        except (NotFetched, NotAllowed, InvalidInput) as error:
            return FileResult(shown, error=error.message)
        one = replace(wanted, files=[file], metadata={file: metadata}, expected=None)
        async with aclosing(
            import_files(database, one, progress, lambda _, before: choose(shown, before))
        ) as results:
            [result] = [result async for result in results]
    error = None if result.error is None else result.error.replace(str(file), str(shown))
    return replace(result, file=shown, error=error)


def shown_as(url: str) -> Path:
    """Returns what reports call the talk at an address."""
    return Path(url.partition("://")[2])
