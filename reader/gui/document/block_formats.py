"""What the style sheet cannot say of a block: margins of lists and boxes, bullets, tabs.

A box is what Qt lays out as a table: a quotation, a listing, a card.
"""

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
"""Between two items, in text sizes; the style sheet has the same."""
BOX_GAP = 1.15
"""Below a box, in text sizes; the style sheet has the same."""
LIST_GAP = 0.9
"""Below a list, in text sizes; the style sheet has the same."""
RESUMED = QTextFormat.Property.UserProperty.value + 1
"""A property of a list's format: it goes on with the list of the piece before."""
TAB_WIDTH = 4
"""Characters from one tab stop to the next."""
_BULLET = 0.9
"""The size of a bullet, in text sizes."""
_DOT = "."
"""Behind the number of an item."""
_OBJECT = "\ufffc"
_BOXES = ("☐", "☑")
"""What an item begins with that is a thing to do, or done."""
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)


def set_tabs(document: QTextDocument, setting: TypeSetting) -> None:
    """Set tab stops as programmers have them, not every 80 pixels."""
    font = QFont(code_families(setting.language))
    font.setPixelSize(round(setting.size * 0.86))
    option = document.defaultTextOption()
    option.setTabStopDistance(TAB_WIDTH * QFontMetricsF(font).horizontalAdvance(" "))
    document.setDefaultTextOption(option)


def adjust_margins(
    block: QTextBlock,
    form: QTextBlockFormat,
    cursor: QTextCursor,
    setting: TypeSetting,
    begins: Collection[int],
) -> bool:
    """Adjust the margins of a block, and the bullet of a list's item.

    An item has even gaps, a bullet with air, none beside a lone picture. Any other block has no
    empty space twice beside a box, and a definition stands in from where its lines begin.

    form: the block's format, which is changed; the caller sets it where the answer is True. begins:
    where tables begin.
    """
    items = block.textList()
    if items is None:
        changed = form.topMargin() > 0 and _close_up(block, form, setting, begins)
        changed = (form.indent() > 0 and end_list(block, form, setting.size)) or changed
        return _turn_margin(form) or changed
    bulleted = items.format().style() in _BULLETS
    if is_lone_picture(block):
        items.remove(block)
        form.setObjectIndex(-1)  # the form was taken while the block was an item
        form.setIndent(0)
        return True
    if block.text().startswith(_BOXES):
        _tick(block, form, items, setting)
        bulleted = False
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


def is_lone_picture(block: QTextBlock) -> bool:
    """Return whether a bulleted item holds pictures alone: it has the text's full measure."""
    items = block.textList()
    return (
        items is not None
        and items.format().style() in _BULLETS
        and not block.text().replace(_OBJECT, "").strip()
    )


def _tick(
    block: QTextBlock, form: QTextBlockFormat, items: QTextList, setting: TypeSetting
) -> None:
    """Have the box of a thing to do in the bullet's place, where all of the list are such."""
    style = items.format()
    if style.style() in _BULLETS:
        if not all(items.item(at).text().startswith(_BOXES) for at in range(items.count())):
            return
        style.setStyle(QTextListFormat.Style.ListStyleUndefined)
        items.setFormat(style)
    if style.style() == QTextListFormat.Style.ListStyleUndefined:
        box = block.text()[:1]
        wide = QFontMetricsF(setting.font()).horizontalAdvance(f"{box} ")
        form.setTextIndent(-wide)


def end_list(block: QTextBlock, form: QTextBlockFormat, size: int) -> bool:
    """Set the gap below a list whose last item ends with this paragraph: Qt forgets it.

    form: the paragraph's format, which is changed. size: of the text, in pixels. Return whether
    a list ends here.
    """
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
    """Take the box's gap off that of a heading behind it: Qt adds up the two."""
    behind = block
    if behind.previous().isValid() and not behind.previous().text():
        behind = behind.previous()  # of no height: Qt puts it behind every table
    if not follows_table(behind) and behind.position() not in begins:
        return False
    form.setTopMargin(max(0.0, form.topMargin() - setting.size * BOX_GAP))
    return True


def _turn_margin(form: QTextBlockFormat) -> bool:
    """Have the wider margin on the right where the lines begin there."""
    margin = form.leftMargin()
    if not margin or form.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return False
    form.setLeftMargin(form.rightMargin())
    form.setRightMargin(margin)
    return True


def _turn_numbers(items: QTextList) -> None:
    """Put the dot before the number of right-to-left items: Qt turns the two twice."""
    form = items.format()
    if form.numberPrefix() != _DOT:
        form.setNumberPrefix(_DOT)
        form.setNumberSuffix("")
        items.setFormat(form)


def _goes_on(item: QTextBlock, items: QTextList, following: QTextList | None) -> bool:
    """Return whether the next item belongs with this one, as far as a reader can see.

    It is of the same list, of one in it or around it, or of one that only had to be started anew:
    to be numbered, or in the next piece of a long text.
    """
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
    """Return the list around this item's that has this indent; None where a box parts them."""
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
    """Take the empty space off below the last line of a quotation, a cell or a card."""
    form.setBottomMargin(0)
    if not last.text() and (follows_table(last) or last.position() in begins):
        # Qt puts an empty line behind a table within a table.
        form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
