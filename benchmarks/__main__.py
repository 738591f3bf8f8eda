"""Runs the benchmarks: `python -m benchmarks [--rounds 300]`, or `python -m benchmarks archive`, `changing`, `costs`, `flood`, `imports`, `peers`,
`recordings`, `scale` or `workers` (see docs/benchmarks.md).
"""

import argparse
import sys
from collections.abc import Callable

from benchmarks import archive, changing, costs, flood, imports, page, recordings, workers
from benchmarks.peers import command as peers
from benchmarks.scale import command as scale

_NAMED: dict[str, Callable[[list[str]], None]] = {
    "archive": archive.main,
    "scale": scale.main,
    "flood": flood.main,
    "costs": costs.main,
    "workers": workers.main,
    "changing": changing.main,
    "recordings": recordings.main,
    "imports": imports.main,
    "peers": peers.main,
}


def main() -> None:
    named = _NAMED.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if named is not None:
        named(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure the page of one video.")
    parser.add_argument("--rounds", type=int, default=300, help="how often each way is taken (default 300)")
    page.run(parser.parse_args().rounds)


if __name__ == "__main__":  # the processes that make rows import this file too
    main()
