"""Installed extractors by the entry points of real packages, and messages if one is missing."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service import extras
from service.actions.extraction.read_ahead import default_workers, time_limit
from service.cli import app
from service.errors import MissingExtra, SetupError
from service.extractors import registry
from service.extractors.registry import (
    find_extractor,
    installed,
    is_known,
    list_extractors,
    version_of,
)
from support.small_extractor import forget_extractors

type Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Lays a package with one module and one entry point into a folder on the path."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def lay(package: str, name: str, value: str, code: str = "") -> None:
        about = tmp_path / f"{package}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8")
        (about / "entry_points.txt").write_text(f"[videograph.extractors]\n{name} = {value}\n", "utf-8")
        (tmp_path / f"{package}.py").write_text(code, "utf-8")
        os.utime(about, (0, 0))  # long ago

    yield lay
    forget_extractors()


@pytest.fixture
def without_offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Simulates an environment with only the base package."""
    monkeypatch.setattr(registry, "entry_points", lambda group: ())
    monkeypatch.setattr(registry, "is_installed", lambda extra: False)
    forget_extractors()
    yield
    forget_extractors()


def test_ours_and_those_of_other_packages_are_listed(install: Install) -> None:
    assert installed() == ("offline", "llm")

    install("apple", "apple", "apple:Apple")

    assert installed() == ("offline", "apple", "llm")
    assert list_extractors() == "Installed: offline, apple, llm."
    assert [is_known(name) for name in ("offline", "llm", "apple", "pear")] == [True, True, True, False]


def test_the_offline_one_has_its_version() -> None:
    assert version_of("offline") == find_extractor("offline").version == "offline/0.22.0"


def test_an_unknown_one_is_refused_with_those_that_are_installed(install: Install) -> None:
    with pytest.raises(SetupError, match=r"^there is no extractor 'pear'\. Installed: offline, llm\.$"):
        version_of("pear")


@pytest.mark.usefixtures("without_offline")
def test_without_ours_it_is_said_how_to_install_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extras, "_ROOT", tmp_path)  # as a wheel
    assert installed() == ()
    assert list_extractors() == (
        "Installed: none. To install offline: pip install 'videograph[extract]'. "
        "To install llm: pip install 'videograph[llm]'."
    )
    shown = CliRunner().invoke(app, ["ingest", "--help"], env={"COLUMNS": "200"}).stdout
    assert "Installed: none. To install offline: pip install 'videograph[extract]'." in " ".join(
        shown.replace("│", " ").split()
    )
    assert is_known("offline")
    with pytest.raises(
        MissingExtra,
        match=r"^offline extraction needs the package videograph-extractor, which is not installed\. "
        r"Install it: pip install 'videograph\[extract\]'$",
    ):
        find_extractor("offline")


@pytest.mark.usefixtures("without_offline")
def test_documents_need_no_extractor() -> None:
    assert version_of("offline") == "offline"
    assert default_workers("offline") >= 1
    limit = time_limit("offline", None)(Path("there is none"))
    assert limit == 600


def test_one_name_of_two_packages_is_refused_with_both(install: Install) -> None:
    install("apple", "fruit", "apple:Apple")
    install("pear", "fruit", "pear:Pear")

    with pytest.raises(
        SetupError,
        match=r"^the extractor fruit comes with two packages, apple and pear: uninstall one of them$",
    ):
        find_extractor("fruit")


def test_the_name_of_the_language_models_extractor_is_taken(install: Install) -> None:
    install("apple", "llm", "apple:Apple")

    assert installed() == ("offline", "llm")
    assert registry.package_of("llm") is None


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import no_such_module", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"),
        ("Pear = 1", "cannot be loaded: AttributeError: module 'broken_{}' has no attribute 'Apple'"),
        ("class Apple:\n def __init__(self): raise OSError('no model')", "cannot be used: OSError: no model"),
        ("class Apple: pass", "cannot be used: AttributeError: 'Apple' object has no attribute 'version'"),
        ("class Apple: version = ''", "has no version: a text of at most 200 characters"),
    ],
)
def test_one_that_does_not_work_is_named_with_its_package(install: Install, code: str, says: str) -> None:
    package = f"broken_{abs(hash(code)) % 10**8}"
    install(package, "fruit", f"{package}:Apple", code)

    with pytest.raises(SetupError) as caught:
        version_of("fruit")

    number = package.removeprefix("broken_")
    assert caught.value.message.startswith(f"the extractor fruit of {package} 1.0 {says.format(number)}")


def test_one_whose_work_another_machine_does_reads_one_talk_at_a_time(install: Install) -> None:
    install("far_apple", "far", "far_apple:Apple", "class Apple:\n version = 'far/1'\n remote = True")

    assert default_workers("far") == default_workers("llm") == 1
    assert time_limit("far", None)(Path("talk.vtt")) is None
    assert time_limit("far", 5)(Path("talk.vtt")) == 5


_LATE = "class Apple:\n version = 'late/1'"


def test_one_that_is_installed_while_the_program_runs_is_found(install: Install) -> None:
    assert not is_known("late")
    with pytest.raises(SetupError, match="there is no extractor 'late'"):
        version_of("late")

    install("late_apple", "late", "late_apple:Apple", _LATE)

    assert is_known("late")
    assert version_of("late") == "late/1"
    assert registry.package_of("late") == "late_apple 1.0"


def test_one_whose_folder_is_only_named_in_a_new_pth_file_is_found(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an editable installation, such as that of `make install-extract`, leaves it."""
    monkeypatch.setattr(registry.site, "getsitepackages", lambda: [str(tmp_path)])
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert not is_known("late")
    source = tmp_path / "elsewhere" / "src"
    source.mkdir(parents=True)

    install("editable_apple", "late", "editable_apple:Apple", _LATE)
    (tmp_path / "editable_apple.py").rename(source / "editable_apple.py")
    (tmp_path / "editable_apple.pth").write_text(f"# a path\nimport sys; sys.exit(1)\n{source}\n", "utf-8")

    assert version_of("late") == "late/1"


def test_one_that_needs_a_new_process_says_so(install: Install, tmp_path: Path) -> None:
    install("hooked_apple", "late", "hooked_apple:Apple", "import not_found_without_its_hook")
    later = registry._STARTED + 60  # pyright: ignore[reportPrivateUsage]
    os.utime(tmp_path / "hooked_apple-1.0.dist-info", (later, later))

    with pytest.raises(SetupError) as caught:
        version_of("late")

    assert caught.value.message == (
        "the extractor late of hooked_apple 1.0 cannot be loaded: ModuleNotFoundError: No module named "
        "'not_found_without_its_hook'. It was installed while this program ran: restart the service"
    )
