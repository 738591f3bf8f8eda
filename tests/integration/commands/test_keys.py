"""`videograph keys`: created, listed and revoked from the command line."""

import json
import re
from collections.abc import Callable
from typing import Any

from typer.testing import Result

from support import command_runner
from support.seed import fresh_graph


def test_keys_by_command(ask: Callable[..., Any], environment: dict[str, str]) -> None:
    ask(fresh_graph)

    def run(*arguments: str) -> Result:
        return command_runner.run("keys", *arguments, environment=environment | {"COLUMNS": "300"})

    def answer(*arguments: str) -> dict[str, Any]:
        return json.loads(run(*arguments, "--json").stdout)

    made = run("create", "front end", "--scope", "ingest", "--scope", "curate", "--expires", "90d")
    assert re.fullmatch(r"vkg_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}\n", made.stdout)
    key = made.stdout.split("_")[1]
    assert f"Key {key} (front end): ingest, curate, expires " in made.stderr
    assert "cannot be shown again" in made.stderr
    assert made.stdout.strip().split("_")[2] not in made.stderr
    other = answer("create", "reader")
    assert other.keys() == {"id", "name", "scopes", "expiresAt", "key"}
    assert other["scopes"] == ["read"]

    listed = run("list").stdout.splitlines()
    assert listed[0] == f"{other['id']}  active   read  reader"
    assert re.fullmatch(r" {10}created [-0-9]{10} [:0-9]{5}, no expiry, never used", listed[1])
    assert listed[2] == f"{key}  active   ingest, curate  front end"
    assert run("revoke", "reader").stdout == f"revoked  {other['id']}  reader\n"
    assert run("revoke", made.stdout.strip()).stdout == f"revoked  {key}  front end\n"
    assert [one["state"] for one in answer("list")["keys"]] == ["revoked", "revoked"]
    failed = run("revoke", "nobody")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "there is no key with the id or name 'nobody'" in failed.stderr
    wrong = run("create", "x", "--scope", "write")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "'write' is not one of read, ingest, fetch, curate, admin" in wrong.stderr
