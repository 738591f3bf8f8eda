"""`videograph jobs`: what the command line shows of jobs, and does with them."""

import json
from collections.abc import Callable
from typing import Any

from typer.testing import Result

from service.graph.driver.database import Database
from service.jobs.claims import claim_next, fail
from service.jobs.queue import add_job
from service.jobs.request import text_request
from support import command_runner
from support.seed import fresh_graph


def test_jobs_by_command(ask: Callable[..., Any], environment: dict[str, str]) -> None:
    ask(fresh_graph)

    def run(*arguments: str) -> Result:
        return command_runner.run("jobs", *arguments, environment=environment | {"COLUMNS": "300"})

    async def add(database: Database) -> list[str]:
        first, second = [
            await add_job(database, text_request(name, "WEBVTT"), 9) for name in ("one.vtt", "two.vtt")
        ]
        claim = await claim_next(database, 60)
        assert claim is not None
        await fail(database, claim, "one.vtt: holds no words")
        return [first, second]

    one, two = ask(add)
    listed = run("list").stdout.splitlines()
    failed = json.loads(run("list", "--state", "failed", "--json").stdout)
    shown = run("show", one).stdout.splitlines()
    retried = json.loads(run("retry", one, "--json").stdout)
    cancelled = run("cancel", two)
    again = run("cancel", two)
    wrong = run("list", "--state", "lost")
    nothing = run("show", "job:none")

    assert [line.split("  ")[0] for line in listed] == [two, one]
    assert listed[1].split()[3:] == ["failed", "one.vtt"]
    assert [(job["id"], job["state"], job["attempts"]) for job in failed["jobs"]] == [(one, "FAILED", 1)]
    assert shown[-1] == "  error      one.vtt: holds no words"
    assert (retried["state"], retried["attempts"], retried["error"]) == ("QUEUED", 0, None)
    assert (cancelled.exit_code, "cancelled" in cancelled.stdout) == (0, True)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "The job has ended already, it is CANCELLED: it cannot be cancelled." in again.stderr
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "'lost' is not one of queued, running, succeeded, failed, cancelled" in wrong.stderr
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "there is no job 'job:none': `videograph jobs list` lists them" in nothing.stderr
