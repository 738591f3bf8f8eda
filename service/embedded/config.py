"""The configuration of the embedded Neo4j: its ports and its neo4j.conf, from the settings."""

import random
import socket

from service.embedded.memory import heap_bytes, page_cache_bytes
from service.errors import SetupError
from service.settings import Settings

LOOPBACK = "127.0.0.1"
BOLT_PORT_VARIABLE = "VIDEOGRAPH_NEO4J_BOLT_PORT"
HTTP_PORT_VARIABLE = "VIDEOGRAPH_NEO4J_HTTP_PORT"

_USUAL_BOLT_PORT = 7687
_USUAL_HTTP_PORT = 7474
_OTHER_PORTS = range(20_000, 32_768)
"""Below those of outgoing connections, which start at 32768 on Linux and at 49152 elsewhere."""


def choose_ports(settings: Settings) -> tuple[int, int]:
    """Returns the ports for Bolt and HTTP: the configured ones, or for 0 the usual ones, or any others if these are
    taken.

    Raises:
        SetupError: a configured port is in use, or both are the same.
    """
    if settings.neo4j_bolt_port and settings.neo4j_bolt_port == settings.neo4j_http_port:
        raise SetupError(
            f"{BOLT_PORT_VARIABLE} and {HTTP_PORT_VARIABLE} are the same port, {settings.neo4j_bolt_port}."
        )
    bolt_port = choose_port(
        settings.neo4j_bolt_port, _USUAL_BOLT_PORT, BOLT_PORT_VARIABLE, settings.neo4j_http_port
    )
    return bolt_port, choose_port(settings.neo4j_http_port, _USUAL_HTTP_PORT, HTTP_PORT_VARIABLE, bolt_port)


def choose_port(configured: int, usual: int, variable: str, spoken_for: int = 0) -> int:
    """Returns the configured port; for 0 the usual one, or any other if that is taken or reserved.

    Raises:
        SetupError: the configured port is in use.
    """
    if configured:
        if not is_free(configured):
            raise SetupError(port_in_use(configured, variable))
        return configured
    return usual if usual != spoken_for and is_free(usual) else free_port()


def port_in_use(port: int, variable: str) -> str:
    return (
        f"port {port} for Neo4j is in use by another program. Stop that, or let {variable} name another port "
        "(0 takes a free one)."
    )


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Like Java: lingering closed connections do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Returns a free port that systems give to no outgoing connection, so that a Neo4j that starts again still finds it free."""
    return next(port for port in random.sample(_OTHER_PORTS, len(_OTHER_PORTS)) if is_free(port))


def render_config(settings: Settings, bolt_port: int, http_port: int, *, torn_log: bool = False) -> str:
    """Returns the content of neo4j.conf. `torn_log`: the transaction log may end in the middle of a write, which is
    then removed."""
    heap, page_cache = heap_bytes(settings), page_cache_bytes(settings)
    lines = {
        "initial.dbms.default_database": settings.neo4j_database,
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{bolt_port}",
        # Neo4j Browser connects to this address.
        "server.bolt.advertised_address": f"{LOOPBACK}:{bolt_port}",
        "server.http.listen_address": f"{LOOPBACK}:{http_port}",
        "server.http.advertised_address": f"{LOOPBACK}:{http_port}",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",  # switches off Neo4j Browser's telemetry
        "server.memory.pagecache.size": str(page_cache),
        # One statement must not stop the server, nor run forever if somebody tries something in Browser.
        "db.memory.transaction.max": str(heap // 2),
        "db.transaction.timeout": "2m",
        # The interval for checking time limits; Neo4j's default is two seconds.
        "db.transaction.monitor.check.interval": "500ms",
        # The log is allocated in advance, so that a full disk never leaves the half of a transaction in it: Neo4j cannot always read
        # such a log again. An empty store takes 34 MB instead of 517, and a large store keeps less of its log.
        "db.tx_log.preallocate": "true",
        "db.tx_log.rotation.size": "16m",
        "db.tx_log.rotation.retention_policy": "256m size",
        # Lucene's own default. With Neo4j's, 2, imports merge segments of indexes all the time (docs/statements.md).
        "internal.dbms.index.lucene.merge_factor": "10",
        # Without this a stop takes ten seconds.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    if torn_log:
        lines["internal.dbms.tx_log.fail_on_corrupted_log_files"] = "false"
    head = "# Written at every start from Videograph's settings; changes here are lost.\n"
    return head + "".join(f"{key}={value}\n" for key, value in lines.items())
