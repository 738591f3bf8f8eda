"""Languages with their letters, their most common words and their old code pages (for charsets)."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`common`: words (characters, with `by_character`) beyond ASCII; `share`: what part of all such words they are at least."""

    pages: tuple[str, ...]
    letters: re.Pattern[str]
    common: frozenset[str]
    share: float
    by_character: bool = False


PAGES = {
    "cp1252": ("WINDOWS-1252", "Latin"),
    "cp1250": ("WINDOWS-1250", "Latin"),
    "iso8859_2": ("ISO-8859-2", "Latin"),
    "cp1254": ("WINDOWS-1254", "Latin"),
    "cp1257": ("WINDOWS-1257", "Latin"),
    "cp1251": ("WINDOWS-1251", "Cyrillic"),
    "koi8_r": ("KOI8-R", "Cyrillic"),
    "koi8_u": ("KOI8-U", "Cyrillic"),
    "iso8859_5": ("ISO-8859-5", "Cyrillic"),
    "cp866": ("CP866", "Cyrillic"),
    "cp1125": ("CP1125", "Cyrillic"),
    "mac_cyrillic": ("MACCYRILLIC", "Cyrillic"),
    "cp1253": ("WINDOWS-1253", "Greek"),
    "iso8859_7": ("ISO-8859-7", "Greek"),
    "cp1255": ("WINDOWS-1255", "Hebrew"),
    "cp862": ("CP862", "Hebrew"),
    "cp1256": ("WINDOWS-1256", "Arabic"),
    "iso8859_6": ("ISO-8859-6", "Arabic"),
    "cp932": ("SHIFT_JIS", "Japanese"),
    "euc_jp": ("EUC-JP", "Japanese"),
    "gb18030": ("GB18030", "Chinese"),
    "cp950": ("BIG5", "Chinese"),
    "cp949": ("CP949", "Korean"),
}
"""By Python's names: those that iconv knows, and the script."""


def _alphabet(pages: str, letters: str, common: str, share: float = 0.08) -> Language:
    return Language(tuple(pages.split()), re.compile(f"[{letters}]"), frozenset(common.split()), share)


def _characters(pages: str, letters: str, common: str, share: float) -> Language:
    wide = (
        "\u3000-\u3020\u2010-\u2026\u00b7\uff01-\uff5e\u203b\u30fb\u25cb\u25cf\u25a0\u25a1\u2605\u2606\u266a"
    )
    return Language(tuple(pages.split()), re.compile(f"[{letters}{wide}]"), frozenset(common), share, True)


_RARER = 0.03
"""Where most words have plain letters only, those beyond ASCII are seldom the commonest."""
_CENTRAL = "cp1250 iso8859_2"
_CYRILLIC = "cp1251 koi8_r koi8_u iso8859_5 cp866 cp1125 mac_cyrillic"
_SLAVONIC = "а-яёіїєґўђјљњћџѓќѕ№"
_IDEOGRAPHS = "\u4e00-\u9fff"

