"""An article's HTML as a QTextDocument: line heights, and where each picture stands.

Nothing is loaded from here: every request for a resource is answered with an empty one. A very long
text comes in pieces (reader/markup/page/pieces.py), of which the first is there at once.
"""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
)

from reader.gui.document.blank_resource import blank_resource
from reader.gui.document.block_formats import adjust_margins, close_box, is_lone_picture, set_tabs
from reader.gui.document.long_blocks import LongBlocks
from reader.gui.document.picture_objects import ArticlePictures
from reader.gui.document.tables import close_up, ends_of_cells, tables_from
from reader.gui.style.theme import Theme
from reader.gui.style.typography import IS_CAPTION, TypeSetting, code_css, css_of, plain_css
from reader.markup.page.pieces import Piece, pieces

_OBJECT = "\ufffc"
_HEIGHTS = QTextBlockFormat.LineHeightTypes
_SINGLE, _PROPORTIONAL, _FIXED, _MINIMUM, _DISTANCE = (
    kind.value
    for kind in (
        _HEIGHTS.SingleHeight,
        _HEIGHTS.ProportionalHeight,
        _HEIGHTS.FixedHeight,
        _HEIGHTS.MinimumHeight,
        _HEIGHTS.LineDistanceHeight,
    )
)
_JOINT = "<p>.</p>"
"""Qt gives the first paragraph of what is put in to the one it is put into: this one."""
ROW_GAP = 0.6
"""Between two rows of pictures that stand side by side, in text sizes."""
FOOTER_GAP = 2.4
"""Between the article and its footer, in text sizes."""


