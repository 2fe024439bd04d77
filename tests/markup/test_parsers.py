"""What the gate lets through is the same for every parser: html5lib, lxml, Python's own, and Qt."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import lxml.html
import pytest
from hypothesis import given, settings
from PySide6.QtGui import QTextDocument

from reader.markup import policy
from reader.markup.sanitize import sanitize
from tests.gui.conftest import qapp  # noqa: F401 - the same application serves here
from tests.markup.test_sanitize import SOUP
from tests.support.audit import wrong_attribute

HOSTILE = Path(__file__).resolve().parent.parent / "data" / "hostile"
ATTACKS = [
    pytest.param(attack["html"], id=f"{file.stem}-{number}")
    for file in sorted(HOSTILE.glob("*.json"))
    for number, attack in enumerate(json.loads(file.read_text(encoding="utf-8"))["attacks"])
]
XHTML = "{http://www.w3.org/1999/xhtml}"


def by_python(html):
    """Elements with their attributes as Python's own parser finds them, in their order."""
    found = []

    class Finder(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, tuple(sorted(attrs))))

    finder = Finder(convert_charrefs=True)
    finder.feed(html)
    finder.close()
    return found


def by_html5lib(html, *, scripting):
    """The same as browsers' algorithm finds them, with scripts or without."""
    tree = html5lib.parseFragment(html, scripting=scripting)
    return elements(tree)


def elements(tree):
    found = []
    for node in list(tree.iter())[1:]:
        assert isinstance(node.tag, str), "a comment or an instruction"
        assert node.tag.startswith(XHTML), "foreign content"
        found.append((node.tag.removeprefix(XHTML), tuple(sorted(node.attrib.items()))))
    return found


def by_lxml(html):
    """The same as libxml2, an older parser with ideas of its own, finds them."""
    tree = lxml.html.fragment_fromstring(html, create_parent="main")
    found = []
    for node in list(tree.iter())[1:]:
        assert isinstance(node.tag, str), "a comment or an instruction"
        found.append((node.tag, tuple(sorted(node.attrib.items()))))
    return found


def words(text):
    return re.sub(r"[\s\ufffc\u200b\ufdd0-\ufdef]+", "", text)


def check(html):
    safe = sanitize(html)
    tokens = by_python(safe)
    for name, attributes in tokens:
        assert name in policy.ELEMENTS
        for attribute, value in attributes:
            assert wrong_attribute(name, attribute, value) == []
    assert by_html5lib(safe, scripting=True) == tokens
    assert by_html5lib(safe, scripting=False) == tokens
    if words(safe):
        # libxml2 closes a <p> where it likes and may so put in another: nothing else is new.
        theirs = by_lxml(safe)
        assert {element for element in theirs if element != ("p", ())} <= set(tokens)
        carrying = [token for token in tokens if token[1]]
        assert sorted(element for element in theirs if element[1]) == sorted(carrying)
    # Twice is once, whoever has parsed and written it in between.
    tree = html5lib.parseFragment(safe)
    written = html5lib.serialize(
        tree, omit_optional_tags=False, quote_attr_values="always", alphabetical_attributes=False
    )
    assert sanitize(written) == safe


@pytest.mark.parametrize("html", ATTACKS)
def test_every_parser_finds_the_same(html):
    check(html)


@given(SOUP)
@settings(max_examples=300, deadline=None)
def test_every_parser_finds_the_same_in_whatever_it_is(pieces):
    check("".join(pieces))


class Recorder(QTextDocument):
    """Remembers what Qt would have loaded."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def loadResource(self, kind, name):
        self.asked.append((kind, name.toString()))
        return None if kind != QTextDocument.ResourceType.ImageResource.value else " "


@pytest.mark.parametrize("html", ATTACKS)
def test_qt_finds_no_more(html, qapp):  # noqa: F811
    safe = sanitize(html)
    document = Recorder()
    document.setHtml(safe)
    document.toPlainText()
    tokens = by_python(safe)
    links, pictures = set(), set()
    block = document.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            form = walk.fragment().charFormat()
            if form.isAnchor():
                links.add(form.anchorHref())
                assert not form.anchorNames()
            if form.isImageFormat():
                pictures.add(form.toImageFormat().name())
            walk += 1
        block = block.next()
    assert links <= {dict(attributes).get("href", "") for _, attributes in tokens}
    assert pictures <= {dict(attributes).get("src", "") for _, attributes in tokens}
    assert {kind for kind, _ in document.asked} <= {QTextDocument.ResourceType.ImageResource.value}
