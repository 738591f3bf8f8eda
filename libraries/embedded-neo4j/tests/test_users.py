"""Users of a home: which one is the last, and how the watcher beside Java notices that all have ended."""

import os
from pathlib import Path

from embedded_neo4j.users import Lease


def test_the_last_user_is_the_last(tmp_path: Path) -> None:
    first, second = Lease(tmp_path), Lease(tmp_path)

    assert not first.is_last()
    first.leave()
    assert second.is_last()
    second.leave()


def test_the_watcher_reads_end_of_file_when_all_users_are_gone(tmp_path: Path) -> None:
    first, second = Lease(tmp_path), Lease(tmp_path)
    name, reading = first.make_pipe()
    assert second.join(name)

    first.leave()
    os.set_blocking(reading, False)
    try:
        os.read(reading, 1)
    except BlockingIOError:
        still_held = True
    else:
        still_held = False
    second.leave()

    assert still_held
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_a_watcher_that_is_dismissed_reads_a_line_and_the_pipe_goes(tmp_path: Path) -> None:
    lease = Lease(tmp_path)
    name, reading = lease.make_pipe()

    lease.dismiss_watcher()

    assert os.read(reading, 2) == b"\n"
    assert not (tmp_path / name).exists()
    os.close(reading)
    lease.leave()


def test_a_server_whose_watcher_is_gone_cannot_be_joined(tmp_path: Path) -> None:
    first, second = Lease(tmp_path), Lease(tmp_path)
    name, reading = first.make_pipe()
    os.close(reading)

    assert not second.join(name)
    first.leave()
    second.leave()


def test_a_detached_server_and_one_whose_pipe_was_tidied_up_can_be_joined(tmp_path: Path) -> None:
    lease = Lease(tmp_path)

    assert lease.join(None)
    assert lease.join("users-removed.fifo")
    lease.leave()


def test_a_new_pipe_removes_those_of_earlier_servers(tmp_path: Path) -> None:
    lease = Lease(tmp_path)
    (tmp_path / "users-old.fifo").touch()
    name, reading = lease.make_pipe()

    assert [file.name for file in tmp_path.glob("users-*.fifo")] == [name]
    os.close(reading)
    lease.leave()
