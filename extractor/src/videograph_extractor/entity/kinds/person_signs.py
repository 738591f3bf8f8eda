"""Decides whether an ambiguous name means a person: one who is greeted, speaks, has a job or is "she". A thing is
used, installed, or in "the Hugo templates".

The world's list of names has Mage, Sails and Magit in it, so standing there shows nothing. `cues.py` weighs kinds against
each other; here only one question is asked, and weaker signs count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.document import SegmentInfo
from service.extractors.common.word_tables import read_casing, read_known_names
from videograph_extractor.entity.kinds.cues import vote_on_context
from videograph_extractor.entity.people.people import has_first_name, is_known_person, without_accents
from videograph_extractor.entity.things import Mention
from videograph_extractor.text.language import rarity
from videograph_extractor.text.tables import read_person_names, read_plain_names

_NEAR = 60
"""Letters on each side that are looked at."""
_PLAIN = 0.4
"""How rare a plain noun is at most: "Kube Controller" ends with one."""
_MOSTLY_LARGE = 0.5
_LEAST = 0.1
"""Share of a name's mentions that must show a person."""
_JOBS = (
    "CEO|CTO|CFO|COO|VP|founder|co-?founder|host|co-?host|producer|boss|manager|lead|leader|teammate|team-?mate|wife|husband|fianc[ée]e?|"
    "son|daughter|brother|sister|cousin|mom|dad|uncle|aunt|friend|buddy|colleague|co-?worker|roommate|professor|doctor|engineer|developer|"
    "designer|maintainer|author|creator|contributor|guest|listener|speaker|president|senator|editor|intern|teacher"
)
_VOCATIVE = (
    r"(?:I['’ ]|you\b|what\b|how\b|do you|did you|can you|could you|would you|will you|are you|have you|tell |where\b|why\b|who\b|when\b|"
    r"thanks|thank you|welcome|let['’]s|go ahead|please\b|maybe you)"
)
_SENTENCE = r"(?:^|[.?!…\]] )(?:(?:And|So|Well|Okay|OK|Alright|Yeah|But|Now|Hey|Right|Oh)[,]? )?$"
_PERSON_BEFORE = re.compile(
    r"\b(?:ask|asked|asking|tell|told|telling|meet|met|meeting|email(?:ed)?|e-mailed|dm['’]?d|ping(?:ed)?|invited?|thank|thanking|congratulate|"
    r"quot(?:e|ed|ing)|introduc(?:e|ed|ing)|me and|you and|myself and|between me and|according to|courtesy of|hear(?:d)? from|"
    r"(?:question|questions|comment|tweet|email|message|quote|talk|post|article) (?:from|by)|ran into|run into|I['’]m|my name['’]s|"
    r"Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor|Prof\.|Sir|Uncle|Aunt|(?:put out|made|maintained|hosted|led|run|given) by|people like|folks like|guys like|somebody like|someone like|old|little)\s+$"
    rf"|\b(?:my|our|his|her|their|the|a|your) (?:[\w-]+ )?(?:{_JOBS}),? $|\b(?:CEO|CTO|CFO|founder|co-founder|host|co-host|author|creator),? $",
    re.IGNORECASE,
)
_PERSON_BEHIND = re.compile(
    r"^(?:['’]s)? (?:just |really |primarily |mostly |actually |also |kind of |has |had |have |would |will |did |always |recently |already |once )?(?:"
    r"sa(?:id|ys|ying)|tell(?:s|ing)?|told|wrote|writ(?:es|ing)|think(?:s|ing)|thought|ask(?:s|ed|ing)?|mention(?:s|ed|ing)?|explain(?:s|ed|ing)|"
    r"talk(?:s|ed|ing)|join(?:ed|ing)|believes|want(?:s|ed)|wanna|loves|hates|knows|knew|felt|tweet(?:s|ed|ing)|decided|agree[sd]|coined|invented|"
    r"promot(?:ed|ing)|announcing|yell(?:s|ed|ing)|complain(?:s|ed|ing)|joked|jokes|laughed|laughs|nodded|nodding|smiling|laughing|typing|"
    r"invited|emailed|reached out|pointed out|came (?:on|over|up|in)|grew up|was born|died|married|woke up|sat down|showed up|left|quit|"
    r"works? (?:at|for|with (?:me|us|him|her)|as)|worked|lives|lived|taught|published|suggested|proposed|said|is (?:here|very busy|busy|right|correct|wrong|nodding|a (?:big )?fan|smart|brilliant|disappointed|not here|joining|on vacation))\b"
    r"|^['’]s (?:out in|in the (?:chat|back|passenger|room)|asking|saying|talking|going|gonna|here|been|got|not here|right|tweet|talk|email|keynote|thesis|career|wife|husband|opinion|voice|life|"
    r"mind|idea|question|point|algorithm|theorem|conjecture|paper|book|class|job|dad|mom|face|head|hand|hands|house|team|friend|brother|sister|take|birthday|family|joke|law)\b"
    r"|^,? who(?:['’]s|m|se)?\b|^ and (?:I|me|myself|you|his|her)\b|^ (?:or|and) us\b|^ (?:from (?:the )?[A-Z]|over (?:at|there|here))"
    rf"|^,? (?:is |was |['’]s )?(?:our|the|their|my|your|his|her|a|an) (?:[\w-]+ ){{0,2}}(?:{_JOBS})\b|^, (?:CEO|CTO|CFO|VP|founder|co-?founder)\b"
)
_LISTED_BEFORE = re.compile(
    r"\b(?:[Tt]alk(?:s|ed|ing)?|[Ss]p(?:oke|eak|eaking)|[Cc]hat(?:ted|ting)?) (?:to|with) (?:[A-Z][\w’'-]+,? ){1,4}and $"
    r"|\b(?:by|such as from) [A-Z][\w’'-]+ and $"
)
_BY = re.compile(r"\b(?:by|such as from) $")
_AND_ANOTHER = re.compile(r"^ and [A-Z][\w’'-]+\b")
_WITH = re.compile(r"\b[Ww]ith $")
_IN_COMPANY = re.compile(r"^(?:, I['’ ]|[^.?!]{0,20} (?:ago|yesterday|last (?:week|month|year|time))\b)")
_ECHO = re.compile(r"^(?:\.\.\.\s*$|, ye(?:ah|s)\b)")
"""What follows a name that is all of an answer, or begins it: who is called, more often than what."""
_PRONOUN = re.compile(
    r"^[^.?!;]*\b(?:he|she|his|her|him|himself|herself)\b|^[^.?!;]*[.?!;] (?:And |So |But )?(?:He|She|His|Her)\b"
)
_CALLED_ON = re.compile(
    r"\b(?:you|your|yours|yeah|yes|no|okay|ok|right|well|so|oh|sure|thanks|question|please|there|out|here|point|been|know),? (?:and )?$|"
    + _SENTENCE,
    re.IGNORECASE,
)
_ANSWERED = re.compile(rf"^, {_VOCATIVE}|^ ?[-–—]+ {_VOCATIVE}", re.IGNORECASE)
_ADDRESSED_LAST = re.compile(
    r"\b(?:you|your|yours|yeah|yes|no|okay|ok|right|well|so|oh|sure|thanks|thank you|that|question|please|here|point|been|know), $",
    re.IGNORECASE,
)
_AND_CALLED = re.compile(r"\band $")
_AND_ANSWERED = re.compile(r"^, I (?:apologi|know|hope|think you|don['’]t know (?:if|what) you)")

