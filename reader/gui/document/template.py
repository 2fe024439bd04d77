"""The HTML around an article's text: what stands above it and below it, and a message's page.

One function a line. A further line above the text goes into LINES_UNDER_TITLE, a further one below
it into `footer_html`. What a line looks like is the style sheet's (reader/gui/style/typography.py).
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from urllib.parse import quote

from PySide6.QtCore import QDateTime, QLocale, QUrl

from reader.gui.style.language import date_locale
from reader.gui.style.relative_time import NO_DATE, whole_date
from reader.language import N_, _, listed, ngettext
from reader.markup.addresses import link_address
from reader.markup.text.language import runs_right_to_left
from reader.markup.text.plain import isolated
from reader.model import DatePrecision, Note, NoteCode, Page

SECTION = "broadsheet:section/"
"""The address of a category's or a tag's list, before its place among the two."""
ARTICLE = "broadsheet:article/"
"""The address of an article of the list, before its id."""
WHOLE_PAGE, ARTICLE_ALONE = "broadsheet:whole-page", "broadsheet:article-alone"
"""The address of all of a saved web page, and of what of it is the article."""
LATEST = 253_402_300_800.0
"""Seconds: the year 10,000. What lies beyond is no date."""
DRAFT = N_("Draft")
"""Said of an article that its author had not published."""
ALSO_IN = N_("Also in: {languages}")
"""Before the languages of an article's other versions."""
OTHER_VERSIONS = N_("Other versions: {names}")
"""Before what tells them from this one, where they are of its language."""
SEPARATOR = "  ·  "
"""Between two things that are told in one line."""
_BEFORE_TIME = dict.fromkeys(
    (QLocale.Language.Chinese, QLocale.Language.Japanese, QLocale.Language.Korean), " "
)
"""Where a day and a time have no comma between them."""

Line = Callable[[Page, bool], str]
"""Makes one line's HTML, "" where there is nothing to tell, of a page and whether it is linked."""


def page_html(page: Page, *, linked: bool = False) -> str:
    """Return header, body and notes of a page as one HTML text.

    linked: what leads to other articles is a link, as in the window; on paper it is words alone.
    """
    return _header(page, linked=linked) + page.html + _notes(page, linked=linked)


def _header(page: Page, *, linked: bool) -> str:
    turned = ' dir="rtl"' if runs_right_to_left(page.language) else ""
    parts = []
    if page.source:
        parts.append(f'<p class="article-source"{turned}>{escape(page.source)}</p>')
    parts.append(f'<h1 class="article-title"{turned}>{escape(page.title)}</h1>')
    # One paragraph, whatever number of lines it has: the text begins at one distance below it.
    lines = [line for make in LINES_UNDER_TITLE if (line := make(page, linked))]
    parts.append(f'<p class="article-byline"{turned}>{"<br>".join(lines)}</p>')
    return "".join(parts)


def _byline_and_categories(page: Page, linked: bool) -> str:
    parts = (escape(byline(page)), _categories(page, linked), _original(page, linked))
    return SEPARATOR.join(part for part in parts if part)


def _original(page: Page, linked: bool) -> str:
    """Return the host of the article's original, in punycode, so that no letter looks like another.

    It leads to the original.
    """
    url = QUrl(page.url)
    if url.scheme() not in ("http", "https") or not url.host():
        return ""
    host = escape(url.host(QUrl.ComponentFormattingOption.FullyEncoded).removeprefix("www."))
    return link(escape(page.url), host) if linked else host


def _tags(page: Page, linked: bool) -> str:
    # Each leads to the list of its articles, counted on from the categories.
    names = [f"#{escape(isolated(name))}" for name in page.tags]
    if linked:
        first = len(page.categories)
        names = [link(f"{SECTION}{n}", name) for n, name in enumerate(names, first)]
    return "  ".join(names)


def _versions(page: Page, linked: bool) -> str:
    """Return the line of the other texts of this article that the folder holds."""
    names = []
    for version in page.versions:
        name = escape(isolated(version.label))
        address = escape(link_address(f"article:{quote(version.path, errors='replace')}"))
        names.append(link(address, name) if linked else name)
    if not names:
        return ""
    told = ALSO_IN if page.versions[0].language else OTHER_VERSIONS
    return _(told).format(languages=listed(names), names=listed(names))


