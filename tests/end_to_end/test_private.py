"""Pictures: without a referrer, without a cookie, once each, and never again."""

from tests.end_to_end.conftest import write_article

BODY = (
    '<p>Text</p><img src="https://pictures.example/a.png" referrerpolicy="no-referrer">'
    '<p>More</p><img src="//pictures.example/b.png"><img data-original='
    '"https://other.example/photo.jpg" src="https://other.example/loading.gif">'
    '<img src="https://pictures.example/a.png">'
)
ALLOWED = {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_each_picture_is_fetched_once_and_tells_nothing(program, tmp_path, picture_server):
    folder = tmp_path / "news"
    write_article(
        folder, "a/one.md", "One", body=BODY, more="thumbnail: https://pictures.example/a.png\n"
    )
    write_article(folder, "a/two.md", "Two", hours_old=1)
    address = picture_server.address
    run = program(offline=False, connect_to=address).open(folder, 2)
    run.shows("One")
    run.wait(lambda: len(picture_server.requests) == 3, 10)
    run.settle()
    run.press("jk")
    run.shows("One")
    run.settle()
    asked = sorted((r.header("Host"), r.path) for r in picture_server.requests)
    assert asked == [
        ("other.example", "/photo.jpg"),
        ("pictures.example", "/a.png"),
        ("pictures.example", "/b.png"),
    ]
    for request in picture_server.requests:
        assert {name.lower() for name, _ in request.headers} <= ALLOWED
        assert not request.header("Referer")
        assert not request.header("Cookie")
    run.close()

    again = program(offline=False, connect_to=address).open(folder, 2)
    again.shows("One")
    again.settle()
    assert len(picture_server.requests) == 3
    assert (
        again.window.features.pictures.load("a/one.md", "https://pictures.example/a.png")
        is not None
    )


def test_offline_nothing_is_fetched(program, tmp_path, picture_server):
    folder = tmp_path / "news"
    write_article(folder, "a/one.md", "One", body=BODY)
    run = program(offline=True, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    assert picture_server.requests == []


def test_the_article_reaches_no_file_and_no_host(program, tmp_path, picture_server):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"not to be read")
    folder = tmp_path / "news"
    write_article(
        folder,
        "a/one.md",
        "One",
        body=f'<p style="background:url(https://evil.example/x)">Visible</p>'
        f'<img src="file://{secret}"><img src="../../secret.png">'
        '<link rel="stylesheet" href="https://evil.example/s.css"><script>alert(1)</script>'
        '<iframe src="https://evil.example/frame"></iframe>'
        '<body background="https://evil.example/b.png">',
    )
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    assert "Visible" in run.text
    assert "alert" not in run.text
    assert picture_server.requests == []
