"""How an article is set: reading fonts, sizes, line heights, width of the column, its CSS.

Colours come from theme.py. Sizes are logical pixels.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.gui.style.theme import Theme


CJK_SIZE, LATIN_SIZE = 18, 19
"""Of the text at 100 %: a serif's small letters are small."""
CAPTION = 0.82
"""Captions, the line below the title, notes: their size beside the text's."""

GOES_ON, LINE_GOES_ON = 1, 2
"""What a paragraph's block bears that goes on with the one before, or with it on a new line."""
IS_CAPTION = 3
"""What a caption's block bears: other blocks have letters of that size too."""

CJK_COLUMN = 38
"""Characters a line, where every character is as wide as it is high."""

LATIN_COLUMN = 70
"""Characters a line, on average."""

_LATIN = (
    "Charter", "Source Serif 4", "Source Serif Pro", "Georgia", "Noto Serif", "Literata",
    "Cambria", "Bitstream Charter", "P052", "C059", "Liberation Serif", "DejaVu Serif",
)  # fmt: skip
_MONO = (
    "SF Mono", "Menlo", "Cascadia Mono", "Consolas", "JetBrains Mono", "Source Code Pro",
    "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono",
)  # fmt: skip
_SANS = (
    "Helvetica Neue", "Segoe UI", "Inter", "Source Sans 3", "Noto Sans", "Cantarell", "Ubuntu",
    "Liberation Sans", "DejaVu Sans",
)  # fmt: skip
_LAST_RESORT = ("DejaVu Sans", "Bitstream Vera Sans", "Sans Serif", "Sans", "sans-serif")
"""What fontconfig gives where a desktop names no font: its Chinese comes from another, thinner."""
_CJK_SERIF = {
    "zh-Hans": ("Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun"),
    "zh-Hant": ("Songti TC", "Noto Serif CJK TC", "Source Han Serif TC", "PMingLiU"),
    "ja": ("Hiragino Mincho ProN", "Noto Serif CJK JP", "Source Han Serif", "Yu Mincho"),
    "ko": ("AppleMyungjo", "Noto Serif CJK KR", "Source Han Serif KR", "Batang"),
}
# Sans in CJK: at one pixel a point the thin strokes of a Song or Mincho face break up.
_CJK = {
    "zh-Hans": (
        "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC",
        "Microsoft YaHei UI", "Microsoft YaHei", "Hiragino Sans GB", "WenQuanYi Micro Hei",
    ),
    "zh-Hant": (
        "PingFang TC", "Noto Sans CJK TC", "Source Han Sans TC", "Noto Sans TC",
        "Microsoft JhengHei UI", "Microsoft JhengHei", "Noto Sans CJK HK",
    ),
    "ja": (
        "Hiragino Sans", "Noto Sans CJK JP", "Source Han Sans", "Noto Sans JP", "Yu Gothic UI",
        "Yu Gothic", "Meiryo", "IPAexGothic",
    ),
    "ko": (
        "Apple SD Gothic Neo", "Noto Sans CJK KR", "Source Han Sans KR", "Noto Sans KR",
        "Malgun Gothic", "NanumGothic",
    ),
}  # fmt: skip


def script_of(language: str) -> str:
    """Return the key of our font table for a BCP 47 tag: "" where no script of it is special."""
    parts = language.lower().replace("_", "-").split("-")
    if parts[0] == "zh":
        traditional = {"hant", "tw", "hk", "mo"}.intersection(parts)
        return "zh-Hant" if traditional else "zh-Hans"
    return parts[0] if parts[0] in ("ja", "ko") else ""


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    # Of two makers' fonts with one name Qt lists "Name [maker]"; asked for "Name" it finds one.
    return frozenset(family.partition(" [")[0] for family in QFontDatabase.families())


@lru_cache(maxsize=32)
def _families(script: str, wish: str = "") -> tuple[str, ...]:
    order = [script] if script else []
    order += [other for other in _CJK if other != script]
    # In Chinese the quotation marks are as wide as a character: a CJK face goes first there.
    latin = _SANS if wish == "sans" else _LATIN
    wanted = [*_CJK[script], *latin] if script else [*latin]
    if script and wish == "serif":
        wanted = [*_CJK_SERIF[script], *wanted]
    if wish not in ("", "serif", "sans"):
        wanted.insert(0, wish)
    for other in order:
        wanted += [family for family in _CJK[other] if family not in wanted]
    return tuple(family for family in wanted if family in _installed())