_THING_BEFORE = re.compile(
    r"\b(?:an?|the|of the)\s+$|\b(?:use|used|uses|using|install(?:ed|ing)?|download(?:ed|ing)?|written in|built (?:on|with|in|using)|powered by|"
    r"based on|tools? like|things like|apps? like|frameworks? like|librar(?:y|ies) like|services? like|something like|products? like|alternatives? to|migrat(?:e|ed|ing) (?:to|from)|port(?:ed)? to|play(?:ed|ing)? with|"
    r"tried|try|trying|version of|switch(?:ed|ing)? to|mov(?:ed|ing) to|(?:plugin|player|program|project|tool|app|application|library|framework|package|editor|language|game|show|thing|service|it)['’]?s? (?:is |was )?called|"
    r"(?:project|tool|app|library|framework|thing), which is)\s+$",
    re.IGNORECASE,
)
_THING_BEHIND = re.compile(
    r"^ (?:users?|templates?|themes?|plugins?|scripts?|files?|configs?|configuration|syntax|integrations?|docs|documentation|extensions?|drivers?|"
    r"servers?|binar(?:y|ies)|CLI|commands?|repo|repository|codebase|tutorials?|apps?|applications?|API|SDK|library|framework|package|editor|database|sites?|websites?|modules?|"
    r"generator|compiler|clients?|releases?|version|v?\d+(?:\.\d+)*|supports?|lets you|allows|compiles|generates|runs (?:on|in)|is (?:built|written|open[ -]source)|ships|comes with|provides|"
    r"can do|does (?:this|that)|was written in)\b"
    r"|^, which is (?:in|on|written|built|made)\b"
    r"|^[,.]?(?: (?:which|that|it|It|this|This))?(?:['’]s| is| was)?,?(?: kind of| basically| like)? (?:a|an|the|another) (?:[\w-]+ ){0,4}?(?:tool|framework|library|language|generator|app|"
    r"application|editor|package|plugin|extension|database|engine|service|platform|website|site|program|server|project|product|game|show|movie|podcast|CLI|CMS|startup|company)\b"
)
_ONE_OF_MANY = re.compile(r"\ban? $", re.IGNORECASE)
""" "If you are a Bitcoiner who …" names nobody."""
_LISTED_LAST = re.compile(r"[\w.]+, ([A-Z][\w.]*),? (?:and|or) $")
_FILE = r"\b{}(?:\.(?:js|io|ai|com|dev|rb|py|net|sh|app|rs)|JS)\b"


