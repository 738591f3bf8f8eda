"""Distinguishes products from companies with the same name: "an engineer at GitHub" works at the company, "on GitHub"
is the product.

A talk that speaks of the company alone has one entity, the company; one that speaks of both has two, each with its own
mentions. Only words that say employment, founding, a sale (`deals.py`) or business (`businesses.py`) make a company of a
product; of one that is known as nothing else, they are to say so twice, or "I work for Spanner" makes a firm of a database
of Google's.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.domain.document import SegmentInfo
from service.extractors.common.word_tables import read_hand_made, read_words
from videograph_extractor.entity.kinds.businesses import is_in_business
from videograph_extractor.entity.kinds.context_signs import OTHER, PERSON, SHORT, Marks
from videograph_extractor.entity.kinds.cues import vote_on_context
from videograph_extractor.entity.kinds.deals import is_in_deal
from videograph_extractor.entity.things import Mention, Thing, is_named
from videograph_extractor.text.tables import read_employers

_TOLD = 0.9
"""How sure a kind is that the words around have told."""
_ANYBODY = rf"(?:\b(?:I|he|she|who|you)\b|[{PERSON}{SHORT}])(?:['’]\w+)?"
_SMALL = (
    r"(?: (?:used|to|now|currently|been|be|am|was|is|also|just|still|have|has|had|did|went|started|actually|then|ended|up|"
    r"first|originally|previously|recently|later|finally|eventually|both|and|who|\w+ly))*"
)
_CHIEF = r"(?:CEO|CTO|COO|CFO|CMO|CIO|CPO|CISO|S?VP|president|chairman|chairwoman|board member|employee|chief executive)"
_ROLE = (
    rf"(?:{_CHIEF}|engineer|developer|dev|programmer|manager|scientist|researcher|designer|architect|advocate|evangelist|lead|"
    r"director|head of|chair|intern|consultant|analyst|strategist|technologist|officer|instructor|educator|founder|"
    r"co-?founder|principal|fellow|devrel|relations|recruiter|contractor|writer|SRE|staff|technical staff|"
    r"job|gig|internship|position|stint|tenure|career)s?"
)
_LIST = rf"(?:{OTHER}(?:,? and |,? then |, ))*"
_THE = r"\s+(?:the\s+)?"
_WORD = r"(?: (?!look|star|point|aim|arriv|good|bad|great|laugh|yell|meet|talk|sp[eo]ak|present|keynot)[\w\x03&/’'-]+)"
_STRONG = re.compile(
    rf"(?:{_ANYBODY}{_SMALL} (?:work(?:s|ed|ing)?|consult(?:s|ed|ing)?)(?: \w+ly| full[ -]time| part[ -]time)? for"
    rf"|\b(?:work(?:s|ed|ing)?|intern(?:s|ed|ing)?|employed|hired)(?: (?:on|as|in)(?: [\w{OTHER}-]+){{1,4}}| \w+ly| here| over| there| full[ -]time)? at"
    rf"|\b{_ROLE}{_WORD}{{0,5}}(?:, \w+{_WORD}{{0,3}})? at"
    rf"|\b{_CHIEF}(?: of [\w ]+)? of"
    rf"|\b(?:acquired|bought|hired|employed) by"
    rf"|\b(?:company|startup|start-up|firm|consultancy|agency) (?:called|named)"
    rf"|\bon the board (?:of|at)|\bboard members? (?:of|at)"
    rf"){_THE}{_LIST}$",
    re.IGNORECASE,
)
"""Before the name: only of a body that employs people is it said."""
_WEAK = re.compile(
    rf"(?:[{PERSON}{SHORT}] from|{PERSON} of"
    rf"|\b(?:co-?)?founders?(?: (?:and|,|&) [\w ]{{3,30}})? (?:of|behind)"
    rf"|\b(?:advocate|evangelist|engineer|consultant|intern|recruiter) for"
    rf"|\b(?:co-?)?founded){_THE}$",
    re.IGNORECASE,
)
"""The same where a project may be meant, if the name is not that of a company as well."""
_COMING = re.compile(rf"{_ANYBODY}{_SMALL} (?:joined|left|quit){_THE}$", re.IGNORECASE)
_IS_AT = re.compile(
    rf"(?:[{PERSON}{SHORT}],?(?: over)?|(?:{_ANYBODY} (?:am|is|was)|\b(?:I|he|she|who)['’][ms]){_SMALL}) at\s+$",
    re.IGNORECASE,
)
"""Said of who is at an event, too."""
_STAFFED = re.compile(
    rf"(?:['’]s)? {_CHIEF}s?\b|(?:['’]s)? (?:co-?)?founders?\b|,? where (?:I|he|she) (?:work|was working|used to work)"
    r"|(?: has| had| have| just| recently| then| also)* (?:hired|acquired|laid off|raised (?:a |an |\$|money|funding|series|\d))"
    r"|,? Inc\b",
    re.IGNORECASE,
)
"""Behind the name: what only a company has or does."""
_MAKER = re.compile(
    r"\b(?:that|which|who)(?: has| had| have| \w+ly)? (?:made|makes?|built|builds?|wrote|ran|runs?|owns?|sold|sells?|\w+ed)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before the name: in "the company that invented X hired me", X has hired nobody."""
