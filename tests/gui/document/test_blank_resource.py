"""Nothing is loaded for a document: what it asks for is there, and empty."""

from PySide6.QtGui import QImage, QTextDocument

from reader.gui.document.blank_resource import blank_resource


def test_every_resource_is_answered_with_nothing(qapp):
    kinds = QTextDocument.ResourceType
    assert isinstance(blank_resource(kinds.ImageResource.value), QImage)
    assert not blank_resource(kinds.ImageResource.value).isNull()
    for kind in (kinds.HtmlResource, kinds.StyleSheetResource, kinds.MarkdownResource):
        assert str(blank_resource(kind.value)).strip() == ""
