"""Where a voice pauses: Latin, Chinese and Japanese."""

import time

import pytest

from reader.markup.text.sentences import LONGEST, sentences


def said(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("小米发布了。你好吗？“好！”他说。完",
         ["小米发布了。", "你好吗？", "“好！”", "他说。", "完"]),
        ("「終わりです。」次へ。", ["「終わりです。」", "次へ。"]),
        ("Dr. Smith paid 3.50 to J. Doe, e.g. for tea. Then he left.",
         ["Dr. Smith paid 3.50 to J. Doe, e.g. for tea.", "Then he left."]),
        ("See example.org for more. Yes.", ["See example.org for more.", "Yes."]),
        ("He said “No.” She went.", ["He said “No.”", "She went."]),
        ("Title\nBy A\n\nText.", ["Title", "By A", "Text."]),
        ("\ufffc\n——\n***\n", []),
        ("안녕하세요. 반갑습니다.", ["안녕하세요.", "반갑습니다."]),
        ("等等……然后呢？", ["等等……", "然后呢？"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(text, expected):
    assert said(text) == expected


def test_a_sentence_without_end_is_cut_at_its_commas():
    parts = said("很长的句子，" * 200)
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith("，") for part in parts)
    assert "".join(parts) == "很长的句子，" * 200


def test_a_word_without_end_is_cut_too():
    assert "".join(said("a" * 1000)) == "a" * 1000
    assert max(map(len, said("a" * 1000))) == LONGEST


def test_a_hostile_text_takes_no_time():
    for text in ("." * 100_000, "。" * 100_000, "a. " * 50_000, '."' * 50_000, " " * 100_000):
        sentences(text)


def test_a_row_of_stops_costs_each_of_them_once():
    """A voice starts on the window's own thread; a row of 900,000 held it for 7 s."""
    text = "A word" + "." * 200_000 + "a word" + "?!" * 50_000 + "\"'" * 50_000 + " Another one."
    began = time.process_time()
    found = [text[start:end] for start, end in sentences(text)]
    assert time.process_time() - began < 1
    assert found[-1] == "Another one."


def test_stops_in_a_row_end_a_sentence_as_one_does():
    assert [text[a:b] for text in ["Well... Go on.. Now"] for a, b in sentences(text)] == [
        "Well...",
        "Go on..",
        "Now",
    ]
