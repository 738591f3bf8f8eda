"""Who speaks in a talk of one voice that its transcript does not name, as captions of a lecture do not.

Told by what the voice says of itself at its start, or by a title or description that says whose talk it is; and only where
nothing in the words shows that there are several voices (nobody is welcomed, thanked for coming, called by name, or answers), or
that the one in the title is spoken of.
"""

import re
from collections.abc import Iterator

from service.ingest.document import SpeakerInfo, Transcript
from service.ingest.extract.entity.people import (
    has_first_name,
    is_family_name,
    is_full_name,
    is_known_person,
    is_plausible_person,
)
from service.ingest.extract.text.language import rarity
from service.ingest.extract.text.tables import read_words

LABEL = "Speaker"
"""What the one voice of a transcript without voices is called."""
_OPENING = 400
"""Words in which a voice says who it is."""
_PART = r"(?:[^\W\d_][\w’'-]+)"
_NAME = rf"{_PART}(?: (?:van|von|der|den|de|la|di|da|del))* {_PART}"
_SELF = re.compile(rf"\b(?:i['’]?m|i am|my name is|my name['’]?s) (?P<name>{_NAME})", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:thanks?(?: you)?(?: so much| very much| again)? for (?:joining|coming on|being (?:here|on|with)|having (?:me|us) on)|"
    r"(?:welcome|back) to the (?:show|podcast|program)|(?:this|the|our) (?:episode|podcast)|my (?:co-?host|guest)s?|(?:our|today['’]?s) guests?|"
    r"joined(?: \w+){0,3} by|joining (?:me|us))\b|>>",
    re.IGNORECASE,
)
"""Words that are said where several speak."""
_OPENS_SEVERAL = re.compile(
    r"\b(?:moderat(?:e|ing|or)|panel(?:ists?)?|(?:interview|chat|conversation|talk)(?:ing)? (?:with|to)|co-?hosts?|"
    r"face[- ]to[- ]face|listen in|on (?:the|this) (?:show|podcast))\b",
    re.IGNORECASE,
)
"""The same, where they stand at the start; further on a lecture may speak of panels and chats."""
_ABOUT_SEVERAL = re.compile(
    r"\b(?:podcast|episode|interviews?|interviewed|panel|conversation|discuss(?:es|ion)? with|(?-i:[Hh]osts? (?=[A-Z]))|co-?hosts?|hosted by|guests?|fireside|debate|q&a with|"
    r"(?:talks?|chats?|speaks?|sits? down) (?:to|with))\b|\bw/",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\W*(?:yeah|yes|yep|no|nope|right|okay|ok|sure|exactly|totally|absolutely|definitely|wow|hi|hello|hey|thanks|thank you|mm-?hmm|uh-?huh)\W*",
    re.IGNORECASE,
)
_ANSWERS, _SHARE = 4, 0.015
"""Segments that are nothing but an answer, at least so many and that share: with fewer, a lecturer may have said so, or who
asked at the end. Captions that mark where voices change have one for each."""
_FULL = r"(?P<name>[A-Z][\w’'-]+(?: [A-Z]\.)?(?: (?:van|von|der|den|de|la|di|da|del))* [A-Z][\w’'-]+)"
_SAID_TO_SPEAK = (
    re.compile(
        rf"\b{_FULL}(?: of [A-Z]\w+)? (?:presents|explains|shows|walks|introduces|demonstrates|describes|argues|gives)\b"
    ),
    re.compile(
        rf"\b(?:Speaker|Presenter|Presented by|Talk by|Keynote by|Lecture by)s?: ?{_FULL}", re.MULTILINE
    ),
)
"""How a title or description says who speaks."""
_IN_TITLE = (
    re.compile(rf"\b[Bb]y {_FULL}(?=$|[,.;:|)\]–—-]| [-–—|(@]| at | from )", re.MULTILINE),
    re.compile(rf"^{_FULL}(?=:| [-–—|] )", re.MULTILINE),
    re.compile(rf"(?: [-–—|] |[(\[]){_FULL}(?=$|[)\]]|,| [-–—|@])", re.MULTILINE),
)
"""How a title names who speaks, or whom it is about: "Elon Musk: The Rise and Fall"."""
_OCCASION = re.compile(
    r"\b(?:keynote|conference|conf|summit|meetup|lecture|workshop|symposium|webinar|seminar|colloquium|talk|TEDx?|(?-i:[A-Z]\w+Con|[A-Z]\w+con \d+))\b",
    re.IGNORECASE,
)
"""Where people speak for themselves, of whom others make videos as well."""


