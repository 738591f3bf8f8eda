"""The extractor of docs/guides/write-an-extractor.md, installed as its page says, imports a talk."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.graph.driver.database import Database
from support import backend
from support.paths import ROOT
from support.videograph_process import command, found_here

pytestmark = pytest.mark.anyio

GUIDE = (ROOT / "docs/guides/write-an-extractor.md").read_text(encoding="utf-8")
TALK = """WEBVTT

00:00.000 --> 00:05.000
<v Ann Lee>I like graphs.

00:05.000 --> 00:09.000
<v Ann Lee>Videograph uses Neo4j, and it speaks GraphQL.
"""
NAMES = "MATCH (entity:Entity) RETURN entity.name ORDER BY entity.name"
STATED = """
MATCH (evidence:Evidence)-[:SUBJECT]->(source:Entity)
MATCH (evidence)-[:OBJECT]->(target:Entity)
RETURN source.name, evidence.type, target.name, evidence.quote, evidence.label, evidence.extractor
"""


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with the guide's in it."""
    project = tmp_path_factory.mktemp("videograph-wordlist")
    (project / "videograph_wordlist.py").write_text(block("python"), encoding="utf-8")
    (project / "pyproject.toml").write_text(block("toml"), encoding="utf-8")
    folder = tmp_path_factory.mktemp("packages")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-index"]
    options = ["--no-deps", "--no-build-isolation", "--target", folder, project]
    subprocess.run([*pip, *options], check=True, capture_output=True, timeout=600)
    return folder


def videograph(
    packages: Path, server: backend.Neo4jServer, home: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(packages),
        "VIDEOGRAPH_HOME": str(home),
        "VIDEOGRAPH_NEO4J_URI": server.uri,
        "VIDEOGRAPH_NEO4J_USER": server.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": server.password,
        "VIDEOGRAPH_QUERY_TIMEOUT": "60",
        "COLUMNS": "200",
    }
    return subprocess.run(
        command(*arguments),
        cwd=home,
        env=found_here(environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


async def test_a_talk_is_imported_by_the_extractor_of_the_guide(
    clean_database: Database, neo4j_server: backend.Neo4jServer, packages: Path, tmp_path: Path
) -> None:
    (tmp_path / "talk.vtt").write_text(TALK, encoding="utf-8")
    arguments = ("ingest", "talk.vtt", "--extractor", "wordlist")

    done = videograph(packages, neo4j_server, tmp_path, *arguments, "--json")
    again = videograph(packages, neo4j_server, tmp_path, *arguments)

    assert done.returncode == 0, done.stderr
    assert [each["outcome"] for each in json.loads(done.stdout)["files"]] == ["created"]
    assert again.stdout.splitlines()[0] == "0 imported, 0 changed, 1 unchanged, 0 failed"
    assert await clean_database.read(STATED, name="stated") == [
        ["Videograph", "USES", "Neo4j", "Videograph uses Neo4j", "uses", "wordlist/1"]
    ]
    assert await clean_database.read(NAMES, name="names") == [["GraphQL"], ["Neo4j"], ["Videograph"]]


def test_help_and_a_wrong_name_say_what_is_installed(
    neo4j_server: backend.Neo4jServer, packages: Path, tmp_path: Path
) -> None:
    shown = videograph(packages, neo4j_server, tmp_path, "ingest", "--help")
    wrong = videograph(packages, neo4j_server, tmp_path, "ingest", "talk.vtt", "--extractor", "worldlist")

    listed = "Installed: offline, llm, wordlist."
    assert listed in " ".join(shown.stdout.replace("│", " ").split())
    assert wrong.returncode == 2
    assert f"there is no extractor 'worldlist'. {listed}" in " ".join(wrong.stderr.replace("│", " ").split())


def test_the_extractor_of_the_guide_has_about_thirty_lines() -> None:
    assert len([line for line in block("python").splitlines() if line]) <= 30
