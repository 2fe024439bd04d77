"""Pictures in two sizes are one; pictures that only look alike by their address are two."""

import pytest

from reader.markup.twins import blurred


@pytest.mark.parametrize(
    ("small", "sharp"),
    [
        ("boat.png?fit=crop&w=100", "boat.png?fit=crop&w=800"),
        ("boat-small.png?w=60", "boat.png"),
        ("https://a.example/x-150x150.jpg", "https://a.example/x.jpg"),
        (
            "https://m.example/v2/resize:fit:60/1*a.png",
            "https://m.example/v2/resize:fit:900/1*a.png",
        ),
        ("https://c.example/w_40,q_10/a.jpg", "https://c.example/w_900,q_80/a.jpg"),
        ("https://a.example/thumbs/x.jpg", "https://a.example/x.jpg"),
        ("x.jpg?blur=20", "x.jpg"),
    ],
)
def test_the_smaller_of_two_copies_goes(small, sharp):
    assert blurred([small, sharp]) == {0}
    assert blurred([sharp, small]) == {1}
    assert blurred(["b.gif", small, sharp, "b.gif"]) == {1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://q.example/ABC/640?wx_fmt=jpeg", "https://q.example/DEF/640?wx_fmt=jpeg"),
        ("https://a.example/2021/11/a.jpg", "https://a.example/2021/12/a.jpg"),
        ("https://a.example/i.php?id=12&w=100", "https://a.example/i.php?id=13&w=200"),
        ("photo-12.jpg", "photo-13.jpg"),
        ("a.png", "a.png"),
        ("https://a.example/a.jpg?w=300", "https://b.example/a.jpg?w=600"),
    ],
)
def test_two_pictures_stay_two(one, other):
    assert blurred([one, other]) == set()
