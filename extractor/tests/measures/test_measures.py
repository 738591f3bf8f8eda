"""The commands that tell how good and how fast the extraction is: what they count."""

import json
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.benchmarks.corpus import whole
from extractor.benchmarks.corpus.speed import Run, choose, join, report
from extractor.benchmarks.corpus.themes import HALVES, chapter_hits, f1, topic_recall, verbatim
from extractor.benchmarks.corpus.whole import Outcome, add_kept, compare, look_at, look_at_all, read_kept
from extractor.benchmarks.rating import ablation
from extractor.benchmarks.rating.ablation import (
    Worth,
    by_module,
    count,
    kept_connections,
    read_ratings,
    table,
)
from extractor.benchmarks.rating.analyses import analyse
from extractor.benchmarks.rating.connections import RATED, count_verdicts
from extractor.benchmarks.rating.explain import explain
from service.domain.document import (
    EntityInfo,
    EvidenceInfo,
    RelationshipInfo,
    VideoDocument,
    VideoInfo,
)
from service.transcripts import read_file
from spoken import transcript
from videograph_extractor.offline import extract
from videograph_extractor.version import EXTRACTOR


def test_the_halves_were_decided_once_and_share_no_talk() -> None:
    halves = json.loads(HALVES.read_text(encoding="utf-8"))
    assert (len(halves["tuning"]), len(halves["judging"])) == (25, 24)
    assert not set(halves["tuning"]) & set(halves["judging"])


def test_a_boundary_is_met_by_one_within_30_seconds() -> None:
    assert chapter_hits([100, 110, 300], [95, 130, 331]) == 2
    assert f1(3, 3, 2) == pytest.approx(2 / 3)
    assert f1(0, 0, 0) == 0.0


def test_recall_of_tags_ignores_plural_hyphens_and_case() -> None:
    names = ["Block Filters", "Package Relay", *(f"Theme {i}" for i in range(13)), "Mining"]
    assert topic_recall(names, ["block-filter", "package-relay", "mining", "taproot"]) == 0.5


def test_a_quote_is_verbatim_at_its_place_or_not_at_all() -> None:
    talk = transcript("We use Kubernetes", "at Google.")
    entities = [EntityInfo(key=name, name=name, kind="PRODUCT") for name in ("Kubernetes", "Google")]

    def document(quote: str, start: int) -> VideoDocument:
        evidence = EvidenceInfo(quote=quote, segment=0, label="uses", start_offset=start)
        relationship = RelationshipInfo(
            source="Google", type="USES", target="Kubernetes", evidence=(evidence,)
        )
        return VideoDocument(
            video=VideoInfo(title="A talk"),
            segments=talk.segments,
            entities=tuple(entities),
            relationships=(relationship,),
        )

    assert verbatim(document("use Kubernetes at Google.", 3)) == (1, 1)
    assert verbatim(document("use Kubernetes at Google.", 2)) == (1, 0)
    assert verbatim(document("use kubernetes", 3)) == (1, 0)


def test_the_same_talks_are_chosen_whatever_the_order() -> None:
    paths = [Path(f"{i}.srt") for i in range(9)]
    assert choose(paths, 3, 1) == choose(paths[::-1], 3, 1)
    assert choose(paths, 20, 1) == sorted(paths)


def test_talks_behind_one_another_are_one_recording() -> None:
    talk = transcript("A: One.", "B: Two.")
    joined = join([talk, talk, talk], hours=20 / 3600)
    assert [(s.text, s.start_seconds, s.end_seconds, s.speaker) for s in joined.segments] == [
        ("One.", 0.0, 5.0, "A"),
        ("Two.", 5.0, 10.0, "B"),
        ("One.", 10.0, 15.0, "A"),
        ("Two.", 15.0, 20.0, "B"),
    ]
    assert [speaker.label for speaker in joined.speakers] == ["A", "B"]


def test_what_the_speed_command_says() -> None:
    assert report([Run("a", 1000, 360.0, 0.4), Run("b", 3000, 1080.0, 1.2)]) == (
        "2 talks, 4000 words, 0.4 h: 1.6 s CPU, 0.400 ms a word, 900 h of talk an hour of one core"
    )


