"""Front matter by three readers in turn."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.folder.decode import decode
from reader.folder.front_matter import read_front_matter
from reader.folder.loose_front_matter import read_loosely
from reader.folder.titles import tidy
from reader.folder.walk import walk


@pytest.mark.parametrize("before", ["", "\n", "\n\n  \n"])
def test_front_matter_after_blank_lines(before):
    front = read_front_matter(f"{before}---\ntitle: T\n---\n\nBody\n")
    assert (front.values, front.body, front.loose) == ({"title": "T"}, "Body", False)


@pytest.mark.parametrize(
    "title", ["1936", "12_00", "2021-03-12", "yes", "null", "~", "0x1F", "1e3"]
)
def test_a_title_stays_the_text_it_is(title):
    for more in ("", "\nother: {a: b}"):  # the fast reader, and the library
        assert read_front_matter(f"---\ntitle: {title}{more}\n---\n").values["title"] == title


@pytest.mark.parametrize("title", ["", " ", "#", "# a comment", "''"])
def test_a_title_that_is_none_is_empty(title):
    assert read_front_matter(f"---\ntitle: {title}\nx: y\n---\n").values["title"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "No front matter",
        "---\n\nNot front matter: only prose, here.\n\n---\nMore",
        "---\n\nProse without a colon.\n\n---\nMore",
        "---\nA rule, then text without a second one.",
        "--- title: x ---",
        "{\n}\n",
        "+++\ntitle = 'x'\n+++",
    ],
)
def test_other_text_is_all_body(text):
    front = read_front_matter(text)
    assert (front.values, front.body) == ({}, text.strip())


def test_a_rule_in_the_body_ends_nothing():
    front = read_front_matter("---\ntitle: T\n---\nOne\n\n---\n\nTwo")
    assert front.body == "One\n\n---\n\nTwo"


def test_empty_front_matter():
    assert read_front_matter("---\n---\nBody").body == "Body"


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ('title: "A "b" c"', {"title": 'A "b" c'}),
        ("title: 'It's so'", {"title": "It's so"}),
        ("title: 'It''s so'", {"title": "It's so"}),
        ('title: "A" and "B"', {"title": '"A" and "B"'}),
        ("title: 'A' and 'B", {"title": "'A' and 'B"}),
        ("title: a: b: c", {"title": "a: b: c"}),
        ("title: a\nNote: b\nhttp://c", {"title": "a\nNote: b\nhttp://c"}),
        ("Title : a", {"title": "a"}),
        ("title： a", {"title": "a"}),
        ("title: |\n  a\n  b", {"title": "a\n  b"}),
        ("tags: [a, 'b, c', \"d\"]", {"tags": ["a", "b, c", "d"]}),
        ("categories:\n- [a, b]\n- c", {"categories": [["a", "b"], "c"]}),
        ("categories:\n\t- a\n\t- 'b'", {"categories": ["a", "b"]}),
        ("categories:\n- a\n  b", {"categories": ["a\n  b"]}),
        ("title: a\ntitle: b", {"title": "a"}),
        ("title:\ntitle: b", {"title": "b"}),
        ("date: 2021-03-22\n%%%", {"date": "2021-03-22"}),
        ("only prose", {}),
        ("warning: only prose", {}),
    ],
)
def test_what_the_tolerant_reader_makes_of_a_line(line, values):
    assert read_loosely(line) == values


def test_the_tolerant_reader_reads_sound_files_alike(corpus):
    """Where YAML is content, both give the same title, date, categories and picture."""
    agreed = 0
    for file in walk(corpus):
        text = decode(Path(corpus, file.path).read_bytes())
        front = read_front_matter(text)
        if front.loose:
            continue
        loose = read_loosely(text.strip().split("---")[1])
        assert tidy(str(loose["title"])) == tidy(str(front.values["title"]))
        for key in ("date", "categories", "thumbnail", "author"):
            assert loose[key] == front.values[key]
        agreed += 1
    assert agreed == 43


@given(st.text(), st.text(alphabet="title: -'\"[]|>#\n\tab", max_size=60))
def test_no_text_raises_and_none_is_lost(text, lines):
    for whole in (text, lines, f"---\n{lines}\n---\n{text}", f"---\ntitle: {text}\n---\n{lines}"):
        front = read_front_matter(whole)
        if not front.values:
            assert front.body in whole
        assert read_front_matter(whole) == front
