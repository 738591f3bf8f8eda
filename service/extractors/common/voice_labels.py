"""Labels of speakers: whether one names a person, and which parts do not belong to the name."""

import re

from service.extractors.common.word_tables import read_words

_ELSEWHERE = (
    "sprecher sprecherin stimme gast moderatorin interviewerin teilnehmer teilnehmerin publikum frage antwort unbekannt spreker "
    "locuteur locutrice intervenant intervenante orateur oratrice animateur animatrice invité invitée voix journaliste public "
    "hablante orador oradora locutor locutora falante presentador presentadora apresentador apresentadora invitado invitada "
    "convidado convidada entrevistador entrevistadora moderador moderadora participante voz público relatore relatrice voce ospite "
    "moderatore moderatrice intervistatore conduttore conduttrice mówca rozmówca prowadzący prowadząca gość głos talare taler "
    "konuşmacı sunucu konuk спикер ведущий ведущая гость голос диктор говорящий участник интервьюер 发言人 發言人 说话人 說話人 "
    "讲者 講者 主持人 嘉宾 嘉賓 主播 记者 記者 旁白 观众 話者 司会 司会者 発言者 講師 ゲスト スピーカー 화자 참석자 발표자 진행자 사회자 게스트"
).split()
"""Labels of speakers by role, in other languages."""
_NO_PERSON = re.compile(
    r"^(?:speaker|spk|voice|host|co-?host|guest|moderator|interviewer|interviewee|narrator|announcer|audience|participant|"
    r"person|unknown|unidentified|all|both|everyone|male|female|man|woman|q|a|question|answer|clip|break|video|caller|"
    rf"music|intro|outro|sponsor|ad|advert|{'|'.join(_ELSEWHERE)})s?(?:[\s_#-]*\d+|[\s_#-]+(?:[a-z]|member|speaker))*$",
    re.IGNORECASE,
)
_ROLES = frozenset(
    "manager designer engineer developer professor doctor physician nurse student grad phd postdoc undergrad interface marketing "
    "sales support operator agent customer client patient candidate journalist reporter analyst producer editor director "
    "chairman chairwoman chairperson chair president minister secretary clerk officer member representative panelist panellist presenter "
    "teacher trainer coach translator interpreter assistant bot".split()
)
"""Roles in labels without a name."""
TRAILING = re.compile(
    r",? +(?:Ph\.?D|Psy\.?D|M\.?D|MBA|Jr|Sr|Esq|III?)\.?$|(?<=[a-z]{2}) (?:AM|AC|MP|MS|MSP|MEP|MLA|TD|QC|KC|OBE|MBE|CBE)$|\s+\d+$|\s*[(\[].*?[)\]]\s*|[^\w.'’)-]+$"
)
LEADING = re.compile(
    r"^(?:(?:Rt\.? |Right )?Hon|Hon|Mr|Mrs|Ms|Miss|Dr|Prof|Sen|Rep|Sir|Dame|Madam)\.? +(?=[A-Z]\S* )"
)
HONOURED = re.compile(r"^\S+ .*[a-z] [A-Z]{2,3}$")
CALLED = re.compile(r"^[^\W\d]{1,2}\.? [(\[]([^\W\d]{2,})[)\]] (?=\S)")
"""The first name in brackets behind initials: VM (Vicky) Brasseur."""


def without_title(label: str) -> str:
    """ "Dr. Ann Lee" is Ann Lee."""
    return LEADING.sub("", label)


def is_voice_of_person(label: str) -> bool:
    """Returns whether a label is a name, and not "Speaker 1", "Host", "SPEAKER_00" or "Project Manager"."""
    words = re.sub(r"[\s_-]+(?:[A-Z]|\d+)$", "", label.strip()).lower().split()
    role = bool(words) and words[-1] in _ROLES
    named = label.split()[0] in read_words().first_names if words else False
    return not _NO_PERSON.match(label.strip()) and any(c.isalpha() for c in label) and (named or not role)