def test_every_talk_of_a_corpus_is_looked_at_twice(tmp_path: Path) -> None:
    talk, other = tmp_path / "talk.vtt", tmp_path / "links.json"
    talk.write_text("WEBVTT\n\n00:00.000 --> 00:05.000\nMicrosoft invested in OpenAI last year.\n")
    other.write_text("{}")

    found = list(look_at_all([other, talk], processes=1))

    assert [outcome.faults for outcome in found] == [(), ()]
    assert (found[0].refused or "").startswith("is not a transcript that can be read: JSON of another kind")
    assert (found[1].segments, found[1].words, found[1].complete) == (1, 6, False)
    assert found[1].quotes == 1
    assert found[1] == look_at(talk)
    lines = whole.report(found).splitlines()
    assert lines[0].startswith("1 talks (0 of them complete documents), 1 segments, 6 words, 1 quotes; ")
    assert lines[1:] == ["files that are no transcripts: 1", f"  {other}: {found[0].refused}"]


def test_what_was_looked_at_before_is_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk, keep = tmp_path / "talk.vtt", tmp_path / "kept.jsonl"
    talk.write_text("WEBVTT\n\n00:00.000 --> 00:05.000\nMicrosoft invested in OpenAI last year.\n")
    found = Outcome(str(talk), words=6, quotes=1)
    add_kept(keep, found)
    monkeypatch.setattr(whole, "EXTRACTOR", "offline/0")
    add_kept(keep, replace(found, faults=("two runs give different bytes",)))

    assert read_kept(keep) == [replace(found, faults=("two runs give different bytes",))]
    monkeypatch.setattr(whole, "EXTRACTOR", EXTRACTOR)
    assert read_kept(keep) == [found]
    assert read_kept(tmp_path / "none.jsonl") == []
    monkeypatch.setattr("sys.argv", ["whole", str(talk), "--keep", str(keep)])
    monkeypatch.setattr(whole, "look_at", lambda path, _: Outcome(str(path), refused="looked at again"))
    whole.main()
    assert capsys.readouterr().out.splitlines()[0:2] == [
        "1 of 1 files",
        "1 talks (0 of them complete documents), 0 segments, 6 words, 1 quotes; something does not hold of 0",
    ]


def test_what_the_check_took_away_does_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text("WEBVTT\n\n00:00.000 --> 00:05.000\nMicrosoft invested in OpenAI last year.\n")
    dropped = Counter({"an end is not named": 2, "entity with low relevance": 3})
    monkeypatch.setattr(whole, "extract", lambda talk: replace(extract(talk), dropped=dropped))

    found = look_at(talk, tmp_path)

    assert found.faults == ("the check took away 2: an end is not named",)
    assert found.left_out == (("entity with low relevance", 3),)
    assert "left out by choice, 3: entity with low relevance" in whole.report([found])
    written = read_file(tmp_path / "talk.json")
    assert isinstance(written, VideoDocument)
    assert [r.type for r in written.relationships] == ["INVESTED_IN"]


def test_what_does_not_hold_of_a_talk_is_told() -> None:
    one = Outcome(
        "a.vtt", digest="1", segments=1, words=3, quotes=2, faults=("1 of 2 quotes are not verbatim",)
    )
    other = Outcome("a.vtt", digest="2", segments=1, words=3, quotes=2)

    assert compare(other, other) == other
    assert compare(other, Outcome("a.vtt", refused="is empty")).faults == ("only one run could read it",)
    assert whole.report([compare(one, other)]).splitlines() == [
        "1 talks (0 of them complete documents), 1 segments, 3 words, 2 quotes; something does not hold of 1",
        "  a.vtt: 1 of 2 quotes are not verbatim",
        "  a.vtt: two runs give different bytes",
        "files that are no transcripts: 0",
    ]


