"""Bytes of every encoding that an archive may hold come back as the text they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.folder.decode import decode, decode_as, is_data

SIMPLIFIED = ["今天天气很好", "小米徕卡", "《红楼梦》是中国古典小说", "标题：一条很短的新闻。",
              "---\ntitle: 测试\ndate: 2021-03-22\n---\n<p>你好，世界</p>"]  # fmt: skip
TRADITIONAL = ["今天天氣很好", "香港", "簡約美學", "《紅樓夢》是中國古典小說",
               "標題：一條很短的新聞。",
               "---\ntitle: 測試\ndate: 2021-03-22\n---\n<p>你好，世界</p>"]  # fmt: skip
JAPANESE = ["今日は天気がいいです", "日本語", "東京ディズニー、運営時間延長", "短いニュース",
            "---\ntitle: テスト\ndate: 2021-03-22\n---\n<p>こんにちは</p>"]  # fmt: skip
OTHERS = [
    ("euc_jp", "今日は天気がいいです。新しい携帯電話が発売された"),
    ("cp949", "오늘은 날씨가 좋습니다. 새로운 전화기가 나왔습니다. 우리는 한국어를 배웁니다."),
    ("cp1251", "Новый телефон вышел сегодня, и это хорошо для всех нас"),
    ("cp1252", "It’s a café, don’t you think? “naïve” – says Zoë. Déjà vu, garçon."),
    ("gb18030", "很好的一天，还有表情 😀 和한국어在一起。"),
]
CASES = [
    *(("gb18030", text) for text in SIMPLIFIED),
    *(("big5", text) for text in TRADITIONAL),
    *(("cp932", text) for text in JAPANESE),
    *OTHERS,
]


@pytest.mark.parametrize(("encoding", "text"), CASES, ids=lambda value: value[-12:])
def test_the_encoding_is_found_by_the_bytes(encoding, text):
    assert decode(text.encode(encoding)) == text
    assert decode_as(text.encode(encoding))[1]


def test_the_usual_file_bears_no_name():
    assert decode_as("新闻".encode()) == ("新闻", "")
    assert decode_as("\ufeff新闻".encode()) == ("新闻", "")
    assert decode_as(b"") == ("", "")


def test_utf16_is_told_by_its_mark():
    assert decode_as("\ufeff新闻".encode("utf-16-le")) == ("新闻", "UTF-16")
    assert decode_as("\ufeff新闻".encode("utf-16-be")) == ("新闻", "UTF-16")
    assert decode(b"\xff\xfea\x00b\x00c") == "ab\ufffd"


def test_a_scratch_does_not_turn_utf8_into_another_language():
    text = "今天天气很好，我们去公园。" * 5
    data = text.encode()
    assert decode(data[:-1]) == f"{text[:-1]}\ufffd"
    assert decode(data[:30] + b"\xff" + data[30:]) == f"{text[:10]}\ufffd{text[10:]}"


def test_a_file_cut_in_mid_character_is_still_its_language():
    text = "今天天气很好，我们去公园。"
    assert decode(text.encode("gb18030")[:-1]).startswith(text[:-1])


def test_a_page_that_names_its_encoding_is_believed_where_it_can_be_true():
    page = '<meta charset="windows-1251"><p>Да</p>'
    assert decode(page.encode("cp1251")) == page
    wrong = '<meta charset="big5"><p>今天天气很好，我们去公园。</p>'
    assert decode(wrong.encode("utf-8")) == wrong


def test_line_ends_and_nul_bytes():
    assert decode(b"a\r\nb\rc\n\x00d") == "a\nb\nc\nd"


@given(st.binary(max_size=400))
def test_any_bytes_are_some_text(data):
    text = decode(data)
    assert not set(text) & {"\0", "\r"}
    text.encode()  # no lone surrogates
    assert decode(data) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 测试\ndate: 2021-03-22\n---\n\n今天天气很好，我们去公园。\n" * 3,
        "Plain words of English, and a café.\n",
        "Новый телефон вышел\nсегодня, и это хорошо\nдля всех нас.\n",
        "한국어를 배웁니다.\n오늘은 날씨가 좋습니다.\nЯ 😀\n",
    ],
    ids=["Chinese", "English", "Russian", "Korean"],
)
def test_utf16_without_a_mark_is_told_by_its_nuls(encoding, text):
    assert decode_as(text.encode(encoding)) == (text, "UTF-16")


@pytest.mark.parametrize(
    "data",
    [b"a stray \x00 in a text\x00 that is none\n", "很好\0的一天，\0还有\0".encode(), b"\0" * 50],
)
def test_a_stray_nul_makes_no_utf16(data):
    assert decode_as(data) == (data.decode().replace("\0", ""), "")


def test_what_mails_and_old_news_were_written_in_is_read():
    chinese = "标题：今天天气很好。\n\nplain words ~ and 我去公园。\n"
    assert decode_as(chinese.encode("hz")) == (chinese, "HZ")
    japanese = "---\ntitle: 新しい携帯電話\n---\n\n今日は plain 天気がいいです。\n"
    assert decode_as(japanese.encode("iso2022_jp")) == (japanese, "ISO-2022-JP")


@pytest.mark.parametrize(
    "text",
    [
        "~~gone~~ ~{x} ~{ab~} code",
        "f ~{ g",
        "\x1b$ 5",
        "a\x1b[31mred\x1b[0m",
        "~{!!!!" * 50,
        "~{~}",
    ],
)
def test_signs_that_look_like_it_are_left(text):
    assert decode_as(text.encode()) == (text, "")


@pytest.mark.parametrize("utf8", ["标题：这是短文。", "hello 混合 world ", "混合 ", "テスト"])
def test_a_short_utf8_with_a_few_words_of_gbk_stays_utf8(utf8):
    for words in ("混合", "编码"):
        text, name = decode_as(utf8.encode() + words.encode("gbk"))
        assert text.startswith(utf8)
        assert name == "damaged UTF-8"


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 5000,
        b"\x7fELF\x02\x01\x01\0\0\0\x03\0>\0\x01\0\0\0\xc0\x6a\0\0@\0\0\0\x98\x18" * 40,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x02\x08\x06\xbe\xfa\x1c" * 20,
        b"PK\x03\x04\x14\0\0\0\x08\0\x11\xb3\x7b\x5d\x01\x02\x1c\x0f" * 30,
    ],
    ids=["zeros", "program", "picture", "archive"],
)
def test_data_is_told_from_text(data):
    assert is_data(data, decode(data))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"A crash filled the rest." + b"\0" * 5000,
        "他说：你好。 It’s.".encode("utf-16-le"),
        "\ufeff新闻".encode("utf-16-be"),
        b"\x1b[31mred\x1b[0m and \x0c\n" * 9,
        "é ".encode("latin-1") * 99,
    ],
    ids=["nothing", "blank", "crash", "utf-16", "utf-16-be", "terminal", "latin"],
)
def test_text_is_no_data(data):
    assert not is_data(data, decode(data))
