"""Commands that decide on entities and talks: what they ask of their action, and what they print of its report."""

import json
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from service.actions.decide_pairs import Already
from service.actions.decisions import DecisionEnd, ListedDecision, Undo, Undone, UndoReport
from service.actions.declaration import UNSET
from service.actions.entities import (
    ApartReport,
    CorrectionReport,
    DetachName,
    DropEntity,
    Duplicate,
    DuplicatesReport,
    EntityState,
    FindDuplicates,
    MergeEntities,
    MergeReport,
    RepublishedPair,
    SeparateEntities,
    Side,
    UndoCorrection,
    UpdateEntity,
)
from service.actions.statements import AddStatement, RejectEvidence, StatementEnd
from service.actions.videos import KeepTalks, KeptVideo, UpdateVideo, VideoSpeaker
from service.cli import app
from service.commands.decisions import undo_command
from service.curation.load import DeleteReport
from service.curation.videos.add_statement import StatementReport
from service.curation.videos.reject_evidence import EvidenceEnd, RejectReport
from service.curation.videos.update_video import UpdateReport
from service.domain.decision_kinds import DecisionWord, EntityCorrectionKind
from service.errors import InvalidInput, NotFound
from service.store.duplicates.entities import EntityPlace
from service.store.duplicates.talks import DuplicateSide
from support.command_runner import run
from support.fake_actions import FakeActions, printed_lines

NOSTR = EntityState("entity:1", "nostr-product", "Nostr", "PRODUCT", 2, 2, 0)
NUSTER = EntityState("entity:2", "nuster-product", "Nuster", "PRODUCT", 1, 1, 0)
MERGED = MergeReport(NOSTR, (NUSTER,), 1, 1, 0, 0, 0, False, ("decision:1",))
MERGED_LINES = [
    "merged  Nuster (product, nuster-product) into Nostr (product, nostr-product)",
    "        1 mention and 0 quotes moved in 1 talk",
    "        Nostr has 2 mentions in 2 talks, 0 connections",
]
TALKS = (KeptVideo("video:b", "b", "Talk B"), KeptVideo("video:a", "a", "Talk A"))


def corrected(sort: EntityCorrectionKind, detail: str | None, **more: Any) -> CorrectionReport:
    report = CorrectionReport(sort, NOSTR, NOSTR, detail, None, 0, 0, 0, 0, 0, 0, "decision:1")
    return replace(report, **more)


REJECTED = RejectReport(
    "decision:1", "evidence:1", "video:a", "Talk A", "Ada made it.", "CREATED", EvidenceEnd("e", "Ada", True),
    EvidenceEnd("f", "Loom", True), "r", 0,
)  # fmt: skip
ADDED = StatementReport(
    "decision:1", "video:a", "Talk A", "evidence:1", "r", "e", "f", "Ada USES Loom: “it”", 61.5
)
UPDATED = UpdateReport("decision:1", "video:a", "On engines", ("title", "publishedOn"))

