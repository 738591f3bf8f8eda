"""The connection to a Videograph: what is generated, and by hand errors, pages, imports and changes."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any, Self, cast
from urllib.parse import quote

import httpx

from videograph_client.api.base_client import HttpClient
from videograph_client.api.client import Client
from videograph_client.api.fragments import ChangeFields, JobFields
from videograph_client.api.input_types import ChangeWhere, ImportTalkInput
from videograph_client.api.subscriptions import FOLLOW, FOLLOWJOB
from videograph_client.errors import ImportFailed, VideographError, error_in, refusal_in
from videograph_client.pages import Page, Pages

_TRIES = 4
"""How often a request is sent that is refused for a moment."""
_LONGEST_WAIT = 60.0
"""Seconds that a request waits before it is sent again, at most."""
_CHUNK = 1 << 16
_COMPANIONS = (".video.json", ".chapters.json", ".info.json")
"""Endings of files beside a transcript that say more about its talk."""
_LANGUAGE = re.compile(r"\.[a-z]{2,3}(?:-[A-Za-z0-9]+)*$")
"""Of a name such as `talk.en-GB`."""


@dataclass(frozen=True)
class Progress:
    """How far an import is. `stage` is `upload`, where the unit is a byte, or what the job says, where it is a part of its work."""

    stage: str
    done: int
    total: int


def connect(
    url: str, key: str | None = None, *, token: str | None = None, timeout: float = 60.0
) -> "Videograph":
    """Returns a client of the Videograph at this address, such as `http://127.0.0.1:8000`. Nothing is sent yet.

    Args:
        key: an API key; not needed on the machine of the service.
        token: a token of your identity provider, instead of a key.
        timeout: seconds without a byte after which a request fails.
    """
    headers = {"x-api-key": key} if key else {"authorization": f"Bearer {token}"} if token else {}
    address = url.rstrip("/").removesuffix("/graphql")
    return Videograph(address, httpx.Client(headers=headers, timeout=timeout))


class Videograph(Client):
    """A Videograph. Each operation of `clients/operations` is a method; `ask` sends any other.

    A method raises VideographError if there is no answer, and Refused if a mutation changed nothing.
    """

    def __init__(self, address: str, http: httpx.Client) -> None:
        super().__init__(url=f"{address}/graphql", http_client=cast(HttpClient, http))
        self.address = address
        self._http = http

    def __enter__(self) -> Self:
        return self

    def close(self) -> None:
        self._http.close()

    def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Sends an operation of your own, and returns its `data`."""
        return self.get_data(self.execute(query, variables=dict(variables or {})))

    def pages[Node](
        self,
        page: Callable[..., Page[Node] | None],
        *,
        page_size: int = 100,
        limit: int | None = None,
        **arguments: Any,
    ) -> Pages[Node]:
        """Returns all objects of a list: `graph.pages(graph.entities, where={"kind": ["PERSON"]})`.

        Args:
            page: the method that asks for one page, such as `graph.entities`, or `graph.transcript` for that of one talk.
            page_size: how many objects a request asks for, at most 100.
            limit: how many objects there are at most; default all.
            arguments: those of the method.

        Raises: TypeError: the method has no such argument, or lacks one.
        """
        size = page_size if limit is None else min(page_size, limit)
        signature(page).bind(first=size, after=None, **arguments)
        return Pages(lambda after: page(first=size, after=after, **arguments), limit)

    def changes(
        self, after: str | None = None, *, where: Mapping[str, Any] | None = None, follow: bool = False
    ) -> Iterator[ChangeFields]:
        """Yields the committed changes after a cursor, in order: none is missed, none comes twice.

        Keep the `seq` of the last change that you have applied, and give it as `after` to go on. If the connection breaks,
        the iterator connects again and goes on by itself.

        Args:
            after: begin behind this change; default with the first that is kept.
            where: only some changes, as in the schema's `ChangeWhere`.
            follow: go on with changes as they are committed, without an end.
        """
        wanted = None if where is None else ChangeWhere.model_validate(where)
        while True:
            page = self.change_log(where=wanted, after=after, first=100)
            for change in page.nodes:
                after = change.seq
                yield change
            if not page.page_info.has_next_page:
                break
        if follow:
            yield from self._follow(after or "0", where)

    def latest_cursor(self) -> str | None:
        """Returns the cursor of the latest change, to follow only what comes after it. None if nothing was changed yet."""
        return self.latest_change().page_info.end_cursor

    def ingest(
        self,
        path: str | Path,
        *,
        progress: Callable[[Progress], None] | None = None,
        metadata: Mapping[str, Any] | None = None,
        extractor: str | None = None,
        same_words: str = "REFUSE",
    ) -> JobFields:
        """Uploads a transcript, a VideoDocument or a recording, waits for its import, and returns the job: `result` is the talk.

        Files beside it that say more about the talk (`talk.info.json` beside `talk.vtt`) are uploaded too.

        Args:
            progress: called with each step.
            metadata: what wins over the file, as in the schema's `TalkMetadataInput`: `{"title": "…", "publishedOn": "2026-05-04"}`.
            extractor: the name of an installed extractor; default that of the service.
            same_words: what becomes of a talk whose words the graph has: REFUSE, REPLACE or KEEP_BOTH.

        Raises: ImportFailed: the job has failed or was cancelled.
        """
        file = Path(path)
        tell = progress or (lambda _: None)
        companions = [self.upload(one)["id"] for one in companions_of(file)]
        upload = self.upload(file, progress=tell)
        source = {"upload": {"id": upload["id"], **({"companions": companions} if companions else {})}}
        wanted = {
            "source": source,
            "metadata": dict(metadata) if metadata else None,
            "extractor": extractor,
            "sameWords": same_words,
        }
        given = {name: value for name, value in wanted.items() if value is not None}
        accepted = self.import_talk(ImportTalkInput.model_validate(given))
        job = None
        for job in self.job_events(accepted.id):
            tell(Progress(job.stage or job.state.value.lower(), job.done, job.total))
        if job is None or job.state.value != "SUCCEEDED":
            state = "unknown" if job is None else job.state.value.lower()
            failure = job and job.failure
            if failure is None:
                raise ImportFailed(f"{file.name}: its job is {state}", "IMPORT_FAILED", {"id": accepted.id})
            video = failure.video and failure.video.id
            raise ImportFailed(failure.message, failure.code.value, {"id": accepted.id, "video": video})
        return job

    def upload(
        self, path: str | Path, *, progress: Callable[[Progress], None] | None = None
    ) -> dict[str, Any]:
        """Sends a file, in pieces of 64 KB, and returns what the service says of it; `id` names it in `import_talk`."""
        file = Path(path)
        total = file.stat().st_size

        def pieces() -> Iterator[bytes]:
            done = 0
            with file.open("rb") as content:
                while piece := content.read(_CHUNK):
                    yield piece
                    done += len(piece)
                    if progress:
                        progress(Progress("upload", done, total))

        def send() -> httpx.Response:
            return self._http.put(
                f"{self.address}/uploads?name={quote(file.name)}",
                content=pieces(),
                headers={"content-length": str(total)},
            )

        return _body(self._send(send))

    def job_events(self, job: str) -> Iterator[JobFields]:
        """Yields the job with this id as it is, and again each time it has changed, until it has ended."""
        for data in self._events(FOLLOWJOB, {"id": job}):
            yield JobFields.model_validate(data["job"])

    def _follow(self, after: str, where: Mapping[str, Any] | None) -> Iterator[ChangeFields]:
        variables = {"after": after, "where": where}
        for data in self._events(FOLLOW, variables):
            change = ChangeFields.model_validate(data["changes"])
            yield change
            variables["after"] = change.seq

    def _events(self, query: str, variables: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yields what a subscription sends. A stream that breaks is opened again, with the variables as they are then."""
        failures = 0
        while True:
            try:
                for data in self._stream(query, variables):
                    failures = 0
                    yield data
                return
            except _Broken:
                failures += 1
                if failures > _RECONNECTS:
                    raise
                time.sleep(min(2.0 ** (failures - 2), _LONGEST_WAIT))

    def _stream(self, query: str, variables: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yields the events of one connection, until the service says that there are no more (graphql-sse, distinct connections).

        Raises: _Broken: the connection ended before that.
        """
        body = {
            "query": query,
            "variables": {name: value for name, value in variables.items() if value is not None},
        }
        event = ""
        try:
            with self._http.stream(
                "POST", self.url, json=body, headers={"accept": "text/event-stream"}
            ) as response:
                if response.headers.get("content-type", "").partition(";")[0] != "text/event-stream":
                    response.read()
                    if response.status_code in _PASSING:
                        raise _Broken(response.text, "CONNECTION")
                    _body(response)
                for line in response.iter_lines():
                    name, _, value = line.partition(": ")
                    if not line:  # the end of an event
                        event = ""
                    if name == "event":
                        event = value
                    elif name == "data" and event == "next":
                        yield _event(json.loads(value))
                    if event == "complete":
                        return
        except httpx.TransportError as error:
            raise _Broken(f"The connection to {self.address} broke: {error}", "CONNECTION") from error
        raise _Broken(f"{self.address} has closed the connection.", "CONNECTION")

    def execute(
        self,
        query: str,
        operation_name: str | None = None,
        variables: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> httpx.Response:
        def send() -> httpx.Response:
            return cast(
                httpx.Response, super(Videograph, self).execute(query, operation_name, variables, **kwargs)
            )

        return self._send(send)

    def get_data(self, response: Any) -> dict[str, Any]:
        data = _body(response)["data"]
        if refused := refusal_in(data):
            raise refused
        return data

    def _send(self, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Sends a request, and again later while the service says that it is too much for the moment."""
        tried = 0
        while True:
            tried += 1
            try:
                response = send()
            except httpx.TransportError as error:
                raise VideographError(f"{self.address} does not answer: {error}", "CONNECTION") from error
            if (
                response.status_code not in _PASSING
                or "retry-after" not in response.headers
                or tried == _TRIES
            ):
                return response
            time.sleep(_seconds(response.headers["retry-after"]))


def companions_of(file: Path) -> list[Path]:
    """Returns the files beside a transcript that say more about its talk: `talk.info.json` beside `talk.vtt` and `talk.en.vtt`."""
    if file.name.endswith(_COMPANIONS):
        return []
    name = file.with_suffix("").name
    name = name.removesuffix(".document").removesuffix(".transcript") or name
    stems = dict.fromkeys((name, _LANGUAGE.sub("", name) or name))
    there = [[file.with_name(stem + ending) for stem in stems] for ending in _COMPANIONS]
    return [one for files in there for one in [next((one for one in files if one.is_file()), None)] if one]


def _seconds(retry_after: str) -> float:
    """Returns how long to wait. A proxy may name a date instead of seconds."""
    return min(float(retry_after), _LONGEST_WAIT) if retry_after.isdecimal() else 1.0


class _Broken(VideographError):
    """An event stream that ended too early."""


_RECONNECTS = 10
"""How often an event stream is opened again without an event in between: about five minutes."""
_PASSING = (429, 502, 503, 504)


def _body(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        body = None
    if error := error_in(body, response.status_code):
        raise error
    return cast(dict[str, Any], body)


def _event(answer: dict[str, Any]) -> dict[str, Any]:
    if error := error_in(answer, 200):
        raise _Broken(error.message, error.code) if error.code in _RECOVERABLE else error
    return answer["data"]


_RECOVERABLE = ("TOO_SLOW", "RATE_LIMITED", "GRAPH_UNAVAILABLE", "TIMEOUT")
