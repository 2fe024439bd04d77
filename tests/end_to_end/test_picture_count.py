"""The corpus, each article opened twice: one request for each distinct picture, and no more."""

from collections import Counter

from reader.images.wire import prepare
from tests.support import pictures
from tests.support.picture_server import lasting

FIVE = {"host", "user-agent", "accept", "accept-encoding", "connection"}


def as_asked(urls):
    """Host and path as the server sees them: http.server makes one slash of several first ones."""
    requests = map(prepare, urls)
    return {f"{r.headers['Host']}/{r.path_url.lstrip('/')}" for r in requests}


def test_one_request_for_each_distinct_picture(program, corpus, picture_server):
    picture_server.default = lasting(pictures.png(40, 30))
    run = program(offline=False, connect_to=picture_server.address).open(corpus.parent)
    run.wait(lambda: bool(run.titles) and not run.window.folders.busy, 60)
    run.settle()
    articles = len(run.titles)
    assert articles > 20
    wanted, last = set(), None
    for _ in range(2):
        for position in range(articles):
            run.window.session.controller.select(position)
            run.wait(lambda last=last: run.window.article.page not in (None, last), 10)
            last = run.window.article.page
            run.settle()
            wanted |= {p.url for p in last.pictures if p.url.startswith("http")}
        last = None
    asked = Counter(f"{r.header('Host')}{r.path}" for r in picture_server.requests)
    assert len(wanted) > 50
    assert max(asked.values()) == 1
    headlines = [run.window.session.headlines.headline(n) for n in range(articles)]
    thumbnails = {h.thumbnail for h in headlines if h and h.thumbnail.startswith("http")}
    # Every picture of the text, and beside them nothing but thumbnails.
    assert as_asked(wanted) <= set(asked) <= as_asked(wanted | thumbnails)
    for request in picture_server.requests:
        names = [name.lower() for name, _ in request.headers]
        assert set(names) == FIVE
        assert len(names) == len(FIVE)
    # Those of one host that come after each other share a connection.
    assert picture_server.connections < len(picture_server.requests) * 0.8