COMMANDS: list[tuple[str, tuple[Any, ...], Any, list[str]]] = [
    (
        "merge nuster-product nostr-product",
        ("merge_entities", MergeEntities("nostr-product", ("nuster-product",))),
        MERGED,
        MERGED_LINES,
    ),
    (
        "merge a b nostr-product --kind concept --dry-run",
        ("merge_entities", MergeEntities("nostr-product", ("a", "b"), "CONCEPT", dry_run=True)),
        MergeReport(NOSTR, (NUSTER, NOSTR), 2, 3, 4, 1, 2, True),
        [
            "would merge  Nuster (product, nuster-product), Nostr (product, nostr-product) into Nostr (product, nostr-product)",
            "        3 mentions and 4 quotes moved in 2 talks",
            "        Nostr has 2 mentions in 2 talks, 0 connections",
            "        1 quote removed: they connect the entity with itself, or are there twice",
            "        RELATED_TO now: 2 quotes, since what is of the kind PRODUCT cannot be connected as they say",
            "        the earlier decision that they are two is undone",
        ],
    ),
    (
        "apart nuster-product nostr-product --dry-run",
        ("separate_entities", SeparateEntities(("nuster-product", "nostr-product"), dry_run=True)),
        ApartReport((NUSTER, NOSTR)),
        ["would tell apart  Nuster (product, nuster-product) | Nostr (product, nostr-product)"],
    ),
    (
        "apart --take-back nuster-product nostr-product",
        ("allow_to_be_one", SeparateEntities(("nuster-product", "nostr-product"))),
        (NUSTER, NOSTR),
        ["taken back  Nuster (product, nuster-product) | Nostr (product, nostr-product)"],
    ),
    ("apart --talks b a --dry-run", ("keep_talks", KeepTalks(("b", "a"), True)), TALKS, ["would tell apart  Talk B (b) | Talk A (a)"]),
    ("apart --talks b a", ("keep_talks", KeepTalks(("b", "a"))), TALKS, ["apart   Talk B (b) | Talk A (a)"]),
    ("apart --talks --take-back b a", ("undo_keep_talks", KeepTalks(("b", "a"))), TALKS, ["taken back  Talk B (b) | Talk A (a)"]),
    (
        "rename nostr-product 'Nostr 2'",
        ("update_entity", UpdateEntity("nostr-product", name="Nostr 2")),
        (corrected("RENAME", "Nostr 2"),),
        ["renamed  Nostr (product, nostr-product) is shown as Nostr 2"],
    ),
    (
        "kind nostr-product concept --dry-run",
        ("update_entity", UpdateEntity("nostr-product", kind="CONCEPT", dry_run=True)),
        (corrected("KIND", "CONCEPT", videos=1, mentions=1, evidence=1, related=1),),
        [
            "would be changed  Nostr (product, nostr-product) is of the kind CONCEPT",
            "        1 talk changed, with 1 mention and 1 quote of it",
            "        RELATED_TO now: 1 quote, because these kinds cannot have the stated type",
        ],
    ),
    (
        "drop nostr-product",
        ("drop_entity", DropEntity("nostr-product")),
        corrected("DROP", None, videos=2, mentions=3, evidence=1, dropped=1),
        [
            "dropped  Nostr (product, nostr-product)",
            "        2 talks changed, with 3 mentions and 1 quote of it",
            "        1 quote went",
        ],
    ),
    (
        "detach nostr-product Noster",
        ("detach_name", DetachName("nostr-product", "Noster")),
        corrected("DETACH", "Noster", other=NUSTER),
        ["detached  Noster from Nostr (product, nostr-product), which is Nuster (product, nuster-product)"],
    ),
    (
        "drop --take-back nostr-product --dry-run",
        ("undo_correction", UndoCorrection("DROP", "nostr-product", dry_run=True)),
        corrected("DROP", None, videos=1, came=2),
        [
            "would take back  drop: Nostr (product, nostr-product)",
            "        1 talk changed, with 0 mentions and 0 quotes of it",
            "        2 quotes came back",
        ],
    ),
    (
        "detach --take-back nostr-product Noster",
        ("undo_correction", UndoCorrection("DETACH", "nostr-product", "Noster")),
        corrected("DETACH", "Noster", now=None),
        ["taken back  detach Noster: Nostr (product, nostr-product)"],
    ),
    (
        "describe nostr-product --description 'A relay.' --url '' --wikidata Q42 --alias N --alias O",
        (
            "update_entity",
            UpdateEntity("nostr-product", description="A relay.", url=None, wikidata="Q42", aliases=("N", "O")),
        ),
        (corrected("DESCRIPTION", "A relay."), corrected("URL", None), corrected("ALIAS", "N")),
        ["corrected  Nostr, description: A relay.", "corrected  Nostr, url: none", "corrected  Nostr, alias: N"],
    ),
    (
        "reject evidence:1 --dry-run",
        ("reject_evidence", RejectEvidence("evidence:1", True)),
        REJECTED,
        [
            "would reject  Ada CREATED Loom: “Ada made it.”",
            "        in Talk A; the connection has no quote, so it went",
        ],
    ),
    (
        "add a ada uses Loom it --target-kind product --past --at 60",
        (
            "add_statement",
            AddStatement("a", StatementEnd("ada"), "USES", StatementEnd(name="Loom", kind="PRODUCT"), "it", past=True, start_seconds=60.0),
        ),
        ADDED,
        [
            "added  Ada USES Loom: “it”",
            "        in Talk A, at 61.5 s",
            "        videograph undo decision:1  undoes it",
        ],
    ),
    (
        "update a --title 'On engines' --published-on 2024-01-31 --clear url --speaker 'S1=Ada ' --speaker S2= --if-revision 3",
        (
            "update_video",
            UpdateVideo("a", "On engines", date(2024, 1, 31), None, UNSET, (VideoSpeaker("S1", "Ada"), VideoSpeaker("S2", None)), 3),
        ),
        UPDATED,
        ["updated  On engines (title, publishedOn)", "        videograph undo decision:1  undoes it"],
    ),
    ("update a --title B --dry-run", ("update_video", UpdateVideo("a", "B", dry_run=True)), UPDATED, ["would update  On engines (title, publishedOn)"]),
    ("duplicates --kind person --limit 3 --min-score 0.5", ("find_duplicates", FindDuplicates(3, "PERSON", 0.5)), DuplicatesReport([], 0, [], 0), ["nothing looks double"]),
]  # fmt: skip


