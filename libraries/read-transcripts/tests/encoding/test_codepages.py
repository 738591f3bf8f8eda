"""Old code pages: only Western letters are told, all others are named by the caller."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import read_transcripts
from read_transcripts import TranscriptError
from read_transcripts.encoding.western import western, without_mark

TALKS = {
    "Russian": """Здравствуйте, это наш подкаст о базах данных.
Мы не будем говорить о том, что вы и так знаете.
Я думаю, что это хорошая тема, но она не для всех.
Когда мы начали, у нас не было ничего, и все надо было писать самим.
Так что если вы хотите, то можно начать с графа.
Он уже работает на всех наших серверах, как мы и говорили.""",
    "Ukrainian": """Вітаю, це наш подкаст про бази даних.
Ми не будемо говорити про те, що ви вже знаєте.
Я думаю, що це добра тема, але вона не для всіх.
Коли ми почали, в нас не було нічого, і все треба було писати самим.
Так що якщо ви хочете, то можна почати з графа.
Він уже працює на всіх наших серверах, як ми і казали.""",
    "Bulgarian": """Здравейте, това е нашият подкаст за бази от данни.
Ние няма да говорим за това, което вече знаете.
Аз мисля, че това е добра тема, но тя не е за всички.
Когато започнахме, не имаше нищо и трябваше сами да си пишем всичко.
Така че, ако искате, може да се започне от графа.""",
    "Polish": """Dzień dobry, to jest nasz podcast o bazach danych.
Myślę, że już wiecie, o czym będzie dzisiaj mowa.
To jest trochę trudne, więc zaczniemy powoli, żeby było jaśniej.
Kiedy zaczęliśmy, nie było nic i wszystko trzeba było pisać samemu, a to się nie udało.
Tak się nie da, jeśli ktoś chce, żeby to działało, bo mogą być błędy.
Właśnie dlatego są tutaj także grafy, które już działają.""",
    "Czech": """Dobrý den, to je náš podcast o databázích.
Myslím, že už víte, o čem dnes bude řeč.
Je to trochu těžké, protože ještě není nic hotové.
Když jsme začali, nebylo nic a všechno se muselo psát ručně.
Tak to nejde, když někdo chce, aby to běželo.
Právě proto tady máme také grafy, které už běží, než přijde něco lepšího.""",
    "Hungarian": """Jó napot, ez a mi műsorunk az adatbázisokról.
Azt hiszem, már tudják, miről lesz ma szó, és így könnyebb.
Ez egy kicsit nehéz, ezért lassan kezdjük, és több példát hozunk.
Amikor elkezdtük, még semmi sem volt, és mindent magunknak kellett írni.
Így nem megy, ha valaki azt akarja, hogy jól működjön, és jó legyen.
Ezért vannak itt a gráfok is, és már működnek, például nálunk a szerverek között.""",
    "Romanian": """Bună ziua, acesta este podcastul nostru şi vorbim despre baze de date.
Cred că ştiţi deja despre ce va fi vorba, aşa că încep.
Este puţin greu, dar să începem încet şi să vedem.
Când am început, nu era nimic şi totul trebuia scris de mână, până în seara aceea.
Nu merge aşa dacă cineva vrea să funcţioneze după plan, fără erori.
De aceea avem în program şi grafuri, care merg deja.""",
    "Turkish": """Merhaba, bu bizim veri tabanları için yaptığımız yayın.
Sanırım bugün ne konuşacağımızı artık biliyorsunuz, çünkü çok yazdık.
Bu biraz zor, o yüzden önce yavaş başlayalım, sonra hızlanırız.
Başladığımızda hiç bir şey yoktu, bütün kodu kendimiz yazdık.
Böyle olmaz, eğer birisi çalışmasını istiyorsa, bu değil.
Şimdi diğer konuya geçelim, çok güzel bir şey göstereceğim.""",
    "Greek": """Καλημέρα, αυτό είναι το podcast μας για τις βάσεις δεδομένων.
Νομίζω ότι ξέρετε για τι θα μιλήσουμε σήμερα.
Είναι λίγο δύσκολο και θα αρχίσουμε σιγά, για να το δούμε από κοντά.
Όταν αρχίσαμε δεν υπήρχε τίποτα και έπρεπε να γράψουμε τα πάντα.
Άρα δεν γίνεται έτσι, αν κάποιος θέλει να δουλεύει με την ομάδα του.""",
    "Hebrew": """שלום לכולם, זה הפודקאסט שלנו על בסיסי נתונים.
אני חושב שאתם כבר יודעים על מה נדבר היום.
זה לא קל, אבל נתחיל לאט, כי יש הרבה מה לומר.
כשהתחלנו לא היה כלום, וגם היינו צריכים לכתוב את הכל לבד.
אז אם מישהו רוצה את זה, הוא יכול להתחיל עם גרף, או לא.""",
    "Arabic": """مرحبا بكم، هذا هو البرنامج عن قواعد البيانات.
