"""Downloads Neo4j's jars into the cache folder, each checked against `neo4j/jars.sha256`.

Maven makes that list from `neo4j/pom.xml`. If Maven is installed, it fetches the jars (it knows the machine's mirrors
and has its own cache). Otherwise, or for files that are missing then, jgo's downloader fetches exactly the files of
the list. Both ways give the same bytes.

After a change of the pom, run `python -m embedded_neo4j.jars`, which writes the list again.
"""

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from embedded_neo4j.errors import CannotStart
from embedded_neo4j.files import sha256_of
from embedded_neo4j.java import find_java
from embedded_neo4j.options import Report

if TYPE_CHECKING:
    from jgo.maven import MavenContext

NEO4J_VERSION = "5.26.30"

POM = Path(__file__).parent / "neo4j" / "pom.xml"
LIST = POM.with_name("jars.sha256")

_MAVEN_GOAL = (
    "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
    "-DincludeScope=runtime",
)
_REPORT_EVERY = 20


@dataclass(frozen=True)
class Jar:
    """One line of the list; `path` is its path in a Maven repository, group/artifact/version/file."""

    sha256: str
    path: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


type JarFetcher = Callable[[Path, Sequence[Jar], Report], None]
"""Puts the given jars, or some of them, into a folder; the caller checks them."""


class FetchError(Exception):
    """One way to fetch the jars failed; the next one is tried."""


@cache
def listed_jars() -> tuple[Jar, ...]:
    return tuple(Jar(*line.split("  ", 1)) for line in LIST.read_text(encoding="utf-8").splitlines())


def jar_folder(cache_folder: Path) -> Path:
    return cache_folder.expanduser().absolute() / f"neo4j-{NEO4J_VERSION}"


def ensure_jars(
    cache_folder: Path,
    report: Report,
    ways: Sequence[JarFetcher] | None = None,
    jars: Sequence[Jar] | None = None,
) -> Path:
    """Returns the folder with all jars. Fetches them on first use.

    They are collected in a folder with another name, which is renamed once every checksum is right: a folder with the
    right name is complete. The next download continues an interrupted one.

    Raises: CannotStart: they cannot be fetched; the message says why and what to do.
    """
    jars = listed_jars() if jars is None else jars
    folder = jar_folder(cache_folder)
    if _holds_all(folder, jars):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(folder.name + ".lock")):
            # The previous holder of the lock may have fetched them.
            if not _holds_all(folder, jars):
                _gather(folder, jars, ways or (fetch_by_maven, fetch_by_jgo), report)
    except OSError as error:
        raise CannotStart(
            f"Neo4j's jars cannot be stored in {folder.parent}: {error.strerror or error}. "
            "Make it writable or choose another folder for the cache.",
            option="cache",
        ) from error
    return folder


def clean_cache(cache_folder: Path) -> Path | None:
    """Removes the jars of this version, and what a download left. Returns their folder; None if there was none."""
    folder = jar_folder(cache_folder)
    found = [entry for entry in (folder, _partial(folder)) if entry.exists()]
    for entry in found:
        shutil.rmtree(entry)
    return folder if found else None


def faulty_jars(folder: Path, jars: Iterable[Jar]) -> list[Jar]:
    """Returns the files that are missing or whose content differs from the list."""
    return [jar for jar in jars if not _is_right(folder / jar.name, jar.sha256)]


def _is_right(file: Path, sha256: str) -> bool:
    try:
        return sha256_of(file) == sha256
    except FileNotFoundError:
        return False


def _holds_all(folder: Path, jars: Sequence[Jar]) -> bool:
    """Checks names only: the content was checked before the folder got its name, and half a second at every start is
    too much."""
    return folder.is_dir() and {jar.name for jar in jars} <= {file.name for file in folder.iterdir()}


def _partial(folder: Path) -> Path:
    return folder.with_name(folder.name + ".partial")


