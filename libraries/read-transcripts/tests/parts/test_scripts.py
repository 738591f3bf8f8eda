"""Languages that write without spaces, or with vowel signs: counted, cut and timed like others."""

import json
from pathlib import Path

import read_transcripts
from read_transcripts.parts.pieces import cut
from read_transcripts.parts.scripts import count_words

CHINESE = "大家好，欢迎来到我们的节目。今天我们谈谈图数据库。"


def read(folder: Path, text: str, name: str = "talk.txt") -> list[tuple[float, float, str]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [(s.start, s.end, s.text) for s in read_transcripts.read(path).segments]


def test_words_are_counted_in_any_script() -> None:
    assert count_words("Good morning, friends") == 3
    assert count_words("大家好，欢迎来到我们的节目。") == 7
    assert count_words("今天 Neo4j 发布了") == 4
    assert count_words("안녕하세요 여러분") == 2
    assert count_words("สวัสดีครับ ยินดีต้อนรับ") == 4


def test_time_passes_in_chinese(tmp_path: Path) -> None:
    assert read(tmp_path, CHINESE * 6) == [
        (0.0, 22.5, CHINESE * 5),
        (22.5, 27.0, CHINESE),
    ]


def test_text_without_spaces_is_cut_at_its_sentences_and_nothing_is_lost() -> None:
    pieces = cut("第一句话说得很长很长，" * 10 + "然后结束了。" + CHINESE * 5)

    assert "".join(pieces) == "第一句话说得很长很长，" * 10 + "然后结束了。" + CHINESE * 5
    assert [count_words(piece) for piece in pieces] == [60, 53]
    assert pieces[0].endswith("欢迎来到我们的节目。")


def test_chinese_captions_are_no_single_words(tmp_path: Path) -> None:
    parts = [
        {"startTime": 0, "endTime": 2, "body": "大家好"},
        {"startTime": 2, "endTime": 4, "body": "欢迎来到我们的节目"},
        {"startTime": 4, "endTime": 6, "body": "今天我们谈谈图数据库"},
    ]

    assert read(tmp_path, json.dumps({"version": "1.0.0", "segments": parts})) == [
        (0.0, 2.0, "大家好"),
        (2.0, 4.0, "欢迎来到我们的节目"),
        (4.0, 6.0, "今天我们谈谈图数据库"),
    ]


def test_single_words_of_chinese_are_joined_without_spaces(tmp_path: Path) -> None:
    words = ["大家", "好", "，", "欢迎", "来到", "我们", "的", "Neo4j", "节目", "。"]
    parts = [{"startTime": n, "endTime": n + 1, "body": word} for n, word in enumerate(words)]

    assert read(tmp_path, json.dumps({"version": "1.0.0", "segments": parts})) == [
        (0.0, 10.0, "大家好，欢迎来到我们的 Neo4j 节目。")
    ]


def test_hindi_and_thai_are_prose(tmp_path: Path) -> None:
    hindi = "नमस्ते दोस्तों, आज हम ग्राफ डेटाबेस के बारे में बात करेंगे। यह बहुत दिलचस्प विषय है।"
    thai = "สวัสดีครับ ยินดีต้อนรับสู่รายการของเรา วันนี้เราจะพูดถึงฐานข้อมูลกราฟ และการใช้งานในชีวิตประจำวัน ขอบคุณครับ แล้วพบกันใหม่ ในตอนต่อไปของรายการ"

    assert [text for _, _, text in read(tmp_path, hindi)] == [hindi]
    assert [text for _, _, text in read(tmp_path, thai)] == [thai]
