"""The built wheels, installed into clean environments: without extras and with each, on every Python that it is for,
and with the oldest versions that pyproject.toml allows. Needs the package registry and a Python of each version."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import anyio
import pytest

from service.curation.load import import_document
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.command_runner import empty
from support.paths import ROOT
from support.talks import talk

pytestmark = pytest.mark.nightly

DOCUMENT = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
VIDEO = "video:videograph-lecun-leaves-meta"
CAPTIONS = ROOT / "tests" / "data" / "formats" / "own" / "name-prefixes.srt"
LOCKED, OLDEST = "locked versions", "oldest versions"
ENVIRONMENTS = [
    *((version, extra, LOCKED) for version in ("3.12", "3.13") for extra in ("", "extract", "llm")),
    ("3.12", "", OLDEST),
]
"""Python, extra, which versions of the dependencies. The newest Python has no wheels of the oldest versions."""


def name_of(environment: tuple[str, str, str]) -> str:
    return " ".join(filter(None, environment))


WITHOUT_EXTRAS = pytest.mark.parametrize(
    "installed", [one for one in ENVIRONMENTS if not one[1]], ids=name_of, indirect=True
)
"""For what an extra changes nothing of: the lock gives the base the same versions with each."""
EVERY_HELP = """
import click, typer
from typer.testing import CliRunner
from service.cli import app

def walk(command, path):
    answer = CliRunner().invoke(app, [*path, "--help"])
    assert answer.exit_code == 0, (path, answer.output, answer.exception)
    print(" ".join(path) or "-")
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        walk(inner, [*path, name])

walk(typer.main.get_command(app), [])
"""


SEVERAL = """
import json, sys
from typer.testing import CliRunner
from service.cli import app

outputs = []
for arguments in json.loads(sys.argv[1]):
    answer = CliRunner().invoke(app, arguments)
    assert answer.exit_code == 0, (arguments, answer.output, answer.exception)
    outputs.append(answer.stdout)
