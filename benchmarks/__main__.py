"""Runs the benchmarks: `python -m benchmarks [--rounds 300]`, or `python -m benchmarks scale`, `typos`, `planning`, `executors`, `imports`, `mutations`, `corrections`, `subscribers`, `peers`, `profile`, `crowd`, `flood`, `costs`, `workers`, `changing`, `archive` or `recordings` (see docs/benchmarks.md)."""

import argparse
import sys
from collections.abc import Callable

from benchmarks import (
    archive,
    changing,
    corrections,
    costs,
    executors,
    flood,
    imports,
    mutations,
    page,
    page_profile,
    planning,
    recordings,
    subscribers,
    typos,
    workers,
)
from benchmarks.crowd import command as crowd
from benchmarks.peers import command as peers
from benchmarks.scale import command as scale

_NAMED: dict[str, Callable[[list[str]], None]] = {
    "archive": archive.main,
    "scale": scale.main,
    "typos": typos.main,
    "mutations": mutations.main,
    "crowd": crowd.main,
    "flood": flood.main,
    "costs": costs.main,
    "workers": workers.main,
    "changing": changing.main,
    "recordings": recordings.main,
    "subscribers": subscribers.main,
    "planning": planning.main,
    "executors": executors.main,
    "imports": imports.main,
    "peers": peers.main,
    "profile": page_profile.main,
    "corrections": corrections.main,
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
