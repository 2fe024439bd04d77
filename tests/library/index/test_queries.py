"""What the list and the sidebar show."""

import sqlite3
from contextlib import closing

import pytest

from reader.library.index.view_sql import VIEW_SQL
from reader.model import (
    CATEGORIES,
    Counts,
    DatePrecision,
    DateSource,
    IndexState,
    Note,
    NoteCode,
    Query,
    Section,
    Status,
    tag_section,
)
from reader.views import ALL, BEGUN, BY_ID, STARRED, UNREAD
from tests.library.conftest import mark_read


def counted(library, section=()):
    """How many articles a section has, and how many each view that is known by name."""
    counts = library.counts(section)
    return counts.articles, {view: counts.in_view[view] for view in (ALL, UNREAD, STARRED, BEGUN)}


def test_without_an_index_everything_is_empty(shelf):
    library = shelf.library()
    assert list(library.rows(Query())) == []
    assert library.headlines([1]) == []
    assert library.sections() == []
    assert library.counts() == Counts()
    assert library.state() == IndexState()
    assert library.refused() == []
    assert library.row_of("ab" * 16) is None
    assert library.file_of(1) == ""
    assert mark_read(library, Query()) == []


def test_the_index_is_taken_up_when_it_comes_and_as_it_grows(shelf, titles):
    library = shelf.library()
    assert not library.refresh()
    shelf.add(shelf.article("a.md"))
    assert library.refresh()
    assert not library.refresh()
    assert titles(library, Query()) == ["a"]
    shelf.add(shelf.article("b.md", day=1))
    assert titles(library, Query()) == ["b", "a"]
    assert library.state() == IndexState(True, 2, 2, 0)


def test_the_newest_come_first(shelf, titles):
    days = [3, 1, 4, 1, 5, -40_000]
    shelf.add(*(shelf.article(f"{n}.md", day=day) for n, day in enumerate(days)))
    library = shelf.library()
    assert titles(library, Query()) == ["4", "2", "0", "1", "3", "5"]
    assert list(library.first_rows(Query(), 2)) == list(library.rows(Query())[:2])


def test_headlines_come_in_the_order_asked_for(shelf):
    shelf.add(*(shelf.article(f"{number}.md", day=number) for number in range(5)))
    library = shelf.library()
    rows = [int(row) for row in library.rows(Query())]
    asked = [rows[3], 999, rows[0], rows[4]]
    assert [headline.row for headline in library.headlines(asked)] == [rows[3], rows[0], rows[4]]


def test_a_headline_bears_what_the_list_shows(shelf):
    article = shelf.article(
        "科技/徕卡.md",
        "标题",
        text="正文。" * 200,
        url="https://example.org/1",
        source="快科技",
        thumbnail="https://example.org/1.jpg",
    )
    shelf.add(article)
    library = shelf.library()
    (headline,) = library.headlines(library.rows(Query()))
    assert headline.id == article.id
    assert (headline.title, headline.source, headline.url) == ("标题", "快科技", article.url)
    assert headline.date == article.date.timestamp()
    assert headline.date_known
    assert headline.path == "科技/徕卡.md"
    assert headline.thumbnail == article.thumbnail
    assert headline.excerpt.startswith("正文。")
    assert len(headline.excerpt) <= 170
    assert headline.status == Status()
    assert library.row_of(article.id) == headline.row
    assert library.row_at(article.path) == headline.row
    assert library.file_of(headline.row) == article.path


def test_sections_form_a_tree_in_natural_order(shelf):
    paths = ["b/第10期/x.md", "b/第2期/y.md", "A/z.md", "b/w.md", "root.md"]
    shelf.add(*(shelf.article(path) for path in paths))
    library = shelf.library()
    assert library.sections() == [
        Section(("A",), 1, 1),
        Section(("b",), 3, 3),
        Section(("b", "第2期"), 1, 1),
        Section(("b", "第10期"), 1, 1),
    ]
    assert len(library.rows(Query(section=("b",)))) == 3
    assert len(library.rows(Query(section=("b", "第2期")))) == 1
    assert list(library.rows(Query(section=("b", "none")))) == []
    assert library.counts(("none",)) == Counts(0, dict.fromkeys(BY_ID, 0))


