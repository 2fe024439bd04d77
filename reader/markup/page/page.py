"""An article made into the page that the article pane shows.

Order: bounds, parse (prepare), the tree made plain (pictures, embeds, tidy, tables, blocks), the
gate (sanitize), and then alone what QTextDocument needs (finish, keys for pictures, seams).

Class names that occur, each to be coloured by the pane's default stylesheet; and a comment:
    p.picture           large pictures, alone on their line or in a row: 100 % line height
    p.caption           under a picture; p.caption.above: above a table
    p.cut, p.on, p.line the parts of a very long paragraph, see long_paragraphs.py
    p.lead              a short line in bold that heads what follows
    table.quote         one row: td.quote-bar (3 px, empty) and td.quote-text; from right to left
                        td.quote-text.rtl and td.quote-bar
    table.code          one cell holding a <pre> that wraps; pre.language-x: the language it is in
    table.data          a table of the article, td and th
    table.card          one cell: a video, sound or page that opens in the browser
    span.mark, span.kbd highlighted words, keys
    span.code-x         coloured code, see code.py
    span.plain          letters of a rare script, all in one style, see scripts.py
    <!--seam …-->       where a long page may be laid out in pieces, see seams.py
    p.summary           the line of a part (<details>, kept) that opens and closes, see details.py
"""

from reader.markup.bounds import bounded
from reader.markup.page.anchors import settle_anchors
from reader.markup.page.blocks import drop_empty, set_paragraphs, settle_text
from reader.markup.page.directions import settle_directions, tell_directions
from reader.markup.page.drawings import show_drawings, take_drawings
from reader.markup.page.embeds import settle_embeds
from reader.markup.page.finish import dressed
from reader.markup.page.formulas import show_formulas, take_formulas
from reader.markup.page.lengths import bound_text
from reader.markup.page.lists import settle_lists
from reader.markup.page.pictures import behind_keys, set_apart, settle_pictures
from reader.markup.page.prepare import tree
from reader.markup.page.resolver import Resolver
from reader.markup.page.seams import seamed
from reader.markup.page.tables import settle_tables
from reader.markup.page.tidy import settle_headings, settle_listings, tidy
from reader.markup.page.wide_tables import break_words
from reader.markup.page.written import written
from reader.markup.sanitize import sanitize
from reader.markup.text.language import told_or_found
from reader.markup.text.scripts import bound_scripts
from reader.markup.text.text import reading_minutes
from reader.model import Article, Formula, Note, Page, Picture


def make_page(article: Article, resolver: Resolver | None = None, anchor: str = "") -> Page:
    """Return the article as a page: safe, within bounds, pictures behind keys. Never raises.

    resolver: knows the folder; without one, links and pictures are told by what they look like.
    anchor: a place in it that is asked for; what stands there bears the id model.page.HERE.
    Its notes say what was odd in the file, then what was cut.
    """
    html, pictures, formulas, notes = _body(article, resolver, anchor)
    return Page(
        id=article.id,
        path=article.path,
        title=article.title,
        author=article.author,
        source=article.source,
        url=article.url,
        date=article.date.timestamp(),
        date_known=article.date_source.is_known,
        date_precision=article.date_precision,
        tags=article.tags,
        draft=article.draft,
        categories=article.categories,
        section=article.section,
        html=html,
        pictures=pictures,
        formulas=formulas,
        language=told_or_found(article.language, f"{article.title}\n{article.text}"),
        minutes=reading_minutes(article.text),
        notes=(*article.notes, *notes),
        foretold=article.pictures,
    )


def _body(
    article: Article, resolver: Resolver | None, anchor: str
) -> tuple[str, tuple[Picture, ...], tuple[Formula, ...], tuple[Note, ...]]:
    base = article.base or article.url
    source, drawings = take_drawings(article.html)
    source, cut = bounded(source)
    soup = tree(source)
    formulas = take_formulas(soup) if "math" in source else ()
    settle_headings(soup, article.title)
    settle_listings(soup)
    settle_anchors(soup, base, anchor)
    settle_lists(soup)
    settle_directions(soup)
    tidy(soup, base, article.path, resolver)
    settle_embeds(soup, base)
    picture_notes = settle_pictures(soup, resolver)
    show_drawings(soup)
    table_notes = settle_tables(soup)
    set_apart(soup)
    show_formulas(soup)
    text_notes = bound_text(soup)
    settle_text(soup)
    break_words(soup)
    drop_empty(soup)
    set_paragraphs(soup)
    tell_directions(soup)
    languages = [str(listing.get("data-code", "")) for listing in soup.find_all("pre")]
    html, pictures = behind_keys(sanitize(written(soup), own=True), drawings, formulas)
    html, script_notes = bound_scripts(dressed(html, languages))
    notes = (*cut, *picture_notes, *table_notes, *text_notes, *script_notes)
    return seamed(html), pictures, formulas, notes
