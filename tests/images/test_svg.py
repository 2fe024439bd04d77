"""Drawings: drawn without files, network or scripts, in bounded time, with Chinese words."""

import base64
import io
import os
import re
import time
from contextlib import suppress

import pytest
from PIL import Image

from reader.images.sniff import kind_of, require_picture, sniff
from reader.images.svg import draw_svg
from reader.images.svg_cleaning import harmless, harmless_css
from reader.model import PictureError

LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside, root=""):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {LINK} width="40" height="40" {root}>'
        f"{inside}</svg>"
    ).encode()


def pixels(data, side=40):
    with Image.open(io.BytesIO(draw_svg(data, side, side))) as image:
        return image.convert("RGBA")


def colours(data):
    return {colour for _, colour in pixels(data).getcolors(10_000)}


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('<svg width="300" height="100">', (300, 100)),
        ('<?xml version="1.0"?>\n<!-- made - by -->\n<svg viewBox="0 0 30 20">', (30, 20)),
        ('<!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY c "d">]><svg width="2in">', (192, 150)),
        ('\ufeff<svg width="100%" viewBox="0,0,40,10" >', (40, 10)),
        ('<svg width="50" viewBox="0 0 100 300">', (50, 150)),
        ("<svg >", (300, 150)),
    ],
)
def test_a_drawing_is_known_by_its_root_and_tells_its_size(head, size):
    data = head.encode()
    assert kind_of(data) == "svg"
    assert sniff(data).shown == size


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><rss>", b"<html><svg></svg>", b"<svgx>"])
def test_other_xml_and_pages_are_no_drawing(data):
    assert sniff(data) is None
    with pytest.raises(PictureError):
        require_picture(data)


def test_shapes_styles_and_places_within_are_drawn():
    drawing = svg(
        "<style>.a { fill: #f00 } /* url(x) */ #b{fill:url('#g')}</style>"
        '<defs><linearGradient id="g"><stop stop-color="#00f"/></linearGradient>'
        '<rect id="r" width="20" height="20"/></defs>'
        '<use xlink:href="#r" class="a"/><rect id="b" x="20" width="20" height="40"/>'
    )
    assert {(255, 0, 0, 255), (0, 0, 255, 255)} <= colours(drawing)


def test_chinese_words_are_drawn_and_so_are_words_of_html_within():
    ink = pixels(svg('<text y="30" font-size="36" font-family="Nowhere">江</text>'))
    assert len(ink.getcolors(10_000)) > 10
    box = '<foreignObject width="40" height="40"><div>Mm<br>江</div></foreignObject>'
    assert len(pixels(svg(box)).getcolors(10_000)) > 10


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "secret.png"
    Image.new("RGB", (40, 40), (1, 200, 3)).save(file)
    return file


LEADING_OUT = [
    '<image xlink:href="{file}" width="40" height="40"/>',
    '<image href="{file}" width="40" height="40"/>',
    '<image x:href="{file}" xmlns:x="http://www.w3.org/1999/xlink" width="40" height="40"/>',
    '<image xlink:href="file://{file}" width="40" height="40"/>',
    '<image xml:base="{folder}/" xlink:href="secret.png" width="40" height="40"/>',
    '<image xlink:href="&#x2f;{rest}" width="40" height="40"/>',
    '<image xlink:href="data:image/svg+xml;base64,{nested}" width="40" height="40"/>',
    '<filter id="f"><feImage xlink:href="{file}"/></filter><rect width="9" filter="url(#f)"/>',
    '<use xlink:href="{drawing}#a"/>',
    '<rect width="40" height="40" fill="url({drawing}#a)"/>',
    '<rect width="40" height="40" style="fill: u\\72l(\'{drawing}#a\')"/>',
    '<style>@import "{css}"; @import url({css});</style><rect width="40" height="40"/>',
    "<style>{filler}@im<!-- -->port url({css});</style><rect width='40' height='40'/>",
    '<style>rect {{ fill: u/**/rl({drawing}#a) }}</style><rect width="40" height="40"/>',
    '<s:image xmlns:s="http://www.w3.org/2000/svg" xlink:href="{file}" width="9" height="9"/>',
    '<svg:image xmlns:svg="http://www.w3.org/2000/svg" xlink:href="{file}" width="9" height="9"/>',
    '<foreignObject width="40" height="40"><img src="{file}"/></foreignObject>',
    '<script xlink:href="{file}">x()</script><rect width="40" height="40"/>',
    '<text><tref xlink:href="{file}"/></text>',
]


