"""Searching: what a person types finds what holds it, and nothing is ever an error."""

import random
import unicodedata

import pytest

from reader.library.index import search
from reader.library.index.search import match_expression, spaced
from reader.model import Query
from reader.views import BY_ID, UNREAD


def found(library, words, **narrowed):
    rows = library.rows(Query(search=words, **narrowed))
    return {headline.title for headline in library.headlines(rows)}


@pytest.fixture
def library(shelf):
    shelf.add(
        shelf.article("科技/leica.md", "小米徕卡首款旗舰7月发布！", text="雷军晒多年老徕卡相机。"),
        shelf.article("科技/apart.md", "两个句子", text="他姓徕。卡车来了。徕 卡。"),
        shelf.article("科技/iphone.md", "iPhone 13发布会回顾", text="苹果iPhone13发布，价格不变。"),
        shelf.article("en/leica.md", "Leica and Xiaomi", text="A café of the camera-maker's"),
        shelf.article("en/node.md", "Node.js released", text="C++ & Rust; AND OR NOT near. NEAR/2"),
        shelf.article("ja/tokyo.md", "東京ディズニー", text="コーヒーとﾊﾝﾊﾞｰｶﾞｰ、ガラス"),
        shelf.article("ko/samsung.md", "삼성전자 실적", text="갤럭시삼성 발표"),
        shelf.article("科技/width.md", "ＡＭＤ处理器①", text="性能损失５４％ ﬁnal"),
    )
    return shelf.library()


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("徕卡", {"小米徕卡首款旗舰7月发布！"}),
        ("徕", {"小米徕卡首款旗舰7月发布！", "两个句子"}),
        ("徕 卡", {"小米徕卡首款旗舰7月发布！", "两个句子"}),
        ("小米 相机", {"小米徕卡首款旗舰7月发布！"}),
        ("相机小米", set()),
        ("iphone13发布", {"iPhone 13发布会回顾"}),
        ("iPh", {"iPhone 13发布会回顾"}),
        ("旗舰7月", {"小米徕卡首款旗舰7月发布！"}),
        ("leica", {"Leica and Xiaomi"}),
        ("LEICA xiao", {"Leica and Xiaomi"}),
        ("cafe", {"Leica and Xiaomi"}),
        ("CAFÉ", {"Leica and Xiaomi"}),
        ("camera-maker", {"Leica and Xiaomi"}),
        ('"xiaomi leica"', set()),
        ('"leica and"', {"Leica and Xiaomi"}),
        ("node.js", {"Node.js released"}),
        ("AND", {"Leica and Xiaomi", "Node.js released"}),
        ("NEAR", {"Node.js released"}),
        ("c++", {"Node.js released"}),
        ("ディズニー", {"東京ディズニー"}),
        ("ハンバーガー", {"東京ディズニー"}),
        ("삼성", {"삼성전자 실적"}),
        (unicodedata.normalize("NFD", "삼성"), {"삼성전자 실적"}),
        ("AMD", {"ＡＭＤ处理器①"}),
        ("ａｍｄ处理器", {"ＡＭＤ处理器①"}),
        ("54", {"ＡＭＤ处理器①"}),
        ("final", {"ＡＭＤ处理器①"}),
        ("没有的词", set()),
    ],
)
def test_what_is_typed_finds_what_holds_it(library, words, titles):
    assert found(library, words) == titles


@pytest.mark.parametrize("words", ["", "   ", "*", '"', '""', "-", "。！", "( ) : ^", "\x00", "🏞"])
def test_a_search_without_a_word_does_not_narrow(library, words):
    assert len(library.rows(Query(search=words))) == 8


