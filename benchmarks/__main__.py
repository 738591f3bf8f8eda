"""Runs the benchmarks: `python -m benchmarks [--rounds 300]`."""

import argparse

from benchmarks import page


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure the page of one video.")
    parser.add_argument("--rounds", type=int, default=300, help="how often each way is taken (default 300)")
    page.run(parser.parse_args().rounds)


main()
