"""What may leave the program, and what is told of it."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from reader.gui.system.desktop import leaves, open_link, referer_of, site_of


@pytest.mark.parametrize(
    ("address", "goes"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example/", True),
        ("mailto:a@example.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("smb://host/share", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_leave(monkeypatch, address, goes):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    assert leaves(QUrl(address)) is goes
    assert open_link(QUrl(address)) is goes
    assert opened == ([QUrl(address)] if goes else [])


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://News.Example/a/b?c=d#e", "https://news.example/"),
        ("http://user:secret@news.example:8080/a", "http://news.example:8080/"),
        ("ftp://news.example/", ""),
        ("https://徕卡.example/", ""),
        ("https://[::1", ""),
        ("https://a:99999/", ""),
        ("", ""),
    ],
)
def test_of_an_address_its_site_alone_is_told(url, site):
    assert site_of(url) == site


def test_an_article_without_an_original_names_the_pictures_own_host():
    assert referer_of("https://news.example/secret/page", "https://p.example/1.png") == (
        "https://news.example/"
    )
    assert referer_of("", "https://p.example/1.png") == "https://p.example/"