_GOES_ON = re.compile(
    r"(?:['’]s)?[ -](?:teams?|projects?|community|conference|conf|summit|meetup|repo|repository|org|api|sdk|channel|slack|discord|"
    r"server|side|core|docs|documentation|website|site|page|issues?|event|booth|scale|level|speed|user group|podcast|show|"
    r"plugin|app|world|ecosystem|universe|days?|course|book|blog|group|contributors?|maintainers?|ambassador)\b"
    r"|(?-i: [A-Z](?!nc\b)\w)|[-/.]\w",
    re.IGNORECASE,
)
"""Behind the name: words that make it part of another, or of what is no company."""
_AT = re.compile(r"(?<!look)(?<!looks)(?<!looked)(?<!looking) at\s+$", re.IGNORECASE)
_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|on|in|via|through|into|onto|inside|an?|my|your|our|tools? like|with)\s+$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r" (?:(?:is|was) (?:written|built|based|implemented|deployed|powered|open[ -]source)|runs|lets|allows|supports|compiles|"
    r"(?:containers?|images?|files?|actions?|profile|issues?|pull requests?|stars?|repos?|builds?|pipelines?|hub)\b)",
    re.IGNORECASE,
)
_NO_USE = re.compile(
    r"\b(?:(?:partner\w*|work\w*|deal|meeting|talk\w*) with|(?:posts?|talks?|articles?|episodes?|story|piece) on|(?:div|dig|look|get)\w* into)\s+$",
    re.IGNORECASE,
)
"""Business with a company, and what is told of it."""
_MEDIA = ("tv", "fm", "radio", "show", "talk", "talks", "weekly")
"""Last words of what is listened to: whoever is "from" it speaks there."""


@dataclass
class _Uses:
    """Mentions by what they speak of: people who are `employed`, what is `beside` that, and what is `used`."""

    employed: list[Mention] = field(default_factory=list[Mention])
    beside: list[Mention] = field(default_factory=list[Mention])
    used: list[Mention] = field(default_factory=list[Mention])