def reading_families(language: str, wish: str = "") -> list[str]:
    """Return installed families for text in this language, best first; they cover every script.

    wish: "serif", "sans", or a family that goes before all others.
    """
    return list(_families(script_of(language), wish))


def interface_font(own: QFont, languages: Sequence[str], percent: int = 100) -> QFont:
    """Return the font of lists, menus and dialogs: the desktop's own, with CJK faces behind it.

    own: the desktop's font. Where it is only the last resort of a system that has no other, the
    face that has Chinese and Latin letters of one weight goes before it.
    languages: of the interface and of the system, as BCP 47 tags. Where none of them uses Han, its
    faces are those of simplified Chinese.
    percent: its size beside the desktop's own.
    """
    script = next(filter(None, map(script_of, languages)), "zh-Hans")
    han = _families(script, "sans")
    family = own.family()
    font = QFont(own)
    if own.pointSizeF() > 0:
        font.setPointSizeF(own.pointSizeF() * percent / 100)
    else:
        font.setPixelSize(round(own.pixelSize() * percent / 100))
    if family in _LAST_RESORT:
        font.setFamilies([*(name for name in han if name not in _LAST_RESORT), family])
    else:
        font.setFamilies([family, *han])
    return font


def code_families(language: str) -> list[str]:
    """Return installed families for code, with the language's own behind for what they lack."""
    mono = [family for family in _MONO if family in _installed()]
    return [*mono[:1], *_families(script_of(language))]


class TypeSetting(NamedTuple):
    """How one article is set.

    size, line: of the text; line is the distance of its base lines.
    column: the width of the text. font_wish: see reading_families.
    """

    language: str
    size: int
    line: int
    column: int
    font_wish: str = ""

    def scaled(self, size: int) -> int:
        """Return the line height for text of another size: the larger, the tighter."""
        ratio = self.line / self.size
        if size > self.size:
            ratio = max(1.25, ratio - 0.35 * (size / self.size - 1))
        return round(size * ratio)

    def font(self) -> QFont:
        """Return the font of the text."""
        font = QFont(reading_families(self.language, self.font_wish))
        font.setPixelSize(self.size)
        return font


@lru_cache(maxsize=32)
def setting(
    language: str, zoom: int, width: int = 100, line_height: int = 100, font_wish: str = ""
) -> TypeSetting:
    """Return how an article in this language is set; all in percent of what suits it."""
    cjk = bool(script_of(language))
    size = max(8, round((CJK_SIZE if cjk else LATIN_SIZE) * zoom / 100))
    line = round(size * (1.7 if cjk else 1.55) * line_height / 100)
    if cjk:
        column = round(CJK_COLUMN * width / 100) * size
        return TypeSetting(language, size, line, column, font_wish)
    font = QFont(reading_families(language, font_wish))
    font.setPixelSize(size)
    sample = "the quick brown fox jumps over the lazy dog and reads on "
    average = QFontMetricsF(font).horizontalAdvance(sample) / len(sample)
    column = round(average * LATIN_COLUMN * width / 100)
    return TypeSetting(language, size, line, column, font_wish)


def _list(families: list[str]) -> str:
    return ",".join(f"'{family}'" for family in families)


def _rule(selector: str, setting: TypeSetting, factor: float, above: float, below: float) -> str:
    size = round(setting.size * factor)
    # The text's own size is the document's default: told for p, Qt gives it to the links and bold
    # words of p.caption as well.
    own = f"font-size:{size}px;" if factor != 1 else ""
    return (
        f"{selector}{{{own}line-height:{setting.scaled(size)}px;"
        "-qt-line-height-type:fixed;"
        f"margin-top:{round(setting.size * above)}px;"
        f"margin-bottom:{round(setting.size * below)}px;}}"
    )


def code_css(theme: Theme) -> str:
    """Return the colours of code: only for documents that have some, every rule costs time."""
    return "".join(
        f"span.code-{kind}{{color:{colour};}}"
        for kind, colour in (
            ("c", theme.code_comment),
            ("k", theme.code_word),
            ("s", theme.code_string),
            ("n", theme.code_number),
            ("f", theme.code_name),
            ("d", theme.error),
            ("i", theme.code_string),
        )
    )


def plain_css(own: TypeSetting) -> str:
    """Return the one style of rare scripts: only for documents that have some."""
    families = _list(reading_families(own.language, own.font_wish))
    return (
        f"span.plain{{font-family:{families};font-size:{own.size}px;font-weight:400;"
        "font-style:normal;vertical-align:baseline;}"
    )