@pytest.mark.parametrize(("command", "asked", "report", "said"), COMMANDS)
def test_what_is_asked_and_said(
    actions: FakeActions, command: str, asked: tuple[Any, ...], report: Any, said: list[str]
) -> None:
    actions.reports = {asked[0]: report}

    assert printed_lines(command) == said
    assert actions.asked == [asked]


@pytest.mark.parametrize(
    ("command", "asked", "report"), [one[:3] for one in COMMANDS if one[1][0] != "find_duplicates"]
)
def test_a_dry_run_is_one(actions: FakeActions, command: str, asked: tuple[Any, ...], report: Any) -> None:
    actions.reports = {asked[0]: report}

    said = printed_lines(f"{command} --dry-run --by Ada")

    [(_, request)] = actions.asked
    assert (request.dry_run, said[0].startswith("would "), actions.by) == (True, True, "Ada")


def test_who_decides_and_why(actions: FakeActions) -> None:
    actions.reports = {"reject_evidence": REJECTED}

    printed_lines("reject evidence:1 --by Ada --reason 'Nobody said it.'")

    assert (actions.by, actions.reason) == ("Ada", "Nobody said it.")


NUSTER_JSON = {
    "id": "entity:2", "slug": "nuster-product", "name": "Nuster", "kind": "PRODUCT", "videoCount": 1, "mentionCount": 1,
    "relationshipCount": 0,
}  # fmt: skip
KEPT_JSON = [
    {"id": "video:b", "slug": "b", "title": "Talk B"},
    {"id": "video:a", "slug": "a", "title": "Talk A"},
]


@pytest.mark.parametrize(
    ("command", "action", "report", "answer"),
    [
        ("apart a b --dry-run", "separate_entities", ApartReport((NUSTER,)), {"dryRun": True, "apart": [NUSTER_JSON]}),
        ("apart --take-back a b", "allow_to_be_one", (NUSTER,), {"dryRun": False, "takenBack": [NUSTER_JSON]}),
        ("apart --talks b a", "keep_talks", TALKS, {"dryRun": False, "apart": KEPT_JSON}),
        ("apart --talks --take-back b a", "undo_keep_talks", TALKS, {"dryRun": False, "takenBack": KEPT_JSON}),
    ],
)  # fmt: skip
def test_json(actions: FakeActions, command: str, action: str, report: Any, answer: Any) -> None:
    actions.reports = {action: report}

    assert [json.loads(line) for line in printed_lines(f"{command} --json")] == [answer]