def tell_employers(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> list[Thing]:
    """All things; of a product that people work at, the company instead, or besides it."""
    marks = Marks(segments, things)
    found: list[Thing] = []
    for thing in things:
        found.append(thing)
        if thing.kind != "PRODUCT" or not is_named(thing) or not _may_employ(thing):
            continue
        uses = _read_uses(marks, thing)
        if not uses.employed:
            continue
        if _is_only_company(uses, thing):
            thing.kind, thing.certainty = "COMPANY", _TOLD
        elif _is_open(thing) or _is_firm(thing) or len(uses.employed) + len(uses.beside) > 1:
            found.append(_split(segments, thing, {*uses.employed, *uses.beside}))
    return [thing for thing in found if thing.mentions or thing.labels]


def _may_employ(thing: Thing) -> bool:
    """Whether it may be a company at all: no language, nothing that has a version, no project of many hands, no podcast."""
    none = read_words().languages | read_employers().unstaffed
    last = thing.name.split()[-1]
    shown = " " in thing.name and read_words().endings.get(last.lower()) == "PRODUCT"
    media = last.lower() in _MEDIA or any(last.lower().endswith(f".{word}") for word in _MEDIA)
    version = any(char.isdigit() for char in last) and not _is_firm(thing)
    return _names(thing).isdisjoint(none) and not (shown or media or version)


def _is_firm(thing: Thing) -> bool:
    return not _names(thing).isdisjoint(read_employers().firms)


def _is_open(thing: Thing) -> bool:
    """Whether no table of ours says that it is a product, but by its maker's name."""
    hand = read_hand_made()
    known = {**hand.ambiguous, **hand.kinds}
    return all(name in hand.either or known.get(name) != "PRODUCT" for name in _names(thing))


def _names(thing: Thing) -> set[str]:
    return {thing.name, *thing.exact}


def _is_only_company(uses: _Uses, thing: Thing) -> bool:
    """Whether all mentions are of the company. What nobody knows is what most of the words say; a known product is one all
    the same, unless the talk has little else of it than where people work."""
    said = len(uses.employed) + len(uses.beside)
    if _is_open(thing) and _names(thing).isdisjoint(read_hand_made().either):
        return said >= len(uses.used)
    return not uses.used and (_is_open(thing) or 2 * said >= len(thing.mentions))


def _read_uses(marks: Marks, thing: Thing) -> _Uses:
    uses = _Uses()
    weakly = _is_firm(thing) or _is_open(thing)
    for mention in thing.mentions:
        before, behind = marks.before(mention), marks.behind(mention)
        goes_on = _GOES_ON.match(behind) is not None
        employed = _STRONG.search(before) is not None and not goes_on
        employed = employed or (_STAFFED.match(behind) is not None and _MAKER.search(before) is None)
        if weakly and not employed and not goes_on:
            employed = _WEAK.search(before) is not None
            if not employed and thing.name not in read_employers().meeting_places:
                employed = _COMING.search(before) is not None
        if not employed and _is_firm(thing) and not goes_on:
            employed = _IS_AT.search(before) is not None or is_in_deal(
                before, behind, has_accounts=thing.name in read_employers().meeting_places
            )
        if not employed and (_is_open(thing) or _is_firm(thing)) and not goes_on:
            employed = is_in_business(before, marks.behind_with_signs(mention), of_firm=_is_firm(thing))
        if employed:
            uses.employed.append(mention)
        elif not goes_on and _AT.search(before):
            uses.beside.append(mention)
        elif _is_used(before, behind):
            uses.used.append(mention)
    return uses


def _is_used(before: str, behind: str) -> bool:
    used = _USED.search(before) is not None and _NO_USE.search(before) is None
    return used or _MADE.match(behind) is not None or vote_on_context(before, behind)["PRODUCT"] > 0


def _split(segments: Sequence[SegmentInfo], thing: Thing, own: set[Mention]) -> Thing:
    """The company, with these mentions; what remains is the product's."""
    company = replace(
        thing,
        kind="COMPANY",
        certainty=_TOLD,
        exact=set(thing.exact),
        loose=set(thing.loose),
        short=set(thing.short),
        labels=[],
        places={},
        mentions=sorted(own),
    )
    thing.mentions = [mention for mention in thing.mentions if mention not in own]
    for each in (thing, company):
        each.said = Counter(segments[m.segment].text[m.start : m.end] for m in each.mentions)
    return company