LANGUAGES = (
    # Polish, Czech, Slovak, Hungarian, Romanian, Croatian, Slovenian; Turkish; Lithuanian, Latvian
    _alphabet(_CENTRAL, "ąćęłńóśźż", "się że są być może już też więc także który która które których będzie będą również coś ktoś był była było były tę tą proszę chcę mogę mają jeśli właśnie później więcej każdy żeby dzień trochę bardzo można gdyż cię ją mną tobą nią według przez między dziękuję mówić mówi jesteśmy przykład", _RARER),
    _alphabet(_CENTRAL, "áčďéěíňóřšťúůýžöü", "že už když může být není která které který kteří něco také ještě protože více má mám máme mají tě mě až než říká teď já vás nás ně můžeme můžete tím své svůj aniž při však jaké jaký bylo další dobrý děkuji který též před něj něm jí jsou či", _RARER),
    _alphabet(_CENTRAL, "áäčďéíĺľňóôŕšťúýž", "že už keď môže byť ktorá ktoré ktorý ktorí ešte pretože však čo až má mám máme sú nás vás tiež dá ľudia tým tú než veľmi veľa ďalej môžeme môžete môj svoj preto takže všetko ďakujem niečo tieto aké ľudí pri ich áno", _RARER),
    _alphabet(_CENTRAL, "áéíóöőúüű", "és már még úgy így én ő ők több között után azért miért két első ezért jó új például tehát mégis át által több több három között később amíg végül olyan múlva múlt kérem köszönöm lesz való szét nélkül amiért vagyok", _RARER),
    _alphabet(_CENTRAL, "ăâîşţ", "şi să că în fără după aşa dacă când cât până această îi îl îţi atât ştiu acelaşi aţi vă mă ţi sînt două toată îmi între către decât însă noştri împreună unităţi şti aşadar aceştia totuşi nişte mulţi", _RARER),
    _alphabet(_CENTRAL, "čćđšž", "što će više također još međutim može neće ću ćemo već zašto način sljedeći uključujući nešto još možemo zbog če še že več nič čez šele želi vaš naš boš želite kaže človek možno drži", _RARER),
    _alphabet("cp1254", "çğıöşüâîûi\u0307", "için çok değil şey olduğu diğer şimdi nasıl çünkü böyle şöyle öyle aynı olduğunu göre önce bütün artık hiç üzere güzel büyük olduğunuz teşekkür çalışma gün kişi yıl şekilde şu üç dört", _RARER),
    _alphabet("cp1257", "ąčęėįšųūž", "iš tačiau šis ši šio būti mūsų jų už dėl nėra žmonių ką prieš kurių aš jūs čia būtų į tą šią žmonės taigi metų apie daugiau kaip tų šių šiuo dažnai", _RARER),
    _alphabet("cp1257", "āčēģīķļņōŗšūž", "arī kā būs šo šis tā līdz tās viņš mēs jūs pēc kāda vairāk ļoti šī vienā nē jā tāpēc kādu tās šajā tam viņi būt gadā pār kā tādu mūsu ņem dažādi cilvēkiem", _RARER),
    # Russian; Ukrainian and Belarusian; Bulgarian, Macedonian, Serbian
    _alphabet(_CYRILLIC, _SLAVONIC, "и в не на что я это как он но то так мы по вы же бы от она они за из для все когда есть был если уже или"),
    _alphabet(_CYRILLIC, _SLAVONIC, "і та що не на це як він але то так ми ви він вона вони за із для все коли є був якщо вже або у до з від про й гэта як ён што ў але яны каб"),
    _alphabet(_CYRILLIC, _SLAVONIC, "и да се не на е ще че за от това как той но са си по ние вие тя те с които когато има беше ако или је у што су као али ће би тоа како го со"),
    _alphabet("cp1253 iso8859_7", "α-ωάέήίόύώϊϋΐΰς΄", "και το να του της την τα με για που είναι δεν θα από στο σε τον οι αυτό ότι στην τους μια αν ένα μας τι τη πως"),
    _alphabet("cp1255 cp862", "א-ת\u05b0-\u05c3", "את של לא על זה אני הוא עם גם כי אבל מה יש היא הם אם או כל אז אנחנו אתה זאת לי לך שלי רק כמו אין היה"),
    _alphabet("cp1256 iso8859_6", "ء-ي\u064b-\u0652،؛؟ـ", "في من على إلى أن هذا التي لا ما هو عن مع كان هذه الذي أو لم هي ذلك كل بعد قد إن ثم كانت نحن"),
    _alphabet("cp1256", "ء-ي\u064b-\u0652،؛؟ـآپچژگکہی\u200c\u200d", "در به از كه که اين این را با است آن براي هم تا كرد بود شد مي ما من هر يك یک نيست آنها هاي"),
    _characters("cp932 euc_jp", f"ぁ-んァ-ヶー々〆{_IDEOGRAPHS}", "のにはをたがでてとしれさあるいもすなんかまこそうだらっよくけえお", 0.25),
    _characters("gb18030 cp950", _IDEOGRAPHS, "的一是不了在人有我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得于著着下自之年過过發发後后作裡里用道行所然家種种事成方多經经么麼去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样理心她本前開开但因只從从想實实什想很讓让", 0.15),
    _characters("cp949", f"가-힣{_IDEOGRAPHS}", "이다는을에가의고하지한도로은를어서기나사자그있해니대리것라인게만시들수면과아와습안요보정", 0.3),
)  # fmt: skip