print(json.dumps(outputs))
"""
"""Runs commands one after the other: a process for each would take longer to start than to run."""


@dataclass(frozen=True)
class Installed:
    """An environment with the wheels in it, and what its commands need to reach the tests' Neo4j."""

    folder: Path
    extra: str
    variables: dict[str, str] = field(repr=False)

    def run(self, program: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / "bin" / program, *arguments],
            cwd=self.folder,
            env={**self.variables, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def answer(self, *arguments: str, **variables: str) -> str:
        """Returns the output of a command that must succeed."""
        done = self.run("videograph", *arguments, **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def answers(self, *commands: list[str]) -> list[str]:
        """Returns the output of each, which must succeed; all run in one process."""
        done = self.run("python", "-I", "-c", SEVERAL, json.dumps(commands))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refusal(self, *arguments: str, **variables: str) -> str:
        """Returns the error output of a command that must fail."""
        done = self.run("videograph", *arguments, **variables)
        assert done.returncode == 1, done.stdout
        return done.stderr.strip()


def uv(*arguments: str | Path) -> str:
    command = [Path(sys.executable).with_name("uv"), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of the service's wheel. The wheels of the offline extractor and of the libraries are beside it."""
    folder = tmp_path_factory.mktemp("dist")
    for project in (ROOT, ROOT / "extractor", *(ROOT / "libraries").iterdir()):
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, project]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
    (built,) = folder.glob("videograph-*.whl")
    return built


@pytest.fixture(scope="module")
def environments(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Path, Path]]:
    """Python and versions → the folder of the environment, and what the versions are held to. An environment is used for one extra after the
    other: each takes out what it does not need, and what the next needs too is compiled by then.
    """
    found: dict[tuple[str, str], tuple[Path, Path]] = {}
    for version, versions in dict.fromkeys((version, versions) for version, _, versions in ENVIRONMENTS):
        folder = tmp_path_factory.mktemp("clean") / "venv"
        python = subprocess.run(
            [ROOT / "scripts" / "find-python", version],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert python.returncode == 0, python.stderr
        constraints = ROOT / "requirements.lock"
        if versions == OLDEST:
            constraints = folder.with_name("oldest.txt")
            uv("pip", "compile", "--quiet", "--resolution", "lowest-direct", "--python-version", version,
               "--no-header", "--no-emit-package", "embedded-neo4j", "--no-emit-package", "read-transcripts", "--output-file", constraints, "pyproject.toml")  # fmt: skip
        uv("venv", "--quiet", "--python", python.stdout.strip(), folder)
        found[version, versions] = folder, constraints
    return found


@pytest.fixture(scope="module", params=ENVIRONMENTS, ids=name_of)
def installed(
    request: pytest.FixtureRequest,
    wheel: Path,
    environments: dict[tuple[str, str], tuple[Path, Path]],
    neo4j_server: backend.Neo4jServer,
) -> Installed:
    version, extra, versions = request.param
    folder, constraints = environments[version, versions]
    uv("pip", "install", "--quiet", "--exact", "--python", folder / "bin" / "python", "--constraint", constraints,
       "--find-links", wheel.parent, f"videograph[{extra}] @ {wheel.as_uri()}" if extra else wheel)  # fmt: skip
    outside = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    variables = {
        **outside,
        "VIDEOGRAPH_HOME": str(folder.with_name("home")),
        "VIDEOGRAPH_NEO4J_URI": neo4j_server.uri,
        "VIDEOGRAPH_NEO4J_USER": neo4j_server.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": neo4j_server.password,
        "VIDEOGRAPH_QUERY_TIMEOUT": "60",
    }
    return Installed(folder, extra, variables)


@pytest.fixture
def _graph_of_one_talk(neo4j_server: backend.Neo4jServer) -> None:
    """Not empty, because a first import would have Neo4j plan all statements again."""

    async def fill() -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            await empty(database)
            await import_document(
                database, talk("other", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme"))
            )

    anyio.run(fill)


def test_every_command_has_its_help(installed: Installed) -> None:
    done = installed.run("python", "-I", "-c", EVERY_HELP)

    assert done.returncode == 0, done.stderr
    assert {"-", "ingest", "export", "merge", "delete", "up", "neo4j start"} <= set(done.stdout.splitlines())


@WITHOUT_EXTRAS
@pytest.mark.usefixtures("_graph_of_one_talk")
def test_a_document_is_imported_merged_exported_and_deleted(installed: Installed, tmp_path: Path) -> None:
    out = tmp_path / "out"

    first = installed.answer("ingest", str(DOCUMENT)).splitlines()[0]
    merged, listed, double, _, count, _, left = installed.answers(
        ["merge", "meta-company", "fair-company", "--json"],
        ["decisions"],
        ["duplicates"],
        ["export", "--all", "--out", str(out)],
        ["query", "{ stats { videoCount } }"],
        ["delete", VIDEO],
        ["query", "{ stats { videoCount } }"],
    )
    (merge,), decided = json.loads(merged)["merged"], listed.splitlines()[1].strip()

    assert first == "1 imported, 0 changed, 0 unchanged, 0 failed"
    assert (merge["into"]["slug"], [each["slug"] for each in merge["merged"]]) == (
        "fair-company",
        ["meta-company"],
    )
    assert decided == "videograph apart meta-company fair-company"
    assert double == "nothing looks double\n"
    exported = json.loads((out / "videograph-lecun-leaves-meta.document.json").read_text(encoding="utf-8"))
    assert exported["video"]["id"] == "videograph-lecun-leaves-meta"
    assert json.loads(count) == {"data": {"stats": {"videoCount": 2}}}
    assert json.loads(left) == {"data": {"stats": {"videoCount": 1}}}


@pytest.mark.usefixtures("_graph_of_one_talk")
def test_a_missing_extra_is_one_line_with_the_command_that_installs_it(installed: Installed) -> None:
    address = {"VIDEOGRAPH_LLM_URL": "http://127.0.0.1:9/v1", "VIDEOGRAPH_LLM_MODEL": "none"}

    def offline() -> str:
        if installed.extra == "extract":
            return installed.answer("ingest", str(CAPTIONS)).splitlines()[0]
        return installed.refusal("ingest", str(CAPTIONS))

    says: dict[str, Callable[[str], bool]] = {
        "extract": lambda text: text == "1 imported, 0 changed, 0 unchanged, 0 failed",
        "llm": lambda text: text.startswith(
            "videograph: no connection to the language model at http://127.0.0.1:9/v1 "
        ),
    }
    missing = {
        "extract": "videograph: offline extraction needs the package videograph-extractor, which is not installed. "
        "Install it: pip install 'videograph[extract]'",
        "llm": "videograph: extraction by a language model needs the package openai, which is not installed. "
        "Install it: pip install 'videograph[llm]'",
    }
    heard = {
        "extract": offline(),
        "llm": installed.refusal("ingest", str(CAPTIONS), "--extractor", "llm", **address),
    }
    for extra, text in heard.items():
        assert says[extra](text) if extra == installed.extra else text == missing[extra], text
