"""Uses the installed client, and prints what it got as one JSON object: use.py ADDRESS TALK BROKEN_TALK KEY AUTHORED_TALK."""

import json
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from unittest.mock import patch

from pydantic import ValidationError
from videograph_client import ImportFailed, Progress, Refused, VideographError, connect
from videograph_client.api.input_types import DeleteVideoInput, EntityWhere, UpdateEntityInput, VideoLookup
from videograph_client.client import companions_of

address, talk, other, key, authored = sys.argv[1:]


class Gateway(BaseHTTPRequestHandler):
    """A proxy that refuses the first request until a date. Its stream of events has one without a name."""

    refuses, stream = True, b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        streams = "text/event-stream" in self.headers["accept"]
        self.send_response(503 if Gateway.refuses else 200)
        if Gateway.refuses:
            self.send_header("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")
        self.send_header("content-type", "text/event-stream" if streams else "application/json")
        self.end_headers()
        self.wfile.write(Gateway.stream if streams else b'{"data": {"answer": true}}')
        Gateway.refuses = False

    def log_message(self, *_: object) -> None:
        """Prints nothing: the last line is the result."""


def fault_of(work: Callable[[], object]) -> str:
    """Returns what Python says of a name that does not exist, without where to read more."""
    try:
        work()
    except (TypeError, ValidationError) as error:
        return " ".join(str(error).split(" [")[0].split())
    return "none"


got: dict[str, object] = {"service": find_spec("service") is not None}
by = VideoLookup(slug="videograph-lecun-leaves-meta")

with connect(f"{address}/graphql", key) as graph:
    viewer = graph.viewer()
    got["viewer"] = [viewer.name, [scope.value for scope in viewer.scopes]]
    video = graph.talk(by)
    assert video is not None
    got["talk"] = [video.title, str(video.published_on), video.duration_seconds]
    # Three requests, of which the last has the rest.
    got["people"] = [one.name for one in graph.pages(graph.entities, where={"kind": ["PERSON"]}, page_size=1)]
    got["limited"] = [one.text for one in graph.pages(graph.transcript, by=by, page_size=2, limit=3)]
    table = graph.pages(graph.connections_of, by={"name": "Meta"}, where={"type": ["WORKS_AT"]}).to_pandas()
    got["table"] = [
        sorted(table.columns),
        table[["source.name", "type", "target.name", "target.kind"]].values.tolist(),
    ]
    got["nobody"] = list(graph.pages(graph.connections_of, by={"name": "Nobody of that name"}))
    got["own"] = graph.ask("query ($first: Int) { topics(first: $first) { nodes { name } } }", {"first": 1})

    cursor = graph.latest_cursor()
    assert cursor is not None
    got["changes"] = [[one.seq, one.kind.value] for one in graph.changes()]
    seen: list[object] = []

    def follow() -> None:
        with connect(address, key) as second:
            for change in second.changes(
                cursor, where={"kind": ["JOB_SUCCEEDED", "TALK_DELETED"]}, follow=True
            ):
                seen.append([change.seq, change.kind.value])
                if len(seen) == 2:
                    return

    following = Thread(target=follow, daemon=True)
    following.start()
    for name in ("lecture.en.vtt", "lecture.info.json", "lecture.en.chapters.json"):
        Path(name).touch()
    got["companions"] = [one.name for one in companions_of(Path("lecture.en.vtt"))]
    steps: list[Progress] = []
    job = graph.ingest(talk, progress=steps.append, metadata={"title": "Another title"})
    assert job.result is not None, job
    got["job"] = [job.state.value, job.result.title]
    got["upload"] = [[step.done, step.total] for step in steps if step.stage == "upload"][-1]
    got["end"] = [steps[-1].done, steps[-1].total]
    got["misspelled"] = [
        fault_of(lambda: DeleteVideoInput(video=talk, dryrun=True)),  # pyright: ignore[reportCallIssue]
        fault_of(lambda: EntityWhere(mn_mentions=20)),  # pyright: ignore[reportCallIssue]
        fault_of(lambda: list(graph.changes(where={"kin": ["TALK_IMPORTED"]}))),
        fault_of(lambda: graph.entities(lmit=3)),  # pyright: ignore[reportCallIssue]
        fault_of(lambda: graph.pages(graph.entities, lmit=3)),
        fault_of(lambda: graph.pages(graph.transcript)),
    ]
    kept = graph.delete_talk(DeleteVideoInput(video=job.result.id, dry_run=True))
    got["deleted"] = [kept.title, graph.delete_talk(DeleteVideoInput(video=job.result.id)).title]
    following.join(60)
    got["followed"] = seen

    waits: list[float] = []
    Gateway.stream = (
        f"event: next\ndata: {json.dumps({'data': {'job': job.model_dump(mode='json', by_alias=True)}})}\n\n"
        ': a comment\n\ndata: {"data": {"job": null}}\n\nevent: complete\ndata:\n\n'
    ).encode()
    with HTTPServer(("127.0.0.1", 0), Gateway) as server, patch("time.sleep", waits.append):
        Thread(target=server.serve_forever, daemon=True).start()
        with connect(f"http://127.0.0.1:{server.server_port}") as behind:
            got["date"] = [behind.ask("{ answer }"), waits]
            got["events"] = [one.state.value for one in behind.job_events(job.id)]
        server.shutdown()

    faults: dict[str, object] = {}
    try:
        graph.update_entity(UpdateEntityInput(entity="nobody", name="Somebody"))
    except Refused as error:
        faults["refused"] = [error.code, error.message]
    try:
        graph.ingest(other)
    except ImportFailed as error:
        faults["import"] = [error.code, error.message]
    words = json.loads(Path(authored).read_text("utf-8"))
    again = Path("again.document.json")
    again.write_text(json.dumps(words | {"video": {"title": "The same words"}}), encoding="utf-8")
    try:
        graph.ingest(again)
    except ImportFailed as error:
        found = graph.talk(VideoLookup(id=error.details["video"]))
        faults["again"] = [error.code, found and found.title]
    try:
        graph.ask("{ nothing }")
    except VideographError as error:
        faults["query"] = error.code
try:
    connect(address, "vkg_00000000_00000000000000000000000000000000").stats()
except VideographError as error:
    faults["key"] = error.code
try:
    connect("http://127.0.0.1:9").stats()
except VideographError as error:
    faults["address"] = error.code
print(json.dumps({**got, "faults": faults}))
