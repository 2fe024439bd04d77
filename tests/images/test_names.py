"""What a picture is called when it is saved."""

import pytest

from reader.images.names import file_name
from tests.support import pictures

PNG = pictures.png(2, 2)
JPEG = pictures.jpeg(8, 8)


@pytest.mark.parametrize(
    ("url", "alt", "data", "name"),
    [
        ("https://a.example/photos/Sun%20set.png?w=1", "", PNG, "Sun set.png"),
        ("https://a.example/photo.jpg", "", PNG, "photo.png"),
        ("https://a.example/photo.jpeg", "", JPEG, "photo.jpg"),
        ("https://a.example/image.php?id=1", "", JPEG, "image.jpg"),
        ("https://a.example/640", "", JPEG, "640.jpg"),
        ("https://a.example/%E5%9B%BE.png", "", PNG, "图.png"),
        ("https://a.example/", "A scene", PNG, "A scene.png"),
        ("data:image/png;base64,AAAA", "", PNG, "picture.png"),
        ("images/a%2Fb.png#x", "", PNG, "b.png"),
        ("https://a.example/..%2F..%2Fetc%2Fpasswd", "", PNG, "passwd.png"),
        ("https://a.example/con.png", "", PNG, "picture.png"),
        ("https://a.example/.hidden", "", PNG, "hidden.png"),
        ("https://a.example/a%00b%3A%2A.png", "", PNG, "a b.png"),
        ("http://[broken", "", PNG, "picture.png"),
        ("https://a.example/" + "x" * 500 + ".png", "", PNG, "x" * 80 + ".png"),
    ],
)
def test_the_name(url, alt, data, name):
    assert file_name(url, alt, data) == name