class ArticleDocument(QTextDocument):
    """The document of one article or message, set as a TypeSetting says."""

    def __init__(
        self,
        html: str,
        theme: Theme,
        zoom: int,
        setting: TypeSetting,
        pictures: ArticlePictures,
        *,
        growing: bool = False,
    ) -> None:
        """Make it of all the HTML, or of the first piece where it is `growing`.

        html: with the parts that are open alone. zoom: percent. pictures: draws them; it must
        outlive the document.
        """
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setIndentWidth(round(setting.size * 1.5))
        self.setDefaultFont(setting.font())
        set_tabs(self, setting)
        self.zoom = zoom
        css = css_of(theme, setting)
        css += code_css(theme) if 'class="code-' in html else ""
        css += plain_css(setting) if 'class="plain"' in html else ""
        self.setDefaultStyleSheet(css)
        # Laid out once, at its width, when all is in place: each round costs a millisecond.
        self.setLayoutEnabled(False)
        self.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject, pictures)
        self._pictures = pictures
        self._setting = setting
        self._footer = ""
        self._has_footer = False
        self._objects = 0
        self.longest = max(1, len(html))
        """So many characters the whole text has at most."""
        self.long_blocks = LongBlocks(self, setting, theme, pictures.column)
        """The quotations, listings and tables that are too long for Qt to lay out in one go."""
        self._rest = pieces(html) if growing else [Piece(html)]
        first = self._rest.pop(0)
        self.setHtml(first.html)
        self._format(self.begin(), first)
        self.body_end = self.characterCount() - 1
        """The character behind the article's last one: what follows is the footer."""

    def lay_out(self) -> None:
        """Start to lay out; until this is called the document has no height."""
        self.setLayoutEnabled(True)

    @property
    def is_complete(self) -> bool:
        """Return whether the document holds all of the text."""
        return not self._rest

    def append_piece(self) -> None:
        """Take in the next piece of an incomplete text."""
        piece = self._rest.pop(0)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        first = append(self, piece.html, self.long_blocks.classes(piece.boxes))
        if "<table" in piece.html and "<img" in piece.html:
            cursor.endEditBlock()  # only then does Qt tell in which table a picture stands
            cursor.beginEditBlock()
        if first.isValid():
            self.long_blocks.start_piece(first, piece)
            tables = self._format(first, piece)
            goes_on = bool(self._rest) and self._rest[0].boxes == piece.boxes
            self.long_blocks.finish_piece(first, piece, tables, goes_on=goes_on)
        if not self._rest:
            self.long_blocks.finish()
        cursor.endEditBlock()
        self.body_end = self.characterCount() - 1
        self.set_footer(self._footer)

    def awaits_anchor(self, name: str) -> bool:
        """Return whether this id stands in what is not taken in yet."""
        return any(f'id="{name}"' in piece.html for piece in self._rest)

    def character_of_anchor(self, name: str, start: int = 0) -> int:
        """Return where this id stands, at `start` or further down; -1 where it does not."""
        block = self.findBlock(start)
        while block.isValid():
            walk = block.begin()
            while not walk.atEnd():
                fragment = walk.fragment()
                if name in (fragment.charFormat().anchorNames() or ()):
                    return fragment.position()
                walk += 1
            block = block.next()
        return -1

    def complete(self) -> None:
        """Take in all that is left; the text is laid out from the start again."""
        self.setLayoutEnabled(False)
        while self._rest:
            self.append_piece()
        self.setLayoutEnabled(True)

    def cache_glyphs(self, paragraphs: int) -> None:
        """Look up the glyphs of the first so many once, not at each painting and laying out."""
        block = self.begin()
        while block.isValid() and paragraphs > 0:
            block.layout().setCacheEnabled(True)
            block = block.next()
            paragraphs -= 1

    def set_footer(self, html: str) -> None:
        """Put this HTML below the article, in place of what was there; "": nothing."""
        self._footer = html
        if self._rest or (not html and not self._has_footer):
            return
        self._has_footer = bool(html)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        cursor.setPosition(self.body_end)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if html:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            first = cursor.position()
            cursor.insertHtml(html)
            cursor.setPosition(first)
            form = cursor.blockFormat()
            form.setTopMargin(round(self._setting.size * FOOTER_GAP))
            cursor.setBlockFormat(form)
        cursor.endEditBlock()

    def loadResource(self, kind: int, _name: QUrl | str) -> object:
        """Answer every request with nothing: Qt's own loader would open local files."""
        return blank_resource(kind)

    def set_margins(self, left: float, top: float, right: float, bottom: float) -> None:
        """Set the empty space around the text, in pixels."""
        frame = self.rootFrame()
        form = frame.frameFormat()
        if (form.leftMargin(), form.topMargin(), form.rightMargin(), form.bottomMargin()) == (
            left,
            top,
            right,
            bottom,
        ):
            return
        form.setLeftMargin(left)
        form.setTopMargin(top)
        form.setRightMargin(right)
        form.setBottomMargin(bottom)
        frame.setFrameFormat(form)

    def _format(self, block: QTextBlock, piece: Piece) -> list[QTextTable]:
        """Set what the style sheet cannot, from this block on: line heights, pictures, margins.

        piece: what these blocks were made of. Return the tables among them.
        """
        # In a text of thousands of paragraphs each question to Qt takes milliseconds.
        html = piece.html
        pictures, headings = "<img" in html, "<h" in html
        taken = sum(self.long_blocks.inset(piece.boxes))
        setting = self._setting
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        tables: list[QTextTable] = []
        ends: set[int] = set()
        if "<table" in html:
            tables, self._objects = tables_from(block, self._objects)
            close_up(self, tables)
            ends = ends_of_cells(block, tables)
        begins = {table.firstPosition() for table in tables}
        while block.isValid():
            form = block.blockFormat()
            if headings and form.headingLevel():
                self._size_heading(block, cursor)
            if pictures and _OBJECT in (text := block.text()):
                self._place_pictures(block, text, cursor, taken)
                form = block.blockFormat()
            changed = adjust_margins(block, form, cursor, setting, begins)
            if ends and block.position() in ends:
                close_box(block, form, begins)
                changed = True
            if form.lineHeightType() == _SINGLE:
                form.setLineHeight(
                    setting.scaled(_size(block) or setting.size),
                    _FIXED,
                )
                changed = True
            if changed:
                cursor.setPosition(block.position())
                cursor.setBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()
        return tables

    def _size_heading(self, block: QTextBlock, cursor: QTextCursor) -> None:
        """Take Qt's own scale off a heading: it would override the style sheet's size."""
        scale = QTextFormat.Property.FontSizeAdjustment
        # The iterator does not survive a change: first look, then change.
        found = []
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            found.append((fragment.position(), fragment.length(), fragment.charFormat()))
            walk += 1
        for start, length, form in found:
            if form.hasProperty(scale):
                form.clearProperty(scale)
                cursor.setPosition(start)
                cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(form)

    def _place_pictures(
        self, block: QTextBlock, text: str, cursor: QTextCursor, taken: int
    ) -> None:
        """Set line heights and margins of a block with pictures; tell ArticlePictures of them.

        taken: pixels of the column's width that the long blocks around it take.
        """
        setting = self._setting
        alone = not text.replace(_OBJECT, "").strip()
        form = block.blockFormat()
        form.setLineHeight(setting.line, _MINIMUM)
        if alone:
            form.setLineHeight(100, _PROPORTIONAL)
            row = text.count(_OBJECT) > 1
            if row:
                form.setLineHeight(round(setting.size * ROW_GAP), _DISTANCE)
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            form.setTextIndent(0)
            following = block.next()
            if following.isValid() and following.userState() == IS_CAPTION:
                form.setBottomMargin(round(setting.size * 0.3))
                caption = following.blockFormat()
                caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                cursor.setPosition(following.position())
                cursor.setBlockFormat(caption)
            if row:
                # Qt keeps as much free below the last line.
                form.setBottomMargin(max(0.0, form.bottomMargin() - setting.size * ROW_GAP))
        cursor.setPosition(block.position())
        cursor.setBlockFormat(form)
        inset, share = self._room(block, cursor)
        inset += taken
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            form_ = fragment.charFormat()
            if form_.isImageFormat():
                name = form_.toImageFormat().name()
                self._pictures.place(name, fragment.position(), inset, share, alone)
            walk += 1

    def _room(self, block: QTextBlock, cursor: QTextCursor) -> tuple[float, float]:
        """Return what is taken off the column's width here: (pixels, share of it that is left)."""
        form = block.blockFormat()
        inset = form.leftMargin() + form.rightMargin() + form.indent() * self.indentWidth()
        items = block.textList()
        if items is not None and not is_lone_picture(block):
            inset += items.format().indent() * self.indentWidth()
        share = 1.0
        frame = cursor.currentFrame()
        while isinstance(frame, QTextTable):
            widths = frame.format().toTableFormat().columnWidthConstraints()
            fixed = [w for w in widths if w.type() == QTextLength.Type.FixedLength]
            # A quotation's bar is a column of fixed width; the others share what is left.
            share /= max(1, frame.columns() - len(fixed))
            inset += sum(w.rawValue() for w in fixed) + _sides(frame.cellAt(block.position()))
            frame = frame.parentFrame()
        return inset, share


def _sides(cell: QTextTableCell) -> float:
    """Return what padding and borders take beside the text of a cell, in pixels."""
    form = cell.format().toTableCellFormat()
    lines = form.leftBorder() + form.rightBorder()
    return form.leftPadding() + form.rightPadding() + lines


def _size(block: QTextBlock) -> int:
    """Return the pixel size of the block's text, 0 where it has none of its own."""
    walk = block.begin()
    form = block.charFormat() if walk.atEnd() else walk.fragment().charFormat()
    return max(0, form.font().pixelSize())


def append(document: QTextDocument, html: str, classes: str = "") -> QTextBlock:
    """Put this HTML at the document's end as if it had come with what is there.

    To the character the document holds what it would hold had all come in one. classes: names for
    all of it, for the style sheet. Return the first of its paragraphs, invalid where it has none.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    end, blocks = cursor.position(), document.blockCount()
    cursor.insertHtml(f'<body class="{classes}">{_JOINT}{html}</body>')
    cursor.setPosition(end)
    cursor.deleteChar()
    cursor.endEditBlock()
    return document.findBlockByNumber(blocks)
