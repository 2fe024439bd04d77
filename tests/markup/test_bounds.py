"""What one file can do to the parsers behind: every case ends soon, and its words stay."""

import gc
import re
import tracemalloc

import pytest

from reader import bounds
from reader.folder.article_file import article_from_bytes, read_article
from reader.folder.walk import walk
from reader.markup.bounds import SHORTENED_DEPTH, SHORTENED_LENGTH, bounded
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.page.page import make_page
from reader.markup.sanitize import sanitize
from tests.conftest import ROOT
from tests.support.effort import effort

BOMBS = {
    "nested div": "<div>" * 100_000 + "x",
    "nested b": "<b>" * 100_000 + "x",
    "nested quotes": "<blockquote>" * 100_000 + "x",
    "nested tables": "<table><tr><td>" * 30_000 + "x",
    "nested lists": "<ul><li>" * 50_000 + "x",
    "closed nest": "<div>" * 50_000 + "x" + "</div>" * 50_000,
    "fonts": "".join(f"<font color={n}>" for n in range(1000)) + "<p>x" * 20_000,
    "formats over blocks": "<b><div>" * 40 + "x" + "</div>" * 40 + "<p>y</b>" * 10_000,
    "ampersands": "x " + "&" * 1_000_000,
    "spaced ampersands": "x " + "& " * 500_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
    "one endless attribute": '<p title="' + "a" * 3_000_000 + '">x',
    "comments": "x" + "<!-- " * 200_000,
    "open tags": "x" + "<a " * 300_000,
    "end tags": "x" + "</p>" * 250_000,
    "pictures": "x" + "<img src=a>" * 100_000,
    "megabytes": "x " * 4_000_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_defused(bomb):
    within, _ = bounded(bomb)
    assert len(within) <= bounds.MAX_CHARACTERS
    assert within.count("<") <= max(bounds.MAX_TAGS + 1, bomb.count("<") * (within == bomb))
    safe = sanitize(bomb)
    # Each paragraph may repeat the formats open around it, and no more than these.
    assert len(safe) <= 6 * len(bomb) + 1000
    if "x" in within:
        assert "x" in safe
    assert sanitize(safe) == safe


@pytest.mark.parametrize(
    ("around", "within"),
    [
        ("picture", "<b>x</b> "),
        ("details", "<q>x</q> "),
        ("div dir=rtl", "<p>x</p> "),
        ("div dir=rtl", "<a href=#x>x</a> "),
        ("blockquote", "<i>\u0645\u0631\u062d\u0628\u0627</i> "),
        ("pre", "<pre>x</pre>"),
        ("div", "<pre>x</pre>"),
    ],
)
def test_what_stands_in_many_elements_is_looked_at_once(around, within):
    """Each looked through all that lay in it: of 9,000 1.8 s for pictures, 2.5 s for directions."""
    article = article_from_bytes((f"<{around}>" * 55 + within * 4_500).encode(), "a.md", 1)
    alone = article_from_bytes((f"<{around}>" + within * 4_500).encode(), "a.md", 1)
    gc.collect()  # what other tests left is not to be looked through meanwhile
    gc.freeze()
    try:
        # How fast this computer is does not matter, nor what else it does.
        bound = 1.6 * effort(lambda: make_page(alone), 0, tries=1) + 0.1
        assert effort(lambda: make_page(article), bound) < bound
    finally:
        gc.unfreeze()


def test_a_picture_within_a_picture_has_its_own_source():
    html = (
        "<div><picture><source srcset='https://a.example/1.jpg'><img alt=a><picture>"
        "<source srcset='https://a.example/2.jpg'><img alt=b></picture></picture></div>"
    )
    page = make_page(article_from_bytes(html.encode(), "a.md", 1))
    assert [picture.url[-5:] for picture in page.pictures] == ["1.jpg", "2.jpg"]


@pytest.mark.parametrize(
    "text",
    ["x\u00a0", "\u00ad", "\u00a9", "x&amp;", "word &nbsp; ", "&"],
    ids=["hard spaces", "soft hyphens", "signs", "ampersands", "with spaces", "bare"],
)
def test_a_long_text_of_signs_takes_linear_time(text):
    """nh3 goes through all of a text for each of them: 8 s for a million characters."""
    html = "<p>" + text * (1_000_000 // len(text)) + "</p><p>behind</p>"
    # Twice as long as now it would take sixteen times as long.
    assert effort(lambda: sanitize(html), 2.0) < 2.0
    safe = sanitize(html)
    assert safe.endswith("<p>behind</p>")
    assert sanitize(safe) == safe


def test_no_word_or_reference_is_broken_for_that():
    text = "word &amp; word&nbsp;word " * 10_000
    within, notes = bounded(f"<p>{text}</p>")
    assert notes == ()
    assert within.count("<wbr>") > 10
    assert within.replace("<wbr>", "") == f"<p>{text}</p>"
    assert not re.search(r"[a-z]<wbr>[a-z;]|&[a-z]*<wbr>", within)


def text_of(body):
    return make_page(article_from_bytes(f"<div>{body}</div>".encode(), "a.md", 1)).html


@pytest.mark.parametrize("kind", ["p", "h2", "li", "dt", "caption", "summary", "td", "blockquote"])
def test_a_text_without_end_is_laid_out_in_parts_and_loses_no_word(kind):
    html = text_of(f"<{kind}>" + "word another " * 20_000)
    longest = max(map(len, re.split("</?(?:p|br|h2|li|dt|td|th|caption|summary)[ />]", html)))
    in_lines = kind in {"h2", "dt", "caption", "summary"}
    assert longest <= (bounds.MAX_PARAGRAPH if in_lines else 3 * bounds.LONG_PARAGRAPH) + 100
    assert re.sub("<[^>]*>", " ", html).split() == ["word", "another"] * 20_000


@pytest.mark.parametrize("sign", ["-", "+", "1.", "  -", "> -"])
def test_a_markdown_list_without_end_is_shown_as_text(sign):
    few, many = (f"{sign} word\n" * number for number in (1_000, 2 * bounds.MAX_ITEMS))
    assert markdown_to_html(few).count("<li>") == 1_000
    assert "<li>" not in markdown_to_html(many)
    assert "<blockquote>" not in markdown_to_html("> word\n\n" * 2 * bounds.MAX_ITEMS)
    assert "<h1>" not in markdown_to_html("# word\n\n" * 2 * bounds.MAX_ITEMS)
    assert "<h2>" not in markdown_to_html("word\n---\n" * bounds.MAX_MARKDOWN_LINES)
    assert markdown_to_html(many).count("word") == 2 * bounds.MAX_ITEMS


@pytest.mark.parametrize("sign", ["한", " ", "x\u00ad", "<b>x</b> ", "ab\t", "字"])
def test_a_listing_s_endless_line_is_parted_and_loses_nothing(sign):
    listing = sign * (4_000 if "<" in sign else 15_000)
    shown = text_of(f"<pre>a\n{listing}</pre><pre>b</pre>")
    first, _, rest = shown.partition("</pre>")
    assert "<pre" in rest
    lines = re.sub("<[^>]*>", "", first).split("\n")
    assert max(map(len, lines)) <= bounds.MAX_LISTING_LINE + bounds.MAX_LISTING_LINE // 50
    words = re.sub("<[^>]*>|\\s|\u200b", "", first)
    assert words == re.sub("<[^>]*>|\\s", "", f"a{listing}")


def test_lines_of_a_listing_that_are_long_stay_whole():
    lines = ["word " * 900, "<b>short</b>", "word " * 990]
    shown = text_of(f"<pre>{'<br>'.join(lines)}</pre><pre>{lines[2]}\n{lines[0]}</pre>")
    assert [len(line) > 4_000 for line in re.split("<br>|\n|<pre", shown)].count(True) == 4


def test_letters_that_take_long_fill_a_page_sooner():
    letters = 300_000
    plain, arabic, thai, mixed = (
        len(re.sub("<[^>]*>|\\s|\u200b", "", text_of(f"<p>{sign * (letters // len(sign))}</p>")))
        for sign in ("字", "ع", "ก", "aع漢कก")
    )
    assert plain == arabic == letters
    assert bounds.MAX_TEXT // 8 < thai < letters
    assert bounds.MAX_TEXT // 20 < mixed < thai


def test_a_book_in_letters_with_accents_or_two_scripts_is_shown_whole():
    book = ("<p>" + "Où êtes-vous, mon cher\u00a0? Это слово. " * 5) * 3_000
    assert text_of(book).count("слово") == 15_000


def test_spaces_without_end_are_few():
    assert text_of("<h2>a" + "\u3000" * 90_000 + "b</h2>").count("\u3000") == bounds.MAX_SPACE


@pytest.mark.parametrize(
    ("kind", "most"), [("blockquote", bounds.MAX_HEAVY), ("sup", bounds.MAX_RAISED)]
)
def test_of_what_is_dear_to_lay_out_there_is_only_so_much(kind, most):
    within, notes = bounded(f"<{kind}>word</{kind}> " * (most + 500))
    assert within.count(f"<{kind}>") == most
    assert within.count("word") == most + 500
    assert notes


def test_angles_without_end_are_cut_with_a_note():
    within, notes = bounded("<p>a</p>" + "<" * 2 * bounds.MAX_ANGLES)
    assert notes == (SHORTENED_LENGTH,)
    assert within.count("<") <= bounds.MAX_ANGLES


def test_line_separators_in_a_listing_are_lines():
    assert "a\nb\nc" in text_of("<pre>a\u2028b\u2029c</pre>")


def test_a_run_of_hard_spaces_can_be_broken():
    html = text_of("<p>" + "word\u00a0" * 1_000)
    assert max(map(len, re.split("[ \u200b]", html))) < 2 * bounds.MAX_WORD


def test_a_family_stays_together_and_a_crowd_without_end_does_not():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert family in text_of(f"<p>{family}</p>")
    crowd = text_of("<p>" + "\U0001f469\u200d" * 500 + "</p>")
    assert crowd.count("\u200d") <= bounds.MAX_MARKS_STACKED
    assert crowd.count("\U0001f469") == 500


def depth_of(html):
    depth = deepest = 0
    for part in html.split("<")[1:]:
        depth += -1 if part.startswith("/") else 1
        deepest = max(deepest, depth)
    return deepest


def test_depth_is_bounded_and_the_text_stays():
    html = "".join(f"<div>{n} " for n in range(1000)) + "</div>" * 1000 + "<p>end</p>"
    within, notes = bounded(html)
    assert depth_of(within) == bounds.MAX_DEPTH
    assert notes == (SHORTENED_DEPTH,)
    assert "999 " in within
    assert within.endswith("</div><p>end</p>")


def test_a_body_too_long_is_cut_with_a_note():
    within, notes = bounded("<p>a</p>" + "b " * (bounds.MAX_CHARACTERS // 2))
    assert notes == (SHORTENED_LENGTH,)
    assert within.startswith("<p>a</p>")


def test_a_long_tag_keeps_a_data_picture_whole():
    uri = "data:image/png;base64," + "A" * 100_000
    assert bounded(f'<p>a</p><img src="{uri}" alt="b">')[0].endswith(f'src="{uri}" alt="b">')


def test_an_ordinary_long_article_comes_back_as_it_is():
    html = "".join(
        f'<h2>a{n}</h2><p>text <b>b</b> &amp; <a href="http://a/">c</a><br>d</p>\n'
        "<ul><li>a<li>b</ul><table><tr><td>a<td>b</table><pre><code>d</code></pre>"
        for n in range(600)
    )
    assert bounded(html) == (html, ())


def test_scripts_hold_no_tags():
    html = "<p>a</p>" * 400 + "<script>if (a<b) document.write('<div><div>')</script><p>c</p>"
    assert bounded(html) == (html, ())


def test_what_cannot_be_encoded_is_marked():
    assert bounded("a\ud800b\0c")[0] == "a\ufffdbc"


def test_what_stands_for_scripts_that_do_not_run_is_shown():
    assert sanitize("<noscript><p>a</p></noscript>") == "<p>a</p>"


def test_no_real_article_is_shortened(corpus):
    """Every article of the archives passes each bound untouched, with room to spare."""
    for found in walk(corpus):
        article = read_article(found.path, corpus)
        assert bounded(article.html)[1] == (), found.path
        page = make_page(article)
        assert not [note for note in page.notes if "hortened" in note.sentence], found.path
        assert found.size < bounds.FILE_BYTES / 10
        assert len(article.html) < bounds.MAX_CHARACTERS / 5
        assert article.html.count("<") < bounds.MAX_TAGS / 5
        assert len(page.pictures) < bounds.MAX_PICTURES / 2
        assert len(article.text) < bounds.MAX_TEXT / 5


NUMBER = re.compile(r"^(_?[A-Z][A-Z0-9_, ]*?)(?:: [\w.]+)? = \(?-?[0-9]", re.MULTILINE)
BOUND = re.compile(
    "MAX|MOST|LIMIT|LONGEST|DEEPEST|LARGEST|BYTES$|SECONDS|_MS$|MEMORY|CHARACTERS|TRIED"
    "|LOOKED_AT|REDIRECTS|PATIENCE|SEGMENTS|BOXES|BLOCKS$"
)
NO_BOUND = {
    "folder/walk.py": {"LOOK_SECONDS"},  # how often the walk tells where it is
    "images/cache.py": {"_HEADER_MAX"},  # of files that we wrote
    "images/hosts.py": {  # manners towards hosts
        "ASKED_TO_WAIT_MOST",
        "BACK_OFF_MOST",
        "BACK_OFF_SECONDS",
        "OFFLINE_SECONDS",
    },
    "images/names.py": {"LONGEST"},  # of a name that we give
    "ingest/export_job.py": {"TOLD_SECONDS"},  # how often progress is told
    "ingest/update.py": {"FIRST_SECONDS", "SECONDS"},  # how much is written at once
    "markup/page/blocks.py": {"_LOOKED_AT"},  # how far we look to tell what something is: a guess,
    "markup/page/code.py": {"_LOOKED_AT"},  # not what is shown of it
    "markup/page/embeds.py": {"_LOOKED_AT"},
    "library/transfer/json_stream.py": {
        "LONGEST"
    },  # of one value in a file of marks: beyond, it is none
    "markup/text/sentences.py": {"LONGEST"},  # of a sentence read aloud; longer ones are parted
    "markup/page/tables.py": {
        "_LOOKED_AT",
        "_MANY_BLOCKS",
    },  # of a cell: above it, a table for layout
    "library/index/search.py": {"LONGEST_SEARCH"},  # of what the person types
    "library/state/status_record.py": {"LARGEST_POSITION"},  # of a database's integers
    "library/pictures/picture_index.py": {"FAILURES_KEPT_SECONDS"},
    "library/library.py": {"BUSY_MS"},  # how long one database waits for another
    "library/database.py": {"BUSY_SECONDS"},
    "library/index/index_file.py": {"MOST_WORN"},  # when the search tables are tidied
    "library/index/kin.py": {"HOLDS_SECONDS"},  # how long an answer holds
    # What it takes to be something: a share of the prose, a size of the line's.
    "markup/dialects/main_part.py": {"_MOST_OF"},
    "markup/page/pictures.py": {"_LOOKED_AT", "_MOST_EMS"},  # nodes between twins: a guess, too
    "gui/system/child_process.py": {"END_MS"},  # a child that was told to end
}
"""Numbers of these names that bound no work that a file can cause."""


def bounds_in(file):
    """The names of the numbers in a module that look like bounds."""
    named = [n.split(", ") for n in NUMBER.findall(file.read_text("utf-8"))]
    return {name for names in named for name in names if BOUND.search(name)}


WITHIN = re.compile(r"\[: ?([0-9][0-9_]{3,})\]|\{[0-9]*,([0-9]{4,})\}")
"""A number that cuts a text, or ends a pattern, at thousands of characters."""


@pytest.mark.parametrize("room", ["folder", "markup", "images", "ingest", "library"])
def test_no_bound_hides_in_a_pattern_or_a_cut(room):
    for file in (ROOT / "reader" / room).rglob("*.py"):
        assert WITHIN.findall(file.read_text("utf-8")) == [], file


def test_one_that_hides_is_found():
    assert len(WITHIN.findall("a[:2000], b[: 4_000], r'x{0,1500}', c[:999], r'y{2,40}'")) == 3


@pytest.mark.parametrize("room", ["folder", "markup", "images", "ingest", "library"])
def test_bounds_stand_in_one_place(room):
    """A number named as a bound stands in the table, reader/bounds.py, or is told above."""
    place = ROOT / "reader"
    found = {
        str(f.relative_to(place).as_posix()): bounds_in(f) for f in (place / room).rglob("*.py")
    }
    expected = {name: names for name, names in NO_BOUND.items() if name.startswith(f"{room}/")}
    assert {name: names for name, names in found.items() if names} == expected


def test_the_windows_patience_with_its_children_stands_there_too():
    assert (
        bounds_in(ROOT / "reader" / "gui" / "system" / "child_process.py")
        == NO_BOUND["gui/system/child_process.py"]
    )
    assert bounds_in(ROOT / "reader" / "gui" / "session" / "page_client.py") == set()
    for room in ("library", "gui"):
        for file in (ROOT / "reader" / room).rglob("*.py"):
            found = re.findall(r"^_?MAX_[A-Z_]+ = .*", file.read_text("utf-8"), re.MULTILINE)
            assert found == [], file


def test_a_bound_elsewhere_is_found(tmp_path):
    module = tmp_path / "x.py"
    module.write_text("LONGEST = 1\n_MOST, B = 2, 3\nWAIT_MS: int = 4\nWIDTH = 5\nMAXIM = 'x'\n")
    assert bounds_in(module) == {"LONGEST", "_MOST", "WAIT_MS"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<!--" + "-" * 300_000,
        "<!--" + "a-" * 150_000 + "-->",
        "<!--" + "--!" * 100_000,
        "<p " + "=" * 300_000 + ">",
        "<p " + "a='' " * 60_000 + ">",
    ],
    ids=["dashes", "dashes between", "ends that are none", "equals", "attributes"],
)
def test_what_one_pattern_keeps_of_a_page_is_bounded(hostile):
    """A megabyte of dashes took 310 MB: so many bytes are kept of each until the pattern ends."""
    html = f"<p>seen</p>{hostile}"
    tracemalloc.start()
    try:
        assert bounded(html)[0].startswith("<p>seen</p>")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 12 * len(html)
