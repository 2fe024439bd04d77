"""Where a long page may be cut: every piece is whole in itself, and no one else sees the seams."""

import re

import pytest

from reader.markup.export.nodes import parse, plain, undressed
from reader.markup.export.to_markdown import to_markdown
from reader.markup.page import seams
from reader.markup.page.columns import LINE, shares
from reader.markup.page.pieces import ITEM, ON, pieces
from reader.markup.page.seams import seamed
from tests.markup.articles import body
from tests.support.long_articles import bodies, pictured

PAGES = {kind: body(html) for kind, html in bodies(4_000).items()}
"""Each too short to be cut."""


@pytest.fixture
def small(monkeypatch):
    """All is long that has more than some hundred characters."""
    for name, size in (("LONG", 0), ("PIECE", 700), ("PIECE_OF_TABLE", 500), ("CUT_BOX", 600)):
        monkeypatch.setattr(seams, name, size)


def words(html):
    return " ".join(re.sub(r"<[^<>]*>", " ", html).split())


@pytest.mark.parametrize("kind", PAGES)
def test_the_pieces_hold_all_of_it_in_order(small, kind):
    html = seamed(PAGES[kind])
    found = pieces(html)
    assert len(found) > 3
    assert words(" ".join(piece.html for piece in found)) == words(PAGES[kind])
    longest = max(len(words(piece.html)) for piece in found)
    assert longest < 2_000


@pytest.mark.parametrize("kind", PAGES)
def test_no_one_else_sees_a_seam(small, kind):
    marked, whole = undressed(parse(seamed(PAGES[kind]))), undressed(parse(PAGES[kind]))
    assert marked == whole
    assert plain(marked) == plain(whole)
    assert to_markdown(marked, {}) == to_markdown(whole, {})


def test_what_is_not_long_is_left_as_it_is():
    assert all(seamed(html) == html for html in PAGES.values())
    assert len(pieces(PAGES["quotation"])) == 1


@pytest.mark.parametrize(
    ("kind", "size"),
    [("paragraphs", 160_000), ("list", 45_000), ("listing", 45_000), ("table", 25_000)],
)
def test_what_is_long_is_cut(kind, size):
    html = body(bodies(size)[kind])
    assert len(pieces(html)) > 2
    assert max(len(piece.html) for piece in pieces(html)) < 2 * seams.PIECE


@pytest.mark.parametrize("tag", ["ul", "ol", "ol start='7'"])
def test_a_list_of_very_many_items_goes_on_in_each_piece(tag):
    start = 7 if "7" in tag else 1
    items = "".join(f"<li>{n}</li>" for n in range(start, start + 900))
    found = pieces(body(f"<p>Before</p><{tag}>{items}</{tag[:2]}><p>After</p>"))
    assert [piece.lists for piece in found] == [0, 1, 1]
    for piece in found[1:] if "o" in tag else []:
        assert re.match(r'<ol start="(\d+)"><li>\1</li>', piece.html)


def test_very_many_pictures_are_cut():
    assert len(pieces(body(pictured(240)["pictures"]))) >= 4
    assert len(pieces(body(pictured(190)["pictures"]))) == 1


def test_a_numbered_list_counts_on(small):
    found = pieces(seamed(PAGES["numbered list"]))
    lists = [piece.html for piece in found if piece.lists]
    begun = 7 + found[0].html.count("<li>")
    for html in lists:
        assert re.match(r"<ol[^<>]*>", html)[0] == f'<ol start="{begun}">'
        begun += html.count("<li>")


def test_a_list_within_an_item_goes_on_as_deep_as_it_was(small):
    found = [p for p in pieces(seamed(PAGES["list within an item"])) if p.lists]
    assert len(found) > 2
    # The item around has begun: what comes behind it is the second one.
    deep = [p for p in found if re.match(r'<ol start="2"><li><ul type="circle"><li>', p.html)]
    assert len(deep) > 2
    assert all(p.lists == 2 for p in deep)
    assert all(p.html.startswith('<ol start="2"><li>Two') for p in found if p not in deep)


def test_an_item_is_cut_between_its_paragraphs(small, monkeypatch):
    monkeypatch.setattr(seams, "PIECE", 500)
    found = pieces(seamed(PAGES["items of paragraphs"]))
    assert {piece.how for piece in found} == {"", ITEM}
    for piece in found:
        assert piece.how == (ITEM if "<p>More" in piece.html[:60] else "")


