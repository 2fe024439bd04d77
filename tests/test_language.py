"""Which language is spoken, and what is said in it."""

import importlib.util
from collections.abc import Iterator

import pytest

from reader import language
from reader.language import N_, _, best, listed, ngettext, of_environment, pgettext
from tests.conftest import ROOT


def _translations():
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translations = _translations()


@pytest.fixture
def spoken(tmp_path) -> Iterator:
    """`spoken(tag, messages)` has a language of its own spoken until the test is over."""

    def speak(tag: str, messages: list[tuple]) -> None:
        catalog = translations.Catalog(locale=translations.LOCALES.get(tag, tag), fuzzy=False)
        for message, said, context in messages:
            catalog.add(message, said, context=context)
        (tmp_path / f"{tag}.mo").write_bytes(translations.compiled(catalog))
        language.use(tag, tmp_path)

    yield speak
    language.use(language.ENGLISH)


def test_english_needs_no_catalogue():
    assert language.current() == "en"
    assert _("Quit") == N_("Quit") == pgettext("menu", "Quit") == "Quit"
    assert [ngettext("one", "many", n) for n in (0, 1, 2)] == ["many", "one", "many"]
    assert listed(["a", "b"]) == "a, b"


def test_another_language_is_spoken_from_then_on(spoken):
    spoken(
        "zh-Hans",
        [
            ("Quit", "退出", None),
            (("{n} article", "{n} articles"), ("{n} 篇文章",), None),
            ("Unread", "标为未读", "menu"),
            (", ", "、", "list"),
        ],
    )
    assert language.current() == "zh-Hans"
    assert _("Quit") == "退出"
    assert _("Not in the catalogue") == "Not in the catalogue"
    assert ngettext("{n} article", "{n} articles", 1).format(n=1) == "1 篇文章"
    assert (pgettext("menu", "Unread"), pgettext("list", "Unread")) == ("标为未读", "Unread")
    assert listed(["甲", "乙"]) == "甲、乙"
    language.use("en")
    assert _("Quit") == "Quit"


@pytest.mark.parametrize("damage", [b"", b"no catalogue", None])
def test_without_its_catalogue_english_is_spoken(tmp_path, expect_log, damage):
    expect_log("The texts in ja are missing")
    if damage is not None:
        (tmp_path / "ja.mo").write_bytes(damage)
    language.use("ja", tmp_path)
    assert (language.current(), _("Quit")) == ("en", "Quit")


@pytest.fixture
def all_offered(monkeypatch):
    monkeypatch.setattr(language, "LANGUAGES", dict.fromkeys(["en", "zh-Hans", "zh-Hant", "ja"]))


@pytest.mark.parametrize(
    ("wanted", "spoken_here"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], "zh-Hans"),
        (["zh_CN.UTF-8"], "zh-Hans"),
        (["zh-SG"], "zh-Hans"),
        (["zh_TW.Big5"], "zh-Hant"),
        (["zh-Hant-HK", "en-GB"], "zh-Hant"),
        (["zh-Hans-HK"], "zh-Hans"),
        (["yue-Hant-HK"], "zh-Hant"),
        (["zh-MO"], "zh-Hant"),
        (["ja_JP.eucJP"], "ja"),
        (["fr-FR", "ja-JP", "en"], "ja"),
        (["en-GB", "zh-CN"], "en"),
        (["C"], "en"),
        (["de", ""], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_is_known_is_spoken(all_offered, wanted, spoken_here):
    assert best(wanted) == spoken_here


def test_a_language_that_is_not_offered_is_none(monkeypatch):
    monkeypatch.setattr(language, "LANGUAGES", {"en": "English"})
    assert best(["zh-CN"]) == "en"


@pytest.mark.parametrize(
    ("environment", "spoken_here"),
    [
        ({"BROADSHEET_LANGUAGE": "ja", "LANG": "zh_CN.UTF-8"}, "ja"),
        ({"BROADSHEET_LANGUAGE": "tlh", "LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_TW:zh:en"}, "zh-Hant"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "ja"}, "en"),
        ({}, "en"),
    ],
)
def test_a_process_without_a_window_asks_its_environment(all_offered, environment, spoken_here):
    assert of_environment(environment) == spoken_here
