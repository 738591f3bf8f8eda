"""The Neo4j that integration tests run against: one for a whole run, the real one in every case.

In this order: the server of VIDEOGRAPH_TEST_NEO4J_URI (only with VIDEOGRAPH_TEST_WIPE=yes, for its data is deleted),
one that an earlier run has left (`kept_server.py`), a testcontainer where a Docker engine answers and an image is to be had, the embedded
server. VIDEOGRAPH_TEST_BACKEND (container or embedded) asks for one of them, and the run fails where that one cannot be. Nothing is ever skipped.
"""

import gc
import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import docker
import psutil
from docker.errors import APIError, DockerException, ImageNotFound
from docker.models.containers import Container
from requests.exceptions import RequestException

from embedded_neo4j import Server
from service.embedded import CONFIG
from service.settings import Settings
from support.kept_server import use_kept

if TYPE_CHECKING:
    from testcontainers.community.neo4j import Neo4jContainer

# The official images, and those that scripts/neo4j-image and scripts/python-image make where no registry can be reached.
IMAGES = ("neo4j:5.26-community", "videograph/neo4j:5.26-community")
PYTHON_IMAGES = ("python:3.12-slim", "videograph/python:3.12-slim")
_QUICK = "-XX:TieredStopAtLevel=1"
_WORKER = "PYTEST_XDIST_WORKER" in os.environ
"""In a whole run each worker has Neo4j plan thousands of statements, as all runs together have a kept one: the optimizing compiler pays from
the second hundred on. For a few named files it does not.
"""
_LONG = (
    "-XX:Tier4InvocationThreshold=25000",
    "-XX:Tier4MinInvocationThreshold=3000",
    "-XX:Tier4CompileThreshold=75000",
    "-XX:Tier4BackEdgeThreshold=200000",
)
"""The optimizing compiler takes what has run five times as often as by default: most of what tests have Neo4j run is run seldom, and its threads
take the processor from the tests (docs/decisions/0056).
"""
_KEEP_PLANS = {
    "dbms.cypher.min_replan_interval": "1h",
    "server.memory.query_cache.per_db_cache_num_entries": "5000",
}
"""Most tests empty the graph. By default Neo4j then plans each statement again as soon as its plan is ten seconds old. A test that
needs plans for the graph that is there calls `settle`. And it has a thousand plans at most, a run of all tests some thousands: the next run on
a server that is kept finds those of the last tests alone.
"""
OWNER_LABEL = "org.videograph.tests.owner"
SECONDS = 120.0
"""Limit for a statement of a test that is not about limits: Neo4j's first statements take half a minute on a busy machine."""
_STORE = "videograph-tests-"
_STORE_BYTES = 2 << 30
"""Room for the store of a run: a hundred MB at most times, more while a test has a large archive."""


class BackendError(Exception):
    """The Neo4j that was asked for cannot be had; the message says why and what to do."""


@dataclass(frozen=True)
class Neo4jServer:
    """Where the tests' Neo4j answers; `kind` is one of uri, container, embedded; `description` is for people."""

    uri: str
    user: str
    password: str
    kind: str
    description: str


@contextmanager
def serve(
    environment: Mapping[str, str] = os.environ, *, long: bool = _WORKER, kept: bool = False
) -> Iterator[Neo4jServer]:
    """A Neo4j, which is stopped and removed at the end if it was started here.

    Args:
        environment: its variables VIDEOGRAPH_TEST_… say which server is wanted.
        long: it will plan many statements, which is worth a slower start.
        kept: it may be one that another run has left, and may be left for the next. Otherwise nothing was in it before.

    Raises:
        BackendError: none of the allowed ways works.
    """
    wanted = environment.get("VIDEOGRAPH_TEST_BACKEND", "")
    if wanted not in ("", "container", "embedded"):
        raise BackendError(f"VIDEOGRAPH_TEST_BACKEND must be container or embedded, not {wanted!r}.")
    if not wanted and environment.get("VIDEOGRAPH_TEST_NEO4J_URI"):
        yield _given_server(environment)
        return
    if kept:
        with use_kept(environment) as found:
            if found is not None:
                yield Neo4jServer(*(found[field.name] for field in fields(Neo4jServer)))
                return
    if wanted == "embedded":
        with _embedded("asked for", long) as server:
            yield server
        return
    try:
        image = find_image(environment.get("VIDEOGRAPH_TEST_IMAGE", ""))
    except BackendError as error:
        if wanted == "container":
            raise
        with _embedded(f"no testcontainer: {error}", long) as server:
            yield server
        return
    with _container(image, long) as server:
        yield server


def _given_server(environment: Mapping[str, str]) -> Neo4jServer:
    uri = environment["VIDEOGRAPH_TEST_NEO4J_URI"]
    if environment.get("VIDEOGRAPH_TEST_WIPE") != "yes":
        raise BackendError(
            f"The tests delete all data of {uri} (VIDEOGRAPH_TEST_NEO4J_URI). "
            "Set VIDEOGRAPH_TEST_WIPE=yes if that is what you want, or unset the address."
        )
    user = environment.get("VIDEOGRAPH_TEST_NEO4J_USER", "neo4j")
    password = environment.get("VIDEOGRAPH_TEST_NEO4J_PASSWORD", "")
    return Neo4jServer(uri, user, password, "uri", f"the server at {uri}")