def test_what_stands_in_a_long_box_says_so(small):
    found = pieces(seamed(PAGES["quotation within one"]))
    assert [piece.boxes for piece in found if piece.boxes] == [
        ("1q",),
        *[("1q", "2q")] * (len(found) - 4),
        ("1q",),
    ]
    assert found[0].boxes == found[-1].boxes == ()
    assert "<table" not in "".join(piece.html for piece in found)


def test_lines_of_a_listing_are_neither_lost_nor_made(small):
    html = PAGES["listing"]
    lines = "".join(re.findall(r"<pre[^<>]*>(.*?)</pre>", html, re.DOTALL)).split("\n")
    found = [piece for piece in pieces(seamed(html)) if piece.boxes]
    kept = [line for p in found for line in re.sub(r"<[^<>]*>", "", p.html).split("\n")]
    assert len(found) > 3
    assert kept == lines
    assert all(re.sub(r"<[^<>]*>", "", p.html).split("\n")[0] for p in found)


def test_a_line_without_end_is_cut_amid_its_words(monkeypatch, small):
    monkeypatch.setattr(seams, "LONG_LINE", 1_500)
    found = [p for p in pieces(seamed(body(f"<pre>{'a &lt; b ' * 1_000}</pre>"))) if p.boxes]
    assert [p.how for p in found] == ["", *[ON] * (len(found) - 1)]
    assert len(found) > 4
    assert not any(re.search(r"&(?!lt;)|^[lt]+;", words(p.html)) for p in found)


def test_a_table_is_not_cut_through_a_cell_that_spans_rows(small):
    row = "<tr><td>{}</td><td>Some words that fill a cell or two of them.</td></tr>"
    tall = "<tr><td rowspan='12'>tall</td><td>beside it</td></tr>"
    beside = "<tr><td>Some words that stand beside the tall one, all of them.</td></tr>" * 11
    html = body(f"<table border='1'>{row.format('first') * 9}{tall}{beside}{row.format(2) * 20}")
    found = pieces(seamed(html))
    held = next(piece.html for piece in found if "tall</td>" in piece.html)
    assert held.count("beside") == 12
    assert len(found) > 3


def test_the_pieces_of_a_table_have_the_same_columns(small):
    found = [piece for piece in pieces(seamed(PAGES["table"])) if piece.boxes]
    assert len(found) > 3
    assert len({piece.boxes for piece in found}) == 1
    assert all(piece.html.startswith('<table class="data"') for piece in found)


def test_a_table_from_right_to_left_is_as_wide_as_the_text(small):
    def width(words):
        rows = f"<tr><td>{words}</td><td>{words}</td></tr>" * 40
        found = pieces(seamed(body(f"<table border='1'>{rows}</table>")))
        return float(found[1].boxes[0].split(":")[1])

    assert width("שלום") == 100
    assert width("word") < 40


def test_an_id_stands_in_one_piece_alone(small):
    items = "".join(
        f"<li>Words enough that a piece of it is full soon. {n}</li>" for n in range(90)
    )
    html = body(f"<p><a href='#here'>To it</a></p><ul id='here'>{items}</ul>")
    found = pieces(seamed(html))
    assert len(found) > 3
    assert sum(piece.html.count(' id="') for piece in found) == html.count(' id="') == 1


def columns(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return shares("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")


def test_a_table_of_short_cells_is_as_wide_as_they_are():
    width, *found = columns(("1", "ab"), ("22", "abcdefghij"))
    assert width < 40
    assert found[1] > 1.8 * found[0]
    assert abs(sum(found) - 100) < 0.1


def test_columns_with_much_to_say_share_what_the_others_leave():
    width, *found = columns(("1", "word " * 40, "word " * 90, "x"))
    assert width == 100
    assert found[1] == found[2] > 3 * found[0]
    assert found[0] * LINE / 100 > 3


def test_han_takes_twice_the_room():
    _, han, latin = columns(("汉字汉字汉字", "abcdef"))
    assert han > 1.4 * latin


def test_a_cell_over_several_columns_or_rows_leaves_the_others_their_place():
    spanned = (
        "<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>a long cell, this one</td></tr>"
        "<tr><td colspan='2'>over both of them, and longer than either of the columns</td></tr>"
    ).replace("'", '"')
    _, *found = shares(spanned)
    assert len(found) == 2
    assert found[1] > 3 * found[0]