@pytest.mark.parametrize(
    ("command", "action", "report", "key"),
    [
        ("merge a b", "merge_entities", MERGED, "merged"),
        ("kind nostr-product concept", "update_entity", (corrected("KIND", "CONCEPT", related=1),), "corrected"),
        ("drop --take-back nostr-product", "undo_correction", corrected("DROP", None), "takenBack"),
        ("describe nostr-product --url ''", "update_entity", (corrected("URL", None),), "corrected"),
        ("reject evidence:1", "reject_evidence", REJECTED, "rejected"),
        ("add a b uses c it", "add_statement", ADDED, "added"),
        ("update a --title B", "update_video", UPDATED, "updated"),
        ("undo decision:1", "undo", UndoReport(()), "undone"),
    ],
)  # fmt: skip
def test_json_of_a_report_is_the_report(
    actions: FakeActions, command: str, action: str, report: Any, key: str
) -> None:
    actions.reports = {action: report}

    [line] = printed_lines(f"{command} --json")

    found = json.loads(line)
    assert list(found) == ["dryRun", key]
    assert found["dryRun"] is False


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("rename nostr-product Other --take-back", "--take-back takes only the entity"),
        ("kind nostr-product", "say which: PERSON, COMPANY, CONCEPT, PRODUCT, EVENT"),
        ("update a --speaker Ada", "write LABEL=NAME"),
        ("update a --clear title", "say which: publishedOn, url, channel"),
    ],
)
def test_wrong_options(actions: FakeActions, command: str, message: str) -> None:
    result = run(*shlex.split(command))

    assert (result.exit_code, result.stdout, actions.asked) == (2, "", [])
    assert message in result.stderr


def test_an_error_of_an_action_is_one_line(actions: FakeActions) -> None:
    actions.reports = {"merge_entities": NotFound("there is no entity with id or slug 'zig'")}

    result = run("merge", "zig", "nostr-product")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "videograph: there is no entity with id or slug 'zig'\n"


def test_several_talks_are_deleted_and_unknown_ones_are_reported(actions: FakeActions) -> None:
    missing = "there is no talk with id, slug or url 'nowhere'"

    def delete(request: Any) -> DeleteReport:
        if request.video == "nowhere":
            raise NotFound(missing)
        return DeleteReport(
            f"video:{request.video}", request.video, "T", {}, "decision:1", "2027-01-31T10:00Z"
        )

    actions.reports = {"delete_video": delete}

    two, one = run("delete", "a", "nowhere", "b", "b"), run("delete", "nowhere", "c", "--json")

    assert (two.exit_code, one.exit_code) == (1, 1)
    assert two.stdout.splitlines() == [
        "deleted  video:a",
        "deleted  video:b",
        "until 2027-01-31 it can be undone: `videograph decisions` lists the commands",
    ]
    assert (two.stderr, one.stderr) == (f"videograph: {missing}\n",) * 2
    failed, deleted = map(json.loads, one.stdout.splitlines())
    assert failed == {"video": "nowhere", "error": missing}
    assert deleted == {
        "videoId": "video:c", "slug": "c", "title": "T", "counts": {}, "decision": "decision:1", "until": "2027-01-31T10:00Z",
    }  # fmt: skip


def test_duplicates_are_listed_for_people_and_for_programs(actions: FakeActions) -> None:
    said = EntityPlace("video:a", "Talk A", "Nostr it is.", 61.0, None)
    speaks = EntityPlace("video:b", "Talk B", None, None, None)
    pair = Duplicate(
        0.35,
        ("sounds alike", "the same words"),
        (
            Side("entity:1", "nostr-product", "Nostr", "PRODUCT", 1, 2, said),
            Side("entity:2", "ada", "Ada", "PERSON", 2, 1, speaks),
        ),
    )
    older, newer = (
        DuplicateSide(f"video:{slug}", slug, title, "2026-11-24T13:25:41Z", share, words, 70.0, url)
        for slug, title, share, words, url in (
            ("a", "Talk A", 1.0, "word " * 40, None),
            ("b", "Talk B", 0.5, "word", "https://b.example/"),
        )
    )
    actions.reports = {
        "find_duplicates": DuplicatesReport([pair], 7, [RepublishedPair(1.0, (older, newer))], 1)
    }

    assert printed_lines("duplicates") == [
        "0.35  sounds alike; the same words",
        "      Nostr (product, 1 talk, 2 mentions, nostr-product)",
        "        “Nostr it is.” Talk A, 1:01",
        "      Ada (person, 2 talks, 1 mention, ada)",
        "        speaks in Talk B",
        "",
        "1.00  the same words",
        "      Talk A (a, 100% of it, imported 2026-11-24 13:25)",
        f"        “{('word ' * 40)[:159].rstrip()}…” 1:10",
        "      Talk B (b, 50% of it, imported 2026-11-24 13:25)",
        "        “word” 1:10 https://b.example/",
        "      keep one: videograph delete a, the older import (or b, the newer); keep both: videograph apart --talks a b",
        "",
        "1 shown, 7 pairs have names that give a reason",
        "1 shown of 1 pair of talks that share their words",
    ]
    found = json.loads(printed_lines("duplicates --json")[0])
    assert list(found) == ["duplicates", "pairsWithAReason", "videos", "pairsOfVideos"]
    assert found["duplicates"][0]["entities"][1]["said"]["videoTitle"] == "Talk B"


