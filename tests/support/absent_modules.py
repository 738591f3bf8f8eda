"""What stands in on Windows for modules of Unix, so that tests of what needs none of them can be collected and run there.

Videograph itself runs in WSL on Windows. The stand-ins are empty: a test that uses one is marked `posix`, and left out there.
"""

import sys
from importlib.util import find_spec
from types import ModuleType

WINDOWS = find_spec("fcntl") is None

if WINDOWS:
    sys.modules |= {name: ModuleType(name) for name in ("fcntl", "resource")}
