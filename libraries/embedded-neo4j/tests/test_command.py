"""`python -m embedded_neo4j where` and `clean`."""

from pathlib import Path

import pytest

from embedded_neo4j.__main__ import main
from embedded_neo4j.jars import NEO4J_VERSION, jar_folder


def test_where_says_what_is_there_and_clean_removes_the_downloads(
    tmp_path: Path, own_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "cache"
    assert main(["where", "--cache", str(empty)]) == 0
    version, cache, java = capsys.readouterr().out.splitlines()
    assert version == f"Neo4j    {NEO4J_VERSION} Community, 214 jars"
    assert cache == f"Cache    {jar_folder(empty)} (not downloaded yet; the first start does it)"
    assert java.split()[:2] in (["Java", "17,"], ["Java", "21,"])

    assert main(["where", "--cache", str(own_cache)]) == 0
    assert capsys.readouterr().out.splitlines()[1].endswith("(complete, 143 MB)")

    jar_folder(empty).mkdir(parents=True)
    assert main(["clean", "--cache", str(empty)]) == main(["clean", "--cache", str(empty)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"removed {jar_folder(empty)}",
        f"nothing to remove in {empty}",
    ]
    assert not jar_folder(empty).exists()


def test_an_error_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], own_cache: Path) -> None:
    (tmp_path / "file").touch()

    assert main(["run", str(tmp_path / "file"), "--cache", str(own_cache)]) == 1
    assert capsys.readouterr().err == (
        f"embedded_neo4j: the folder {tmp_path / 'file'} cannot be used for Neo4j's data: File exists. "
        "Make it writable or choose another folder.\n"
    )
