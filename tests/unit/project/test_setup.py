"""Setup of a checkout: the search for a Python, the lock file, the Makefile."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from support.paths import ROOT

pytestmark = pytest.mark.posix

FIND = ROOT / "scripts" / "find-python"
MISSING = "No Python 3.12 or newer found"


def find(path: Path | str, home: Path, *version: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the search with nothing of this machine in its environment, but the shell's own tools."""
    return subprocess.run(
        ["/bin/sh", str(FIND), *version],
        env={"PATH": str(path), "HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def program(file: Path, script: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def real(file: Path) -> Path:
    """A name for the Python that runs this test."""
    return program(file, f'exec {sys.executable} "$@"')


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def test_without_any_python_one_line_says_what_to_do(bin_folder: Path, tmp_path: Path) -> None:
    answer = find(bin_folder, tmp_path)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith(MISSING)
    assert answer.stderr.count("\n") == 1
    assert "UV_PYTHON" in answer.stderr


def test_a_name_that_does_not_run_is_passed_over(bin_folder: Path, tmp_path: Path) -> None:
    program(bin_folder / "python3.12", "echo 'pyenv: python3.12: command not found' >&2; exit 127")
    program(bin_folder / "python3.13", "exit 1")  # too old, or no ensurepip: whatever the check finds
    real(bin_folder / "python3")

    assert Path(find(bin_folder, tmp_path).stdout.strip()).samefile(sys.executable)


@pytest.mark.parametrize("variable", ["PYENV_ROOT", None])
def test_pyenvs_versions_are_found_without_being_selected(
    bin_folder: Path, tmp_path: Path, variable: str | None
) -> None:
    root = tmp_path / (".pyenv" if variable is None else "elsewhere")
    real(root / "versions" / "3.13.7" / "bin" / "python")
    program(root / "versions" / "3.12.0" / "bin" / "python", "exit 1")

    answer = find(bin_folder, tmp_path, **({variable: str(root)} if variable else {}))

    assert Path(answer.stdout.strip()).samefile(sys.executable)


def test_uv_python_comes_first_as_path_or_version(bin_folder: Path, tmp_path: Path) -> None:
    program(bin_folder / "python3.12", "exit 1")
    chosen = real(tmp_path / "own" / "python")
    real(bin_folder / "python3.99")

    by_path = find(bin_folder, tmp_path, UV_PYTHON=str(chosen))
    by_version = find(bin_folder, tmp_path, UV_PYTHON="3.99")

    assert by_path.stdout == by_version.stdout
    assert Path(by_path.stdout.strip()).samefile(sys.executable)


def test_a_version_that_is_asked_for_is_the_only_one_taken(bin_folder: Path, tmp_path: Path) -> None:
    real(bin_folder / "python3")
    this = f"{sys.version_info.major}.{sys.version_info.minor}"

    found, missing = find(bin_folder, tmp_path, this), find(bin_folder, tmp_path, "3.99")

    assert Path(found.stdout.strip()).samefile(sys.executable)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.startswith("No Python 3.99 found")


def test_every_package_of_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", lock)

    assert "://" not in lock
    assert len(packages) > 100
    assert [entry.split()[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project, extractor, *libraries = (
        tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        for folder in (".", "extractor", "libraries/embedded-neo4j", "libraries/read-transcripts")
    )
    locked = set(
        re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    )
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"], *extractor["dependencies"]]
    wanted += [name for library in libraries for name in library["dependencies"]]

    assert {re.split(r"[<>=\[]", name)[0] for name in wanted} - locked == {
        "embedded-neo4j",
        "read-transcripts",
        "videograph",
    }
    assert project["optional-dependencies"]["extract"] == [f"{extractor['name']}=={extractor['version']}"]


@pytest.mark.parametrize(
    "file",
    sorted([*ROOT.glob("scripts/*/package-lock.json"), ROOT / "clients" / "package-lock.json"]),
    ids=lambda f: f.parent.name,
)
def test_npm_locks_have_hashes_and_no_address(file: Path) -> None:
    listed = json.loads(file.read_text(encoding="utf-8"))["packages"]
    # The rest are folders of this repository.
    packages = {
        name: entry for name, entry in listed.items() if "node_modules/" in name and "link" not in entry
    }
    wanted = json.loads(file.with_name("package.json").read_text(encoding="utf-8"))
    versions = {**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}

    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [
        name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+[\w.-]*", version)
    ] == []


def test_make_alone_prints_each_target_on_one_line() -> None:
    # As from a shell: `make test` leaves its own level behind, at which make also names its directory.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    answer = subprocess.run(
        ["make"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=600
    )
    listed = re.findall(r"^  make ([a-z-]+) +\S", answer.stdout, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)

    assert listed == phony.split()
    assert len(answer.stdout.splitlines()) == len(listed)
    assert listed[:11] == [
        "help",
        "demo",
        "run",
        "install-extract",
        "install-llm",
        "install-local",
        "install-dask",
        "install-speech",
        "install-youtube",
        "install-parquet",
        "install-mcp",
    ]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile, the scripts and the lock; its `uv` writes down what it is told to install."""
    folder = tmp_path / "checkout"
    for file in (
        "Makefile",
        "requirements.lock",
        "requirements-voices.txt",
        "pyproject.toml",
        "extractor/pyproject.toml",
        "libraries/embedded-neo4j/pyproject.toml",
        "libraries/read-transcripts/pyproject.toml",
        "scripts/find-python",
        "scripts/install",
    ):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, folder / file)
    real(folder / ".venv" / "bin" / "python")
    program(folder / ".venv" / "bin" / "videograph", 'echo "videograph $@"')
    program(tmp_path / "bin" / "uv", f'echo "$@" >>{folder}/installed')
    return folder


def make(checkout: Path, target: str) -> list[str]:
    """Returns what a target installs: the arguments after the interpreter in each call of uv."""
    (checkout / "installed").write_text("", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment["PATH"] = f"{checkout.with_name('bin')}:{environment['PATH']}"
    subprocess.run(
        ["make", target], cwd=checkout, env=environment, capture_output=True, check=True, timeout=600
    )
    calls = (checkout / "installed").read_text(encoding="utf-8").splitlines()
    return [call.partition(" .venv/bin/python ")[2] for call in calls]


LIBRARIES = "--editable ./libraries/embedded-neo4j/ --editable ./libraries/read-transcripts/"
EXTRACTOR = "--editable ./extractor"
PART = f"--constraints requirements.lock --build-constraints requirements.lock {LIBRARIES} --editable"
VOICES = "--no-deps --require-hashes --requirement requirements-voices.txt"
ALL = [
    "--no-deps --require-hashes --requirement requirements.lock",
    f"--no-deps --no-build-isolation {LIBRARIES} --editable . {EXTRACTOR}",
    VOICES,
]


def test_run_installs_the_base_only_and_once(checkout: Path) -> None:
    assert make(checkout, "run") == [f"{PART} .[mcp]"]
    assert make(checkout, "run") == []


def test_demo_has_the_offline_extraction_too(checkout: Path) -> None:
    assert make(checkout, "demo") == [f"{PART} .[mcp,extract] {EXTRACTOR}"]
    assert make(checkout, "demo") == make(checkout, "run") == make(checkout, "install-extract") == []


def test_an_extra_is_added_to_the_base_and_stays(checkout: Path) -> None:
    make(checkout, "run")

    assert make(checkout, "install-extract") == [f"{PART} .[mcp,extract] {EXTRACTOR}"]
    assert make(checkout, "install-llm") == [f"{PART} .[mcp,extract,llm] {EXTRACTOR}"]
    assert make(checkout, "run") == []
    assert make(checkout, "install-speech") == [f"{PART} .[mcp,extract,llm,speech] {EXTRACTOR}", VOICES]

    for stamp in checkout.glob(".venv/.installed*"):
        os.utime(stamp, (0, 0))  # as after a change of the lock
    assert make(checkout, "demo") == [f"{PART} .[mcp,extract,llm,speech] {EXTRACTOR}", VOICES]


def test_everything_is_installed_for_tests_and_serves_the_demo_too(checkout: Path) -> None:
    make(checkout, "demo")

    assert make(checkout, ".venv/.installed") == ALL
    targets = ("demo", "install-extract", "install-llm", "install-local", "install-dask", "install-mcp")
    assert [make(checkout, target) for target in targets] == [[], [], [], [], [], []]

    os.utime(checkout / ".venv" / ".installed-base", (0, 0))
    assert make(checkout, "run") == ALL


def test_targets_that_need_everything_say_so() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    needs = dict(re.findall(r"^([a-z-]+):(?: (\S+))? ## ", makefile, re.MULTILINE))

    assert {target for target, stamp in needs.items() if stamp == "$(BASE)"} == {"run", "install-mcp"}
    assert {target for target, stamp in needs.items() if not stamp} == {"help", "clean"}