def test_many_pairs_are_decided_in_a_file(actions: FakeActions, tmp_path: Path) -> None:
    file = tmp_path / "decisions.json"
    pair = {"decision": "one", "entities": [{"id": "a"}, {"id": "b"}]}
    file.write_text(json.dumps({"duplicates": [pair, {}]}))
    done = [
        MERGED,
        Already("one", ("Nostr", "Noster"), (NOSTR,)),
        ApartReport((NUSTER, NOSTR)),
        Already("two", ("x", "y"), (NUSTER, NOSTR)),
    ]
    actions.reports = {"decide_pairs": done}
    said = [
        *MERGED_LINES,
        "one already  Nostr and Noster: Nostr (product, nostr-product)",
        "apart   Nuster (product, nuster-product) | Nostr (product, nostr-product)",
        "two already  Nuster (product, nuster-product) | Nostr (product, nostr-product)",
    ]

    assert printed_lines(f"merge --file {file}") == said
    [(_, request)] = actions.asked
    assert [(one.decision, one.entities) for one in request.pairs] == [("one", ("a", "b"))]
    told = json.loads(printed_lines(f"merge --file {file} --json")[0])
    assert [len(told[key]) for key in ("merged", "apart", "already")] == [1, 1, 2]
    assert told["already"][0]["names"] == ["Nostr", "Noster"]

    actions.reports = {"decide_pairs": [*done, InvalidInput("pair 4: the two were merged")]}
    failed = run("merge", "--file", str(file))  # what was decided before it is said all the same
    assert (failed.exit_code, failed.stdout.splitlines()) == (1, said)
    assert failed.stderr == "videograph: pair 4: the two were merged\n"

    file.write_text('{"duplicates": [{}]}')
    assert run("merge", "--file", str(file)).stderr == (
        f'videograph: {file}: no pair has a `decision`: write "one" or "two" into those that you decide\n'
    )


def end(name: str | None, *, there: bool = True) -> DecisionEnd:
    slug = None if name is None else f"{name.lower()}-product"
    return DecisionEnd(f"entity:{name}", slug, name, "PRODUCT" if name else None, there)


def decided(sort: DecisionWord, *ends: DecisionEnd, **more: Any) -> ListedDecision:
    first, second = ends if len(ends) == 2 else (*ends, None)
    return ListedDecision("decision:1", sort, "2026-11-24T13:25:41Z", first, second, **more)


TALK = DecisionEnd("video:a", "a", "Talk A", None, True)
GONE = DecisionEnd("video:a", "a", "Talk A", None, False)
X, Y = end("X"), end("Y")


