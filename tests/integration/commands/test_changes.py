"""`videograph changes`: what was committed, from a cursor on, and each new change as it comes."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from typer.testing import Result

from service.curation.load import delete_video, import_document
from service.graph.driver.database import Database
from support import command_runner
from support.seed import fresh_graph
from support.talks import Sentence, make_document

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())


async def write_history(database: Database) -> None:
    await fresh_graph(database)
    for number in (1, 2):
        await import_document(database, make_document(f"talk {number}", [ADA]))
    await delete_video(database, "talk 1")


def test_changes_by_command(ask: Callable[..., Any], environment: dict[str, str]) -> None:
    ask(write_history)

    def run(*arguments: str) -> Result:
        return command_runner.run("changes", *arguments, environment=environment)

    listed = json.loads(run("--after", "1", "--json").stdout)["changes"]
    assert [(one["seq"], one["slug"]) for one in listed] == [("2", "talk-talk-2-86085fa8"), ("3", None)]
    unknown = run("--after", "4")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "the latest change is 3" in unknown.stderr
    wrong = run("--after", "x")
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert "'x' is no cursor" in wrong.stderr

    command = [sys.executable, "-m", "service.cli", "changes", "--after", "2", "--follow", "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        assert json.loads(following.stdout.readline())["seq"] == "3"
        ask(lambda database: import_document(database, make_document("talk 3", [ADA])))
        assert json.loads(following.stdout.readline())["seq"] == "4"
        following.terminate()
        assert following.wait(timeout=30) == 130
