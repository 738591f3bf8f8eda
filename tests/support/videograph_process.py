"""The `videograph` command in a process of its own, for a busy machine.

`python -m support.videograph_process cold up --port 0` is as `python -m service.cli up --port 0`, but it leaves the plans of the tests' Neo4j
as they are: no statement is planned in advance, and a first import does not clear the plans. Either keeps Neo4j busy for half a minute,
beside the test and after it. With `warm` instead of `cold` it does both, as for users: tests/browser need that.
test_warming.py and test_import_folder.py are about it, and test_graph.py and scripts/smoke_demo.py run the command itself.

Either way a page waits for its preview, and Neo4j may be silent for seconds: how long a reader waits at most is no part of these tests.
"""

import os
import sys
from collections.abc import Mapping

from support.paths import ROOT


def command(*arguments: str, warm: bool = False) -> list[str]:
    """Returns the command line of such a process, which needs the environment of `found_here`."""
    return [sys.executable, "-m", "support.videograph_process", "warm" if warm else "cold", *arguments]


def found_here(environment: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment with the folders from which the process is imported."""
    paths = [environment.get("PYTHONPATH"), str(ROOT), str(ROOT / "tests")]
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _main() -> None:
    # Here, not on top: the processes that extract import this module too.
    import service.app
    from service.actions import demo
    from service.actions.imports import import_folder
    from service.api.http.shell import previews, share_image
    from service.cli import main
    from service.graph.driver import availability
    from support.cold import Cold, plan_nothing
    from support.seed import await_indexes

    previews.LOOKUP_SECONDS = share_image.DRAWING_SECONDS = 30.0
    availability.LOOK_SECONDS = 10.0
    if sys.argv.pop(1) == "cold":
        service.app.Warmth = Cold
        service.app.warm_first = service.app.keep_warm = plan_nothing
        import_folder.settle = demo.settle = await_indexes
    main()


if __name__ == "__main__":
    _main()