def with_voice(transcript: Transcript) -> Transcript:
    """A transcript without voices as one of a voice, where the words tell whose the only one is; any other as it is."""
    if transcript.speakers or name_only_voice(transcript) is None:
        return transcript
    segments = tuple(segment.model_copy(update={"speaker": LABEL}) for segment in transcript.segments)
    return transcript.model_copy(update={"speakers": (SpeakerInfo(label=LABEL),), "segments": segments})


def name_only_voice(transcript: Transcript) -> str | None:
    """The full name of the one who speaks, None if that is not plain or several speak."""
    if transcript.changes - {0}:  # captions of one voice may begin with a mark
        return None
    text = " ".join(segment.text for segment in transcript.segments)
    about = f"{transcript.video.title}\n{transcript.video.description or ''}"
    start = " ".join(text.split()[:_OPENING])
    if (
        _SEVERAL.search(text)
        or _OPENS_SEVERAL.search(start)
        or _ABOUT_SEVERAL.search(about)
        or _calls_others(text)
    ):
        return None
    answers = sum(_ANSWER.fullmatch(segment.text) is not None for segment in transcript.segments)
    if answers >= max(_ANSWERS, _SHARE * len(transcript.segments)):
        return None
    owners = list(dict.fromkeys(_owners(about)))
    selves = list(dict.fromkeys(_selves(text, owners)))
    opening = list(dict.fromkeys(_selves(start, owners)))
    if selves:
        return selves[0] if opening and len(selves) == 1 else None
    return owners[0] if len(owners) == 1 and not _is_named(owners[0], text) else None


def _owners(about: str) -> Iterator[str]:
    """Whose talk it is by title and description. A person whom everybody knows is rather the subject, but at an occasion
    to speak."""
    told = [match["name"] for pattern in _SAID_TO_SPEAK for match in pattern.finditer(about)]
    titled = [match["name"] for pattern in _IN_TITLE for match in pattern.finditer(about)]
    heard = _OCCASION.search(about) is not None
    for name in (*told, *(name for name in titled if heard or not is_known_person(name))):
        if is_full_name(name) and is_plausible_person(name):
            yield name


def _is_named(name: str, text: str) -> bool:
    """Whether the words tell of somebody of that name, as nobody does of themselves."""
    return re.search(rf"\b{re.escape(name.split()[-1])}\b", text, re.IGNORECASE) is not None


def _selves(text: str, owners: list[str]) -> Iterator[str]:
    """Names that are said of oneself, written as names are."""
    known = {name.casefold(): name for name in owners}
    for match in _SELF.finditer(text):
        said = match["name"].rstrip("’'-")
        if said.casefold() in known:
            yield known[said.casefold()]
            continue
        name = said.title() if said.islower() else said
        rare = not said.islower() or rarity(said.split()[-1]) == 1.0
        if is_full_name(name) and has_first_name(name) and rare and is_family_name(name.split()[-1]):
            yield name


def _calls_others(text: str) -> bool:
    """Whether people are called by their first names, as nobody calls those who only listen."""
    called = re.findall(
        r"(?:^|[.!?] |, )(?:(?i:so|and|well|hey|yeah|thanks|thank you) )?([A-Z][a-z]+),? (?:you|do|what|how|can|could|would)\b",
        text,
    )
    return sum(name in read_words().first_names for name in called) > 1