أظن أن الجميع يعرف ما هو موضوع اليوم في هذا البرنامج.
هذا ليس سهلا، لذلك نبدأ من البداية على مهل، ثم نرى ما بعد ذلك.
كان كل شيء يكتب باليد، ولم يكن هناك أي شيء.
من يريد أن يعمل هذا مع الفريق، لا يبدأ من هذه النقطة التي لا تعمل.""",
    "Japanese": """こんにちは、データベースについてのポッドキャストです。
今日は何を話すのか、もうご存じだと思います。
少し難しいので、ゆっくり始めましょう。
始めた時には何もなくて、全部自分で書くしかありませんでした。""",
    "simplified Chinese": """大家好，这是我们的节目，今天我们来说一说数据库。
我想你们都知道我们要说的是什么，不过还是先看一下。
这个有点难，所以我们要慢慢地来，不能着急。
开始的时候什么都没有，我们自己写了所有的东西，那是好几年前的事。""",
    "traditional Chinese": """大家好，這是我們的節目，今天我們來說一說資料庫。
我想你們都知道我們要說的是什麼，不過還是先看一下。
這個有點難，所以我們要慢慢地來，不能著急。
開始的時候什麼都沒有，我們自己寫了所有的東西，那是好幾年前的事。""",
    "Korean": """안녕하세요, 데이터베이스에 대한 우리의 방송입니다.
오늘 무슨 이야기를 하는지 이미 아시는 분도 있을 것입니다.
조금 어렵기 때문에 천천히 시작하겠습니다.
처음에는 아무것도 없어서 모든 것을 우리가 다시 써야 했습니다.""",
}
PAGES = [
    ("Russian", "cp1251"), ("Russian", "koi8-r"), ("Russian", "iso8859-5"), ("Russian", "cp866"), ("Ukrainian", "cp1251"),
    ("Ukrainian", "koi8-u"), ("Bulgarian", "cp1251"), ("Polish", "cp1250"), ("Polish", "iso8859-2"), ("Czech", "cp1250"),
    ("Czech", "iso8859-2"), ("Hungarian", "cp1250"), ("Romanian", "cp1250"), ("Turkish", "cp1254"), ("Turkish", "iso8859-9"),
    ("Greek", "cp1253"), ("Greek", "iso8859-7"), ("Hebrew", "cp1255"), ("Hebrew", "cp862"), ("Arabic", "cp1256"),
    ("Japanese", "cp932"), ("Japanese", "euc-jp"), ("simplified Chinese", "gb18030"), ("simplified Chinese", "gb2312"),
    ("traditional Chinese", "big5"), ("traditional Chinese", "gb18030"), ("Korean", "cp949"),
]  # fmt: skip
ELSEWHERE = [
    ("Russian", "mac_cyrillic"), ("Polish", "cp852"), ("Czech", "mac_latin2"), ("Greek", "cp737"), ("Turkish", "cp857"),
    ("Korean", "johab"),
]  # fmt: skip


def cues(words: str) -> str:
    lines = enumerate(words.split("\n"))
    return "".join(f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{line}\n\n" for n, line in lines)


@pytest.mark.parametrize(("language", "page"), PAGES + ELSEWHERE)
def test_a_page_is_not_guessed_and_can_be_named(tmp_path: Path, language: str, page: str) -> None:
    path = tmp_path / "talk.srt"
    content = cues(TALKS[language]).encode(page, "ignore")
    path.write_bytes(content)

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)
    assert caught.value.line is not None

    said = [one.text for one in read_transcripts.read(path, encoding=page).segments]
    assert said == TALKS[language].encode(page, "ignore").decode(page).split("\n")


def test_json_and_webvtt_are_utf8_by_their_rules(tmp_path: Path) -> None:
    path = tmp_path / "talk"
    path.write_bytes(f"WEBVTT\n\n00:00.000 --> 00:09.000\n{TALKS['Russian']}\n".encode("cp1251"))

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)

    assert caught.value.line == 4


@given(
    language=st.sampled_from(sorted(TALKS)),
    page=st.sampled_from(["cp1250", "cp1252", "cp1254", "cp1257"]),
    data=st.data(),
)
def test_what_is_told_is_never_in_the_letters_of_another_windows_page(
    language: str, page: str, data: st.DataObject
) -> None:
    lines = TALKS[language].split("\n")
    words = "\n".join(data.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=12)))
    try:
        data_ = words.encode(page)
    except UnicodeEncodeError:
        return
    assert western(data_) in (None, words)


@given(data=st.binary(max_size=400))
def test_any_bytes_are_text_or_not(data: bytes) -> None:
    for text in (western(data), without_mark(data)):
        assert text is None or isinstance(text, str)


@pytest.mark.parametrize("language", sorted(TALKS))
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(tmp_path: Path, language: str, encoding: str) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(cues(TALKS[language]).encode(encoding))

    assert [segment.text for segment in read_transcripts.read(path).segments] == TALKS[language].split("\n")


def test_a_byte_that_windows_has_no_letter_for_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(cues("Plain words, and quite a few of them.").encode() + b"\x81\n")

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)

    assert caught.value.line == 5
