"""The `videograph` command in a process of its own, which leaves the plans of the tests' Neo4j as they are.

`python -m support.videograph_process up --port 0`: as `python -m service.cli`, but no statement is planned in advance, and a first import
does not clear the plans. Either keeps Neo4j busy for half a minute, beside the test and after it. tests/browser, test_graph.py,
test_up.py and scripts/smoke_demo.py run the command as users do; test_warming.py and test_import_folder.py are about what is left out.
"""

import os
import sys
from collections.abc import Mapping

from support.paths import ROOT


def command(*arguments: str) -> list[str]:
    """Returns the command line of such a process, which needs the environment of `found_here`."""
    return [sys.executable, "-m", "support.videograph_process", *arguments]


def found_here(environment: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment with the folders from which the process is imported."""
    paths = [environment.get("PYTHONPATH"), str(ROOT), str(ROOT / "tests")]
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


async def _plan_nothing(*_: object) -> None:
    pass


def _main() -> None:
    # Here, not on top: the processes that extract import this module too.
    import service.app
    from service.actions.imports import import_folder
    from service.cli import main
    from support.seed import await_indexes

    service.app.warm = service.app.warm_more = _plan_nothing
    import_folder.settle = await_indexes
    main()


if __name__ == "__main__":
    _main()
