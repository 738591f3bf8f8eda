"""Excludes false actions, uses and jobs: "using X as an example", "when I first started X", "an app that we run at
Y", "I'm at Y this week"."""

from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.statement.ends import SYSTEMS, End

if TYPE_CHECKING:
    from spacy.tokens import Token

_EXAMPLES = ("example", "analogy", "metaphor", "illustration", "excuse")
_PAPERS = frozenset("article post essay tweet thread talk presentation keynote chapter section page".split())
"""What is written under a title: its name is no work's, and mostly some words of it."""
_VOICES = ("i", "we")
_STARTING = ("start", "begin")
_MACHINES = frozenset("pi machine laptop desktop computer box server nas phone tablet vm".split())
_PLATFORMS = frozenset(
    "twitter twitch facebook discord slack reddit linkedin github mastodon instagram youtube patreon bluesky tiktok myspace "
    "tumblr medium quora pinterest snapchat threads".split()
)
"""Companies by whose names people call what they are users of."""
_CHATS = ("slack", "discord")
_USERS = frozenset(
    "account profile follower follow tweet post stream streamer streaming username handle user subscriber waitlist live "
    "friend".split()
)
_ALL = ("everybody", "everyone", "all", "nobody", "anybody", "anyone")
_HOSTED = frozenset("app application site website blog store instance server bot".split())
"""What customers run at a company: "we run a web app at Y"."""
_FOLKS = ("folk", "people", "guy", "friend", "somebody", "someone", "everybody", "everyone")
_LIKENESSES = frozenset("version clone copy fork equivalent alternative port rewrite replacement".split())
_SOMEBODY = ("me", "you", "him", "her", "us", "them")
_VISITS = frozenset("week weekend month tonight tomorrow".split())
_OCCASIONS = frozenset("conference meetup summit workshop event hackathon talk panel meeting".split())


def is_no_deed(word: "Token", source: End, type_: str, target: End) -> bool:
    """Whether a verb that says `type_` elsewhere says here that something else was done with the target."""
    lemma = word.lemma_.lower()
    if _is_of_another(word, source) or _is_of_somebody(type_, word, source):
        return True
    if type_ == "USES":
        if lemma == "use" and _is_made_sure(word):
            return True
        if word.tag_ == "VBG" and any(t.lower_ == "next" and t.head.dep_ == "npadvmod" for t in word.subtree):
            return True  # "next time I'm using X"
        if lemma in _STARTING and source.token.lower_ == "we":
            return True  # "we started with X": with what was to be told, built or talked of first
        return _is_some_code(lemma, target) or (lemma == "use" and _is_as_example(target))
    if type_ == "SUPPORTS":
        return _is_as_example(target)
    if type_ == "WORKS_AT":
        return lemma == "join" and _is_as_user(word, source, target.thing.name.lower())
    if type_ not in ("CREATED", "FOUNDED"):
        return False
    if _is_part_of_noun(target.token):
        return True
    if lemma == "write" and _is_title(word, target):
        return True
    if source.token.lower_ not in _VOICES or not target.thing.known:
        return False
    # "when I first started Vim"
    return lemma in _STARTING and (any(c.lower_ == "first" for c in word.children) or _is_on_machine(word))


def _is_of_another(clause: "Token", source: End) -> bool:
    """ "I was working on some code that relied on Y", "a version of X that runs on Y": the parser hangs the clause on the voice,
    or on the name next to it."""
    if clause.dep_ != "relcl" or clause.head.i != source.token.i:
        return False
    of = source.token.head
    like = source.token.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _LIKENESSES
    return source.token.lower_ in _VOICES or like


def _is_of_somebody(type_: str, verb: "Token", source: End) -> bool:
    """ "X brought you to Y": it is you who came to Y."""
    known = type_ == "RELATED_TO" and source.thing.kind != "PERSON"
    return known and any(c.dep_ == "dobj" and c.lower_ in _SOMEBODY for c in verb.children)


def _is_made_sure(verb: "Token") -> bool:
    """ "It makes sure that we're using Y": what is to be, of whoever it is done for."""
    return verb.dep_ == "ccomp" and verb.head.lower_ == "sure"


