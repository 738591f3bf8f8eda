"""The embedded Neo4j of the settings: where it is, what it may use, and our words for what goes wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager

import embedded_neo4j
import service.neo4j_driver  # noqa: F401  (before anything imports the driver)
from embedded_neo4j import EmbeddedNeo4jError, Server, ServerStatus
from service.errors import DiskFull, GraphUnavailable, SetupError, VideographError
from service.settings import Settings

CONFIG = {
    # Nothing runs for ever if somebody tries something in Browser.
    "db.transaction.timeout": "2m",
    # The interval for checking time limits; Neo4j's default is two seconds.
    "db.transaction.monitor.check.interval": "500ms",
    # Lucene's own default. With Neo4j's, 2, imports merge segments of indexes all the time (docs/statements.md).
    "internal.dbms.index.lucene.merge_factor": "10",
}
_OTHERWISE = "Or set VIDEOGRAPH_NEO4J_URI to use another Neo4j."
_HINTS = {
    "folder": "VIDEOGRAPH_HOME names the folder.",
    "cache": "VIDEOGRAPH_CACHE names the folder.",
    "bolt_port": "VIDEOGRAPH_NEO4J_BOLT_PORT sets it.",
    "http_port": "VIDEOGRAPH_NEO4J_HTTP_PORT sets it.",
    "heap": "VIDEOGRAPH_NEO4J_HEAP sets it.",
    "page_cache": "VIDEOGRAPH_NEO4J_PAGE_CACHE sets it.",
    "stop": "`videograph neo4j stop` stops it.",
    "java": _OTHERWISE,
    "download": _OTHERWISE,
    "system": _OTHERWISE,
}
"""What an error of the library is about → what can be done here."""


def start_server(
    settings: Settings,
    *,
    quick: bool = False,
    detached: bool = False,
    record: bool = False,
    report: embedded_neo4j.Report = embedded_neo4j.silent,
) -> Server:
    """Returns a server for `settings.home` that answers: the running one, or a new one. The options are those of `Server`.

    Raises:
        SetupError: it cannot be had; the message says why and what to do.
        DiskFull: nothing can be written in the home.
    """
    with our_errors():
        return Server(
            settings.home,
            cache=settings.cache,
            database=settings.neo4j_database,
            bolt_port=settings.neo4j_bolt_port,
            http_port=settings.neo4j_http_port,
            heap=settings.neo4j_heap,
            page_cache=settings.neo4j_page_cache,
            config=CONFIG,
            quick=quick,
            detached=detached,
            record=record,
            report=report,
        ).start()


def status(settings: Settings) -> ServerStatus | None:
    """Returns the running server of this home; None if none runs."""
    return embedded_neo4j.status(settings.home, settings.neo4j_database)


def explain(server: Server) -> GraphUnavailable | None:
    """Returns why the server does not answer, if known; None while it should."""
    trouble = server.explain()
    return None if trouble is None else _unavailable(trouble)


@contextmanager
def our_errors() -> Iterator[None]:
    """Converts the library's errors into ours."""
    try:
        yield
    except EmbeddedNeo4jError as error:
        raise _ours(error) from error


def _ours(error: EmbeddedNeo4jError) -> VideographError:
    if isinstance(error, embedded_neo4j.Unavailable):
        return _unavailable(error)
    hint = _HINTS.get(error.option or "")
    return SetupError(f"{error} {hint}" if hint else str(error))


def _unavailable(trouble: embedded_neo4j.Unavailable) -> GraphUnavailable:
    if isinstance(trouble, embedded_neo4j.Stopped):
        return GraphUnavailable(
            "Neo4j was stopped by `videograph neo4j stop`: start it again by `videograph neo4j start`."
        )
    kind = DiskFull if isinstance(trouble, embedded_neo4j.DiskFull) else GraphUnavailable
    return kind(trouble.public, local=str(trouble))