def test_an_article_filed_twice_is_one_and_counted_once(shelf, titles):
    one = "11" * 16
    shelf.add(
        shelf.article("a/x/t.md", id_=one),
        shelf.article("a/y/t.md", id_=one),
        shelf.article("b/t.md", id_=one),
        shelf.article("a/x/other.md", day=-1),
    )
    library = shelf.library()
    assert titles(library, Query()) == ["t", "other"]
    assert titles(library, Query(section=("a", "y"))) == ["t"]
    sections = {section.path: (section.articles, section.unread) for section in library.sections()}
    assert sections == {
        ("a",): (2, 2),
        ("a", "x"): (2, 2),
        ("a", "y"): (1, 1),
        ("b",): (1, 1),
    }
    assert counted(library) == (2, {ALL: 2, UNREAD: 2, STARRED: 0, BEGUN: 0})
    assert library.state() == IndexState(True, 2, 4, 0)
    library.set_read([one], True)
    sections = {section.path: (section.articles, section.unread) for section in library.sections()}
    assert sections == {("a",): (2, 1), ("a", "x"): (2, 1), ("a", "y"): (1, 0), ("b",): (1, 0)}
    assert counted(library, ("a",)) == (2, {ALL: 2, UNREAD: 1, STARRED: 0, BEGUN: 0})


def test_one_place_of_two_can_go(shelf, titles):
    one = "11" * 16
    shelf.add(shelf.article("a/t.md", id_=one), shelf.article("b/t.md", id_=one))
    shelf.remove("a/t.md")
    library = shelf.library()
    assert [section.path for section in library.sections()] == [("b",)]
    assert titles(library, Query(section=("b",))) == ["t"]
    row = library.row_of(one)
    assert library.file_of(row) == "b/t.md"
    shelf.remove("b/t.md")
    assert list(library.rows(Query())) == []
    assert library.sections() == []
    assert library.headlines([row]) == []


def test_an_article_that_changes_its_section_moves_in_the_tree(shelf):
    shelf.add(shelf.article("t.md", section=("alt",), text="1"))
    shelf.add(shelf.article("t.md", section=("neu", "tief"), text="1"))
    library = shelf.library()
    assert [section.path for section in library.sections()] == [("neu",), ("neu", "tief")]


def test_a_section_as_deep_as_a_hostile_file_likes_is_shown_higher_up(shelf):
    shelf.add(shelf.article("t.md", section=tuple(map(str, range(5000)))))
    library = shelf.library()
    deepest = library.sections()[-1]
    assert deepest.articles == 1
    assert len(deepest.path) <= 16


def test_views(shelf, titles):
    shelf.add(*(shelf.article(f"s/{name}.md", day=day) for day, name in enumerate("abcd")))
    library = shelf.library()
    ids = {headline.title: headline.id for headline in library.headlines(library.rows(Query()))}
    library.set_read([ids["b"], ids["d"]], True)
    library.set_starred([ids["a"], ids["d"]], True)
    assert titles(library, Query(UNREAD)) == ["c", "a"]
    assert titles(library, Query(UNREAD, ("s",))) == ["c", "a"]
    assert titles(library, Query(STARRED)) == ["d", "a"]
    assert titles(library, Query(STARRED, ("s",))) == ["d", "a"]
    assert titles(library, Query(STARRED, ("none",))) == []
    assert counted(library) == (4, {ALL: 4, UNREAD: 2, STARRED: 2, BEGUN: 0})


def test_names_that_are_not_text_are_kept(shelf):
    path = "caf\udce9/\udcff.md"
    shelf.add(shelf.article(path, "Caf\udce9", text="text \ud800", source="\udcff"))
    library = shelf.library()
    (headline,) = library.headlines(library.rows(Query()))
    assert headline.path == path
    assert headline.title.startswith("Caf")
    headline.title.encode()
    assert [section.path for section in library.sections()] == [("caf\udce9",)]
    assert len(library.rows(Query(section=("caf\udce9",)))) == 1


