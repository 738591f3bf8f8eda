"""`keys`, `jobs` and `changes`: what they ask, and how they list what there is."""

import json
import shlex
from dataclasses import replace
from typing import Any

import pytest

from service.access.scopes import Scope
from service.actions.keys import CreatedKey, ListedKey, RevokedKey
from service.actions.list_changes import ChangeRecord, ListChanges
from service.errors import NotFound
from service.jobs.extraction import AcceptExtraction, AcceptReport
from service.jobs.job import Job
from support.command_runner import run
from support.fake_actions import FakeActions, printed_lines

AT = "2026-11-24T13:25:41.5Z"
KEY = f"vkg_{'a' * 8}_{'B' * 32}"


def refusal(command: str) -> tuple[int, str]:
    result = run(*shlex.split(command))
    assert result.stdout == ""
    return result.exit_code, result.stderr


def test_a_key_is_printed_once_and_alone(actions: FakeActions) -> None:
    actions.reports = {
        "create_api_key": CreatedKey("a" * 8, "front end", ("ingest", "curate"), "2027-01-31T00:00:00Z", KEY)
    }

    made = run(
        "keys",
        "create",
        "front end",
        "--scope",
        "ingest",
        "--scope",
        "curate",
        "--scope",
        "ingest",
        "--expires",
        "2027-01-31",
    )

    assert made.stdout == f"{KEY}\n"
    assert made.stderr == (
        "Key aaaaaaaa (front end): ingest, curate, expires 2027-01-31 00:00.\nCopy it now: it cannot be shown again.\n"
    )
    [(_, request)] = actions.asked
    assert (request.name, request.scopes, request.expires_at) == (
        "front end",
        (Scope.INGEST, Scope.CURATE),
        "2027-01-31T00:00:00+00:00",
    )
    assert json.loads(printed_lines("keys create x --json")[0]) == {
        "id": "aaaaaaaa",
        "name": "front end",
        "scopes": ["ingest", "curate"],
        "expiresAt": "2027-01-31T00:00:00Z",
        "key": KEY,
    }
    assert actions.asked[1][1].scopes == (Scope.READ,)


def test_keys_are_listed_and_revoked(actions: FakeActions) -> None:
    active = ListedKey("b" * 8, "reader", ("read",), "active", AT, None, None, None)
    revoked = replace(
        active, name="old", scopes=("read", "ingest"), state="revoked", revoked_at=AT, last_used_at=AT
    )
    expiring = replace(active, expires_at=AT)
    actions.reports = {
        "list_keys": [active, revoked, expiring],
        "revoke_keys": (RevokedKey("b" * 8, "reader", AT),),
    }

    assert printed_lines("keys list") == [
        "bbbbbbbb  active   read  reader",
        "          created 2026-11-24 13:25, no expiry, never used",
        "bbbbbbbb  revoked  read, ingest  old",
        "          created 2026-11-24 13:25, revoked 2026-11-24 13:25, last used 2026-11-24 13:25",
        "bbbbbbbb  active   read  reader",
        "          created 2026-11-24 13:25, expires 2026-11-24 13:25, never used",
    ]
    assert (
        printed_lines("keys revoke reader")
        == printed_lines(f"keys revoke {KEY}")
        == ["revoked  bbbbbbbb  reader"]
    )
    assert actions.asked[1:] == [("revoke_keys", "reader"), ("revoke_keys", "a" * 8)]
    actions.reports = {
        "list_keys": [],
        "revoke_keys": NotFound("there is no key with the id or name 'nobody'"),
    }
    assert printed_lines("keys list") == ["There is no key: `videograph keys create NAME` makes one."]
    assert refusal("keys revoke nobody") == (1, "videograph: there is no key with the id or name 'nobody'\n")
    code, message = refusal("keys create x --scope write")
    assert code == 2
    assert "'write' is not one of read, ingest, fetch, curate, admin" in message


QUEUED = Job(
    "job:1", 1, "QUEUED", "one.vtt", "offline", None, 0, 3, 0, AT, None, None, None, None, None, False, None
)  # fmt: skip
RUNNING = replace(QUEUED, id="job:2", state="RUNNING", done=1, started_at=AT, slug="one")
FAILED = replace(
    QUEUED,
    id="job:3",
    state="FAILED",
    attempts=1,
    started_at=AT,
    finished_at=AT,
    error="holds no words",
    by="Ada",
)


UNREADABLE = replace(FAILED, id="job:4", error="one.vtt:3: holds no words,\nand no times")


