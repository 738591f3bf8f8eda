import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from embedded_neo4j.config import choose_port, choose_ports, free_port, render_config
from embedded_neo4j.errors import CannotStart
from embedded_neo4j.options import Options


def options(**values: Any) -> Options:
    return Options(folder=Path("/nowhere"), **values)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def config(**values: Any) -> dict[str, str]:
    lines = render_config(options(**values), 17687, 17474).splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_everything_listens_on_loopback_and_browser_is_told_the_bolt_port() -> None:
    addresses = {key: value for key, value in config().items() if key.endswith("_address")}

    assert addresses == {
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": "127.0.0.1:17687",
        "server.bolt.advertised_address": "127.0.0.1:17687",
        "server.http.listen_address": "127.0.0.1:17474",
        "server.http.advertised_address": "127.0.0.1:17474",
    }
    assert config()["dbms.security.auth_enabled"] == "true"
    assert config()["server.https.enabled"] == "false"


def test_database_and_further_lines_follow_the_options() -> None:
    given = config(database="films", config={"db.transaction.timeout": "2m", "server.https.enabled": "true"})

    assert given["initial.dbms.default_database"] == "films"
    assert (given["db.transaction.timeout"], given["server.https.enabled"]) == ("2m", "true")


def test_configured_port_is_kept() -> None:
    port = free_port()

    assert choose_port(port, 7687, "X") == port


def test_configured_port_in_use_is_refused(taken_port: int) -> None:
    with pytest.raises(CannotStart) as caught:
        choose_ports(options(bolt_port=taken_port))

    assert str(caught.value) == (
        f"port {taken_port} for Neo4j is in use by another program. Stop that, or choose another port "
        "(0 takes a free one)."
    )


def test_usual_port_is_taken_when_it_is_free() -> None:
    usual = free_port()

    assert choose_port(0, usual, "X") == usual


def test_another_port_is_taken_when_the_usual_is_not_free(taken_port: int) -> None:
    assert choose_port(0, taken_port, "X") not in (0, taken_port)


def test_http_does_not_take_the_port_that_bolt_got() -> None:
    usual = free_port()

    assert choose_port(0, usual, "X", spoken_for=usual) not in (0, usual)


def test_bolt_leaves_the_port_alone_that_http_is_to_have() -> None:
    http_port = free_port()
    bolt_port, chosen = choose_ports(options(http_port=http_port))

    assert chosen == http_port
    assert bolt_port != http_port


def test_one_port_for_both_is_refused() -> None:
    with pytest.raises(CannotStart, match=r"bolt_port and http_port are the same port, 4000\."):
        choose_ports(options(bolt_port=4000, http_port=4000))


def test_a_torn_end_of_the_transaction_log_is_cut_off_only_after_a_full_disk() -> None:
    line = "internal.dbms.tx_log.fail_on_corrupted_log_files=false\n"

    assert line not in render_config(options(), 7687, 7474)
    assert line in render_config(options(), 7687, 7474, torn_log=True)


def test_a_free_port_is_none_of_outgoing_connections() -> None:
    assert {20_000 <= free_port() < 32_768 for _ in range(100)} == {True}