def filled(inside, secret):
    drawing = secret.with_name("drawing.svg")
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><rect id="a" fill="#01c803"/></svg>'
    )
    css = secret.with_name("a.css")
    css.write_text("rect { fill: #01c803 }")
    nested = base64.b64encode(svg(f'<image xlink:href="{secret}" width="40" height="40"/>'))
    return svg(
        inside.format(
            file=secret,
            folder=secret.parent,
            rest=str(secret)[1:],
            nested=nested.decode(),
            drawing=drawing,
            css=css,
            filler=" " * 9_000,
        )
    )


@pytest.mark.parametrize("inside", LEADING_OUT)
def test_no_file_is_ever_shown(inside, secret):
    data = filled(inside, secret)
    written, _ = harmless(data)
    assert "secret" not in written
    assert not re.search(r"(?:url\s*\(|href\s*=|@import)\s*[\"']?\s*(?!#|data:image/png)", written)
    try:
        found = colours(data)
    except PictureError:
        return
    assert (1, 200, 3, 255) not in found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("inside", LEADING_OUT)
def test_no_file_is_ever_opened(inside, secret):
    data = filled(inside, secret)
    for file in secret.parent.iterdir():
        file.unlink()
        os.mkfifo(file)  # who opens it waits for ever
    begin = time.monotonic()
    with suppress(PictureError):
        draw_svg(data, 40, 40)
    assert time.monotonic() - begin < 5


def test_the_tripwire_would_be_seen(secret):
    """What the renderer does with a drawing that nobody made harmless."""
    import resvg_py

    drawing = svg(f'<image xlink:href="{secret}" width="40" height="40"/>').decode()
    with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=drawing)))) as image:
        assert (1, 200, 3, 255) in {colour for _, colour in image.convert("RGBA").getcolors()}


ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&i;</text></svg>'
)
USES = "<defs><rect id='a0' width='1' height='1'/>" + "".join(
    f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 12)
)


@pytest.mark.parametrize(
    "data",
    [
        ENTITIES.encode(),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]><svg><text>&a;</text></svg>',
        svg(USES + "</defs><use href='#a11'/>"),
        svg("<g>" * 100_000),
        svg("<rect/>" * 400_000),
        svg(
            '<filter id="f">' + '<feGaussianBlur stdDeviation="500"/>' * 400 + "</filter>"
            '<rect width="9999" height="9999" filter="url(#f)"/>'
        ),
        svg(
            '<pattern id="p" width="0.001" height="0.001"><rect width="1" height="1"/></pattern>'
            '<rect width="40" height="40" fill="url(#p)"/>'
        ),
        svg(
            '<filter id="f" x="-9999" y="-9999" width="99999" height="99999">'
            '<feTurbulence baseFrequency="9" numOctaves="9999"/></filter>'
            '<rect width="40" height="40" filter="url(#f)"/>'
        ),
        svg("<path d='M0 0" + " L1 1" * 900_000 + "'/>"),
        svg("<text>" + "江" * 300_000 + "</text>"),
        svg("<style>" + "a{fill:red}" * 100_000 + "</style>" + "<g class='a'/>" * 1_000),
    ],
)
def test_a_bomb_ends_in_bounded_time(data):
    begin = time.monotonic()
    try:
        made = draw_svg(data, 40, 40)
    except PictureError:
        made = b""
    assert time.monotonic() - begin < 8
    assert not made or sniff(made).kind == "png"


def test_what_is_broken_far_down_is_shown_as_far_as_it_goes():
    whole = svg('<rect width="40" height="40" fill="#f00"/><g><circle r="9"></g>')
    assert (255, 0, 0, 255) in colours(whole)


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("fill:url(#a)", "fill:url(#a)"),
        ("fill:url( '/etc/passwd' )", "none"),
        ("fill:url(data:x)", "none"),
        ("@import url(a); b{c:d}", "b{c:d}"),
        ("@font-face{src:url(a)}b{c:d}", "b{c:d}"),
    ],
)
def test_declarations_lead_nowhere(css, kept):
    assert kept in harmless_css(css)
    assert "passwd" not in harmless_css(css)
