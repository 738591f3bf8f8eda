"""Recognizes names among companies: "startups like A, B and C", "A, B and C use it", "he started A".

Only for what may be a company: a name that no table has as a mere product.
"""

import re

from videograph_extractor.entity.kinds.context_signs import OTHER, PERSON, SHORT

_NAME = rf"(?:{OTHER}|[A-Z][\w.]+)"
_AMONG = re.compile(
    r"\b(?i:companies|startups|start-ups|businesses|firms|orgs|organi[sz]ations|employers|competitors)(?: [\w-]+){0,4}?,? "
    rf"(?:like|such as|including|ranging from) (?:the )?(?:{_NAME}(?:,? and |,? or |, (?:and )?then |, | to )(?:the )?)*$"
)
_USERS = re.compile(
    rf"(?:{_NAME}, )+{_NAME},? (?:and|&) {_NAME}(?: all| both| also| already)? (?:use|trust|rely on|run on)\b"
)
"""Three or more: "Docker and Kubernetes use Go" is said of software."""
_STARTED = re.compile(
    rf"(?:[{PERSON}{SHORT}]|\b(?:he|she|who))(?:['’]\w+)?(?: (?:had|has|also|then|later|\w+ly))* "
    rf"(?:started|co-?founded|founded|runs|ran|sold)\s+(?:{OTHER}(?:,? and |, ))*$"
)
"""Said of a firm it is one; "she started Flurb" may be a project."""
_BECAME = re.compile(
    r"\b(?:company|startup|business|agency|firm|studio)(?:,? (?:which|that|and|it|later|eventually|then))* "
    r"(?:became|turned into|is now(?: called)?|was called|is called)\s+$"
)


def is_in_business(before: str, behind: str, *, of_firm: bool) -> bool:
    """Whether the words at a name say that it is a company.

    Args:
        before: with the signs for other names in it, as `behind`.
        of_firm: it is known to be a firm's name as well.
    """
    if _AMONG.search(before) or _BECAME.search(before) or (of_firm and _STARTED.search(before)):
        return True
    whole = before + OTHER + behind
    return any(found.start() <= len(before) < found.end() for found in _USERS.finditer(whole))
