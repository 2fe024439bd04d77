"""How much of a section's pictures is kept: of all its articles, each picture once."""

from pathlib import Path
from random import Random

import pytest

from reader.library.pictures.coverage import coverage, missing
from reader.library.pictures.picture_index import PictureIndex
from reader.model import Coverage, KeptFile, PictureProblem, picture_digest

GONE, REFUSED = PictureProblem.GONE.value, PictureProblem.NO_REFERER.value
LARGE = PictureProblem.TOO_LARGE.value
FATES = ("kept", GONE, REFUSED, LARGE)


def url(name):
    return f"https://pictures.example/{name}"


def file(name, *, kind="png", problem=""):
    ending = ".json" if kind == "failure" else "-76x76.bin" if kind == "thumbnail" else ".bin"
    digest = picture_digest(url(name))
    return KeptFile(digest + ending, url(name), 100, kind, 30, 20, problem)


def failure(name, problem):
    return file(name, kind="failure", problem=problem)


@pytest.fixture
def index(tmp_path):
    made = PictureIndex.open(tmp_path / "pictures.db")
    yield made
    made.close()


@pytest.fixture
def see(index):
    """A function: the page of an article showed these."""

    def seen(article, names):
        shown = [(picture_digest(url(name)), url(name)) for name in names]
        index.show(article.id, shown, [picture_digest(url) for url in article.pictures])

    return seen


def with_pictures(shelf, path, names, **other):
    return shelf.article(path, pictures=tuple(url(name) for name in names), **other)


def test_by_section(index, shelf, see, tmp_path):
    one = with_pictures(shelf, "Tech/Alpha/one.md", ["a", "b", "shared"], day=2)
    two = with_pictures(shelf, "Tech/Beta/two.md", ["shared", "c"], day=1)
    three = with_pictures(shelf, "World/Gamma/three.md", ["d"])
    shelf.add(one, two, three)
    assert coverage(index, shelf.index_db)[()] == Coverage(5)
    see(one, ["a", "b", "shared"])
    index.note(
        [
            file("a"),
            file("shared"),
            file("shared", kind="thumbnail"),
            failure("shared", GONE),
            failure("b", GONE),
            failure("c", REFUSED),
        ]
    )
    found = coverage(index, shelf.index_db)
    assert found[()].sentence == "2 of 5 pictures kept, 1 gone, 1 refused"
    assert found[()].untried == 1
    assert found["Tech",].sentence == "2 of 4 pictures kept, 1 gone, 1 refused"
    assert found["Tech", "Alpha"].sentence == "2 of 3 pictures kept, 1 gone"
    assert found["World",].sentence == "0 of 1 picture kept"
    lost = missing(index, shelf.index_db, ("Tech",), 100)
    assert [(m.title, m.url, m.problem) for m in lost] == [
        ("one", url("b"), GONE),
        ("two", url("c"), REFUSED),
    ]
    assert missing(index, Path(tmp_path / "none.db"), (), 10) == []
    assert coverage(index, tmp_path / "none.db") == {}


def test_what_a_page_showed_counts(index, shelf, see):
    """A source whose articles turn out to have fewer pictures can come to have all of them."""
    one = with_pictures(shelf, "Tech/one.md", ["a", "b"])
    two = with_pictures(shelf, "Tech/two.md", ["b"])
    shelf.add(one, two)
    index.note([file("a")])
    see(one, ["a"])
    assert coverage(index, shelf.index_db)["Tech",] == Coverage(2, kept=1)
    see(two, [])
    assert coverage(index, shelf.index_db)["Tech",] == Coverage(1, kept=1)
    see(two, ["b", "more"])
    assert coverage(index, shelf.index_db)["Tech",] == Coverage(3, kept=1)
    lost = missing(index, shelf.index_db, (), 9)
    assert [(m.title, m.url, m.problem) for m in lost] == [
        ("two", url("b"), ""),
        ("two", url("more"), ""),
    ]


def test_a_changed_article_counts_as_its_new_text_says(index, shelf, see):
    one = with_pictures(shelf, "Tech/one.md", ["a", "b"])
    shelf.add(one)
    see(one, [])
    assert () not in coverage(index, shelf.index_db)
    shelf.add(with_pictures(shelf, "Tech/one.md", ["b", "c", "d"], text="new"))
    assert coverage(index, shelf.index_db)["Tech",] == Coverage(3)
    shelf.add(with_pictures(shelf, "Tech/one.md", ["d"], text="new"))
    assert coverage(index, shelf.index_db)["Tech",] == Coverage(1)
    shelf.add(with_pictures(shelf, "Tech/two.md", ["d", "e"]))
    assert coverage(index, shelf.index_db)[()] == Coverage(2)
    shelf.remove("Tech/one.md")
    assert coverage(index, shelf.index_db)[()] == Coverage(2)
    shelf.remove("Tech/two.md")
    assert coverage(index, shelf.index_db) == {}


@pytest.mark.parametrize("seed", range(6))
def test_the_sums_are_those_of_counting_one_by_one(index, shelf, see, seed):
    chance = Random(seed)
    names = [f"{n}.png" for n in range(30)]
    folders = ["A", "A/B", "A/B/C", "A/D", "E", ""]
    shown, articles = {}, []
    for number in range(25):
        pictures = chance.sample(names, chance.choice((0, 1, 1, 2, 3)))
        home = chance.choice(folders)
        path = f"{home}/{number}.md".lstrip("/")
        article = with_pictures(shelf, path, pictures, url=f"https://x.example/{number}")
        articles.append(article)
        places = {home}
        if chance.random() < 0.3:
            again = chance.choice(folders)
            path = f"{again}/{number} again.md".lstrip("/")
            same = {"title": article.title, "url": article.url, "id_": article.id}
            articles.append(with_pictures(shelf, path, pictures, **same))
            places.add(again)
        shown[article.id] = (places, set(pictures))
    shelf.add(*articles)
    for article in articles:
        if chance.random() < 0.5:
            pictures = shown[article.id][1]
            if chance.random() < 0.5:
                pictures = set(chance.sample(names, chance.randint(0, 3)))
            see(article, sorted(pictures))
            shown[article.id] = (shown[article.id][0], pictures)
    fates = {}
    for name in names:
        fates[name] = chance.choice(("", *FATES))
        if fates[name] == "kept":
            index.note([file(name)])
        elif fates[name]:
            index.note([failure(name, fates[name])])
    expected = {}
    for places, pictures in shown.values():
        for place in places:
            parts = tuple(place.split("/")) if place else ()
            for length in range(len(parts) + 1):
                expected.setdefault(parts[:length], set()).update(pictures)

    def of(pictures, fate):
        return sum(fates[name] == fate for name in pictures)

    assert coverage(index, shelf.index_db) == {
        section: Coverage(len(found), *(of(found, fate) for fate in FATES))
        for section, found in expected.items()
        if found
    }
