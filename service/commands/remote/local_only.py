"""Commands that do not work on a distant Videograph, and what to do instead."""

from collections.abc import Mapping

from service.commands.remote.server import is_remote
from service.errors import SetupError

_THERE = "run it on the machine of the graph"
LOCAL_ONLY = {
    "demo": "it starts a Videograph on this machine",
    "up": "it starts a Videograph on this machine",
    "neo4j": "it starts and stops the Neo4j of this machine",
    "doctor": f"it checks this machine and its graph: {_THERE}. `/readyz` of the server says whether it answers",
    "model": f"it chooses the language model of this machine: {_THERE}",
    "migrate": f"it changes the schema of the graph: {_THERE}",
    "resolve": f"it reads the whole graph: {_THERE}",
    "duplicates": f"it reads the whole graph: {_THERE}, and decide with `merge` and `apart` from here",
    "cypher": "it prints the Cypher of this version, and needs no graph",
    "schema": "it prints the schema of this version; the server's is at /schema.graphql",
}
"""Command → why it works only on this machine, and what to do."""


def require_place(command: str) -> None:
    """Checks that a command can run where options and settings say.

    Raises: SetupError: a distant Videograph is named, and the command works only on this machine.
    """
    if command in LOCAL_ONLY and is_remote():
        raise SetupError(
            f"`videograph {command}` does not work on a distant Videograph: {LOCAL_ONLY[command]}. "
            "Leave out --server, and unset VIDEOGRAPH_SERVER."
        )


def require_no_local_options(options: Mapping[str, object]) -> None:
    """Checks that no option is given that has no effect on a distant Videograph.

    Raises: SetupError: one is.
    """
    for name, value in options.items():
        if value is not None:
            raise SetupError(
                f"{name} does not work on a distant Videograph, whose own settings decide: leave it out"
            )
