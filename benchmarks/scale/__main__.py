"""`python -m benchmarks.scale`: see command.py."""

import sys

from benchmarks.scale.command import main

if __name__ == "__main__":  # the processes that make rows import this file too
    main(sys.argv[1:])
