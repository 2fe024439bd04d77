"""The tree written as HTML again: bs4's own writer asks far more of each node."""

from collections.abc import Iterator
from html import escape

from reader.markup.soup import NavigableString, PageElement, Tag


def written(soup: Tag) -> str:
    """Return what stands in an element as HTML, attributes by their names; no comments."""
    made: list[str] = []
    within: list[tuple[Iterator[PageElement], str]] = [(iter(soup.contents), "")]
    while within:
        nodes, end = within[-1]
        for node in nodes:
            if isinstance(node, Tag):
                made.append(_start(node))
                if node.contents or not node.can_be_empty_element:
                    within.append((iter(node.contents), f"</{node.name}>"))
                    break
            elif isinstance(node, NavigableString) and not node.PREFIX:
                made.append(escape(node, quote=False))
        else:
            within.pop()
            made.append(end)
    return "".join(made)


def _start(tag: Tag) -> str:
    if not tag.attrs:
        return f"<{tag.name}>"
    said = "".join(_attribute(name, tag.attrs[name]) for name in sorted(tag.attrs))
    return f"<{tag.name}{said}>"


def _attribute(name: str, value: object) -> str:
    if value is None:
        return f" {name}"
    words = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f' {name}="{escape(words)}"'