LINES_UNDER_TITLE: tuple[Line, ...] = (_byline_and_categories, _versions, _tags)
"""What is told between the title and the text, from the top."""


def byline(page: Page) -> str:
    """Return author, date and reading time as far as they are known, as plain text."""
    parts = [_(DRAFT)] if page.draft else []
    if page.author and page.author.casefold() != page.source.casefold():
        parts.append(isolated(page.author))
    if page.undated:
        parts.append(_(NO_DATE))
    elif abs(page.date) < LATEST:
        moment = QDateTime.fromSecsSinceEpoch(int(page.date))
        locale = date_locale()
        date = whole_date(moment, locale, page.date_precision)
        if page.date_known and page.date_precision is not DatePrecision.MINUTE:
            parts.append(date)
        elif page.date_known:
            time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
            between = _BEFORE_TIME.get(locale.language(), ", ")
            parts.append(f"{date}{between}{time}")
        else:
            parts.append(_("{date} (date from the file)").format(date=date))
    parts.append(ngettext("{count} min", "{count} min", page.minutes).format(count=page.minutes))
    return SEPARATOR.join(parts)


def _categories(page: Page, linked: bool) -> str:
    names = [escape(isolated(name)) for name in page.categories]
    if linked:
        names = [link(f"{SECTION}{n}", name) for n, name in enumerate(names)]
    return " › ".join(names)


_OTHER_SIDE = {
    NoteCode.SITE: (WHOLE_PAGE, N_("Show the whole page")),
    NoteCode.WHOLE_SITE: (ARTICLE_ALONE, N_("Show the article alone")),
}
"""Notes that lead to what they tell of."""


def _notes(page: Page, *, linked: bool) -> str:
    if not page.notes:
        return ""
    lines = [_note(note, linked=linked) for note in page.notes]
    title = escape(_("About this file"))
    return "".join((f'<hr><p class="article-notes-title">{title}</p>', *lines))


def _note(note: Note, *, linked: bool) -> str:
    told = escape(note.sentence)
    if linked and note.code in _OTHER_SIDE:
        address, words = _OTHER_SIDE[note.code]
        told = f"{told} {link(address, escape(_(words)))}"
    return f'<p class="note">{told}</p>'


def footer_html(previous: tuple[str, str], following: tuple[str, str]) -> str:
    """Return links to the articles before and after this one in the list, as HTML.

    Each is (id, title), ("", "") where there is none.
    """
    return "".join(
        footer_line(label, [link(ARTICLE + escape(id_), escape(title))])
        for label, (id_, title) in ((_("Next:"), following), (_("Previous:"), previous))
        if id_
    )


def linking_html(linking: Sequence[tuple[str, str]], count: int) -> str:
    """Return a line of links to the articles that link here, as HTML; "" for none.

    Each is (id, title). count: how many there are, those that are not named with them.
    """
    if not linking:
        return ""
    links = [link(ARTICLE + escape(id_), escape(title)) for id_, title in linking]
    told = ngettext("{count:,} article links here:", "{count:,} articles link here:", count)
    return footer_line(told.format(count=count), [*links, "…"] if count > len(links) else links)


def footer_line(label: str, links: Iterable[str]) -> str:
    """Return one line of the footer: a label, plain text, and the links (HTML) that it names."""
    return f'<p class="article-footer">{escape(label)} {SEPARATOR.join(links)}</p>'


def link(address: str, words: str) -> str:
    """Return a link; both are HTML already."""
    return f'<a href="{address}">{words}</a>'


def message_html(title: str, sentence: str, beginning: str = "", url: str = "") -> str:
    """Return a calm page with a title and a sentence, any of which may be "".

    beginning: of the text that cannot be shown. url: of its original.
    """
    parts = []
    if title:
        parts.append(f'<h2 align="center">{escape(title)}</h2>')
    if sentence:
        parts.append(f'<p align="center" class="note">{escape(sentence)}</p>')
    if beginning:
        begins = escape(_("It begins:"))
        parts.append(f'<p class="lead">{begins}</p><p>{escape(beginning)}</p>')
    if link := link_address(url):
        words = escape(_("Open the original"))
        parts.append(f'<p><a href="{escape(link)}">{words}</a></p>')
    return "".join(parts)