@dataclass
class Signs:
    """How many mentions show a person, how many a thing."""

    person: int = 0
    thing: int = 0

    def add(self, before: str, behind: str) -> None:
        thing = shows_thing(before, behind)
        self.thing += thing
        self.person += shows_person(before, behind) and not thing


def shows_person(before: str, behind: str) -> bool:
    """Whether the words on both sides of a name are what is said with a person's."""
    before, behind = before[-_NEAR:], behind[:_NEAR]
    return (
        vote_on_context(before, behind)["PERSON"] > 0
        or _PERSON_BEFORE.search(before) is not None
        or _PERSON_BEHIND.match(behind) is not None
        or _PRONOUN.match(behind) is not None
        or _LISTED_BEFORE.search(before) is not None
        or (_BY.search(before) is not None and _AND_ANOTHER.match(behind) is not None)
        or (_WITH.search(before) is not None and _IN_COMPANY.match(behind) is not None)
        or (not before and _ECHO.match(behind) is not None)
        or (_CALLED_ON.search(before) is not None and _ANSWERED.match(behind) is not None)
        or (_ADDRESSED_LAST.search(before) is not None and re.match(r"[.?!…]|$", behind) is not None)
        or (_AND_CALLED.search(before) is not None and _AND_ANSWERED.match(behind) is not None)
    )


def shows_thing(before: str, behind: str) -> bool:
    """Whether they are what is said with the name of something made."""
    before, behind = before[-_NEAR:], behind[:_NEAR]
    if _ONE_OF_MANY.search(before) is not None or _is_listed(before):
        return True
    said = _PERSON_BEHIND.match(behind) is not None
    return not said and (_THING_BEFORE.search(before) is not None or _THING_BEHIND.match(behind) is not None)


def _is_listed(before: str) -> bool:
    """ "11ty, Jekyll and Hugo": the last but one is known."""
    listed = _LISTED_LAST.search(before)
    return listed is not None and read_known_names().kinds.get(listed.group(1)) == "PRODUCT"


def read_signs(segments: Sequence[SegmentInfo], name: str, mentions: Sequence[Mention]) -> Signs:
    """What the mentions of a name show; "Sails.js" said anywhere shows a thing, too."""
    signs = Signs()
    for mention in mentions:
        text = segments[mention.segment].text
        signs.add(text[: mention.start], text[mention.end :])
    written = re.compile(_FILE.format(re.escape(name)))
    signs.thing += sum(written.search(segment.text) is not None for segment in segments)
    return signs


def is_doubtful(name: str) -> bool:
    """Whether a name is a person's only with a sign of one: a single word that is no first name and nobody's whom all
    know, or several that end with a plain noun, or with nobody's name, and begin with no first name."""
    if has_first_name(name) or is_known_person(name):
        return False
    last = name.split()[-1]
    if last == name:
        return True
    bare, names = without_accents(last), read_person_names()
    if bare not in names:
        return rarity(last) < _PLAIN or without_accents(name.split()[0]) not in names
    large = read_casing().get(last.lower(), ("", 0.0))[1] >= _MOSTLY_LARGE
    return rarity(last) < _PLAIN and bare in read_plain_names() and not large


def is_person(name: str, signs: Signs, mentions: int, beside: bool = False) -> bool:
    """What the signs say of a name that may be a person's; `beside`: it stands in lists with persons."""
    if not is_doubtful(name):
        return " " in name or signs.thing <= signs.person
    shown = signs.person + beside
    return shown >= signs.thing and shown > _LEAST * mentions
