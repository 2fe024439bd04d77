"""What an article's page says above and below its text."""

import time
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale

from reader.gui.document import template
from reader.gui.document.template import byline, footer_html, message_html, page_html
from reader.model import DatePrecision, Version
from tests.gui.pages import page


@pytest.fixture
def english(monkeypatch):
    """Dates as in Britain, whatever this machine speaks."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def test_a_day_and_a_time_stand_as_they_do_in_the_persons_language(qapp, english):
    moment = datetime(2021, 3, 22, 10, 11).astimezone().timestamp()
    for name, expected in (
        ("zh_CN", "2021年3月22日星期一 10:11"),
        ("de_DE", "22. März 2021, 10:11"),
    ):
        QLocale.setDefault(QLocale(name))
        assert expected in byline(page(date=moment))


def test_byline_names_what_is_known(qapp, english):
    moment = datetime(2021, 3, 22, 10, 11).astimezone().timestamp()
    assert byline(page(date=moment)).split("  ·  ")[:2] == [
        "Lin Xiaoman",
        "Monday, 22 March 2021, 10:11",
    ]
    assert "(date from the file)" in byline(page(date=moment, date_known=False))
    assert "10:11" not in byline(page(date=moment, date_known=False))
    same = byline(page(author="the mountain review"))
    assert "ountain" not in same
    long_ago = datetime(1936, 5, 1, tzinfo=UTC).timestamp()
    assert "1936" in byline(page(date=long_ago))
    for impossible in (1e300, float("inf"), float("nan")):
        assert byline(page(date=impossible)).endswith("3 min")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed there")
@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en_GB", "Asia/Tokyo", "Tuesday, 23 March 2021, 08:30"),
        ("en_GB", "America/New_York", "Monday, 22 March 2021, 19:30"),
        ("de_DE", "Europe/Berlin", "Dienstag, 23. März 2021, 00:30"),
        ("ja_JP", "Asia/Tokyo", "2021年3月23日"),
    ],
)
def test_the_date_is_that_of_the_persons_place(qapp, monkeypatch, language, zone, said):
    before = QLocale()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        QLocale.setDefault(QLocale(language))
        moment = datetime(2021, 3, 22, 23, 30, tzinfo=UTC).timestamp()
        assert said in byline(page(date=moment))
    finally:
        QLocale.setDefault(before)
        monkeypatch.undo()
        time.tzset()


def test_the_categories_are_links_in_the_window_and_words_on_paper(qapp):
    shown = page(categories=("Tech", "R&D"))
    linked = page_html(shown, linked=True)
    assert '<a href="broadsheet:section/1">R&amp;D</a>' in linked
    assert "<a" not in page_html(shown)
    assert "Tech › R&amp;D" in page_html(shown)
    assert "›" not in page_html(page(categories=("Tech",)))


def test_a_further_line_stands_under_the_title_where_it_has_something_to_tell(qapp, monkeypatch):
    lines = (*template.LINES_UNDER_TITLE, lambda page, _linked: page.path)
    monkeypatch.setattr(template, "LINES_UNDER_TITLE", lines)
    told = page_html(page(path="tea/fog.md"))
    assert told.index("3 min") < told.index("<br>tea/fog.md</p>") < told.index("Text.")
    assert "<br>" not in page_html(page(path=""))


def test_the_footer_leads_on_and_back_and_bears_no_markup(qapp):
    html = footer_html(("1" * 32, "Before"), ("2" * 32, "A <next> one"))
    assert html.index(f'Next: <a href="broadsheet:article/{"2" * 32}">A &lt;next&gt; one</a>') < (
        html.index(f'Previous: <a href="broadsheet:article/{"1" * 32}">Before</a>')
    )
    assert footer_html(("", ""), ("", "")) == ""


def test_a_message_says_what_there_is_to_say(qapp):
    assert message_html("", "") == ""
    both = message_html("Not <there>", "It & its folder are gone.")
    assert both.index("Not &lt;there&gt;") < both.index("It &amp; its folder are gone.")
    assert "<h2" not in message_html("", "Nothing here.")


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        (DatePrecision.MINUTE, "Monday, 22 March 2021, 00:00"),
        (DatePrecision.DAY, "Monday, 22 March 2021"),
        (DatePrecision.MONTH, "March 2021"),
        (DatePrecision.YEAR, "2021"),
    ],
)
def test_nothing_is_said_of_a_date_that_was_not_written(qapp, english, precision, said):
    moment = datetime(2021, 3, 22).astimezone().timestamp()
    assert byline(page(date=moment, date_precision=precision)).split("  ·  ")[1] == said


def test_a_draft_says_that_it_is_one(qapp):
    assert byline(page(draft=True)).startswith("Draft  ·  ")
    assert "Draft" not in byline(page())


def test_tags_stand_below_the_byline_and_lead_to_their_lists(qapp):
    tagged = page(categories=("news",), tags=("C++", "<b>"))
    html = page_html(tagged, linked=True)
    assert '<a href="broadsheet:section/1">#C++</a>' in html
    assert '<a href="broadsheet:section/2">#&lt;b&gt;</a>' in html
    assert "#C++" in page_html(tagged)
    assert "#" not in page_html(page())


def test_versions_in_other_languages_are_named_below_the_byline_and_lead_to_their_files(qapp):
    versions = (Version("en/a b.md", "en", True), Version("pt/a?.md", "<pt>", True))
    html = page_html(page(versions=versions), linked=True)
    assert "Also in: " in html
    assert '<a href="article:en/a%20b.md">en</a>' in html
    assert '<a href="article:pt/a%3F.md">&lt;pt&gt;</a>' in html
    assert "<a" not in page_html(page(versions=versions))
    assert "Also in" not in page_html(page())


def test_versions_in_one_language_are_named_by_what_tells_them_apart(qapp):
    html = page_html(page(versions=(Version("b/x.md", "The tide, anew"),)), linked=True)
    assert "Other versions: " in html
    assert "The tide, anew</a>" in html
