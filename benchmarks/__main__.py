"""Runs the benchmarks: `python -m benchmarks [--rounds 300]`, or `python -m benchmarks scale`, `typos`, `planning`, `executors`, `imports`, `mutations`, `corrections`, `subscribers`, `peers`, `profile` or `crowd` (see docs/benchmarks.md)."""

import argparse
import sys

from benchmarks import (
    corrections,
    crowd,
    executors,
    imports,
    mutations,
    page,
    page_profile,
    planning,
    subscribers,
    typos,
)
from benchmarks.peers import command as peers
from benchmarks.scale import command


def main() -> None:
    if sys.argv[1:2] == ["scale"]:
        command.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["typos"]:
        typos.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["mutations"]:
        mutations.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["crowd"]:
        crowd.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["subscribers"]:
        subscribers.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["planning"]:
        planning.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["executors"]:
        executors.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["peers"]:
        peers.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["profile"]:
        page_profile.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["imports"]:
        imports.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["corrections"]:
        corrections.main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure the page of one video.")
    parser.add_argument("--rounds", type=int, default=300, help="how often each way is taken (default 300)")
    page.run(parser.parse_args().rounds)


if __name__ == "__main__":  # the processes that make rows import this file too
    main()