@pytest.mark.parametrize(
    "words",
    [
        '"', "a*", "^a", "title:a", "{title text} : a", "NEAR(a b, 3)", "a AND", "OR", "NOT a",
        "(a", "a + b", "a\0b", "\ud800徕卡", "'; DROP TABLE x; --", "徕" * 10_000, "word " * 5_000,
        '"a" ' * 3_000, "\ue000", "\ue000徕卡", "\ufeff", "a" * 100_000,
    ],
)  # fmt: skip
def test_nothing_typed_is_an_error(library, words):
    library.rows(Query(search=words))
    library.first_rows(Query(UNREAD, ("科技",), words), 10)


def test_chinese_is_found_exactly(shelf):
    """Random texts of few characters and many stops: the hits are those that hold the word."""
    dice = random.Random(5)
    texts = {
        f"t{number}": "".join(dice.choices("徕卡小米相机。，  \nA1", k=40)) for number in range(300)
    }
    shelf.add(*(shelf.article(f"{name}.md", text=text) for name, text in texts.items()))
    library = shelf.library()
    for _ in range(300):
        word = "".join(dice.choices("徕卡小米相机", k=dice.randint(1, 4)))
        assert found(library, word) == {name for name, text in texts.items() if word in text}, word


def test_a_common_word_gives_the_same_first_page_as_the_whole_list(shelf, monkeypatch):
    monkeypatch.setattr("reader.library.index.search_hits.MANY_HITS", 20)
    shelf.add(
        *(
            shelf.article(
                f"{'甲' if number % 3 else '乙'}/{number}.md",
                f"标题{number}" if number % 7 else f"相机{number}",
                day=number * 37 % 100,
                text="相机" if number % 4 else "无",
            )
            for number in range(200)
        )
    )
    library = shelf.library()
    ids = [headline.id for headline in library.headlines(library.rows(Query()))]
    library.set_read(ids[::2], True)
    library.set_starred(ids[::5], True)
    for view in BY_ID:
        for section in [(), ("甲",)]:
            query = Query(view, section, "相机")
            rows = library.rows(query)
            assert list(library.first_rows(query, 15)) == list(rows[:15])
            unnarrowed = list(library.rows(Query(view, section)))
            assert set(rows) <= set(unnarrowed)


def test_hits_in_the_title_come_first_then_the_newest(shelf, titles):
    shelf.add(
        shelf.article("a.md", "Old camera", day=1),
        shelf.article("b.md", "New lens", day=9, text="for a camera"),
        shelf.article("c.md", "Newer lens", day=10, text="camera"),
        shelf.article("d.md", "Camera again", day=2),
    )
    library = shelf.library()
    order = ["Camera again", "Old camera", "Newer lens", "New lens"]
    assert titles(library, Query(search="camera")) == order
    rows = library.first_rows(Query(search="camera"), 3)
    assert [headline.title for headline in library.headlines(rows)] == order[:3]


def test_a_changed_article_is_found_by_its_new_words_alone(shelf):
    shelf.add(shelf.article("a.md", "Title", text="formerly"))
    shelf.add(shelf.article("a.md", "Title", text="lately"))
    library = shelf.library()
    assert found(library, "formerly") == set()
    assert found(library, "lately") == {"Title"}


def test_every_letter_that_has_a_compatible_form_is_folded():
    """The quick look for odd characters overlooks none that NFKC would change within a word."""
    odd = search._odd()
    for code in range(0x80, 0x110000):
        char = chr(code)
        if 0xD800 <= code < 0xE000 or unicodedata.normalize("NFKC", char) == char:
            continue
        if unicodedata.category(char)[0] in "LN":
            assert odd.search(char), hex(code)


def test_ascii_is_left_as_it_is():
    assert spaced("Plain words, 1 < 2.") == "Plain words, 1 < 2."


def test_the_last_word_is_taken_as_the_beginning_of_one():
    assert match_expression("the ca") == '"the"* AND "ca"*'
    assert match_expression("c a") == '"c" AND "a"'


def test_what_is_told_to_be_everyday_needs_no_folding():
    everyday = [c for c in map(chr, range(0x110000)) if search._everyday().fullmatch(c)]
    assert len(everyday) > 100
    assert not [c for c in everyday if search._rare().search(c)]
