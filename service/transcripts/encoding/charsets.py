"""Detects the code page of a text that is not Unicode, in two ways.

Western text (Windows-1252, which includes Latin-1) is detected by its letters. A byte beyond ASCII is a different letter in another
code page: 0xE8 is è here and č in Central Europe. One letter proves nothing, but few languages have all letters of a text. The page
is accepted if all possible languages agree on the Western reading, or if every letter is the same in Central Europe, such as é, ü
and curly quotes.

Code pages of other scripts and of Central Europe are detected by words. Bytes alone are ambiguous: Russian in one page is random
letters in five others, and Korean in one is Chinese in another. So a page is accepted only if the text has its letters, repeatedly
contains the most common words of a language, and no other page is close. A few lines are not enough.

Source of the comparison with a library: docs/decisions/0100-our-own-charset-detection-and-subtitle-readers.md.
"""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category


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


_ALPHABETS = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "áâãàçéêíóôõúüªº", "àèéìíîòóùúª", "áéëïóöüèê", "äöüßé", "åäöéàü", "æøåéèêóòô", "äöåšž",
        "àçèéíïòóúü", "áðéíóúýþæö",
    ),
    "cp1250": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýžöü", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüßé",
    ),
    "cp1254": ("çğıöşüâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}  # fmt: skip
"""Letters beyond ASCII by language. Western: French, Spanish, Portuguese, Italian, Dutch, German, Swedish, Danish and
Norwegian, Finnish, Catalan, Icelandic. Others: Polish, Czech, Slovak, Hungarian, Romanian, Croatian, German; Turkish;
Lithuanian, Latvian, Estonian."""
SIGNS = set("‘’‚“”„–—…«»‹›€£§©®™°·•½¼¾²´¨×÷\xa0\xad")
_SPANISH_SIGNS = set("¿¡")
_RUN = re.compile(rb"[\x80-\xff]{4,}")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def western(data: bytes) -> str | None:
    """Returns Windows-1252 text if that is the only plausible reading, otherwise None.

    Long runs are another script, pairs are broken UTF-8, many high bytes are no Western language.
    """
    high = bytes(sorted(set(data) - set(range(0x80))))
    if sum(map(data.count, high)) * 8 > len(data) or _RUN.search(data) or _UTF8.search(data):
        return None
    readings = {page: high.decode(page, errors="replace") for page in _ALPHABETS}
    if "\ufffd" in readings["cp1252"]:
        return None
    if readings["cp1252"] == readings["cp1250"] and readings["cp1252"].isprintable():
        return data.decode("cp1252")
    fitting = {
        readings[page]
        for page, alphabets in _ALPHABETS.items()
        if any(_fits(readings[page], a) for a in alphabets)
    }
    return data.decode("cp1252") if fitting == {readings["cp1252"]} else None


def western_letters(data: bytes) -> bool:
    """Whether some Western language has all letters of a text, read in Windows-1252; others may have them too."""
    letters = bytes(sorted(set(data) - set(range(0x80)))).decode("cp1252", errors="replace")
    return any(_fits(letters, alphabet) for alphabet in _ALPHABETS["cp1252"])


def _fits(characters: str, alphabet: str) -> bool:
    """Whether a language has all letters of a text, and the text no sign that nobody writes."""
    signs = SIGNS | _SPANISH_SIGNS if "ñ" in alphabet else SIGNS
    return all(character.lower() in alphabet or character in signs for character in characters)


_SAMPLE = 200_000
"""Number of bytes that are read; a talk of two hours."""
_FEWEST = 6
_KINDS = 3
_SHARE = 0.08
"""Of the words with other letters: how many are to be common ones, how many different ones, and what part of all."""
_AHEAD = 4
"""Factor of common words compared with any other reading."""
_JUNK = 0.02
"""Share of the characters beyond ASCII that may not belong to the language."""
_ODD = 0.1
"""Of the words: what may have capitals inside, as words read in a wrong page have."""
_WORD = re.compile(r"[^\W\d_]+")
_USUAL = {"cp1250", "iso8859_2", "cp1254", "cp1257", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"}
"""Pages to think of also where nothing but letters speaks for them."""
_ONLY_NAMED = {"mac_cyrillic"}
"""Small letters are those of Windows: a text with odd capitals may pass for it."""
_SPACED = {"Cyrillic", "Greek", "Hebrew", "Arabic"}
_MISPLACED = re.compile(r"(?<=[^\W\d_])Ά|Ά(?![α-ωά-ώ])|(?<=[^\W\d_])[€£§©®™°½¼¾²´¨×÷](?=[^\W\d_])")
_HARDLY = {"iso8859_7": set("‘’"), "mac_cyrillic": set("€")}
"""Signs that nobody writes in a page: where ISO has a quotation mark, Windows has Ά; where the Mac has €, it has я.
The other way round, that letter inside a word or alone (`_MISPLACED`, with signs that stand between letters) is a mark."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A sample read as a language in a page. `junk`: characters of no use to it; `hits`: its common words."""

    page: str
    text: str
    junk: int
    hits: int
    sure: bool


def guessed(data: bytes) -> list[Guess]:
    """Returns the possible readings of a text: with the letters of a language and plausible capitals. Checks every
    page."""
    sample = data[:_SAMPLE]
    if len(sample) < len(data):
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    guesses: list[Guess] = []
    for page in PAGES:
        languages = [language for language in LANGUAGES if page in language.pages]
        if not languages:
            continue
        try:
            text = codecs.decode(sample, page)
        except UnicodeDecodeError:
            continue
        counts = Counter(character for character in text if not character.isascii())
        words = Counter(word for word in _WORD.findall(text) if not word.isascii())
        spaced = PAGES[page][1] in _SPACED
        odd = sum(count for word, count in words.items() if _is_odd(word, spaced))
        if odd > _ODD * words.total():
            continue
        for language in languages:
            guess = _guess(page, text, counts, words, language)
            if guess is not None:
                guesses.append(guess)
    return guesses


def told(data: bytes, guesses: Sequence[Guess]) -> tuple[str, str] | None:
    """The page, as iconv has it, and the text where that page is certain; `guesses` are those of `guessed`."""
    sure = [guess for guess in guesses if guess.sure]
    if not sure:
        return None
    cleanest = min(guess.junk for guess in sure)
    best = max((guess for guess in sure if guess.junk == cleanest), key=lambda guess: guess.hits)
    for guess in guesses:
        if guess.text == best.text or guess.hits * _AHEAD <= best.hits:
            continue
        if guess.junk <= best.junk or PAGES[guess.page][1] != PAGES[best.page][1]:
            return None
    try:
        return None if best.page in _ONLY_NAMED else (PAGES[best.page][0], data.decode(best.page))
    except UnicodeDecodeError:
        return None


def candidates(data: bytes, guesses: Sequence[Guess]) -> list[str]:
    """Names, as iconv has them, of the pages that a text may be in, the likeliest first; four at most."""
    guesses = sorted(guesses, key=lambda guess: (-guess.hits, guess.junk))
    most = max((guess.hits for guess in guesses), default=0)
    likely = {guess.text: guess.page for guess in reversed(guesses) if guess.hits * 2 >= most}
    pages = [*reversed(likely.values())]
    if not most and western_letters(data):
        pages.insert(0, "cp1252")
    return [PAGES[page][0] for page in pages][:4]


def without_mark(data: bytes) -> str | None:
    """UTF-16 text without a byte order mark: in one order of its bytes it is letters and spaces, in the other it is not."""
    texts: list[str] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(character.isascii() for character in text[:_SAMPLE])
        if plain * 20 >= len(text[:_SAMPLE]) and all(
            c.isprintable() or c.isspace() or category(c) == "Cf" for c in text
        ):
            texts.append(text)
    return texts[0] if len(texts) == 1 else None


def _is_odd(word: str, spaced: bool) -> bool:
    """Whether a word has capitals in it behind small letters, or Latin letters beside those of another script."""
    if spaced and re.search("[A-Za-z]", word):
        return True
    return not (word.isupper() or word[1:] == word[1:].lower())


def _guess(
    page: str, text: str, counts: Counter[str], words: Counter[str], language: Language
) -> Guess | None:
    signs = SIGNS - _HARDLY.get(page, set())
    junk = len(_MISPLACED.findall(text)) + sum(
        count for c, count in counts.items() if c not in signs and language.letters.match(c.lower()) is None
    )
    if junk > _JUNK * counts.total():
        return None
    units = counts if language.by_character else words
    common = {unit: count for unit, count in units.items() if unit.lower() in language.common}
    hits = sum(common.values())
    kinds = len({unit.lower() for unit in common})
    few = 3 if language.by_character else 1
    sure = hits >= few * _FEWEST and kinds >= few * _KINDS and hits >= language.share * units.total()
    if (hits < _FEWEST / 2 and page not in _USUAL) or (
        language.by_character and hits < language.share * units.total()
    ):
        return None
    return Guess(page, text, junk, hits, sure)