def _is_part_of_noun(name: "Token") -> bool:
    """ "A Docker file maker", "the Rust book author": what is made is not what has the name."""
    head = name.head
    return name.dep_ == "compound" and any(
        c.dep_ == "compound" and c.pos_ == "NOUN" and name.i < c.i < head.i for c in head.children
    )


def _is_as_user(joining: "Token", source: End, name: str) -> bool:
    """ "I joined Twitch to stream", "when I joined Twitter, I had no followers": as one of those who use it; and who is said
    to have joined Slack, and no more, is in somebody's chat."""
    if name in _CHATS and source.token.lower_ not in _VOICES:
        return not any(c.dep_ in ("prep", "npadvmod", "advmod") for c in joining.rights)
    if name not in _PLATFORMS:
        return False
    around = (joining.head, *joining.head.children) if joining.dep_ == "advcl" else ()
    return any(token.lemma_.lower() in _USERS for token in (*joining.subtree, *around))


def _is_on_machine(verb: "Token") -> bool:
    """ "I started Plex on the Mac": to run it."""
    places = (c for c in verb.subtree if c.dep_ == "prep" and c.lower_ == "on")
    return any(c.dep_ == "pobj" and _is_machine(c) for place in places for c in place.children)


def _is_machine(noun: "Token") -> bool:
    return noun.lower_ in SYSTEMS or noun.lemma_.lower() in _MACHINES


def _is_some_code(lemma: str, target: End) -> bool:
    """ "Then we run the JavaScript": what somebody wrote in it."""
    the = any(c.lower_ == "the" for c in target.token.children if c.dep_ == "det")
    return the and lemma in ("run", "do") and target.thing.name in read_words().languages


def _is_as_example(target: End) -> bool:
    """ "I'm using X as an example", by words in a row: the parser hangs "example" on what follows."""
    behind = target.token.doc[target.token.i + 1 : target.token.i + 5]
    return behind[:1].text.lower() == "as" and any(t.lemma_.lower() in _EXAMPLES for t in behind)


def _is_title(verb: "Token", target: End) -> bool:
    """ "I wrote an article called X", "a talk I wrote called X"."""
    nouns = [c for c in verb.children if c.dep_ == "dobj"] + ([verb.head] if verb.dep_ == "relcl" else [])
    return any(n.lemma_.lower() in _PAPERS and n.i != target.token.i for n in nouns)


def is_run_on_system(verb: "Token", target: End) -> bool:
    """ "I ran it on Windows": what is used is what was run."""
    return any(c.dep_ == "dobj" for c in verb.children) and target.thing.name.lower() in SYSTEMS


def is_excepted(verb: "Token", end: End) -> bool:
    """ "Everybody except you uses X"."""
    but = next((t.i for t in verb.sent if t.lower_ == "except"), None)
    if but is None or not but < end.token.i < verb.i:
        return False
    return any(t.lower_ in _ALL for t in verb.doc[verb.sent.start : but])


def is_no_job(verb: "Token", at: "Token") -> bool:
    """Whether what is done "at Y" is no job there: "workers, not at Y", "A and folks at Y", "we run an app at Y", "at my day
    job"."""
    before = at.nbor(-1) if at.i > at.sent.start else at
    if before.lower_ == "not" or before.lemma_.lower() in _FOLKS:
        return True
    if verb.lemma_.lower() in ("run", "host", "deploy"):
        hosted = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _HOSTED]
        return bool(hosted)
    places = (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at" and c.i != at.i)
    return any(c.lemma_.lower() == "job" for place in places for c in place.children)


def is_visit(verb: "Token") -> bool:
    """ "I'm at Y this week", "I'm at Y for a conference"."""
    for child in verb.children:
        now = child.dep_ in ("npadvmod", "advmod") and child.i > verb.i
        if now and child.lemma_.lower() in _VISITS:
            return True
        purpose = child.dep_ == "prep" and child.lower_ == "for"
        if purpose and any(c.lemma_.lower() in _OCCASIONS for c in child.children):
            return True
    return False