def test_why_a_sentence_states_what_it_states() -> None:
    talk = transcript("Jane_Miller: I founded Netflix. It was a good year.")

    lines = list(explain(talk, ["Netflix"]))

    assert lines[:3] == [
        "\nJane Miller: I founded Netflix.",
        "  Netflix: COMPANY Netflix, on the map",
        "  I/PRON/nsubj→founded founded/VERB/ROOT→founded Netflix/PROPN/dobj→founded ./PUNCT/punct→founded",
    ]
    assert [line.split(" 0.")[0] for line in lines[3:]] == ["  + Jane Miller FOUNDED Netflix (founded)"]
    assert next(iter(explain(talk, ["year"]))) == "\nJane Miller: It was a good year."
    assert list(explain(talk, [])) == lines


def test_each_rating_is_stored_once_with_the_verdicts_of_all_its_readers() -> None:
    assert not list(RATED.glob("*-second.jsonl"))
    assert count_verdicts(RATED / "archive7.jsonl") == (
        "130 rated by 2: 100, 98 right; 22, 24 doubtful; 8, 8 wrong; precision 0.77, 0.75; with the doubtful ones 0.94, 0.94"
    )
    assert count_verdicts(RATED / "surer.jsonl") == (
        "244 rated by 1: 188 right; 22 doubtful; 34 wrong; precision 0.77; with the doubtful ones 0.86"
    )
    of_one = read_ratings()["the-changelog-439", False]
    assert of_one["Sean Moriarity", "RELATED_TO", "XLA"] == 1.0


def test_ablation_counts_what_each_rule_has_right(tmp_path: Path) -> None:
    talk = transcript("Jane_Miller: I founded Netflix. I am the CEO of Netflix. I use Python at home.")
    kept = tmp_path / "folder" / "talk.pickle"
    fresh = list(kept_connections(analyse(talk, kept)))
    again = list(kept_connections(analyse(talk, kept)))  # read from the file
    told = [(one.rule, one.type, one.target.name) for one in again]
    assert told == [(one.rule, one.type, one.target.name) for one in fresh]
    assert told == [
        ("verbs._from_active", "FOUNDED", "Netflix"),
        ("roles.from_roles", "LEADS", "Netflix"),
        ("verbs._from_active", "USES", "Python"),
    ]

    worths: defaultdict[str, Worth] = defaultdict(Worth)
    rated = {("Jane Miller", "FOUNDED", "Netflix"): 1.0, ("Netflix", "LEADS", "Jane Miller"): 0.5}
    count(worths, again, rated)

    assert worths["roles.from_roles"].faults == [
        "0.5 Jane Miller LEADS Netflix (ceo): I am the CEO of Netflix."
    ]
    assert table(worths).splitlines()[2:] == [
        "| verbs._from_active | 2 | 1 | 1 | 1.00 | 66.67% |",
        "| roles.from_roles | 1 | 1 | 0.5 | 0.50 | 33.33% |",
        "| all | 3 | 2 | 1.5 | 0.75 | 100.00% |",
    ]
    assert table(by_module(worths)).splitlines()[2].startswith("| verbs | 2 | 1 | 1 |")


def test_ablation_reads_the_rated_talks_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = {"source": "talk", "ends": ("Jane Miller", "FOUNDED", "Netflix")}
    words = {"text": "I founded Netflix.", "start": 0, "end": 720, "speaker": "Jane Miller"}
    monkeypatch.setattr(ablation, "read_ratings", lambda: {(talk["source"], False): {talk["ends"]: 0.0}})
    monkeypatch.setattr("sys.argv", ["ablation", str(tmp_path), "--keep", str(tmp_path), "--kept-only"])
    with pytest.raises(SystemExit):
        ablation.main()
    assert "no rated talk lies under DATA" in capsys.readouterr().err

    (tmp_path / "talk.transcript.json").write_text(json.dumps({"segments": [words]}))
    wanted = ["--modules", "--wrong", "verbs._from_active"]
    monkeypatch.setattr("sys.argv", ["ablation", str(tmp_path), *wanted])
    ablation.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 talks, 0.2 hours, 5.0 connections an hour"
    assert lines[-1] == "0.0 Jane Miller FOUNDED Netflix (founded): I founded Netflix."
    assert "| verbs | 1 | 1 | 0 | 0.00 | 0.00% |" in lines
