"""The language of a text, for the right Han glyphs."""

import pytest

from reader.markup.text.language import language_of


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("小米徕卡首款旗舰7月发布，这个手机会很贵。", "zh-Hans"),
        ("5G 上網的時代已經來臨，就算大家未換 5G plan", "zh-Hant"),
        ("耳の中の掃除をしたほうがいいかどうか", "ja"),
        ("東京ディズニー、運営時間延長", "ja"),
        ("가평 백 한과, branding identity 2017", "ko"),
        ("The quick brown fox jumps over the lazy dog and runs", "en"),
        ("Das ist ein Text, der nicht in englischer Sprache geschrieben wurde, sondern anders", ""),
        ("Привет, как дела", "ru"),
        ("PHPMQTT 版本发布，新增协议调试工具 composer require simps/mqtt", "zh-Hans"),
        ("12:00 …", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_from_the_text(text, tag):
    assert language_of(text) == tag