def test_jobs_are_listed_and_shown(actions: FakeActions) -> None:
    actions.reports = {"list_jobs": [QUEUED, RUNNING, FAILED, UNREADABLE], "read_job": FAILED}

    assert printed_lines("jobs list --state failed --state QUEUED --count 3") == [
        "job:1  2026-11-24 13:25:41  queued         one.vtt",
        "job:2  2026-11-24 13:25:41  running 33 %   one.vtt → one",
        "job:3  2026-11-24 13:25:41  failed         one.vtt: holds no words",
        "job:4  2026-11-24 13:25:41  failed         one.vtt:3: holds no words, and no times",
    ]
    assert actions.asked == [("list_jobs", ("QUEUED", "FAILED"), 3)]
    [found] = json.loads(printed_lines("jobs list --json")[0])["jobs"][:1]
    assert (found["createdAt"], found["videoId"]) == (AT, None)
    assert "number" not in found
    assert printed_lines("jobs show job:3") == [
        "job:3  2026-11-24 13:25:41  failed         one.vtt",
        "  extractor  offline",
        "  attempts   1",
        "  accepted   2026-11-24 13:25:41",
        "  started    2026-11-24 13:25:41",
        "  ended      2026-11-24 13:25:41",
        "  by         Ada",
        "  error      holds no words",
    ]
    actions.reports = {"list_jobs": []}
    assert printed_lines("jobs list") == [
        "There are no jobs: `importTalk` of the API, `follow` and `watch` add them."
    ]
    assert printed_lines("jobs list --state failed") == ["There are no such jobs."]


@pytest.mark.parametrize("command", ["retry", "cancel"])
def test_jobs_are_changed(actions: FakeActions, command: str) -> None:
    actions.reports = {f"{command}_job": "job:1", "read_job": QUEUED}

    assert printed_lines(f"jobs {command} job:1")[0] == "job:1  2026-11-24 13:25:41  queued         one.vtt"
    assert [(name, getattr(request, "job", request)) for name, request in actions.asked] == [
        (f"{command}_job", "job:1"),
        ("read_job", "job:1"),
    ]
    actions.reports = {"read_job": None}
    assert refusal("jobs show job:none") == (
        1,
        "videograph: there is no job 'job:none': `videograph jobs list` lists them\n",
    )
    code, message = refusal("jobs list --state lost")
    assert code == 2
    assert "'lost' is not one of queued, running, succeeded, failed, cancelled" in message


def test_proposed_extractions_are_accepted_or_rejected(actions: FakeActions) -> None:
    actions.reports = {"accept_extraction": AcceptReport("talk-one", ("decision:1", "decision:2"))}

    assert printed_lines("jobs accept job:1 --only 1 --only 3") == [
        "accepted  talk-one",
        "          videograph undo decision:1",
        "          videograph undo decision:2",
    ]
    assert printed_lines("jobs reject job:1")[0] == "rejected  talk-one"
    printed_lines("jobs accept job:1")
    assert [request for _, request in actions.asked] == [
        AcceptExtraction("job:1", numbers) for numbers in ((0, 2), (), None)
    ]


def test_changes_are_listed(actions: FakeActions) -> None:
    changes: list[Any] = [
        ChangeRecord(1, AT, "TALK_IMPORTED", ["video:1"], [], [], "talk-1", "Talk 1"),
        ChangeRecord(
            2, AT, "ENTITIES_MERGED", ["video:1"], ["entity:1", "entity:2"], ["decision:1"], None, None
        ),
    ]
    actions.reports = {"list_changes": changes, "follow_changes": changes}

    listed = printed_lines("changes --after 7")
    assert listed == [
        "     1  2026-11-24 13:25:41  talk.imported         talk-1",
        "     2  2026-11-24 13:25:41  entities.merged       video:1 and 2 more",
    ]
    assert actions.asked == [("list_changes", ListChanges("7"))]
    found = json.loads(printed_lines("changes --json")[0])
    assert (found["cursor"], [one["seq"] for one in found["changes"]]) == ("2", ["1", "2"])
    followed = printed_lines("changes --follow --json")[:2]  # one more line, since this stream ends
    assert [json.loads(line)["seq"] for line in followed] == ["1", "2"]
    actions.reports = {"list_changes": []}
    assert json.loads(printed_lines("changes --after 3 --json")[0]) == {"changes": [], "cursor": "3"}
    for options, words in (
        ([], "There are no changes."),
        (["--after", "3"], "There are no changes after this one."),
    ):
        nothing = run("changes", *options)
        assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", f"{words}\n")
