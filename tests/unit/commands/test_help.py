"""Help is declared once, by docstrings: each command and option has some, and a guide names each command."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from service.cli import app
from support.paths import ROOT


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """A command and those below it. Its class is of the parser that typer has in itself."""
    yield name, command
    for own, below in getattr(command, "commands", {}).items():
        yield from _commands(below, f"{name} {own}")


COMMANDS = dict(_commands(get_command(app), "videograph"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_have_help(name: str) -> None:
    command = COMMANDS[name]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]

    assert (command.help or "").strip()
    assert [option.name for option in options if not (option.help or "").strip()] == []


def test_a_guide_names_each_command() -> None:
    guides = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "docs/guides").glob("*.md")))

    assert [name for name, command in COMMANDS.items() if not command.hidden and name not in guides] == []
