"""Tracking pixels: neither fetched nor shown, in the text, in the list, or while all is saved."""

from tests.end_to_end.conftest import write_article
from tests.support import pictures
from tests.support.picture_server import picture

TRACKERS = (
    '<img src="https://a.example/t1.gif" width="1" height="1">',
    '<img src="https://a.example/t2.gif" width=1 height=1 alt="counter">',
    '<img src="https://a.example/t3.gif" style="width:1px;height:1px">',
    '<img src="https://a.example/t4.gif" height="0" width="0">',
    '<img src="https://feeds.feedburner.com/~r/news/~4/abc">',
    '<img src="https://pixel.wp.com/g.gif?blog=1">',
    '<img src="//hm.baidu.com/hm.gif?si=1">',
    '<img src="https://www.google-analytics.com/collect?v=1">',
    '<img data-src="https://stats.wordpress.com/b.gif" src="data:image/gif;base64,R0lGODlhAQAB">',
    '<noscript><img src="https://www.facebook.com/tr?id=1&ev=P" height="1" width="1"></noscript>',
)


def test_none_of_them_is_asked_for_or_seen(program, tmp_path, picture_server):
    picture_server.default = picture(pictures.png(300, 200))
    folder = tmp_path / "news"
    real = '<p>Text</p><img src="https://a.example/real.png">'
    thumbnails = (
        "https://pixel.wp.com/g.gif?blog=1",
        "https://feeds.feedburner.com/~r/news/~4/abc",
    )
    thumbnails += ("https://a.example/t1.gif", "https://a.example/t3.gif")
    for number, thumbnail in enumerate(thumbnails):
        first = next((one for one in TRACKERS if thumbnail in one), "")
        body = first + real + "<p>more</p>".join(TRACKERS)
        write_article(
            folder,
            f"Tech/Alpha/{number}.md",
            f"Article {number}",
            hours_old=number,
            body=body,
            more=f"thumbnail: {thumbnail}\n",
        )
    run = program(offline=False, connect_to=picture_server.address).open(folder, 4)
    run.shows("Article 0")
    run.settle()
    assert [shown.url for shown in run.window.article.page.pictures] == [
        "https://a.example/real.png"
    ]
    said = []
    run.window.features.saving.downloader.message.connect(said.append)
    run.window.actions_by_id["save-all"].trigger()
    run.wait(lambda: bool(said), 20)
    run.settle()
    assert said == ["All: 1 picture is kept for offline."]
    assert picture_server.paths() == ["/real.png"]
