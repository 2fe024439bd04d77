"""Footnotes and boxes in Markdown: what a reader of its HTML finds."""

import re

from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.text.text import plain_text
from tests.markup.articles import body

TEXT = """One.[^1] Two[^long] and again[^1], `code[^1]` and [^none].

[^1]: The *first* note.
[^long]: The second,
    over two lines.

    And a second paragraph.
[^spare]: Nobody leads here.

    [^1] in code

```
[^1]: no note
- [ ] no box
```

- [ ] to do
- [x] done
  1. [X] too
- [y] none
- [link](https://a.test/)
"""


def test_a_footnote_jumps_there_and_back():
    page = body(markdown_to_html("Word.[^1] More[^b].\n\n[^1]: Note one.\n\n[^b]: Note two.\n"))
    links = re.findall(r'<a href="#(at-\d+)"[^>]*>([^<]+)</a>', page)
    assert [said for _, said in links] == ["1", "2", "↩", "↩"]
    one, two, back, _ = (anchor for anchor, _ in links)
    assert re.search(rf'<li id="{one}">Note one\.', page)
    assert re.search(rf'<li id="{two}">Note two\.', page)
    assert re.search(rf'<p id="{back}">Word\.', page)


def test_notes_stand_below_in_the_order_of_their_marks():
    html = markdown_to_html(TEXT)
    words = plain_text(html)
    assert words.index("first note") > words.index("none")
    assert words.index("The second") > words.index("first note")
    assert words.index("Nobody leads here") > words.index("second paragraph")
    assert html.count('href="#note-1"') == 3  # a note may lead to another
    assert html.count('id="mark-of-note-1"') == 1
    assert "<em>first</em>" in html
    assert "over two lines" in words


def test_code_is_left_alone_and_so_is_what_has_no_note():
    html = markdown_to_html(TEXT)
    assert "<code>code[^1]</code>" in html
    assert "[^none]" in html
    assert "[^1]: no note\n- [ ] no box" in html


def test_boxes_are_seen_to_be_ticked():
    words = plain_text(markdown_to_html(TEXT))
    for said in ("☐ to do", "☑ done", "☑ too", "[y] none", "link"):
        assert said in words


def test_a_note_of_one_word_is_no_address():
    words = plain_text(markdown_to_html("A[^1]\n\n[^1]: word\n\n[^1]: twice\n\n[^2]: [x]: y\n"))
    for said in ("word", ": twice", "[x]: y"):
        assert said in words


def test_nothing_is_lost_of_many_or_repeated_notes():
    many = "".join(f"[^n{number}]: note {number}\n" for number in range(2000))
    words = plain_text(markdown_to_html("Text[^n3].\n\n" + many + "[^n3]: once more\n"))
    for number in (0, 3, 499, 500, 1999):
        assert f"note {number}" in words
    assert "once more" in words
