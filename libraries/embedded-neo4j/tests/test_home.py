import hashlib
import stat
from pathlib import Path

import pytest

from embedded_neo4j.errors import CannotStart
from embedded_neo4j.home import (
    ServerState,
    auth_line,
    ensure_password,
    forget_state,
    prepare_home,
    read_password,
    read_state,
    write_state,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    prepare_home(tmp_path / "home")
    return tmp_path / "home"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_is_for_its_owner_only(home: Path) -> None:
    assert {name: mode(home / name) for name in (".", "conf", "data", "logs")} == {
        ".": 0o700,
        "conf": 0o700,
        "data": 0o700,
        "logs": 0o700,
    }


def test_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotStart, match=r"the folder .*/file/home cannot be used.*another folder"):
        prepare_home(tmp_path / "file" / "home")


def test_password_is_generated_once_and_kept_private(home: Path) -> None:
    ensure_password(home)
    password = read_password(home)
    ensure_password(home)

    assert read_password(home) == password
    assert len(password) == 24
    assert (mode(home / "password"), mode(home / "data" / "dbms" / "auth.ini")) == (0o600, 0o600)


def test_neo4j_is_told_the_same_password(home: Path) -> None:
    ensure_password(home)

    line = (home / "data" / "dbms" / "auth.ini").read_text().strip()

    salt = bytes.fromhex(line.split(",")[2])
    assert line == auth_line(read_password(home), salt)


def test_auth_line_has_the_form_that_neo4j_reads() -> None:
    digest = b"\x01" * 32 + b"secret"
    for _ in range(1024):
        digest = hashlib.sha256(digest).digest()

    assert auth_line("secret", b"\x01" * 32) == f"neo4j:SHA-256,{digest.hex()},{'01' * 32},1024:"


def test_nothing_is_written_beside_data_that_has_its_password(home: Path) -> None:
    (home / "password").write_text("known\n")
    (home / "data" / "databases" / "system").mkdir(parents=True)

    ensure_password(home)

    assert read_password(home) == "known"
    assert not (home / "data" / "dbms").exists()


def test_data_without_its_password_is_refused(home: Path) -> None:
    (home / "data" / "databases" / "system").mkdir(parents=True)

    with pytest.raises(
        CannotStart, match=r"home/password is missing.*Put it back, or remove .*/home/data to start again"
    ):
        ensure_password(home)


def test_state_comes_back_as_written(home: Path) -> None:
    state = ServerState(pid=12, bolt_port=7687, http_port=7474, pipe="users-abc.fifo", stopped=True)
    write_state(home, state)

    assert read_state(home) == state
    assert (state.bolt_uri, state.browser_url) == ("bolt://127.0.0.1:7687", "http://127.0.0.1:7474/browser/")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 12}', '{"pid": 1, "unknown": 2}'])
def test_state_that_cannot_be_read_is_none(home: Path, text: str) -> None:
    (home / "server.json").write_text(text)

    assert read_state(home) is None


def test_only_ones_own_state_is_forgotten(home: Path) -> None:
    write_state(home, ServerState(12, 7687, 7474, None))

    forget_state(home, 11)
    assert read_state(home) is not None
    forget_state(home, 12)
    assert read_state(home) is None
