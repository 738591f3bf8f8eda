"""Environment variables with the prefix of settings that are not settings, usually misspelt."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

_PREFIX = "VIDEOGRAPH_"
_OTHERS = re.compile(r"TEST_\w+|JAVA_OPTIONS|SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_[0-9]+_(?:TCP|UDP)\w*")
"""Of the tests and of the image of Neo4j, and what Kubernetes sets for a service of that name."""
_SIMILARITY = 0.6


def unknown_settings(names: Iterable[str]) -> Iterator[str]:
    """A warning for each variable that looks like a setting and is none, in the order of their names."""
    given = sorted(name for name in names if name.upper().startswith(_PREFIX))  # small letters set them, too
    if not given:
        return
    from service.settings import Settings  # loads pydantic, which `--help` need not wait for

    known = [field.upper() for field in Settings.model_fields]
    for name in given:
        bare = name.upper().removeprefix(_PREFIX)
        if bare in known or _OTHERS.fullmatch(bare):
            continue
        near = get_close_matches(bare, known, 1, _SIMILARITY)
        more = f"did you mean {_PREFIX}{near[0]}?" if near else "docs/guides/settings.md lists all settings"
        yield f"there is no setting {name}: {more}"
