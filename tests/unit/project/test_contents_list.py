"""The list of contents of a release: a component for each package of the lock and each jar."""

import re

from scripts.contents_list import JARS, contents, jars_in, packages_in
from support.paths import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_a_package_has_its_version_hashes_and_marker() -> None:
    lock = (
        f"colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n    # via click\n"
        f"pyjwt[crypto]==2.10.1 \\\n    --hash=sha256:{'c' * 64}\n"
    )

    assert list(packages_in(lock)) == [
        {
            "type": "library",
            "name": "colorama",
            "version": "0.4.6",
            "purl": "pkg:pypi/colorama@0.4.6",
            "hashes": [{"alg": "SHA-256", "content": "a" * 64}, {"alg": "SHA-256", "content": "b" * 64}],
            "properties": [{"name": "videograph:marker", "value": "sys_platform == 'win32'"}],
        },
        {
            "type": "library",
            "name": "pyjwt",
            "version": "2.10.1",
            "purl": "pkg:pypi/pyjwt@2.10.1",
            "hashes": [{"alg": "SHA-256", "content": "c" * 64}],
        },
    ]


def test_a_jar_has_the_coordinates_of_its_path() -> None:
    assert list(jars_in(f"{'d' * 64}  org/neo4j/neo4j/5.26.0/neo4j-5.26.0.jar\n")) == [
        {
            "type": "library",
            "group": "org.neo4j",
            "name": "neo4j",
            "version": "5.26.0",
            "purl": "pkg:maven/org.neo4j/neo4j@5.26.0",
            "scope": "optional",
            "hashes": [{"alg": "SHA-256", "content": "d" * 64}],
        }
    ]


def test_everything_that_is_locked_is_listed() -> None:
    listed = contents("0.1.0", LOCK, JARS.read_text("utf-8"))["components"]

    locked = re.findall(r"^([\w.-]+)(?:\[.*\])?==", LOCK, re.MULTILINE)
    assert [one["name"] for one in listed[: len(locked)]] == locked
    assert len(listed) == len(locked) + len(JARS.read_text("utf-8").splitlines())
    assert [one["name"] for one in listed if not one["hashes"]] == []
