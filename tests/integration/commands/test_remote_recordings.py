"""A recording on a distant Videograph by `ingest --server`: recognized there, kept and played; better words keep it and the corrections."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from typer.testing import CliRunner

from service.cli import app
from support.backend import Neo4jServer
from support.paths import ROOT
from support.running_service import serve
from support.seed import fresh_graph

pytestmark = pytest.mark.nightly

RECORDING = ROOT / "docs" / "guides" / "recordings" / "graphs-at-the-harbour.ogg"
TALK = "{ video(by: {id: %s}) { slug title recognizer media { url mediaType } transcript(first: 3) { nodes { text } } } }"


def run(server: str, *arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["--server", server, *arguments])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout) if "--json" in arguments else {}


def test_a_recording_is_recognized_there_and_better_words_keep_it(
    neo4j_server: Neo4jServer, ask: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(fresh_graph)
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "here"))
    settings: dict[str, Any] = {
        "VIDEOGRAPH_SPEECH_MODEL": "tiny.en",
        "VIDEOGRAPH_SPEECH_VOICES": "false",
        "VIDEOGRAPH_CACHE": str(tmp_path / "cache"),
    }
    with serve(neo4j_server, tmp_path, **settings) as server:

        def video(id_: str) -> dict[str, Any]:
            query = TALK % json.dumps(id_)
            return httpx.post(f"{server}/graphql", json={"query": query}).json()["data"]["video"]

        [heard] = run(server, "ingest", str(RECORDING), "--json")["files"]
        id_, slug = heard["report"]["videoId"], heard["report"]["slug"]
        talk = video(id_)
        path = talk["media"]["url"]
        assert (talk["recognizer"], path) == ("whisper-tiny.en", f"/videos/{slug}/recording")
        part = httpx.get(server + path, headers={"range": "bytes=0-3"})
        assert (part.status_code, part.content) == (206, b"OggS")

        run(server, "update", slug, "--title", "Graphs in Hamburg")
        vtt = tmp_path / "better.vtt"
        said = "Ada Miller works at Neo4j, and she says it in better words."
        vtt.write_text(f"WEBVTT\n\n00:01.000 --> 00:09.000\n{said}\n", "utf-8")
        run(server, "ingest", str(vtt), "--id", id_.removeprefix("video:"), "--json")

        better = video(id_)
        assert (better["title"], better["recognizer"]) == ("Graphs in Hamburg", None)
        assert better["transcript"]["nodes"] == [{"text": said}]
        path = better["media"]["url"]
        assert path == f"/videos/{better['slug']}/recording"
        assert httpx.get(server + path).content == RECORDING.read_bytes()
