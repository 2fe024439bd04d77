"""Front matter by three readers in turn."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.folder.decode import decode
from reader.folder.front_matter import read_front_matter
from reader.folder.head_lines import read_leading_lines, read_trailing_lines
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
        '{"a": 1} is how JSON begins',
        '{"version": 1, "rows": [1, 2]}',
        "+++\nno TOML, three pluses",
        "+++\n\nprose between pluses\n\n+++",
        ";;;\nsemicolons\n;;;",
        "Note: this is a warning.\nIt goes on.\n\nText.",
        "Author: Ann says so, in a sentence.\n\nText.",
        "Question: why?\n---\nText",
        "% of it is lost",
        "%",
        "[#] a list of numbers",
        "#+BEGIN_SRC\nx\n#+END_SRC",
        "<!-- prettier-ignore -->\nText",
        "```python\nprint('---')\n```",
        "std::vector is fast.\n\nText",
        'title = "a"\n\nThis names a window.',
        'title = "a"\nauthor = f(x)\n\nprint(title)',
        "x = 1\ny = 2\n\nText",
        "---js\nNo head at all.\n---\nText",
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


SOME = {"title": "A: b", "tags": ["x", "y"]}


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "A: b"\ntags = ["x", "y"]\n+++\nBody.',
        '+++  \ntitle = "A: b"\ntags = [\n  "x",\n  "y",\n]\n+++\n\nBody.',
        '{\n  "title": "A: b",\n  "tags": ["x", "y"]\n}\n\nBody.',
        '{"title": "A: b", "tags": ["x", "y"]}\n;;;\nBody.',
        '"title": "A: b",\n"tags": ["x", "y"]\n;;;\nBody.',
        ';;;\n"title": "A: b",\n"tags": ["x", "y"]\n;;;\nBody.',
        'title: "A: b"\ntags: [x, y]\n---\nBody.',
        "title: 'A: b'\ntags:\n- x\n- y\n\n---\n\nBody.",
        '---\ntitle: "A: b"\ntags: [x, y]\n...\nBody.',
        '---   \ntitle: "A: b"\ntags: [x, y]\n---  \t\nBody.',
        "```markdown\n---\ntitle: 'A: b'\ntags: [x, y]\n---\nBody.\n```",
        "```yaml\n---\ntitle: 'A: b'\ntags: [x, y]\n---\n```\n\nBody.",
        '---toml\ntitle = "A: b"\ntags = ["x", "y"]\n---\nBody.',
        '---json\n{"title": "A: b", "tags": ["x", "y"]}\n---\nBody.',
        "---js\n{\n  title: 'A: b',\n  tags: ['x', 'y'],\n}\n---\nBody.",
        'title = "A: b"\ntags = ["x", "y"]\n\nBody.',
        'title = "A: b"\ntags = [\n  "x", "y"\n]\n\n+++\nBody.',
        "<!-- a linter's -->\n---\ntitle: 'A: b'\ntags: [x, y]\n---\nBody.",
    ],
)
def test_front_matter_of_other_makes(text):
    front = read_front_matter(text)
    assert (front.values, front.body, front.loose) == (SOME, "Body.", False)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Title: A: b\nDate: 2020-06-05\n\nBody.", {"title": "A: b", "date": "2020-06-05"}),
        ("Title: A\nTags: x,\n  y\n\nBody.", {"title": "A", "tags": "x, y"}),
        ("Title: A\n\nBody.", {"title": "A"}),
        (
            "    Title: A\n    Date: 2020-06-05\n    Tags: x\n\nBody.",
            {"title": "A", "date": "2020-06-05", "tags": "x"},
        ),
        ("title:: A\ntags:: [[x]], [[y]]\n\nBody.", {"title": "A", "tags": "[[x]], [[y]]"}),
        ("- title:: A\n  author:: Ann\n\nBody.", {"title": "A", "author": "Ann"}),
        ("% A\n% Ann\n% 2020\n\nBody.", {"title": "A", "author": "Ann", "date": "2020"}),
        ("#+TITLE: A\n#+DATE: 2020\n\nBody.", {"title": "A", "date": "2020"}),
        ("<!--\n.. title: A\n.. date: 2020\n-->\n\nBody.", {"title": "A", "date": "2020"}),
        (".. title: A\n.. date: 2020\n\nBody.", {"title": "A", "date": "2020"}),
        (
            (
                "A\n\nBody.\n\nid: 0123456789abcdef0123456789abcdef\nparent_id: \n"
                "created_time: 2020-06-05T10:00:00.000Z\nsource_url: https://a.example/b\ntype_: 1"
            ),
            {"title": "A", "created": "2020-06-05T10:00:00.000Z", "url": "https://a.example/b"},
        ),
    ],
)
def test_heads_without_rules(text, values):
    front = read_front_matter(text)
    assert (front.values, front.body) == (values, "Body.")


def test_a_list_below_a_head_of_logseq_stays_whole():
    front = read_front_matter("tags:: x\n- Body.\n  key:: v")
    assert (front.values, front.body) == ({"tags": "x"}, "- Body.\n  key:: v")


def test_a_translations_head_names_the_original():
    head = (
        '[#]: subject: "Old"\n[#]: via: "https://a.example/b"\n[#]: author: "Ann https://c.example"'
    )
    front = read_front_matter(f'{head}\n[#]: url: " "\n\nNeu\n======\n\nText.')
    assert front.values["via"] == "https://a.example/b"
    assert "title" not in front.values
    assert front.body.endswith("Text.")


def test_broken_toml_is_read_line_by_line():
    front = read_front_matter('+++\ntitle = "A "b" c"\ndate = 2020-06-05\n[x]\n+++\nBody.')
    assert front.loose
    assert front.values["title"] == 'A "b" c'
    assert front.values["date"] == "2020-06-05"


def test_scalars_of_toml_and_json_are_text():
    toml = read_front_matter("+++\ntitle = 1936\ndraft = true\ndate = 2020-06-05T10:00:00Z\n+++")
    assert toml.values == {"title": "1936", "draft": "true", "date": "2020-06-05T10:00:00+00:00"}
    json = read_front_matter('{"title": 12.50, "draft": false, "x": null}\nText')
    assert json.values == {"title": "12.50", "draft": "false", "x": ""}


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("title：全角\ndate：2020-06-05", "全角"),
        ("title: A\ntags: #a #b, c\ndate: 2020-06-05", "A"),
        ("title:No space\ndate:2020-06-05", "No space"),
        ("title: !important rule\ndate: 2020-06-05", "!important rule"),
        ("title: *star* text\ndate: 2020-06-05", "*star* text"),
        ("title: &anchor text\ndate: 2020-06-05", "&anchor text"),
        ("title: [bracket] text\ndate: 2020-06-05", "[bracket] text"),
        ("title:\tTabbed\ndate: 2020-06-05", "Tabbed"),
    ],
)
def test_what_means_something_to_yaml_alone_is_text(block, title):
    front = read_front_matter(f"---\n{block}\n---\nBody.")
    assert (front.values["title"], front.values["date"]) == (title, "2020-06-05")
    assert front.body == "Body."


def test_escapes_that_yaml_refuses_are_decoded():
    head = 'title: "\\u4e2d\\ud83d\\ude00 \\"x\\""\ntags: ["\\uD83C\\uDDEB", {y: z}]'
    front = read_front_matter(f"---\n{head}\n---\nText")
    assert front.values == {"title": '中😀 "x"', "tags": ["\U0001f1eb", {"y": "z"}]}
    assert not front.loose
    half = read_front_matter('---\ntitle: "a \\ud83d b"\ntags: [x]\n---\nText')
    assert half.values == {"title": "a \ufffd b", "tags": ["x"]}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "# T\n\n## Metadata\n- Author: [[Ann]]\n- URL: https://a.example/b\n- Category: #x",
            {"author": "[[Ann]]", "url": "https://a.example/b", "category": "#x"},
        ),
        (
            (
                "> * 原文地址：[T](https://a.example/b)\n> * 原文作者：[Ann](https://c.example)\n"
                "> * 译者：[Bo](https://d.example)\n\n# T\n\nText"
            ),
            {"url": "https://a.example/b", "原文作者": "Ann"},
        ),
        (
            "# T\n\n**Published:** 2020-06-05\n**By:** Ann\n\nText",
            {"published": "2020-06-05", "by": "Ann"},
        ),
        ("# T\n\n[source](https://a.example/b)\n\nText", {"url": "https://a.example/b"}),
        (
            "# T\n\n[Read on X](https://x.example/1)\n[Read Original](https://a.example/b)\n",
            {"url": "https://a.example/b"},
        ),
        (
            "> 本文由 [简悦 SimpRead](http://s.example) 转码， 原文地址 [a.example](https://a.example/b)\n\nText",
            {"url": "https://a.example/b"},
        ),
        (
            "# T\n\n2017年06月01日 12:01:55[Ann](https://a.example/ann)阅读数：2711",
            {"date": "2017年06月01日 12:01:55"},
        ),
        ("# T\n*5 June 2013*\n\nText", {"date": "5 June 2013"}),
        (
            "# T\n#Omnivore\n\n - By: Ann\n - [Read Original](https://a.example/b)\n\nText",
            {"by": "Ann", "url": "https://a.example/b"},
        ),
        ("# T\nSome Channel _2024-11-01 08:30_ here\n\nText", {"datetime": "2024-11-01 08:30"}),
        (
            "> 原文：https://a.example/b 作者：Ann | 译者：Bo\n\n文",
            {"url": "https://a.example/b", "作者": "Ann"},
        ),
        ("> 原文：https://a.example/b，有删节\n\n文", {"url": "https://a.example/b"}),
        (
            "T\n=\n\n*By Ann Bee, June 5, 2020*\n\nText",
            {"author": "Ann Bee", "date": "June 5, 2020"},
        ),
        ("# T\n\nBy Ann de Bee\n\nText", {"author": "Ann de Bee"}),
        ("# T\n\nby [Ann Bee](https://a.example/ann)\n\nText", {"author": "Ann Bee"}),
        (
            "# T\n\n_Posted on June 5, 2020 by Ann Bee_\n\nText",
            {"author": "Ann Bee", "date": "June 5, 2020"},
        ),
        (
            "# T\n\n*June 5, 2020* • *by Ann Bee* • [View online](https://a.example/b)\n\nText",
            {"date": "June 5, 2020", "author": "Ann Bee", "url": "https://a.example/b"},
        ),
        (
            "译文 | [原文](https://a.example/b) | 作者 Ann\n\n# T\n\n文",
            {"url": "https://a.example/b", "author": "Ann"},
        ),
        ("# 2020-06-05 周五\n\n文", {"date": "2020-06-05 周五"}),
        ("# 2020\n\n文", {}),
        ("# T\n\n## 2020-06-05\n\n文", {}),
        ("# T\n#journal/2020# #tide\n\nText", {"tags": ["journal/2020", "tide"]}),
        ("#题目\n\n文", {}),
        ("One | two | three\n\nText", {}),
        ("# T\n\nBy the way, this was long ago\n\nText", {}),
        ("# T\n\nBy Friday, all was well\n\nText", {}),
        ("# T\n\nWritten by hand\n\nText", {}),
        ("A sentence. Date: 2020-06-05.\n\nText", {}),
        ("One.\n\nTwo.\n\n- Author: Ann", {}),
    ],
)
def test_what_clippers_and_translators_write_below_a_title(body, said):
    assert read_leading_lines(body) == said


@pytest.mark.parametrize(
    ("tail", "said"),
    [
        (
            "------\n\nvia: https://a.example/b\n\n作者：[Ann][a]\n译者：Bo\n\n[a]: https://c",
            {"via": "https://a.example/b", "作者": "Ann"},
        ),
        (
            "> 本文由AI自动翻译，原文链接：[T](https://a.example/b)\n> \n> 翻译时间：2026",
            {"url": "https://a.example/b"},
        ),
        ("The author: Ann, and the text ends.", {}),
    ],
)
def test_what_translators_write_below_the_text(tail, said):
    found = read_trailing_lines(f"{'Text. ' * 2000}\n\n{tail}")
    assert {"url" if key == "via" else key: value for key, value in found.items()} == {
        "url" if key == "via" else key: value for key, value in said.items()
    }


@given(st.text(), st.text(alphabet="title: -'\"[]|>#\n\tab", max_size=60))
def test_no_text_raises_and_none_is_lost(text, lines):
    for whole in (text, lines, f"---\n{lines}\n---\n{text}", f"---\ntitle: {text}\n---\n{lines}"):
        front = read_front_matter(whole)
        if not front.values:
            assert front.body in whole
        read_leading_lines(whole)
        read_trailing_lines(whole)
        assert read_front_matter(whole) == front


def test_ikiwikis_directives_at_the_head():
    text = '[[!meta title="A [b] title"]]\n[[!meta date="2012-03-04"]]\n[[!tag sea planet]]\n'
    text += "\nText [[!x]]"
    front = read_front_matter(text)
    assert front.values == {
        "title": "A [b] title",
        "date": "2012-03-04",
        "tags": ["sea", "planet"],
    }
    assert front.body == "Text [[!x]]"
    assert not read_front_matter("[[!toc]]\n\nText").values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("#+TITLE: A\n#+DATE: 2020", {"title": "A", "date": "2020"}),
        ("#+TITLE: A\n\n#+DATE: 2020\n\n", {"title": "A", "date": "2020"}),
        ("#+TITLE: A", {"title": "A"}),
    ],
)
def test_where_a_file_is_all_head_none_of_it_is_text(text, values):
    front = read_front_matter(text)
    assert front.values == values
    assert front.body == ""
