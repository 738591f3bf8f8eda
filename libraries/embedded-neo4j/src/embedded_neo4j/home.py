"""The files in the folder of a server besides Neo4j's own: the password, and what runs.

conf/neo4j.conf   written at every start from the options
password          of the user `neo4j`, generated once, readable by its owner only
server.json       process and ports of the server that runs, as far as anybody knows
start.lock        held while one starts or looks whether one runs
users.lock, …     who uses the server, see `users.py`
data/ logs/ run/  Neo4j's
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from embedded_neo4j.config import LOOPBACK
from embedded_neo4j.errors import CannotStart
from embedded_neo4j.files import write_whole

USER = "neo4j"

_PRIVATE = 0o600
_HASH_ROUNDS = 1024


@dataclass(frozen=True)
class ServerState:
    """The content of server.json.

    `pipe` is the file in the home that keeps it running (see `users.py`), None for a detached server. `stopped`: it
    was stopped by `stop_server`, so that no process restarts it.
    """

    pid: int
    bolt_port: int
    http_port: int
    pipe: str | None
    stopped: bool = False

    @property
    def bolt_uri(self) -> str:
        return f"bolt://{LOOPBACK}:{self.bolt_port}"

    @property
    def browser_url(self) -> str:
        return f"http://{LOOPBACK}:{self.http_port}/browser/"


def prepare_home(home: Path) -> None:
    """Creates the folder if necessary, readable only by its owner.

    Raises: CannotStart: it cannot be created or written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("conf", "data", "logs"):
            (home / name).mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotStart(
            f"the folder {home} cannot be used for Neo4j's data: {error.strerror}. "
            "Make it writable or choose another folder.",
            option="folder",
        ) from error


def read_state(home: Path) -> ServerState | None:
    try:
        return ServerState(**json.loads((home / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # missing, or from another version


def write_state(home: Path, state: ServerState) -> None:
    write_whole(home / "server.json", json.dumps(asdict(state)))


def forget_state(home: Path, pid: int) -> None:
    """Removes server.json unless it is already about another process."""
    state = read_state(home)
    if state is not None and state.pid == pid:
        (home / "server.json").unlink(missing_ok=True)


def read_password(home: Path) -> str:
    """Returns the password that was generated for this folder.

    Raises: CannotStart: the password is missing or cannot be read.
    """
    try:
        return (home / "password").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise CannotStart(
            f"the password of the Neo4j in {home} cannot be read: {error.strerror}: {home / 'password'}"
        ) from error


def has_data(home: Path) -> bool:
    """Returns whether a Neo4j has been started here before."""
    return (home / "data" / "databases" / "system").exists()


def ensure_password(home: Path) -> None:
    """Generates the password before the first start, and sets it in Neo4j.

    Raises:
        CannotStart: there is data but the password file is gone.
    """
    password_file = home / "password"
    if not password_file.exists():
        if has_data(home):
            raise CannotStart(
                f"{password_file} is missing, and without it the data in {home} cannot be read. "
                f"Put it back, or remove {home / 'data'} to start again."
            )
        write_whole(password_file, secrets.token_urlsafe(18) + "\n", _PRIVATE)
    if not has_data(home):
        (home / "data" / "dbms").mkdir(exist_ok=True, mode=0o700)
        write_whole(home / "data" / "dbms" / "auth.ini", auth_line(read_password(home)) + "\n", _PRIVATE)


def auth_line(password: str, salt: bytes | None = None) -> str:
    """Returns what `neo4j-admin dbms set-initial-password` writes into auth.ini, without the half second of its JVM.

    Source: org.neo4j.server.security.SystemGraphCredential and SecureHasher: SHA-256 over salt and password, 1024 times.
    """
    salt = secrets.token_bytes(32) if salt is None else salt
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_HASH_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{_HASH_ROUNDS}:"