def test_refused_files_are_told_with_their_sentence(shelf):
    class File:
        path, size, mtime_ns = "bad\udcff.md", 3, 4

    writer = shelf.writer()
    writer.refuse(File, Note(NoteCode.TOO_LARGE, (70,)))
    writer.finish(complete=True)
    assert writer.known().see([("bad\udcff.md", 3, 4)]) == []
    writer.close()
    library = shelf.library()
    assert library.refused() == [("bad\udcff.md", Note(NoteCode.TOO_LARGE, (70,)))]
    assert library.state() == IndexState(True, 0, 1, 1)
    shelf.add(shelf.article("bad\udcff.md", "good now"))
    assert library.refused() == []


@pytest.mark.parametrize("view", [ALL, UNREAD])
def test_lists_are_read_in_their_order_and_not_sorted(shelf, view):
    """What keeps a list of 100,000 fast: one stretch of an index, no bodies, no sorting."""
    shelf.add(shelf.article("a.md"))
    library = shelf.library()
    plan = library._db.execute(
        "EXPLAIN QUERY PLAN " + VIEW_SQL[view].listed, {"section": 1, "limit": 1}
    ).fetchall()
    steps = [step[3] for step in plan]
    assert "SEARCH o USING PRIMARY KEY (section=?)" in steps
    assert not any("TEMP B-TREE" in step for step in steps)


def test_a_list_can_be_read_while_the_index_is_written(shelf, titles):
    shelf.add(shelf.article("a.md"))
    library = shelf.library()
    with closing(sqlite3.connect(shelf.index_db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM listing")
        assert titles(library, Query()) == ["a"]
        assert library.set_read([library.headlines([1])[0].id], True)
        other.execute("ROLLBACK")


def test_a_category_that_is_no_folder_has_a_list_of_its_own(shelf, titles):
    """Whatever folders its articles lie in; the sidebar shows folders alone."""
    named = {"categories": ("Tea", "Fog")}
    shelf.add(
        shelf.article("posts/a.md", day=1, **named),
        shelf.article("posts/b.md", day=2, categories=("Fog",)),
        shelf.article("Tea/Fog/c.md", day=3, **named),
        shelf.article("posts/d.md", day=4),
    )
    library = shelf.library()
    fog = Query(section=(CATEGORIES, "Fog"))
    assert titles(library, fog) == ["b", "a"]
    assert titles(library, Query(section=(CATEGORIES, "Tea"))) == ["a"]
    assert titles(library, Query(section=("Tea", "Fog"))) == ["c"]  # as its categories say
    assert [section.path for section in library.sections()] == [
        ("posts",),
        ("Tea",),
        ("Tea", "Fog"),
    ]
    assert library.counts(fog.section).articles == 2
    assert library.counts(()).articles == 4
    shelf.add(shelf.article("posts/b.md", day=2, categories=("Tea",)))
    shelf.remove("posts/a.md")
    assert titles(shelf.library(), fog) == []
    assert titles(shelf.library(), Query(section=(CATEGORIES, "Tea"))) == ["b"]


def test_a_tag_has_a_list_of_its_own_and_is_found(shelf, titles):
    shelf.add(
        shelf.article("posts/a.md", day=1, tags=("Harbour", "C++"), categories=("posts",)),
        shelf.article("posts/b.md", day=2, tags=("harbour",)),
        shelf.article("posts/c.md", day=3, text="A harbour."),
    )
    library = shelf.library()
    assert titles(library, Query(section=tag_section("Harbour"))) == ["a"]
    assert titles(library, Query(search="harbour")) == ["c", "b", "a"]
    assert [section.path for section in library.sections()] == [("posts",)]
    shelf.add(shelf.article("posts/a.md", day=1, tags=("C++",)))
    assert titles(shelf.library(), Query(section=tag_section("Harbour"))) == []


@pytest.mark.parametrize("precision", DatePrecision)
def test_how_much_of_a_date_was_written_is_kept(shelf, precision):
    shelf.add(shelf.article("a.md", date_precision=precision))
    headline = shelf.library().headlines([1])[0]
    assert (headline.date_known, headline.date_precision) == (True, precision)


def test_the_time_of_a_file_is_no_known_date(shelf):
    shelf.add(shelf.article("a.md", date_source=DateSource.FILE))
    assert not shelf.library().headlines([1])[0].date_known
