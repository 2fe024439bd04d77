"""Whatever attribute names a resource: the real window asks no server and opens no file for it."""

import os
import sys

from reader.markup.policy import names
from tests.end_to_end.conftest import write_article

ATTRIBUTES = names(
    "background src href xml:base srcset poster cite longdesc usemap dynsrc lowsrc data code "
    "codebase classid archive action formaction profile manifest ping icon content srcdoc "
    "xlink:href object imagesrcset data-fallback-src"
)
ELEMENTS = names(
    "a area applet audio base blockquote body button col del div embed fieldset font form frame "
    "h1 head hr html iframe image input ins isindex li link meta object ol p param q script "
    "section source span style svg table tbody td tfoot th thead tr track ul use video"
)
PROPERTIES = names(
    "background background-image border-image border-image-source list-style list-style-image "
    "content cursor filter mask mask-image clip-path shape-outside -qt-block-indent src "
    "behavior -moz-binding offset-path font float"
)


def attacks(address):
    """Every element with every attribute, and every property in a style, a sheet and an import."""
    for element in sorted(ELEMENTS):
        every = " ".join(f'{name}="{address}?{element}-{name}"' for name in sorted(ATTRIBUTES))
        yield f"<{element} {every}>x</{element}>"
    every = " ".join(
        f'{name}="{address}?img-{name}"' for name in sorted(ATTRIBUTES) if "src" not in name
    )
    yield f"<img {every}>"
    for name in sorted(PROPERTIES):
        style = f"{name}: url({address}?{name})"
        yield f"<p style=\"{style}\">x</p><table style='{style}'><tr><td style='{style}'>x</table>"
        yield f"<ul style='{style}'><li style='{style}'>x</ul><style>p, li {{ {style} }}</style>"
    yield f"<style>@import url({address}?import); @font-face {{ src: url({address}?font) }}</style>"
    yield f"<link rel=stylesheet href='{address}?sheet'><?xml-stylesheet href='{address}?pi'?>"
    yield f"<meta http-equiv=refresh content='0;url={address}?refresh'>"
    yield f"<!--[if IE]><img src='{address}?conditional'><![endif]-->"
    yield f"<svg><image href='{address}?svg'/><style>@import '{address}?svg-import'</style></svg>"


def test_no_server_is_asked(program, tmp_path, picture_server):
    host, port = picture_server.address
    folder = tmp_path / "news"
    body = "".join(attacks(f"http://{host}:{port}/trip.png"))
    write_article(folder, "a/one.md", "One", body=f"<p>Visible</p>{body}<p>Behind</p>")
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    run.window.article.grab()
    run.settle()
    assert "Visible" in run.text
    assert "Behind" in run.text
    asked = {request.path for request in picture_server.requests}
    # The card of a player shows the poster that the article gives it, and <image> is <img>.
    assert asked <= {"/trip.png?video-poster", "/trip.png?audio-poster", "/trip.png?iframe-poster",
                     "/trip.png?embed-poster", "/trip.png?object-poster",
                     "/trip.png?image-src"}  # fmt: skip


def test_no_file_is_opened(program, tmp_path):
    trap = tmp_path / "outside"
    trap.mkdir()
    secret = trap / "secret.png"
    pipe = trap / "pipe.png"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)  # opened to be read it would hang the window for ever
    secret.write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    opened = []
    tripwire = str(trap)

    def hook(event, arguments):
        if event == "open" and isinstance(arguments[0], str) and tripwire in arguments[0]:
            opened.append(arguments[0])

    sys.addaudithook(hook)
    folder = tmp_path / "news"
    parts = []
    os.utime(secret, ns=(1, secret.stat().st_mtime_ns))
    for address in (f"file://{secret}", str(secret), f"file://{pipe}", str(pipe), "/dev/zero",
                    "../../outside/secret.png", "file:///dev/stdin"):  # fmt: skip
        parts += attacks(address)
        parts.append(f'<img src="{address}"><img data-src="{address}" srcset="{address} 2x">')
    for number in range(0, len(parts), 60):
        body = "".join(parts[number : number + 60])
        write_article(folder, f"a/{number}.md", f"T{number}", hours_old=number, body=body)
    count = len(range(0, len(parts), 60))
    run = program(offline=True).open(folder, count)
    for number in range(count):
        run.window.session.controller.select(number)
        run.settle()
        run.window.article.grab()
    assert opened == []
    assert secret.stat().st_atime_ns == 1, "Qt has read it"
