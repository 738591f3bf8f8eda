"""Imports the driver of Neo4j without pandas and pyarrow; a leaf module.

The driver imports them where they are installed (the extra `parquet`): half a second, for conversions that nothing here uses. So they are hidden
meanwhile.
"""

import sys
from typing import Any, cast

_modules = cast("dict[str, Any]", sys.modules)
_hidden = [name for name in ("pandas", "pyarrow") if name not in _modules]
_modules.update(dict.fromkeys(_hidden))  # None: cannot be imported
import neo4j  # noqa: E402, F401  # pyright: ignore[reportUnusedImport]

for _name in _hidden:
    del _modules[_name]
