"""Runs commands each in a process of its own that begins where imports have ended: starting Python takes longer than most commands.

`python -m support.forked_commands` reads a JSON list of argument lists from its input, and writes a list of what each printed to its
output and to its errors, and its exit code.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence

from support.paths import ROOT
from support.videograph_process import found_here


def run_each(commands: Sequence[Sequence[str]], environment: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Returns the output, the errors and the exit code of `python -m service …` with each of the arguments."""
    done = subprocess.run(
        [sys.executable, "-m", "support.forked_commands"],
        input=json.dumps(commands),
        env=found_here(environment),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [(output, errors, code) for output, errors, code in json.loads(done.stdout)]


def _main() -> None:
    import typer.rich_utils  # noqa: F401

    import service.__main__
    import service.app
    import service.cli

    # Usage is "python -m service …", as the command is called.
    sys.modules["__main__"].__package__ = "service"
    found: list[tuple[str, str, int]] = []
    for arguments in json.load(sys.stdin):
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            sys.stdout.flush()
            child = os.fork()
            if not child:
                os.dup2(output.fileno(), 1)
                os.dup2(errors.fileno(), 2)
                sys.argv = [str(service.__main__.__file__), *arguments]
                code = 0
                try:
                    service.__main__.main()
                except SystemExit as end:
                    code = end.code if isinstance(end.code, int) else int(end.code is not None)
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)  # without taking down what was imported
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            printed = []
            for file in (output, errors):
                file.seek(0)
                printed.append(file.read().decode())
            found.append((printed[0], printed[1], code))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    _main()
