"""Which files are one row: those whose texts nearly agree, and no others; whatever comes first."""

import itertools
import os
import random

import pytest

from reader.model import Query
from reader.paths import Paths

WORDS = [
    "harbour",
    "lamp",
    "rain",
    "quay",
    "boat",
    "grey",
    "wind",
    "window",
    "market",
    "awning",
    "price",
    "salt",
    "bread",
    "tin",
    "rope",
    "candle",
    "oil",
    "paper",
    "morning",
    "nobody",
    "counted",
    "before",
    "because",
    "slow",
    "every",
    "folded",
    "talked",
    "about",
    "kept",
    "shut",
]


def text(seed, sentences=12):
    drawn = random.Random(seed)

    def clause(words):
        return " ".join(drawn.choices(WORDS, k=words))

    return [f"{clause(9)}, {clause(8)}.".capitalize() for _ in range(sentences)]


def body(sentences):
    return "\n\n".join(f"<p>{sentence}</p>" for sentence in sentences)


def rows(folder):
    """The paths of the files of each row."""
    library = folder.library()
    found = {}
    for file in sorted(folder.root.rglob("*.md")):
        path = file.relative_to(folder.root).as_posix()
        found.setdefault(library.row_at(path), []).append(path)
    assert len(library.rows(Query())) == len(found)
    return sorted(found.values())


def rebuild(folder):
    folder.close()
    Paths.at(folder.data).index_db(folder.root).unlink()


ADDRESS = "https://site.example/a"


def test_translations_of_one_address_are_articles_of_their_own(folder):
    folder.write("en/a.md", "The lamp", body=body(text(1)), url=ADDRESS)
    folder.write("pt/a.md", "A lâmpada", body=body(text(2)), url=ADDRESS)
    folder.write(
        "ja/a.md",
        "灯り",
        body="<p>港の灯りは雨の前にともる。船の数をかぞえる人はいない。</p>" * 3,
        url=ADDRESS,
    )
    folder.ingest()
    assert rows(folder) == [["en/a.md"], ["ja/a.md"], ["pt/a.md"]]


def test_the_same_text_in_two_places_is_one_article(folder):
    folder.write("a/x.md", "The lamp", body=body(text(1)), url=ADDRESS)
    folder.write("b/y.md", "The lamp", body=body(text(1)), url=ADDRESS)
    folder.write("c/z.md", "No address", body=body(text(2)))
    folder.write("d/z.md", "No address", body=body(text(2)))
    folder.ingest()
    assert rows(folder) == [["a/x.md", "b/y.md"], ["c/z.md", "d/z.md"]]


def test_a_text_that_was_mended_in_a_word_or_two_is_the_same(folder):
    sentences = text(1, 30)
    folder.write("a/x.md", "The lamp", body=body(sentences), url=ADDRESS)
    sentences[3] = sentences[3].replace(" ", " mended ", 1)
    sentences[20] += " Corrected."
    folder.write("b/x.md", "The lamp", body=body(sentences), url=ADDRESS)
    folder.ingest()
    assert rows(folder) == [["a/x.md", "b/x.md"]]


def test_an_excerpt_and_a_longer_version_are_articles_of_their_own(folder):
    sentences = text(1, 30)
    folder.write("a/x.md", "The lamp", body=body(sentences), url=ADDRESS)
    folder.write("b/x.md", "The lamp", body=body(sentences[:6]), url=ADDRESS)
    folder.write("c/x.md", "The lamp", body=body(sentences + text(2, 20)), url=ADDRESS)
    folder.ingest()
    assert rows(folder) == [["a/x.md"], ["b/x.md"], ["c/x.md"]]


def test_short_posts_that_share_their_frame_are_articles_of_their_own(folder):
    frame = "<p>Read the whole of it on our site. Subscribe to the letter, it comes on Fridays.</p>"
    for number in range(5):
        own = f"<p>{text(number, 1)[0]}</p>"
        folder.write(f"{number}.md", f"Post {number}", body=own + frame, link=ADDRESS)
        folder.write(f"only {number}.md", f"Frame {number}", body=frame, link=ADDRESS)
    folder.ingest()
    assert len(rows(folder)) == 10


def test_posts_without_words_are_told_by_their_pictures(folder):
    for number in range(3):
        picture = f'<img src="https://site.example/{number}.png">'
        folder.write(f"{number}.md", "Comic", body=picture)
    folder.write("again/2.md", "Comic", body='<img src="https://site.example/2.png">')
    folder.ingest()
    assert rows(folder) == [["0.md"], ["1.md"], ["2.md", "again/2.md"]]


def test_an_article_that_was_written_twice_with_other_dates_is_one(folder):
    nest = '"' * 9
    folder.write("s/第1集.md", "第1集", body=body(text(1)), date="2022-01-01 10:00:00")
    folder.write(
        f"s/{nest}'第1集'{nest}.md",
        f"{nest}'第1集'{nest}",
        body=body(text(1)),
        date="2022-03-01 10:00:00",
    )
    folder.write("s/第2集.md", "第2集", body=body(text(1)), date="2022-01-01 10:00:00")
    folder.ingest()
    assert len(rows(folder)) == 2


