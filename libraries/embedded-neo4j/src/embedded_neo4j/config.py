"""The configuration of a server: its ports and its neo4j.conf, from the options."""

import random
import socket

from embedded_neo4j.errors import CannotStart, PortInUse
from embedded_neo4j.memory import heap_bytes, page_cache_bytes
from embedded_neo4j.options import Options

LOOPBACK = "127.0.0.1"

_USUAL_BOLT_PORT = 7687
_USUAL_HTTP_PORT = 7474
_OTHER_PORTS = range(20_000, 32_768)
"""Below those of outgoing connections, which start at 32768 on Linux and at 49152 elsewhere."""


def choose_ports(options: Options) -> tuple[int, int]:
    """Returns the ports for Bolt and HTTP: the chosen ones, or for 0 the usual ones, or any others if these are taken.

    Raises:
        CannotStart: a chosen port is in use, or both are the same.
    """
    if options.bolt_port and options.bolt_port == options.http_port:
        raise CannotStart(
            f"bolt_port and http_port are the same port, {options.bolt_port}.", option="bolt_port"
        )
    bolt_port = choose_port(options.bolt_port, _USUAL_BOLT_PORT, "bolt_port", options.http_port)
    return bolt_port, choose_port(options.http_port, _USUAL_HTTP_PORT, "http_port", bolt_port)


def choose_port(chosen: int, usual: int, option: str, spoken_for: int = 0) -> int:
    """Returns the chosen port; for 0 the usual one, or any other if that is taken or reserved.

    Raises:
        PortInUse: the chosen port is in use.
    """
    if chosen:
        if not is_free(chosen):
            raise port_in_use(chosen, option)
        return chosen
    return usual if usual != spoken_for and is_free(usual) else free_port()


def port_in_use(port: int, option: str) -> PortInUse:
    return PortInUse(
        f"port {port} for Neo4j is in use by another program. Stop that, or choose another port "
        "(0 takes a free one).",
        port=port,
        option=option,
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


def render_config(options: Options, bolt_port: int, http_port: int, *, torn_log: bool = False) -> str:
    """Returns the content of neo4j.conf. `torn_log`: the transaction log may end in the middle of a write, which is
    then removed."""
    heap, page_cache = heap_bytes(options.heap), page_cache_bytes(options.page_cache)
    lines = {
        "initial.dbms.default_database": options.database,
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
        # One statement must not stop the server.
        "db.memory.transaction.max": str(heap // 2),
        # The log is allocated in advance, so that a full disk never leaves the half of a transaction in it: Neo4j cannot always read
        # such a log again. An empty store takes 34 MB instead of 517, and a large store keeps less of its log.
        "db.tx_log.preallocate": "true",
        "db.tx_log.rotation.size": "16m",
        "db.tx_log.rotation.retention_policy": "256m size",
        # Without this a stop takes ten seconds.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    if torn_log:
        lines["internal.dbms.tx_log.fail_on_corrupted_log_files"] = "false"
    lines |= options.config
    head = "# Written at every start by embedded-neo4j from its options; changes here are lost.\n"
    return head + "".join(f"{key}={value}\n" for key, value in lines.items())
