"""Pictures that only count readers."""

import pytest

from reader.markup.counters import is_counter
from reader.markup.urls import first_picture


@pytest.mark.parametrize(
    "url",
    [
        "https://pixel.wp.com/b.gif?v=noscript",
        "http://www.google-analytics.com/collect?v=1",
        "https://ad.doubleclick.net/x",
        "http://feeds.feedburner.com/~r/some/feed/~4/abc",
        "https://www.facebook.com/tr?id=1&ev=PageView",
        "https://hm.baidu.com/hm.gif?si=1",
    ],
)
def test_a_known_counter(url):
    assert is_counter(url)
    real = '<img src="https://a.example/real.png">'
    assert first_picture(f'<img src="{url}" width="100" height="100">{real}') == (
        "https://a.example/real.png"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/photo.jpg",
        "https://notdoubleclick.net/a.png",
        "https://www.facebook.com/photo.jpg",
        "pictures/51.la.png",
        "http://[broken",
        "",
    ],
)
def test_a_picture(url):
    assert not is_counter(url)
