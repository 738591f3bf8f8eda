"""Finds signs of a name's kind in the words on both sides: "X, a company that", "we use X", "X, who"."""

import re
from collections import defaultdict

Votes = defaultdict[str, float]
"""Kind, or PLACE, → weight of what speaks for it."""
PLACE = "PLACE"
"""A place is none of the five kinds: a name that is mostly one is left out."""

_HEADS = {
    "PRODUCT": "film|documentary|show|series|album|song|typeface|font|drug|vaccine|telescope|rocket|satellite|camera|magazine|journal|tool|library|libraries|framework|programming language|language|app|application|editor|ide|browser|database|platform|project|web ?site|site|podcast|newsletter|blog|book|novel|movie|"
    "game|plugin|extension|implementation|wallet|package|compiler|interpreter|runtime|server|client|operating system|distro|distribution|device|phone|laptop|search engine|engine|cli|sdk|api|module|crate|gem|bot|repo|software|program|emulator|shell|linter|bundler|orm|cms|chip|altcoin",
    "COMPANY": "restaurant|newspaper|think tank|party|club|ministry|court|museum|gallery|orchestra|band|airline|manufacturer|brewery|bakery|hospital|clinic|church|ngo|committee|company|startup|start-up|firm|organization|organisation|non-?profit|foundation|agency|bank|university|college|school|institute|lab|consultancy|studio|publisher|employer|team|mining pool|exchange|charity",
    "CONCEPT": "disease|gene|protein|enzyme|molecule|species|hormone|theorem|hypothesis|equation|reaction|style|ideology|doctrine|policy|tax|strategy|formation|tactic|phenomenon|syndrome|concept|technique|method|methodology|protocol|proposal|idea|scheme|attack|algorithm|pattern|principle|standard|spec|specification|format|opcode|paradigm|theory|law|effect|movement|acronym|abbreviation|term|philosophy|practice|approach|architecture|problem|license|soft fork|bip|primitive",
    "EVENT": "tournament|war|battle|revolution|election|trial|exhibition|biennale|grand prix|conference|meetup|summit|hackathon|event|festival|workshop|award|competition|convention",
    "PERSON": "economist|historian|philosopher|biologist|physicist|chemist|chef|coach|player|striker|quarterback|architect|artist|painter|composer|poet|novelist|politician|senator|president|emperor|king|queen|pope|psychologist|mathematician|director|actor|actress|singer|judge|guy|person|man|woman|lady|gentleman|developer|engineer|friend|colleague|co-?worker|professor|author|researcher|maintainer|contributor|guest|listener|founder|creator|designer|cryptographer|boss|teacher|mentor|scientist|journalist",
}
"""What something is said to be → its kind."""
_SAYS = (
    "said|says|told|tells|wrote|writes|explained|explains|argued|argues|mentioned|mentions|asked|asks|thinks|thought|believes|wanted|pointed out|tweeted|replied|proposed|suggested|"
    "invented|joined|came up|talked|talks|was (?:saying|talking|like)|is (?:saying|talking)|figured|published|loves|knows|left|lives|quit|did a talk|gave a"
)
_RELATIVES = "wife|husband|son|daughter|brother|sister|boss|friends?|buddy|co-?founder|partner|co-?host|mom|dad|colleagues?|co-?workers?|roommate"
_BEFORE: tuple[tuple[str, str, float], ...] = (
    (
        r"\b(?:work(?:s|ed|ing)? (?:at|for)|on the board (?:of|at)|job at|hired (?:by|at)|employees? (?:at|of)|engineers? at|(?:CEO|CTO|founders?|co-?founders?|director|president|head|VP) (?:of|at)|acquired by|bought by|funded by|over at|folks at|friends at|people at|team at|internship at|interned at|joined|here at|back at)\s+(?:the\s+)?$",
        "COMPANY",
        2.0,
    ),
    (
        r"\b(?:using|use|uses|used|install(?:ed|ing)?|download(?:ed|ing)?|upgrade to|upgraded to|written in|running|version of|built (?:on|with)|rewrite in|deploy(?:ed)? (?:it |that |this )?(?:on|to)|switch(?:ed|ing)? to|support for|posted (?:on|to)|wrapper (?:around|for)|plugin for|fork of|code in|implemented in|works with|compiles? to)\s+(?:the\s+)?$",
        "PRODUCT",
        1.0,
    ),
    (
        r"\b(?:idea of|concept of|notion of|theory of|known as|principles? of)\s+(?:the\s+|a\s+)?$",
        "CONCEPT",
        1.5,
    ),
    (
        r"\b(?:attended|attending|speak(?:ing)? at|spoke at|talk at|keynote at|presented at|won (?:the|a)|awarded the|met at)\s+(?:the\s+)?$",
        "EVENT",
        1.0,
    ),
    (
        r"\b(?:hey|hi|hello|thanks|thank you|welcome|welcome back|my name is|joined by|his name is|her name is|named after|shout-?outs? to|credit to|kudos to|props to|talk(?:ing|ed)? to|sp[eo]ak(?:ing)? (?:to|with)|spoke (?:to|with)|chat(?:ted|ting)? with|interview(?:ed|ing)?(?: with)?|invented by|written by|created by|proposed by|(?:my|our|his|her) (?:"
        + _RELATIVES
        + r"))[,]?\s+$",
        "PERSON",
        2.0,
    ),
    (
        r"\b(?:recorded|live|on ?stage|on the stage|backstage|a booth|the booth) (?:live )?(?:at|from)\s+(?:the\s+)?$",
        "EVENT",
        2.0,
    ),
    (
        r"\b(?:companies|startups|start-ups|businesses|firms|orgs|organi[sz]ations|brands|agencies)(?:,? (?:like|such as|including))\s+$",
        "COMPANY",
        2.0,
    ),
    (
        r"\b(?:agency|company|startup|business|firm|studio)(?:,? (?:and |which |that |it |later |eventually |then )*(?:became|turned into|is now)(?: called| known as)?)\s+$",
        "COMPANY",
        2.0,
    ),
    (
        r"\b(?:he|she|who)(?: (?:now|also|still|currently|then|later))* (?:runs|ran|co-?founded|founded)\s+$",
        "COMPANY",
        1.5,
    ),
    (
        r"\b(?:brought to you by|sponsored by|(?:an|our) sponsors?,|alum(?:s|ni|nus|na)? of)\s+$",
        "COMPANY",
        1.5,
    ),
    (
        r"\b(?:company|startup|start-up|firm|agency)(?:,? [\w-]+){1,5},? (?:called|named)\s+$",
        "COMPANY",
        1.5,
    ),
    (r"\b(?:conference|meetup|summit|festival|hackathon)(?: is|'s|’s)? (?:called|named)\s+$", "EVENT", 1.0),
    (r"\bat\s+$", "COMPANY", 0.8),
    (r"\b(?:at|by|told|asked|joined|run by|funded by) the\s+$", "COMPANY", 0.5),
    (
        r"\b(?:played for|plays for|signed (?:for|by)|beat|lost to|fans? of|supports?|manager of|coach of)\s+$",
        "COMPANY",
        0.5,
    ),
    (
        r"\b(?:wrote|author of|reading|read|in (?:his|her|their) book|directed|starred in|novel|memoir|film)\s+$",
        "PRODUCT",
        0.8,
    ),
    (r"\b(?:battle|siege|fall|treaty|council|outbreak) of\s+$", PLACE, 0.5),
    (r"\b(?:in|near|from|to|visit|live in|lives in|based in|moved to|city of)\s+$", PLACE, 0.2),
    *(
        (
            rf"\b(?:{heads})(?:,? (?:[-–—] )?(?:(?:which|that|it)(?: is|['’]s) )?(?:called|named|like|known as))\s+(?:the\s+)?$",
            kind,
            2.0,
        )
        for kind, heads in _HEADS.items()
    ),
    *((rf"\b(?:the|this|a|my|our) (?:{heads}),?\s+$", kind, 1.0) for kind, heads in _HEADS.items()),
)
_IS_A = r"^(?:,| \(|,? which|,? who)?(?: is| was|'s|’s)?,? (?:a|an|the|this|our|my|another|one of the|some)(?: [\w-]+){0,3}? "
_BEHIND: tuple[tuple[str, str, float], ...] = (
    (rf"^\s+(?:{_SAYS})\b", "PERSON", 1.0),
    (r"^,? who(?:'s|’s)?\b", "PERSON", 2.0),
    (
        r"^ and I (?:are|were|was|had|have|both|met|spend|spent|worked|started|wrote|built|decided|talked|went|did|got|will|would) ",
        "PERSON",
        3.0,
    ),
    (r"^(?:'s|’s) (?:tweet|talk|email|keynote|thesis|career|wife|husband|opinion|voice|life)\b", "PERSON", 1.0),
    (r"^ (?:\w+ed|took|gave|made) (?:his|her) ", "PERSON", 2.0),
    (r"^(?:'s|’s) (?:CEO|CTO|COO|CFO|board|employees|investors|headquarters|valuation|revenue|IPO)\b", "COMPANY", 1.5),
    (r"^,? (?:is|was) (?:about to|going to) (?:wrap up|start|kick off|end)\b|^ (?:wraps? up|kicks? off|kicked off|took place|takes place)\b", "EVENT", 2.0),
    (r"^\s+(?:announced|acquired|hired|raised|employees|engineers|is hiring|laid off|CEO|CTO|founder|co-founder|Inc\b)", "COMPANY", 1.5),
    (r"^\s+(?:protocol|algorithm|technique|scheme|approach|theorem|attack|problem|upgrade|soft fork|proposal|opcode|pattern|principle|standard|transactions?|outputs?|signatures?|address(?:es)?|channels?)\b", "CONCEPT", 0.7),
    (r"^\s+(?:API|SDK|app|library|framework|client|node|server|database|compiler|package|plugins?|themes?|templates?|sites?|modules?|docs|config|cluster|repo|repository|release|v?\d+\.\d+|version|wallet|code|podcast|account|channel on|CLI|extension)\b", "PRODUCT", 0.7),
    (r"^\s+(?:conference|summit|meetup|workshop|award|prize)\b", "EVENT", 1.5),
    (r"^\s+(?:company|startup|start-up)\b", "COMPANY", 1.5),
    *((rf"{_IS_A}(?:{heads})\b", kind, 1.5) for kind, heads in _HEADS.items()),
)  # fmt: skip
_FAR_BEFORE, _FAR_BEHIND = 44, 48
_CUES = [(re.compile(p, re.IGNORECASE), kind, weight, True) for p, kind, weight in _BEFORE]
_CUES += [(re.compile(p, re.IGNORECASE), kind, weight, False) for p, kind, weight in _BEHIND]


def vote_on_context(before: str, behind: str) -> Votes:
    """What the words on both sides of a mention speak for."""
    votes: Votes = defaultdict(float)
    before, behind = before[-_FAR_BEFORE:], behind[:_FAR_BEHIND]
    for pattern, kind, weight, is_before in _CUES:
        if pattern.search(before if is_before else behind):
            votes[kind] += weight
    return votes
