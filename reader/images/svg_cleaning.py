"""A hostile drawing made harmless, in the child that draws it: read as XML and written anew.

Only elements and attributes of a list are written, and nothing that leads out of the drawing: the
renderer opens what `xlink:href="/path"` names. What leads somewhere is a place within it ("#a"), or
a raster picture that the drawing itself holds.
"""

import re
from html.entities import html5
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from reader.bounds import (
    DOCTYPE_BYTES,
    SVG_CHARACTERS,
    SVG_DEPTH,
    SVG_ELEMENTS,
    SVG_ENTITIES,
    SVG_ENTITY_CHARACTERS,
)
from reader.images.svg_head import size_of
from reader.markup.policy import names
from reader.patterns import lazy_re

_ELEMENTS = names(
    "a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite "
    "feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood "
    "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset "
    "fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line "
    "linearGradient marker mask path pattern polygon polyline radialGradient rect stop style svg "
    "switch symbol text textPath title tspan use view"
)
_ATTRIBUTE = lazy_re(r"(?!on)[a-zA-Z][a-zA-Z-]{0,40}")
_RASTER = lazy_re(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
_PLACE = lazy_re(r"#[^\s\"'<>()\\]{1,200}")
_ADDRESS = lazy_re(r"""url\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\)?""", re.IGNORECASE)
_COMMENT = lazy_re(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULES = lazy_re(r"@(?:import|charset|namespace)[^;]*(?:;|\Z)|@font-face[^}]*(?:\}|\Z)", re.I)
_NAMED = lazy_re(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_BREAK = lazy_re(r"<(br|hr)\s*>", re.IGNORECASE)
_DOCTYPE = lazy_re(r"<!doctype", re.IGNORECASE)
_LINE = 1.2
_BASELINE = 0.35


class NoDrawingError(ValueError):
    """These bytes are no drawing that could be shown."""


def harmless(data: bytes) -> tuple[str, bool]:
    """Return the drawing as SVG that leads nowhere, and whether it holds words.

    Its root bears width, height and viewBox. Raises NoDrawingError.
    """
    width, height = size_of(data)
    if not width:
        raise NoDrawingError("no root element")
    return _Cleaner(width, height).clean(data)


def harmless_css(css: str) -> str:
    """Return declarations or rules whose addresses are places within the drawing alone."""
    if "\\" in css:  # an escape spells what is looked for below
        css = css.replace("\\", "")
    if "/*" in css:
        css = _COMMENT.sub(" ", css)
    css = _RULES.sub(" ", css) if "@" in css else css
    return _ADDRESS.sub(_own_place, css) if "(" in css else css


def _own_place(found: re.Match[str]) -> str:
    target = next((part for part in found.groups() if part is not None), "").strip()
    return f"url({target})" if _PLACE.fullmatch(target) else "none"


class _Cleaner:
    """Expat's handlers, and what they have written."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._made: list[str] = []
        self._open: list[str] = []
        """Of each open element its name, "" where it is not written."""
        self._dropped = 0
        self._elements = self._entities = 0
        self._label: tuple[float, float, list[str]] | None = None
        self._words = False
        self._css: list[str] = []
        self._characters = 0

    def clean(self, data: bytes) -> tuple[str, bool]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        if not _DOCTYPE.search(data[:DOCTYPE_BYTES].decode("latin-1")):
            data = _told_plainly(data)
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
            if not self._made or isinstance(error, NoDrawingError):
                raise NoDrawingError(str(error)) from error
            # Cut off, or broken far down: what came before is shown.
            self._made += (f"</{name}>" for name in reversed(self._open) if name)
        if not self._made:
            raise NoDrawingError("empty")
        return "".join(self._made), self._words

    def _entity(self, _name: str, _parameter: int, value: str | None, *_: object) -> None:
        """Illustrator names its namespaces so; what grows or leads out is an attack."""
        self._entities += 1
        if (
            value is None
            or "&" in value
            or len(value) > SVG_ENTITY_CHARACTERS
            or self._entities > SVG_ENTITIES
        ):
            raise NoDrawingError("entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > SVG_ELEMENTS or len(self._open) > SVG_DEPTH:
            raise NoDrawingError("too much of it")
        prefix, _, local = name.rpartition(":")
        if self._label is not None:
            if local in {"div", "p", "br", "li"} and self._label[2][-1].strip():
                self._label[2].append("")
            self._open.append("")
            return
        if local == "foreignObject" and not self._dropped and "switch" not in self._open[-1:]:
            self._label = (*_middle(attributes), [""])
            self._open.append("")
            return
        if self._dropped or prefix not in {"", "svg"} or local not in _ELEMENTS:
            self._dropped += 1
            self._open.append("")
            return
        self._words = self._words or local == "text"
        kept = _kept(local, attributes)
        if not self._open:
            width, height = self._size
            kept["width"], kept["height"] = str(width), str(height)
            kept.setdefault("viewBox", f"0 0 {width} {height}")
            kept["xmlns"] = "http://www.w3.org/2000/svg"
        said = "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        self._open.append(local)
        self._made.append(f"<{local}{said}>")

    def _end(self, name: str) -> None:
        written = self._open.pop()
        if self._label is not None:
            if name.rpartition(":")[2] == "foreignObject":
                self._made.append(_as_text(*self._label))
                self._words = True
                self._label = None
        elif written:
            if written == "style":  # whole: expat hands a long text out in parts
                self._made.append(escape(harmless_css("".join(self._css))))
                self._css.clear()
            self._made.append(f"</{written}>")
        elif self._dropped:
            self._dropped -= 1

    def _text(self, text: str) -> None:
        if self._label is not None:
            self._label[2][-1] += text
        elif not self._dropped and self._open:
            self._characters += len(text)
            if self._characters > SVG_CHARACTERS:
                return
            if "style" in self._open[-2:]:
                self._css.append(text)
            else:
                self._made.append(escape(text))


def _kept(element: str, attributes: dict[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in attributes.items():
        prefix, _, local = name.rpartition(":")
        if local == "href" and prefix in {"", "xlink"}:
            if _PLACE.fullmatch(value.strip()):
                kept["href"] = value.strip()
            elif element == "image" and _RASTER.fullmatch(value.strip()):
                kept["href"] = "".join(value.split())
        elif name in {"xml:space", "xml:lang"}:
            kept[name] = value
        elif not prefix and local not in {"xmlns", "base", "src"} and _ATTRIBUTE.fullmatch(local):
            kept[local] = harmless_css(value) if "(" in value or "\\" in value else value
    return kept


def _middle(attributes: dict[str, str]) -> tuple[float, float]:
    """Return the middle of a box of HTML."""

    def number(name: str) -> float:
        found = re.match(
            r"\s*(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(?![0-9.]*%)", attributes.get(name, "")
        )
        return float(found[1]) if found else 0.0

    return number("x") + number("width") / 2, number("y") + number("height") / 2


def _as_text(across: float, down: float, lines: list[str]) -> str:
    """Return the words of a box of HTML, which the renderer does not draw, in its middle."""
    shown = [" ".join(line.split()) for line in lines if line.strip()]
    if not shown:
        return ""
    size = 14.0
    top = down + _BASELINE * size - (len(shown) - 1) * _LINE * size / 2
    parts = [
        f'<tspan x="{across:g}" y="{top + number * _LINE * size:g}">{escape(line)}</tspan>'
        for number, line in enumerate(shown)
    ]
    return f'<text text-anchor="middle" font-size="{size:g}">{"".join(parts)}</text>'


def _told_plainly(data: bytes) -> bytes:
    """HTML's own references and breaks, which XML does not know, as a page's drawings have them."""
    if b"&" not in data and b"<br" not in data and b"<BR" not in data:
        return data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    text = _BREAK.sub(r"<\1/>", text)
    return _NAMED.sub(lambda found: escape(html5.get(f"{found[1]};", "")), text).encode("utf-8")
