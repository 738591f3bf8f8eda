"""The built wheel has every file that it needs, in an environment without this checkout."""

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from support.paths import ROOT

# Beside Python files: what the program reads at run time.
DATA = ("video_page.graphql", "lecun-leaves-meta.document.json", "world.txt.gz")
EXTRACTOR_DATA = ("minilm-tokenizer.json", "person_names.txt.gz", "relations.toml")


def build(project: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, project]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT / "extractor", tmp_path_factory.mktemp("extractor"))


@pytest.fixture(scope="module")
def installed(wheel: Path, extractor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with these two wheels and nothing else in it."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=600)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", str(wheel), str(extractor)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return python


def run(python: Path, code: str, folder: Path) -> str:
    answer = subprocess.run(
        [python, "-I", "-c", code], cwd=folder, check=True, capture_output=True, text=True, timeout=600
    )
    return answer.stdout


def tracked(folder: str) -> set[str]:
    """Files under a folder of the checkout, as git would take them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", folder]
    listed = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=600
    ).stdout.split("\0")
    return {name for name in listed if name and (ROOT / name).is_file()}


def test_every_file_of_the_package_and_of_cypher_is_in_the_wheel(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    split = json.loads((ROOT / "extractor/benchmarks/gold/split.json").read_text(encoding="utf-8"))
    gold = {f"service/gold/{part}/{one}.json" for part in ("excerpts", "final") for one in split["tuning"]}
    assert names == tracked("service") | {f"service/{name}" for name in tracked("cypher")} | gold | {
        "service/gold/split.json"
    }
    assert [name for name in DATA if not any(found.endswith(f"/{name}") for found in names)] == []


@pytest.mark.nightly
def test_every_file_of_the_extractor_is_in_its_wheel(extractor: Path) -> None:
    names = {name for name in zipfile.ZipFile(extractor).namelist() if ".dist-info/" not in name}

    assert {f"extractor/src/{name}" for name in names} == tracked("extractor/src")
    assert [name for name in EXTRACTOR_DATA if not any(found.endswith(f"/{name}") for found in names)] == []


@pytest.mark.nightly
def test_every_file_of_a_library_is_in_its_wheel(tmp_path: Path) -> None:
    for library in (ROOT / "libraries").iterdir():
        wheel = zipfile.ZipFile(build(library, tmp_path / library.name))
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}

        assert {f"libraries/{library.name}/src/{name}" for name in names} == tracked(
            f"libraries/{library.name}/src"
        )


@pytest.mark.nightly
def test_the_installed_extractor_is_found_by_its_entry_point(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib.metadata import entry_points\n"
        "print(*((point.name, point.value) for point in entry_points(group='videograph.extractors')))"
    )

    assert run(installed, code, tmp_path) == "('offline', 'videograph_extractor.entry_point:Offline')\n"


@pytest.mark.nightly
def test_the_installed_wheel_finds_its_cypher_files(installed: Path, tmp_path: Path) -> None:
    code = (
        "from service.resources import cypher_folder\n"
        "folder = cypher_folder()\n"
        "print(folder.parent.name, folder.parent.parent.name)\n"
        "print(*sorted(str(f.relative_to(folder)) for f in folder.rglob('*') if f.is_file()), sep='\\n')"
    )
    place, *files = run(installed, code, tmp_path).splitlines()

    assert place == "service site-packages"
    assert {f"cypher/{name}" for name in files} == tracked("cypher")


@pytest.mark.nightly
def test_the_installed_wheel_finds_the_demo_corpus(installed: Path, tmp_path: Path) -> None:
    code = (
        "from service.resources import demo_folder; print(sum(f.is_file() for f in demo_folder().rglob('*')))"
    )

    assert int(run(installed, code, tmp_path)) == len(tracked("service/demo"))


def about(archive: zipfile.ZipFile) -> dict[str, str]:
    """Metadata of the wheel, by file name."""
    return {
        name.partition(".dist-info/")[2]: archive.read(name).decode()
        for name in archive.namelist()
        if ".dist-info/" in name
    }


@pytest.mark.nightly
def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    named = about(zipfile.ZipFile(wheel))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert named["entry_points.txt"] == (
        "[console_scripts]\nvideograph = service.__main__:main\n\n"
        "[read_transcripts.readers]\nvideograph = service.transcripts.document_reader:VideoDocumentReader\n"
    )
    assert {"licenses/LICENSE", "licenses/NOTICE"} <= set(named)
    metadata = named["METADATA"]
    assert "Name: videograph\n" in metadata
    assert f"Version: {project['version']}\n" in metadata
    assert "Requires-Python: >=3.12\n" in metadata
    assert "Provides-Extra: extract\n" in metadata
    assert "Requires-Dist: videograph-extractor==0.1.0; extra == 'extract'\n" in metadata


@pytest.mark.nightly
def test_the_wheel_of_the_extractor_says_what_it_is(extractor: Path) -> None:
    named = about(zipfile.ZipFile(extractor))
    project = tomllib.loads((ROOT / "extractor" / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert {"licenses/LICENSE", "licenses/NOTICE"} <= set(named)
    metadata = named["METADATA"]
    assert "Name: videograph-extractor\n" in metadata
    assert f"Version: {project['version']}\n" in metadata
    assert "Requires-Python: >=3.12\n" in metadata
    assert "Requires-Dist: videograph<0.2,>=0.1\n" in metadata
