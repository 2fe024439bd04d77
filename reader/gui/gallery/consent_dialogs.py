"""What a person is asked about a host before anything of them, or of their network, is told."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from reader.gui.style.labels import shown_address
from reader.language import _
from reader.markup.addresses import shown_host


def ask_referer(host: str, site: str, agreed: Callable[[], None], parent: QWidget) -> None:
    """Ask whether this host may be told the article's site; "" where the article names none."""
    host, site = shown_host(host), shown_address(QUrl(site))
    more = (
        _(
            "Tell it the article’s site, {site}, and nothing more? This holds for {host} alone,"
            " until it is taken back in the Preferences."
        )
        if site
        else _(
            "This article does not say which site it is from. Name {host} itself instead, as if"
            " the picture had been looked at there, and nothing more? This holds for {host} alone,"
            " until it is taken back in the Preferences."
        )
    )
    _ask(
        _("{host} refuses its pictures to those who do not say where they come from.").format(
            host=host
        ),
        more.format(host=host, site=site),
        _("Tell It"),
        agreed,
        parent,
    )


def ask_private(host: str, agreed: Callable[[], None], parent: QWidget) -> None:
    """Ask whether this host may be reached though its address is private."""
    host = shown_host(host)
    _ask(
        _("{host} is a computer of your own network, or says so.").format(host=host),
        _(
            "An article from elsewhere has no business there. If the picture is one of yours, allow"
            " {host}; this holds until it is taken back in the Preferences."
        ).format(host=host),
        _("Allow"),
        agreed,
        parent,
    )


def _ask(text: str, more: str, yes: str, agreed: Callable[[], None], parent: QWidget) -> None:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setText(text)
    box.setInformativeText(more)
    for part in box.findChildren(QLabel):
        part.setTextFormat(Qt.TextFormat.PlainText)  # the box's own format leaves one out
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    accept.clicked.connect(lambda: agreed())
    box.open()
