"""`videograph changes`: what was committed, from a cursor on, and each new change as it comes."""

import json
import re
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

    listed = run().stdout.splitlines()
    assert [re.sub(r"[-0-9]{10} [:0-9]{8}", "AT", line) for line in listed] == [
        "     1  AT  talk.imported         video:talk 1",
        "     2  AT  talk.imported         talk-talk-2-86085fa8",
        "     3  AT  talk.deleted          video:talk 1",
    ]
    found = json.loads(run("--after", "1", "--json").stdout)
    assert found["cursor"] == "3"
    assert [(one["seq"], one["kind"], one["videoIds"], one["slug"]) for one in found["changes"]] == [
        ("2", "TALK_IMPORTED", ["video:talk 2"], "talk-talk-2-86085fa8"),
        ("3", "TALK_DELETED", ["video:talk 1"], None),
    ]
    nothing = run("--after", "3")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (
        0,
        "",
        "There are no changes after this one.\n",
    )
    assert json.loads(run("--after", "3", "--json").stdout) == {"changes": [], "cursor": "3"}
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
