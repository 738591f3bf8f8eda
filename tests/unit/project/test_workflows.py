"""The workflows of this repository name what is there, and run actions by their commit."""

import re
from typing import Any

import pytest
import yaml

from support.paths import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS: dict[str, dict[str, Any]] = {
    file.name: yaml.safe_load(file.read_text("utf-8")) for file in FOLDER.glob("*.yml")
}
STEPS = [
    step
    for workflow in WORKFLOWS.values()
    for job in workflow["jobs"].values()
    for step in job.get("steps", [])
]


def test_actions_are_named_by_their_commit_and_version() -> None:
    used = [
        line
        for file in FOLDER.glob("*.yml")
        for line in file.read_text("utf-8").splitlines()
        if "uses:" in line
    ]
    foreign = [line for line in used if "./.github/" not in line]

    assert len(foreign) == len([step for step in STEPS if "uses" in step])
    assert [
        line
        for line in foreign
        if not re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
    ] == []


def test_a_change_runs_the_gate_on_linux_and_unit_tests_on_macos() -> None:
    assert _commands("ci.yml") == {
        "linux": ("ubuntu", 'sudo --preserve-env env "PATH=$PATH" .ci/run'),
        "macos": ("macos", "make test-unit"),
    }


def test_the_night_runs_the_rest() -> None:
    triggers: dict[Any, Any] = {**WORKFLOWS["nightly.yml"]}

    assert list(triggers[True]) == ["schedule", "workflow_dispatch"]  # `on` is true in YAML
    assert _commands("nightly.yml") == {
        "nightly": ("ubuntu", 'sudo --preserve-env env "PATH=$PATH" .ci/nightly'),
    }


@pytest.mark.parametrize(("workflow", "run"), [("ci.yml", "gate"), ("nightly.yml", "nightly")])
def test_durations_are_kept_of_each_run(workflow: str, run: str) -> None:
    jobs = WORKFLOWS[workflow]["jobs"].values()
    kept = [step for job in jobs for step in job["steps"] if "upload-artifact" in step.get("uses", "")]

    assert [(step["if"], step["with"]["path"]) for step in kept] == [
        ("always()", f".cache/durations/{run}.json")
    ]


def _commands(workflow: str) -> dict[str, tuple[str, str]]:
    """The system of each job, and its last command."""
    return {
        name: (job["runs-on"].partition("-")[0], [step["run"] for step in job["steps"] if "run" in step][-1])
        for name, job in WORKFLOWS[workflow]["jobs"].items()
    }


def test_a_release_waits_for_everything() -> None:
    jobs = WORKFLOWS["release.yml"]["jobs"]

    assert jobs["check"] == {"uses": "./.github/workflows/ci.yml"}
    assert {name: job.get("needs", []) for name, job in jobs.items()} == {
        "check": [],
        "build": [],
        "image": ["check"],
        "release": ["check", "build", "image"],
        "packages": ["release"],
    }


def test_jobs_have_only_the_rights_that_they_use() -> None:
    rights = {
        name: job.get("permissions", workflow["permissions"])
        for workflow in WORKFLOWS.values()
        for name, job in workflow["jobs"].items()
    }
    writes = {
        name: sorted(right for right, level in given.items() if level == "write")
        for name, given in rights.items()
    }

    assert {name: given for name, given in writes.items() if given} == {
        "image": ["packages"],
        "release": ["contents"],
        "packages": ["id-token"],
    }