@lru_cache(maxsize=32)
def css_of(theme: Theme, own: TypeSetting) -> str:
    """Return the default style sheet of an article's document (the part of CSS that Qt knows)."""
    language = own.language
    em = own.size
    t = theme
    mono = _list(code_families(language))
    lines = own.scaled(round(em * 0.86))
    # Qt keeps what a line is higher than its letters free above them: less is to be free there.
    cell = f"{round(em * 0.2)}px {round(em * 0.5)}px {round(em * 0.42)}px"
    box = f"{round(em * 0.5)}px {round(em * 0.9)}px {round(em * 0.8)}px"
    under = round(em * 0.2)
    return "".join(
        (
            f"body{{color:{t.page_text};}}",
            _rule("p", own, 1, 0, 0.95),
            _rule("li", own, 1, 0, 0.35),
            _rule("li p", own, 1, 0, 0.35),
            _rule("dt", own, 1, 0.3, 0.1),
            _rule("dd", own, 1, 0, 0.5),
            _rule("h1", own, 1.6, 1.5, 0.6),
            _rule("h2", own, 1.45, 1.45, 0.55),
            _rule("h3", own, 1.2, 1.3, 0.45),
            _rule("h4,h5,h6", own, 1, 1.2, 0.4),
            _rule("p.caption", own, CAPTION, 0, 1.2),
            _rule("p.above", own, CAPTION, 1.2, 0),
            _rule("p.lead", own, 1, 1.2, 0.35),
            _rule("p.summary", own, 1, 0, 0.4),
            "p.cut{margin-bottom:0;}",
            f"p.caption{{-qt-user-state:{IS_CAPTION};}}",
            f"p.on{{-qt-user-state:{GOES_ON};}}p.line{{-qt-user-state:{LINE_GOES_ON};}}",
            _rule("p.note", own, CAPTION, 0, 0.4),
            _rule("p.article-footer", own, CAPTION, 0.6, 0.1),
            _rule("p.article-source", own, CAPTION, 0, 0.4),
            _rule("h1.article-title", own, 1.72, 0, 0.5),
            _rule("p.article-byline", own, CAPTION, 0, 1.9),
            _rule("p.article-notes-title", own, CAPTION, 0.4, 0.2),
            "h1,h2,h3,h4,h5,h6,dt,th{font-weight:700;}",
            f"h1.article-title{{font-weight:700;color:{t.text};}}",
            f"p.article-source{{color:{t.accent};font-weight:700;}}",
            f"p.article-byline,p.article-footer,p.caption,p.note{{color:{t.text_soft};}}",
            f"p.article-notes-title{{color:{t.text_soft};font-weight:700;}}",
            # Underlined: not everyone sees the colour (WCAG 1.4.1).
            f"a{{color:{t.link};text-decoration:underline;}}",
            "p.article-byline a,p.article-footer a,p.summary a{text-decoration:none;}",
            f"span.mark{{background-color:{t.mark};color:{t.page_text};}}",
            f"hr{{background-color:{t.line};}}",
            f"ul,ol{{margin-top:0;margin-bottom:{round(em * 0.9)}px;}}",
            f"pre,code,tt,samp,span.kbd{{font-family:{mono};font-size:{round(em * 0.86)}px;}}",
            f"pre{{white-space:pre-wrap;line-height:{lines}px;-qt-line-height-type:fixed;}}",
            f"code,samp,span.kbd{{background-color:{t.code_background};}}",
            f"table.code,table.code code{{background-color:{t.code_background};}}",
            f"table{{margin-top:{round(em * 0.85)}px;margin-bottom:{round(em * 1.15)}px;}}",
            "table.code,table.quote,table.card{border:0;}",
            "table.code pre{margin:0;}",
            f"body.quote{{color:{t.text_soft};}}",
            "body.code pre{margin:0;}",
            "table.data{border-collapse:collapse;}",
            f"table.data td,table.data th{{border:1px solid {t.table_line};padding:{cell};}}",
            f"table.data th{{background-color:{t.table_header};text-align:left;}}",
            # Behind those of the cells of a table, in which a box may stand.
            f"table.code>tr>td,table.card>tr>td{{border:0;padding:{box};}}",
            f"table.card>tr>td{{background-color:{t.code_background};}}",
            f"table.quote>tr>td{{border:0;padding:0 0 {under}px {round(em * 0.9)}px;}}",
            f"table.quote>tr>td.rtl{{padding:0 {round(em * 0.9)}px {under}px 0;}}",
            f"table.quote>tr>td.quote-bar{{background-color:{t.quote_bar};padding:0;}}",
            f"td.quote-text{{color:{t.text_soft};}}",
        )
    )