def find_image(wanted: str = "", images: Sequence[str] = IMAGES) -> str:
    """The image to run: the wanted one, or the first of these that is here, or that can be pulled.

    Raises:
        BackendError: no Docker engine answers, or no image is to be had.
    """
    candidates = (wanted,) if wanted else images
    client = _engine()
    if client is None:
        raise BackendError("no Docker engine answers.")
    try:
        client.ping()
        for image in candidates:
            try:
                client.images.get(image)
            except ImageNotFound:
                continue
            return image
        client.images.pull(candidates[0])
        return candidates[0]
    except (DockerException, RequestException) as error:
        raise BackendError(f"{candidates[0]} is not here and cannot be pulled ({error}).") from None
    finally:
        client.close()


def _engine() -> docker.DockerClient | None:
    """The Docker engine, if one answers."""
    with suppress(DockerException):
        return docker.from_env(timeout=10)
    # Docker's client leaves the socket of a connection that failed to the garbage collector. Wherever that came to run, a
    # test would fail for it, so it runs here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    return None


def remove_leftovers() -> None:
    """Removes the containers of test runs whose process is gone: testcontainers' own reaper is an image that may
    not be had, so it is off.
    """
    client = docker.from_env(timeout=30)
    try:
        listed = client.containers.list(all=True, filters={"label": OWNER_LABEL}, ignore_removed=True)
        for container in listed:
            if not psutil.pid_exists(int(container.labels[OWNER_LABEL])):
                _remove(container)
    finally:
        client.close()


def _remove(container: Container) -> None:
    try:
        container.remove(force=True, v=True)
    except APIError as error:
        # Another run that began at the same time is removing it, or has removed it.
        if error.status_code not in (404, 409):
            raise


@contextmanager
def _container(image: str, long: bool) -> Iterator[Neo4jServer]:
    remove_leftovers()
    password = secrets.token_hex(16)  # one that begins with a hyphen would be an option to Neo4j's own script
    with _neo4j_container(image, password, long) as container:
        yield Neo4jServer(
            container.get_connection_url(), "neo4j", password, "container", f"testcontainer of {image}"
        )


def _neo4j_container(image: str, password: str, long: bool) -> "Neo4jContainer":
    # All are read when the package is imported; interval and tries make up the patience, here three minutes.
    os.environ["TESTCONTAINERS_RYUK_DISABLED"] = "true"
    os.environ["TC_POOLING_INTERVAL"] = "0.2"
    os.environ["TC_MAX_TRIES"] = "900"  # times the interval: three minutes, for a machine that is busy
    from testcontainers.community.neo4j import Neo4jContainer

    container = (
        Neo4jContainer(image, username="neo4j", password=password)
        .with_env("NEO4J_server_memory_heap_max__size", "1g")
        .with_env("NEO4J_server_memory_pagecache_size", "64m")
        .with_env("NEO4J_db_transaction_monitor_check_interval", "500ms")  # as the embedded server has it
        .with_env("NEO4J_db_tx__log_rotation_size", "64m")  # these two as well
        .with_env("NEO4J_db_tx__log_rotation_retention__policy", "256m size")
        .with_kwargs(labels={OWNER_LABEL: str(os.getpid())})
    )
    for name, value in _KEEP_PLANS.items():
        container = container.with_env(f"NEO4J_{name.replace('_', '__').replace('.', '_')}", value)
    if _memory_for_a_store():
        container = container.with_tmpfs_mount("/data", f"size={_STORE_BYTES}")
    options = " ".join(_LONG) if long else _QUICK
    # The second is the name in the image of scripts/neo4j-image.
    return container.with_env("NEO4J_server_jvm_additional", options).with_env(
        "VIDEOGRAPH_JAVA_OPTIONS", options
    )


def _memory_for_a_store() -> bool:
    """Whether a store may be in memory, where a commit does not wait for a disk: each of the workers may have one."""
    return psutil.virtual_memory().available > 4 * _STORE_BYTES


def _memory_disk() -> Path | None:
    """Linux's disk in memory, if it has room; None for the usual folder of temporary files."""
    disk = Path("/dev/shm")
    if not _memory_for_a_store() or not os.access(disk, os.W_OK):
        return None
    return disk if shutil.disk_usage(disk).free > _STORE_BYTES else None


def remove_left_stores(disk: Path) -> None:
    """Removes the stores of runs that were killed: they would take memory until the machine is started again."""
    for folder in disk.glob(f"{_STORE}*-*"):
        owner = folder.name.removeprefix(_STORE).partition("-")[0]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _embedded(reason: str, long: bool) -> Iterator[Neo4jServer]:
    disk = _memory_disk()
    if disk is not None:
        remove_left_stores(disk)
    with tempfile.TemporaryDirectory(prefix=f"{_STORE}{os.getpid()}-", dir=disk) as folder:
        options = _LONG if long else ()
        with Server(
            folder,
            cache=Settings().cache,  # pyright: ignore[reportCallIssue]
            config={**CONFIG, **_KEEP_PLANS},
            java_options=options,
            quick=not long,
        ) as server:
            yield Neo4jServer(
                server.bolt_uri, server.user, server.password, "embedded", f"embedded server ({reason})"
            )
