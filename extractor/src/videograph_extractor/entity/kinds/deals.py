"""Words of buying, funding and going public beside a firm's name: "Microsoft bought GitHub", "the Figma acquisition".

Only for names that are known as a firm's, or "Microsoft bought Minecraft" and "I bought Plex" made companies of things.
"""

import re

from videograph_extractor.entity.kinds.context_signs import OTHER, PERSON, SHORT

_BUY = r"(?:bought|buys?|buying|purchas(?:ed|es?|ing))"
_ACQUIRE = r"acquir(?:ed|es?|ing)"
_ON_THE_WAY = (
    r"(?:['’]\w+)?(?:,? (?:who|which|that))?"
    r"(?: (?:has|had|have|is|was|just|recently|then|also|now|finally|eventually|later|actually|already|did|will|would|could|"
    r"should|might|to|going|gonna|wants?|wanted|tried|trying|end(?:ed|s)? up|c[ao]me (?:in|along) and|went (?:out |ahead )?and|\w+ly))*"
)
_DONE = r"(?:was|were|is|got|get|gets|been|be)(?: (?:just|also|then|later|recently|finally|eventually|already|\w+ly))*"
_LIST = rf"\s+(?:the\s+)?(?:{OTHER}(?:,? and |, ))*"
_BY_NAME = re.compile(
    rf"(?:{OTHER}{_ON_THE_WAY} {_BUY}(?: out)?|[{PERSON}{SHORT}{OTHER}]{_ON_THE_WAY}(?<! is)(?<! was)(?<!ly) (?:invest(?:s|ed|ing)?) in){_LIST}$",
    re.IGNORECASE,
)
"""Before the name, said of somebody who is named: anybody buys a licence, and is "deeply invested in" what they use."""
_BY_PERSON = re.compile(rf"[{PERSON}{SHORT}]{_ON_THE_WAY} {_BUY}{_LIST}$", re.IGNORECASE)
"""A person who buys one of what people only have accounts at, buys it whole."""
_BY_ANYBODY = re.compile(
    rf"\b(?:{_ACQUIRE}|acquisition of|buyout of|investors? in|invested (?:money|\$?[\d.]+\w*(?: \w+)?) in|funded by|bought out by|"
    rf"partner(?:ed|s|ing|ship)? with){_LIST}$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"[ -](?:accounts?|licen[sc]es?|subscriptions?|stars?|followers|premium|pro|plus|plans?|seats?|credits?|ads?|images?|skills?|stickers?|"
    r"t-?shirts?|lifetime|domains?|data|users|customers|runners|gift|sponsors|maintainers)\b",
    re.IGNORECASE,
)
"""Behind the name: that is bought, and not the firm."""
_UNDERGOES = re.compile(
    rf"(?:,? (?:which|that))?(?: (?:has|had|have|just|recently|then|also|finally|eventually|later|already|will|would|could|might|"
    rf"going to|gonna|\w+ly))*(?:['’]s)? (?:{_DONE}(?: going to be| gonna (?:be|get))? (?:acquired|bought|purchased)(?: out| up)?"
    rf"(?! (?:with|on|in an?|for (?:my|free))\b)"
    r"|(?:went|goes|go|gone|is going|was going) public|IPO['’]?d)\b",
    re.IGNORECASE,
)
"""Behind the name, as what it is the subject of."""
_DEAL = re.compile(
    r"(?:['’]s)? (?:acquisition|buy-?out|IPO|shareholders|investors)\b"
    r"|(?: just| also| finally)? (?:getting|being|having been) (?:acquired|bought|purchased)\b|(?: just)? going public\b",
    re.IGNORECASE,
)
"""Behind the name, whatever stands before it."""
_DOES = re.compile(
    rf"{_ON_THE_WAY} (?:(?:{_BUY}|{_ACQUIRE})(?: out)? (?:(?-i:[A-Z])\w|npm\b|dbt\b|us\b|them\b)|invested(?: \w+){{0,3}} in\b|partner(?:ed|s|ing) with\b)",
    re.IGNORECASE,
)
_NOT_SUBJECT = re.compile(
    r"\b(?:behind|for|of|like|than|on|with|from|in|at|to|by|via|using|about|and|made|makes|built|builds|created|runs?|owns?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before the name: in "the firm behind Docker was bought", another has been."""


def is_in_deal(before: str, behind: str, *, has_accounts: bool) -> bool:
    """Whether the words at a firm's name speak of its being bought or funded, or of its buying.

    Args:
        before: with the signs for other names in it.
        has_accounts: people have accounts there, and nothing of it to buy.
    """
    if _DEAL.match(behind):
        return True
    if (_UNDERGOES.match(behind) or _DOES.match(behind)) and not _NOT_SUBJECT.search(before):
        return True
    if _THING.match(behind):
        return False
    by_person = has_accounts and _BY_PERSON.search(before)
    return bool(by_person or _BY_NAME.search(before) or _BY_ANYBODY.search(before))
