"""What the style sheet cannot say: margins of lists and boxes, bullets, tabs."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
)

from reader.gui.document.tables import follows_table
from reader.gui.style.typography import TypeSetting, code_families

ITEM_GAP = 0.35
"""Between items, in text sizes; style sheet and the code here agree on it."""
BOX_GAP = 1.15
"""Below a box, in text sizes, likewise."""
LIST_GAP = 0.9
"""Below a list, likewise."""
RESUMED = QTextFormat.Property.UserProperty.value + 1
"""Of a list's format: it goes on with the list before it, in the next piece of a long text."""
TAB_WIDTH = 4
_BULLET = 0.9
_DOT = "."
_OBJECT = "\ufffc"
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)


def set_tabs(document: QTextDocument, setting: TypeSetting) -> None:
    """Tabs as wide as programmers set them, not the 80 pixels of a typewriter."""
    font = QFont(code_families(setting.language))
    font.setPixelSize(round(setting.size * 0.86))
    option = document.defaultTextOption()
    option.setTabStopDistance(TAB_WIDTH * QFontMetricsF(font).horizontalAdvance(" "))
    document.setDefaultTextOption(option)


def settle_item(
    block: QTextBlock,
    form: QTextBlockFormat,
    cursor: QTextCursor,
    setting: TypeSetting,
    begins: Collection[int],
) -> bool:
    """An item of a list: even gaps, a bullet with air, none beside a lone picture. Of other lines:
    no empty space twice beside a box, and a definition stands in from where its lines begin.

    Changes `form`; the caller sets it. False where there is nothing to change (any more). begins:
    where a table begins.
    """
    items = block.textList()
    if items is None:
        changed = form.topMargin() > 0 and _close_up(block, form, setting, begins)
        changed = (form.indent() > 0 and end_list(block, form, setting.size)) or changed
        return _turn_margin(form) or changed
    bulleted = items.format().style() in _BULLETS
    if bulleted and not block.text().replace(_OBJECT, "").strip():
        items.remove(block)
        return False
    following = block.next()
    listed = following.textList() if following.isValid() else None
    same_item = following.isValid() and listed is None and following.blockFormat().indent() > 0
    if same_item or _goes_on(block, items, listed):
        form.setBottomMargin(round(setting.size * ITEM_GAP))
    elif listed is not None:
        form.setBottomMargin(max(form.bottomMargin(), round(setting.size * LIST_GAP)))
    if bulleted:
        # Qt draws a bullet by the font of the block itself and keeps it off by a space in that.
        wide = QTextCharFormat(block.charFormat())
        wide.setFontFamilies(code_families(setting.language)[:1])
        wide.setProperty(QTextFormat.Property.FontPixelSize, round(setting.size * _BULLET))
        cursor.setPosition(block.position())
        cursor.setBlockCharFormat(wide)
    elif block.textDirection() == Qt.LayoutDirection.RightToLeft:
        _turn_numbers(items)
    return True


def end_list(block: QTextBlock, form: QTextBlockFormat, size: int) -> bool:
    """Qt forgets what a list keeps free below it where its last item ends with a paragraph."""
    following = block.next()
    if not following.isValid() or following.blockFormat().indent():
        return False
    if (listed := following.textList()) is not None:
        # The next item of this list or of one around it, or a list in it; else another list.
        own = block.previous()
        while own.isValid() and own.textList() is None and own.blockFormat().indent():
            own = own.previous()
        items = own.textList() if own.isValid() else None
        if items is None or _goes_on(own, items, listed):
            return False
    form.setBottomMargin(max(form.bottomMargin(), round(size * LIST_GAP)))
    return True


def _close_up(
    block: QTextBlock, form: QTextBlockFormat, setting: TypeSetting, begins: Collection[int]
) -> bool:
    """Qt adds what a heading keeps free above it to what the box before it keeps free below."""
    behind = block
    if behind.previous().isValid() and not behind.previous().text():
        behind = behind.previous()  # of no height: Qt puts it behind every table
    if not follows_table(behind) and behind.position() not in begins:
        return False
    form.setTopMargin(max(0.0, form.topMargin() - setting.size * BOX_GAP))
    return True


def _turn_margin(form: QTextBlockFormat) -> bool:
    """What stands in from the left stands in from the right where its lines begin there."""
    margin = form.leftMargin()
    if not margin or form.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return False
    form.setLeftMargin(form.rightMargin())
    form.setRightMargin(margin)
    return True


def _turn_numbers(items: QTextList) -> None:
    """Qt turns a number and its dot twice: the dot would stand on the far side."""
    form = items.format()
    if form.numberPrefix() != _DOT:
        form.setNumberPrefix(_DOT)
        form.setNumberSuffix("")
        items.setFormat(form)


def _goes_on(item: QTextBlock, items: QTextList, following: QTextList | None) -> bool:
    """Whether the next item belongs with this one: of this list, one in it or around it, or one
    that only had to be begun anew: to be numbered, or in the next piece of a long text."""
    if following is None:
        return False
    further = following.format().indent() - items.format().indent()
    if following == items or further > 0:
        return True
    if following.format().hasProperty(RESUMED):
        return True
    if further < 0:
        around = _list_around(item, following.format().indent())
        if around is None or around == following:
            return True
        items = around
    before, after = items.format(), following.format()
    if after.style() in _BULLETS or after.style() != before.style():
        return False
    # One that its author begins with a number further on, or one less where it counts down.
    return after.start() > before.start() or before.start() - after.start() == 1


def _list_around(item: QTextBlock, indent: int) -> QTextList | None:
    """The list around the one of this item that stands in so far; None where a box parts them."""
    block = item.previous()
    while block.isValid():
        listed = block.textList()
        if listed is not None and listed.format().indent() <= indent:
            return listed
        if listed is None and not block.blockFormat().indent():
            return None
        block = block.previous()
    return None


def close_box(last: QTextBlock, form: QTextBlockFormat, begins: Collection[int]) -> None:
    """The last line of a quotation, a cell or a card needs no empty space below."""
    form.setBottomMargin(0)
    if not last.text() and (follows_table(last) or last.position() in begins):
        # Qt puts an empty line behind a table within a table.
        form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