def test_weekly_posts_of_one_title_are_articles_of_their_own(folder):
    shared = text(0, 6)
    for week in range(1, 6):
        folder.write(
            f"{week}.md", "Weekly", body=body(shared + text(week, 6)), date=f"2022-05-0{week}"
        )
    folder.ingest()
    assert len(rows(folder)) == 5


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_whatever_is_read_first_the_marks_stay_where_they_are(folder, order):
    names = ("en/a.md", "pt/a.md", "zh/b.md")
    for number, name in enumerate(names):
        folder.write(name, f"Title {number}", body=body(text(number)), url=ADDRESS)
    folder.ingest()
    library = folder.library()
    heads = {head.path: head for head in library.headlines(library.rows(Query()))}
    library.set_read([heads["pt/a.md"].id], True)
    library.set_starred([heads["zh/b.md"].id], True)
    rebuild(folder)
    for late, place in enumerate(order):
        # The folder that something was put into last is read first.
        os.utime((folder.root / names[place]).parent, (1.7e9 - late * 1e6,) * 2)
    folder.ingest()
    library = folder.library()
    found = {head.path: head.status for head in library.headlines(library.rows(Query()))}
    assert [found[name].read for name in names] == [False, True, False]
    assert [found[name].starred for name in names] == [False, False, True]


def test_a_version_that_comes_later_takes_nothing_from_the_first(folder):
    folder.write("pt/a.md", "A lâmpada", body=body(text(2)), url=ADDRESS)
    folder.ingest()
    library = folder.library()
    library.set_read([library.headlines(library.rows(Query()))[0].id], True)
    folder.write("en/a.md", "The lamp", body=body(text(1)), url=ADDRESS)
    folder.ingest()
    for _ in range(2):
        library = folder.library()
        found = {head.path: head.status.read for head in library.headlines(library.rows(Query()))}
        assert found == {"pt/a.md": True, "en/a.md": False}
        rebuild(folder)
        folder.ingest()


def test_both_marks_of_an_article_that_was_two_rows_hold(folder):
    """Each of the two was marked while they stood apart."""
    one = folder.write("s/a.md", "One", body=body(text(1)), date="2022-01-01")
    folder.write("s/b.md", "Two", body=body(text(2)), date="2022-03-01")
    folder.ingest()
    library = folder.library()
    ids = {head.path: head.id for head in library.headlines(library.rows(Query()))}
    library.set_read([ids["s/a.md"]], True)
    library.set_starred([ids["s/b.md"]], True)
    folder.close()
    one.unlink()
    folder.write("s/a.md", "Two", body=body(text(2)), date="2022-01-01")
    folder.ingest()
    library = folder.library()
    (head,) = library.headlines(library.rows(Query()))
    assert head.status.starred


def test_a_copy_that_is_written_anew_parts_and_comes_back(folder, later):
    folder.write("a/x.md", "The lamp", body=body(text(1)), url=ADDRESS)
    copy = folder.write("b/x.md", "The lamp", body=body(text(1)), url=ADDRESS)
    folder.ingest()
    library = folder.library()
    library.set_read([library.headlines(library.rows(Query()))[0].id], True)
    folder.write("b/x.md", "The lamp", body=body(text(3)), url=ADDRESS)
    later(copy)
    folder.ingest()
    assert rows(folder) == [["a/x.md"], ["b/x.md"]]
    folder.write("b/x.md", "The lamp", body=body(text(1)), url=ADDRESS)
    later(copy, 2000)
    folder.ingest()
    assert rows(folder) == [["a/x.md", "b/x.md"]]
    library = folder.library()
    assert library.headlines(library.rows(Query()))[0].status.read


def test_the_first_of_two_places_is_written_anew(folder, later):
    first = folder.write("a/x.md", "The lamp", body=body(text(1)), url=ADDRESS)
    folder.write("b/x.md", "The lamp", body=body(text(1)), url=ADDRESS)
    folder.ingest()
    folder.write("a/x.md", "The lamp", body=body(text(4)), url=ADDRESS)
    later(first)
    folder.ingest()
    folder.ingest()  # what its other places hold now is seen at the next look
    assert rows(folder) == [["a/x.md"], ["b/x.md"]]


def test_both_places_of_an_article_are_written_anew(folder, later):
    files = [
        folder.write(f"{place}/x.md", "The lamp", body=body(text(1)), url=ADDRESS) for place in "ab"
    ]
    folder.ingest()
    library = folder.library()
    library.set_read([library.headlines(library.rows(Query()))[0].id], True)
    for file in files:
        folder.write(
            file.relative_to(folder.root).as_posix(), "The lamp", body=body(text(7)), url=ADDRESS
        )
        later(file)
    folder.ingest()
    folder.ingest()
    assert rows(folder) == [["a/x.md", "b/x.md"]]
    library = folder.library()
    assert library.headlines(library.rows(Query()))[0].status.read
