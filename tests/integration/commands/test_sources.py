"""`follow`, `follows`, `unfollow` and `watch`: feeds and folders, by commands on the machine of the graph."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.command_runner import empty, run
from support.feeds import feed, transcript
from support.thread_workers import thread_workers
from support.web_server import WebServer, web_server


@pytest.fixture(autouse=True)
def here(
    environment: dict[str, str], ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """What commands of a process have, for those of this one."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ask(empty)
    with thread_workers():
        yield
    ask(empty)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    monkeypatch.setenv("VIDEOGRAPH_FETCH_NETWORKS", "127.0.0.0/8")
    with web_server() as server:
        yield server


def lines(*arguments: str) -> list[str]:
    done = run(*arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout.splitlines()


def test_a_feed_is_tried_followed_listed_and_unfollowed(web: WebServer) -> None:
    url = f"{web.url}/feed"
    web.pages["/feed"] = feed(web, [1, 2, 3], "<item><guid>g-0</guid><title>Nothing</title></item>")

    assert lines("follow", url, "--dry-run", "--limit", "3") == [
        "leave out              no transcript   Nothing",
        "import     2025-01-03  transcript      Episode 3",
        "import     2025-01-02  transcript      Episode 2",
        "leave out  2025-01-01  transcript      Episode 1",
        "would follow  Graph Talks: 4 episodes, 2 to import",
    ]
    assert lines("follows") == ["No feed is followed: `videograph follow FEED` begins."]

    followed = run("follow", url)
    assert followed.stdout == "follows  Graph Talks: 4 episodes, 3 to import\n"
    assert "1 of them have no transcript" in followed.stderr
    assert "Set VIDEOGRAPH_FETCH_CONTACT" in followed.stderr
    first, *rest = lines("follows")
    assert re.fullmatch(r"follow:[0-9a-f]{10}  active   Graph Talks", first)
    assert rest[0] == f"    {url}"
    assert re.fullmatch(
        r"    0 episodes, 0 of them jobs, not looked at yet, next \d{4}-\d\d-\d\d \d\d:\d\d", rest[1]
    )

    assert lines("unfollow", url) == [f"unfollowed  {first.split()[0]}"]
    again = run("unfollow", url)
    assert (again.exit_code, "is not followed: `follows` lists what is" in again.stderr) == (1, True)


def test_a_feed_of_this_machine_needs_the_setting(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIDEOGRAPH_FETCH_NETWORKS")
    web.pages["/feed"] = feed(web, [1])

    refused = run("follow", f"{web.url}/feed")

    assert refused.exit_code == 1
    assert (
        "in a private network or on this machine, and VIDEOGRAPH_FETCH_NETWORKS does not allow it"
        in refused.stderr
    )
    assert web.asked == []


def test_a_folder_is_imported_once_and_again_where_it_has_changed(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.document.json").write_bytes(transcript(number))
    (folder / "notes.md").write_text("No talk.", "utf-8")
    watch = ("watch", str(folder), "--once", "--quiet", "0", "--every", "0.1")

    first, second = lines(*watch)
    assert first.startswith(f"created    {folder}/1.document.json")
    assert second.startswith(f"created    {folder}/2.document.json")

    (folder / "2.document.json").write_bytes(transcript(2, "Loom"))
    assert [line.split()[0] for line in lines(*watch)] == ["unchanged", "changed"]