def _gather(folder: Path, jars: Sequence[Jar], ways: Sequence[JarFetcher], report: Report) -> None:
    partial = _partial(folder)
    if folder.exists() and not partial.exists():
        folder.rename(partial)  # something cleaned the cache; keep the rest
    partial.mkdir(exist_ok=True)
    troubles: list[str] = []
    missing = faulty_jars(partial, jars)
    for fetch in ways:
        if not missing:
            break
        for jar in missing:
            (partial / jar.name).unlink(missing_ok=True)
        try:
            fetch(partial, missing, report)
        except FetchError as error:
            troubles.append(str(error))
        missing = faulty_jars(partial, jars)
    if missing:
        wrong = [jar.name for jar in missing if (partial / jar.name).exists()]
        if wrong:
            troubles.append(f"wrong checksum: {', '.join(wrong[:3])}")
        raise CannotStart(
            f"Neo4j {NEO4J_VERSION} is not installed yet and could not be downloaded ({len(missing)} of {len(jars)} files "
            f"missing). Check the connection and start again to continue. Reason: {'; '.join(troubles) or 'nothing was downloaded'}.",
            option="download",
        )
    wanted = {jar.name for jar in jars}
    for entry in partial.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name not in wanted:
            entry.unlink()
    if folder.exists():
        shutil.rmtree(folder)
    partial.rename(folder)
    report(f"Neo4j {NEO4J_VERSION}: {len(jars)} files checked and ready.")


def fetch_by_maven(folder: Path, missing: Sequence[Jar], report: Report) -> None:
    """Lets Maven fetch everything that the pom needs.

    Raises:
        FetchError: there is no Maven, or it failed.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise FetchError("there is no Maven")
    report(f"Downloading Neo4j {NEO4J_VERSION} by Maven, about 140 MB …")
    # Runs in the target folder, because Maven searches .mvn/ upwards from the current folder.
    command = [maven, "-B", "-f", str(POM), *_MAVEN_GOAL, f"-DoutputDirectory={folder}"]
    environment = {**os.environ, "JAVA_HOME": str(find_java().home)}
    brought, last = 0, ""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("[INFO] Downloaded ") and ".jar (" in line:
                brought += 1
                if brought % _REPORT_EVERY == 0:
                    report(f"Downloading Neo4j {NEO4J_VERSION} by Maven: {brought} files")
            elif line.startswith("[ERROR]") and not last:
                last = line.removeprefix("[ERROR]").strip()
    if process.returncode:
        raise FetchError(f"Maven: {last[:300] or f'ended with {process.returncode}'}")


def fetch_by_jgo(folder: Path, missing: Sequence[Jar], report: Report) -> None:
    """Downloads exactly the missing files of the list.

    Raises: FetchError: one of them could not be fetched; the others stay.
    """
    from jgo.maven import (
        MavenContext,
    )  # imported here, because it takes a tenth of a second and is seldom needed

    report(f"Downloading {len(missing)} files of Neo4j {NEO4J_VERSION} …")
    logging.getLogger("jgo").setLevel(
        logging.ERROR
    )  # it warns about checksums, which the caller checks anyway
    # A separate repository: an incomplete file after an interruption must not be left in the user's ~/.m2.
    with (
        tempfile.TemporaryDirectory(dir=folder) as repository,
        ThreadPoolExecutor(max_workers=6, thread_name_prefix="jars") as pool,
    ):
        maven = MavenContext(repo_cache=Path(repository), timeout=60)
        downloads = [pool.submit(_download, maven, jar, folder) for jar in missing]
        try:
            for count, download in enumerate(downloads, start=1):
                download.result()
                if count % _REPORT_EVERY == 0:
                    report(f"Downloading Neo4j {NEO4J_VERSION}: {count} of {len(missing)} files")
        except Exception as error:  # requests' own errors, RuntimeError for a file that no repository has
            raise FetchError(f"download: {str(error)[:300]}") from error
        finally:
            pool.shutdown(cancel_futures=True)  # after an error or Ctrl-C no further download is started


def _download(maven: "MavenContext", jar: Jar, folder: Path) -> None:
    *group, artifact, version, name = jar.path.split("/")
    classifier = name.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    component = maven.project(".".join(group), artifact).at_version(version)
    component.artifact(classifier, "jar").resolve().replace(folder / name)


def write_list() -> None:
    """Resolves the pom with Maven and writes the list."""
    with tempfile.TemporaryDirectory() as folder:
        layout = "-Dmdep.useRepositoryLayout=true"
        subprocess.run(
            ["mvn", "-q", "-B", "-f", POM, *_MAVEN_GOAL, layout, f"-DoutputDirectory={folder}"], check=True
        )
        files = sorted(Path(folder).rglob("*.jar"))
        lines = [f"{sha256_of(f)}  {f.relative_to(folder).as_posix()}\n" for f in files]
    LIST.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_list()
