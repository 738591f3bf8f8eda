"""Infers the speaker of a talk with a single unnamed speaker, such as captions of a lecture.

Told by what the voice says of itself at its start, or by a title or description that says whose talk it is; and only where
nothing in the words shows that there are several voices (nobody is welcomed, presented, thanked for coming, called by name, or answers), or
that the one in the title is mentioned. Where a voice says who it is and nothing else does, its words must also be as sparing
with "yeah" and "did you" as those of people who speak alone.
"""

import re
from collections.abc import Iterator

from service.domain.document import SpeakerInfo, Transcript
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.people.people import (
    has_first_name,
    is_family_name,
    is_full_name,
    is_known_person,
    is_plausible_person,
    may_be_first_name,
)
from videograph_extractor.entity.people.titled_people import people_in_title, person_of_channel
from videograph_extractor.text.language import rarity

LABEL = "Speaker"
"""What the one voice of a transcript without voices is called."""
_OPENING = 400
"""Words in which a voice says who it is."""
_PART = r"(?:[^\W\d_][\w’'-]+)"
_NAME = rf"{_PART}(?: (?:van|von|der|den|de|la|di|da|del))* {_PART}"
_SELF = re.compile(
    rf"\b(?:i['’]?m|i am|(?P<formal>my name is|my name['’]?s)) (?P<name>{_NAME})(?P<more> (?-i:[A-Z]){_PART})?",
    re.IGNORECASE,
)
_FIRST_NAME = re.compile(
    rf"\b(?:[Ii]['’]m|[Ii] am|[Mm]y name is|[Mm]y name['’]s) (?P<name>[A-Z]{_PART})(?=[,.!?;:]| and | from | with |$)"
)
"""Another's introduction, by the first name alone."""
_SEVERAL = re.compile(
    r"\b(?:thanks?(?: you)?(?: so much| very much| again)? for (?:joining|coming on|being (?:here|on|with)|having (?:me|us) on)|"
    r"(?:welcome|back) to the (?:show|podcast|program)|(?:this|the|our) (?:episode|podcast)|my (?:co-?host|guest)s?|(?:our|today['’]?s) guests?|"
    r"joined(?: \w+){0,3} by|joining (?:me|us))\b|>>",
    re.IGNORECASE,
)
"""Words that are said where several speak."""
_OPENS_SEVERAL = re.compile(
    r"\b(?:moderat(?:e|ing|or)|panel(?:ists?)?|(?:interview|chat|conversation|talk)(?:ing)? (?:with|to)|co-?hosts?|your hosts?|"
    r"face[- ]to[- ]face|listen in|on (?:the|this) (?:show|podcast)|introduce (?:yoursel(?:f|ves)|our|my|him|her)|about yourself|"
    r"(?:here|along|today|stage) with (?:me|us|my)|with me (?:is|are)|this is my|and my colleague|my colleagues? and (?:i|me)|"
    r"(?:our|next|today['’]s) (?:\w+ )?(?:speaker|presenter|lecturer)|please welcome|welcome (?:him|her|them)|round of applause|"
    r"(?:it|hand) over to)\b",
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
_DIALOGUE = re.compile(
    r"\b(?:yeah|yep|yup|yes|mm-?hmm|mhm|uh-?huh|gotcha|that['’]?s right|i mean|thanks|thank you|you (?:said|mentioned)|"
    r"(?:did|do|have|are|were) you)\b",
    re.IGNORECASE,
)
_SOME, _A_THOUSAND = 1, 2.5
"""What is said in dialogues: as often as this, and as this in a thousand words, also by people who speak alone. None of 423
conversations has so little of it, and one in thirteen in its first thousand words."""
_DASH = re.compile(r"[-–—] ?\w")
_DASHES = 2
"""Captions that begin with a dash, as turns do in some."""
_I = re.compile(r"\b[Ii]\b")
_OFTEN = 10
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
    text = _words(transcript)
    if not _may_be_alone(transcript, text):
        return None
    owners = list(dict.fromkeys(_owners(_about(transcript))))
    selves = list(dict.fromkeys(_selves(text, owners)))
    opening = list(dict.fromkeys(_selves(_start(text), owners)))
    if selves:
        alone = opening and len(selves) == 1 and (selves[0] in owners or not _converses(text, selves[0]))
        return selves[0] if alone else None
    if not owners:
        owners = _likely_owners(transcript, text)
    return owners[0] if len(owners) == 1 and not _is_named(owners[0], text) else None


def _likely_owners(transcript: Transcript, text: str) -> list[str]:
    """Whose talk it is by less: who is named in the title, otherwise whose channel it is. Only of words with "I" again and again,
    and without a dialogue's: who tells of somebody says the name."""
    if len(_I.findall(text)) < _OFTEN:
        return []
    channel = person_of_channel(transcript.video)
    owners = people_in_title(transcript.video) or ([channel] if channel else [])
    return [name for name in owners if not _converses(text, name)]


def wants_speaker(transcript: Transcript) -> bool:
    """Whether a talk without voices is one person's, by its words, who says "I" again and again, and nothing tells who that is."""
    text = _words(transcript)
    often = len(_I.findall(text)) >= _OFTEN
    return (
        often and not transcript.speakers and _may_be_alone(transcript, text) and not _converses(text, None)
    )


def _words(transcript: Transcript) -> str:
    return " ".join(segment.text for segment in transcript.segments)


def _about(transcript: Transcript) -> str:
    return f"{transcript.video.title}\n{transcript.video.description or ''}"


def _start(text: str) -> str:
    return " ".join(text.split()[:_OPENING])


def _may_be_alone(transcript: Transcript, text: str) -> bool:
    """Whether nothing shows several voices: no mark, no word that is said where several speak, no row of answers."""
    if transcript.changes - {0}:  # captions of one voice may begin with a mark
        return False
    if (
        _SEVERAL.search(text)
        or _OPENS_SEVERAL.search(_start(text))
        or _ABOUT_SEVERAL.search(_about(transcript))
        or _calls_others(text)
    ):
        return False
    segments = transcript.segments
    if sum(_DASH.match(segment.text) is not None for segment in segments) >= _DASHES:
        return False
    answers = sum(_ANSWER.fullmatch(segment.text) is not None for segment in segments)
    return answers < max(_ANSWERS, _SHARE * len(segments))


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
        short = match["name"].rstrip("’'-")
        longer = f"{match['name']}{match['more'] or ''}".rstrip("’'-")
        for said in dict.fromkeys((longer, short)):
            name = known.get(said.casefold()) or _as_name(said, formal=match["formal"] is not None)
            if name is not None:
                yield name
                break


def _as_name(said: str, formal: bool) -> str | None:
    """The full name that somebody says to be theirs; in small letters, where "I'm" may go before anything, of first names only a
    common one, unless it is said to be a name."""
    small = said.islower()
    name = said.title() if small else said
    if not is_full_name(name) or (small and rarity(said.split()[-1]) < 1.0):
        return None
    first, *_, last = name.split()
    likely = has_first_name(name) or ((formal or not small) and may_be_first_name(first))
    return name if likely and is_family_name(last) else None


def _converses(text: str, name: str | None) -> bool:
    """Whether the words are a dialogue's, or another than `name` says who they are."""
    said = len(_DIALOGUE.findall(text))
    if said > _SOME + _A_THOUSAND * len(text.split()) / 1000:
        return True
    firsts = {match["name"] for match in _FIRST_NAME.finditer(text)} & read_words().first_names
    return bool(firsts - {name.split()[0]} if name else firsts)


def _calls_others(text: str) -> bool:
    """Whether people are called by their first names, as nobody calls those who only listen."""
    called = re.findall(
        r"(?:^|[.!?] |, )(?:(?i:so|and|well|hey|yeah|thanks|thank you) )?([A-Z][a-z]+),? (?:you|do|what|how|can|could|would)\b",
        text,
    )
    return sum(name in read_words().first_names for name in called) > 1
