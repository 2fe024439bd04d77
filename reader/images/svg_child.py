"""A drawing from stdin, drawn to stdout: the child of images/svg.py.

`python -m reader.images.svg_child WIDTH HEIGHT`: an SVG; the answer is a PNG of this size.
"""

import sys
from contextlib import suppress
from typing import Any

from reader.bounds import PICTURE_BYTES, SVG_CPU_SECONDS, SVG_MEMORY
from reader.images.svg_cleaning import NoDrawingError, harmless


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: our parent's patience is the bound
    for what, most in ((resource.RLIMIT_AS, SVG_MEMORY), (resource.RLIMIT_CPU, SVG_CPU_SECONDS)):
        with suppress(ValueError, OSError):  # macOS knows the first and does not take it
            resource.setrlimit(what, (most, most))


_FONTS = {
    "sans_serif_family": (
        "Helvetica Neue", "Segoe UI", "DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial",
        "Open Sans", "Cantarell", "Ubuntu", "Roboto", "FreeSans", "Noto Sans CJK SC",
        "Source Han Sans SC", "WenQuanYi Micro Hei", "Droid Sans Fallback",
    ),
    "serif_family": (
        "Times New Roman", "Times", "DejaVu Serif", "Noto Serif", "Liberation Serif", "FreeSerif",
        "Noto Serif CJK SC",
    ),
    "monospace_family": (
        "Menlo", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", "FreeMono",
        "Noto Sans Mono CJK SC",
    ),
}  # fmt: skip
"""For words in no font, or in one that this system has not: the renderer leaves them out else."""


def _fonts() -> dict[str, str]:
    """Return the first of each that this system has; a sans serif where it has none."""
    found: dict[str, str] = {}
    for kind, names in _FONTS.items():
        name = next(filter(_has, names), found.get("sans_serif_family"))
        if name is not None:
            found[kind] = name
    sans = found.get("sans_serif_family")
    return found | {"font_family": sans} if sans is not None else found


def _has(family: str) -> bool:
    import resvg_py

    probe = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">'
        f'<text y="8" font-size="9" font-family="{family}">x</text></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=probe)) != bytes(
        resvg_py.svg_to_bytes(svg_string=probe, skip_system_fonts=True)
    )


def drawn(data: bytes, width: int, height: int) -> bytes:
    """Return the drawing as a PNG of this size. Raises NoDrawingError, and ValueError."""
    import resvg_py

    svg, words = harmless(data)
    # Fonts are looked for where there are words alone: it takes longer than to draw.
    fonts: dict[str, Any] = _fonts() if words else {}
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, width=width, height=height, skip_system_fonts=not words, **fonts
        )
    )


def main() -> int:
    """0, or 1 where there is no picture: the file's own fault."""
    _bound()
    try:
        answer = drawn(sys.stdin.buffer.read(PICTURE_BYTES), int(sys.argv[1]), int(sys.argv[2]))
    except (NoDrawingError, ValueError, MemoryError, RecursionError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n"[:300])
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