@pytest.mark.parametrize(
    ("decision", "words", "command"),
    [
        (decided("one", X, Y), "one        X (product, x-product) is Y (product, y-product)", "videograph apart x-product y-product"),
        (decided("two", X, Y), "two        X (product, x-product) is not Y (product, y-product)", "videograph apart --take-back x-product y-product"),
        (decided("two", X, end("Y", there=False)), "two        X (product, x-product) is not Y (product, y-product)", "to undo it, both must be in the graph: import their talks first"),
        (decided("both stay", TALK, TALK), "both stay  Talk A (a) and Talk A (a)", "videograph apart --talks --take-back a a"),
        (decided("rename", X, detail="Z"), "rename     X (product, x-product) is shown as Z", "videograph rename --take-back x-product"),
        (decided("kind", X, detail="EVENT"), "kind       X (product, x-product) is of the kind EVENT", "videograph kind --take-back x-product"),
        (decided("drop", end(None)), "drop       entity:None is left out of the graph", "videograph drop --take-back entity:None"),
        (decided("detach", X, detail="a z"), "detach     a z is not a name of X (product, x-product)", "videograph detach --take-back x-product 'a z'"),
        (decided("description", X, detail="D"), "described  X (product, x-product) has the description D", "videograph undo decision:1"),
        (decided("url", X), "address    X (product, x-product) has no url", "videograph undo decision:1"),
        (decided("wikidata", X, detail="Q42"), "wikidata   X (product, x-product) is item Q42 of Wikidata", "videograph undo decision:1"),
        (decided("wikidata", X), "wikidata   X (product, x-product) has no item of Wikidata", "videograph undo decision:1"),
        (decided("alias", X, detail="Z"), "alias      X (product, x-product) is also called Z", "videograph undo decision:1"),
        (decided("reject evidence", TALK, detail="it"), "rejected   it, in Talk A", "videograph undo decision:1"),
        (decided("add statement", TALK, detail="it", missing=True), "added      it, in Talk A, whose quote the talk no longer has", "videograph undo decision:1"),
        (decided("update talk", TALK, detail="title: B"), "updated    title: B, in Talk A", "videograph undo decision:1"),
        (decided("extract again", TALK, detail="llm"), "extracted  Talk A, llm", "videograph undo decision:1"),
        (decided("extract again", GONE, detail="llm"), "extracted  Talk A, llm", "the talk is not in the graph"),
        (decided("extract again", TALK, detail="llm", missing=True), "extracted  Talk A, llm", "its document before that is no longer kept"),
        (decided("delete talk", GONE), "deleted    Talk A", "videograph undo decision:1"),
        (decided("delete talk", TALK), "deleted    Talk A", "it was imported again"),
        (decided("delete talk", GONE, missing=True), "deleted    Talk A", "its document is no longer kept"),
    ],
)  # fmt: skip
def test_a_decision_and_the_command_that_undoes_it(
    actions: FakeActions, decision: ListedDecision, words: str, command: str
) -> None:
    actions.reports = {"list_decisions": [decision]}

    assert printed_lines("decisions") == [f"{words}, 2026-11-24 13:25", f"           {command}"]
    [listed] = json.loads(printed_lines("decisions --json")[0])["decisions"]
    assert (listed["decision"], listed["takeBack"]) == (
        decision.sort,
        command if command.startswith("videograph") else None,
    )


@pytest.mark.parametrize("sort", get_args(DecisionWord))
def test_each_decision_is_undone_by_a_command_that_exists(sort: DecisionWord) -> None:
    one = decided(
        sort, *([X, Y] if sort in ("one", "two", "both stay") else [GONE if sort == "delete talk" else X])
    )

    program, command, *_ = (undo_command(one) or "").split()

    assert (program, command in typer.main.get_command(app).commands) == ("videograph", True)  # pyright: ignore


def test_decisions_say_who_and_why(actions: FakeActions) -> None:
    actions.reports = {
        "list_decisions": [decided("update talk", TALK, detail="title: B", by="Ada", reason="So.")]
    }

    assert printed_lines("decisions")[0] == "updated    title: B, in Talk A, 2026-11-24 13:25, by Ada: So."
    assert json.loads(printed_lines("decisions --json")[0]) == {
        "decisions": [
            {
                "id": "decision:1",
                "decision": "update talk",
                "decidedAt": "2026-11-24T13:25:41Z",
                "by": "Ada",
                "of": [{"id": "video:a", "slug": "a", "name": "Talk A", "kind": None, "inGraph": True}],
                "takeBack": "videograph undo decision:1",
                "detail": "title: B",
                "reason": "So.",
            }
        ]
    }


def test_there_are_no_decisions(actions: FakeActions) -> None:
    actions.reports = {"list_decisions": []}

    assert printed_lines("decisions") == [
        "There are no decisions: `videograph duplicates` lists possible duplicates."
    ]


@pytest.mark.parametrize(
    ("decision", "about"),
    [(decided("rename", X, detail="Z"), "rename Z"), (decided("drop", X), "drop X"), (decided("drop", end(None)), "drop entity:None")],
)  # fmt: skip
def test_decisions_are_undone(actions: FakeActions, decision: ListedDecision, about: str) -> None:
    actions.reports = {"undo": UndoReport((Undone(decision),))}

    assert printed_lines("undo decision:1") == [f"undone  {about}"]
    assert printed_lines("undo decision:1 decision:2 --dry-run") == [f"would undo  {about}"]
    assert actions.asked == [
        ("undo", Undo(("decision:1",))),
        ("undo", Undo(("decision:1", "decision:2"), True)),
    ]
