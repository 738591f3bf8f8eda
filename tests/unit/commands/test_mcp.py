"""`videograph mcp` and `tool` before they reach a graph."""

import pytest

from service import extras
from service.app import create_app
from service.mcp.server import TOOLS
from service.settings import Settings
from support import command_runner


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_PACKAGES", {**extras._PACKAGES, "mcp": ("no_package_of_this_name",)})  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("command", [["mcp"], ["tool", "search", "query=x"]])
@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_it_says_how_to_install_it(command: list[str]) -> None:
    result = command_runner.run(*command)
    assert result.exit_code == 1
    assert (
        f"`videograph {command[0]}` needs the package mcp, which is not installed. Install it: "
        in result.stderr
    )


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_a_service_has_no_such_address() -> None:
    assert "/mcp" not in {getattr(route, "path", "") for route in create_app(Settings()).routes}


def test_with_it_there_is_one() -> None:
    assert "/mcp" in {getattr(route, "path", "") for route in create_app(Settings()).routes}


def test_unknown_scopes_and_arguments_without_a_value_are_refused() -> None:
    assert (
        "'admin' is not one of read, ingest, curate" in command_runner.run("mcp", "--scope", "admin").stderr
    )
    refused = command_runner.run("tool", "search", "fee").stderr
    assert """'fee' is not an argument: write name=value, such as query="fee bumping\"""" in refused


def test_tool_without_a_name_lists_the_tools() -> None:
    result = command_runner.run("tool")

    names = [line.split()[0] for line in result.stdout.splitlines()]
    assert (result.exit_code, names) == (0, list(TOOLS))
    assert result.stdout.startswith(
        "search           Finds moments of talks by their words, best first, near-identical passages once.\n"
    )
