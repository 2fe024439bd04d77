"""The parts of a document, as who does not see it goes through them."""

import pytest

from reader.gui.document.outline import Kind, outline
from tests.gui.pages import show

PICTURES = (
    '<p><img src="https://tea.test/a.jpg" alt="A garden"></p>'
    '<p><a href="https://tea.test/"><img src="https://tea.test/b.jpg"></a></p>'
)


def parts(view, html):
    """What the article is made of, without its header: kinds, words, and what is in them."""

    def told(part):
        inner = [told(one) for one in part.parts]
        return (part.kind.name, part.words, inner) if inner else (part.kind.name, part.words)

    document = show(view, html)
    named = {picture.key: picture.alt for picture in view.page.pictures}
    found = [told(part) for part in outline(document, named.get)]
    words = [one[1] for one in found]
    return found[words.index("START") + 1 : words.index("END")]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (
            "<h2>Tea</h2><p>It grew<br>dark.</p><h4>Fog</h4>",
            [("HEADING", "Tea, level 2"), ("PARAGRAPH", "It grew\ndark."),
             ("HEADING", "Fog, level 4")],
        ),
        (
            '<p>See <a href="https://tea.test/">the <b>tea</b></a>.</p>',
            [("PARAGRAPH", "See the tea.", [("LINK", "the tea")])],
        ),
        (
            PICTURES,
            [("PARAGRAPH", "A garden", [("PICTURE", "A garden")]),
             ("PARAGRAPH", "Picture", [("LINK", "Picture", [("PICTURE", "Picture")])])],
        ),
        (
            "<ul><li>Green</li><li>Black</li></ul><p>So.</p>",
            [("LIST", "", [("ITEM", "Green"), ("ITEM", "Black")]), ("PARAGRAPH", "So.")],
        ),
        (
            "<table><tr><th>Tea</th><th>Minutes</th></tr><tr><td>Green</td><td>3</td></tr></table>",
            [("TABLE", "", [
                ("ROW", "", [("HEAD", "Tea", [("PARAGRAPH", "Tea")]),
                             ("HEAD", "Minutes", [("PARAGRAPH", "Minutes")])]),
                ("ROW", "", [("CELL", "Green", [("PARAGRAPH", "Green")]),
                             ("CELL", "3", [("PARAGRAPH", "3")])]),
            ])],
        ),
        (
            "<blockquote><p>Who drinks?</p></blockquote>",
            [("QUOTATION", "", [("PARAGRAPH", "Who drinks?")])],
        ),
    ],
    ids=["headings", "link", "pictures", "list", "table", "quotation"],
)  # fmt: skip
def test_it_tells_what_each_is_and_what_is_in_it(view, html, told):
    assert parts(view, f"<p>START</p>{html}<p>END</p>") == told


def test_each_knows_its_characters(view):
    document = show(view, '<p>Fog 🍵 and <a href="https://tea.test/">tea</a></p>')
    part = next(p for p in outline(document, lambda _name: None) if "Fog 🍵" in p.words)
    [link] = part.parts
    assert part.kind is Kind.PARAGRAPH
    assert (link.start, link.end) == (part.end - 3, part.end)  # Qt counts an emoji as two
    assert link.address == "https://tea.test/"


def test_a_thousand_tables_within_each_other_are_told_without_end_of_the_stack(view):
    deep = "<table><tr><td>x" * 300 + "</td></tr></table>" * 300
    assert outline(show(view, deep), lambda _name: None)
