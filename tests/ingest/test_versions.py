"""Texts of one address, or of one title and day, name each other in their headers."""

import json
from functools import partial

from reader.images.local import local_picture
from reader.ingest.pages import PageServer
from reader.ingest.versions import versions_of
from reader.library.index.kin import other_places
from reader.model import Version
from reader.paths import Paths

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"
ADDRESS = "https://site.example/tide"
LONG = {
    "en": "The tide tables are made every year, and nobody who works here reads them. " * 4,
    "pt": "As tabelas da maré são feitas todos os anos, e ninguém que aqui trabalha as lê. " * 4,
    "ja": "潮の表は毎年あたらしく作られる。港で働く人はだれもそれを読まない。" * 4,
    "zh": "潮汐表每年都重新编写，在港口工作的人没有一个会去读它。" * 4,
}


def versions(folder, path):
    return versions_of(Paths.at(folder.data).index_db(folder.root), path)


def named(folder, path):
    return [version.label for version in versions(folder, path)]


def test_translations_are_named_by_their_folders(folder):
    for language in ("en", "pt", "zh-CN"):
        text = f"<p>{LONG[language[:2]]}</p>"
        folder.write(f"docs/{language}/tide.md", language, body=text, url=ADDRESS)
    folder.ingest()
    assert versions(folder, "docs/en/tide.md") == (
        Version("docs/pt/tide.md", "pt", True),
        Version("docs/zh-CN/tide.md", "zh-CN", True),
    )
    assert named(folder, "docs/zh-CN/tide.md") == ["en", "pt"]


def test_or_by_the_suffix_of_the_name_or_by_what_they_say_and_are_written_in(folder):
    folder.write("tide.md", "Tide", body=f"<p>{LONG['en']}</p>", url=ADDRESS)
    folder.write("tide.pt.md", "Maré", body=f"<p>{LONG['pt']}</p>", url=ADDRESS)
    folder.write("b.md", "潮", body=f"<p>{LONG['ja']}</p>", url=ADDRESS)
    folder.write("c.md", "潮汐", body=f"<p>{LONG['zh']}</p>", url=ADDRESS, lang="zh-TW")
    folder.ingest()
    assert named(folder, "tide.pt.md")[0] == "ja"
    assert "pt" in named(folder, "tide.md")
    assert {version.language for version in versions(folder, "b.md")} == {True}


def test_versions_of_one_language_are_named_by_what_differs(folder):
    folder.write("a/x.md", "The tide", body=f"<p>{LONG['en']}</p>", url=ADDRESS)
    folder.write("b/x.md", "The tide", body="<p>Another text, of the same title.</p>", url=ADDRESS)
    folder.write("c/x.md", "The tide, anew", body="<p>One more text at all.</p>", url=ADDRESS)
    folder.ingest()
    (first, second) = versions(folder, "a/x.md")
    assert (first.label, second.label) == ("b", "c")
    assert not first.language


def test_the_same_title_on_the_same_day_is_a_version_and_on_another_day_is_not(folder):
    bodies = (f"<p>{LONG['en']}</p>", f"<p>{LONG['pt']}</p>", f"<p>{LONG['zh']}</p>")
    for path, body, date in zip("abc", bodies, (1, 1, 8), strict=True):
        folder.write(f"{path}/weekly.md", "Weekly", body=body, date=f"2022-05-0{date} 10:00:00")
    folder.ingest()
    assert [version.path for version in versions(folder, "a/weekly.md")] == ["b/weekly.md"]
    assert versions(folder, "c/weekly.md") == ()


def test_an_address_that_very_many_share_makes_no_versions(folder):
    for number in range(20):
        text = f"<p>Note number {number}, of which there is nothing more to be said here.</p>"
        folder.write(f"{number}.md", f"Note {number}", body=text, link="https://site.example/feed")
    folder.ingest()
    assert versions(folder, "3.md") == ()


def test_the_same_article_in_two_places_is_no_version_of_itself(folder):
    for place in "ab":
        folder.write(f"{place}/x.md", "The tide", body=f"<p>{LONG['en']}</p>", url=ADDRESS)
    folder.ingest()
    assert versions(folder, "a/x.md") == versions(folder, "b/x.md") == ()


def test_without_an_index_an_article_has_none(folder):
    folder.write("a.md", "The tide", body=f"<p>{LONG['en']}</p>")
    assert versions(folder, "a.md") == ()


def page(server, path):
    return server.answer(json.dumps({"n": 1, "path": path, "id": "ab" * 16}))["page"]


def test_the_page_tells_of_a_version_that_came_later(folder):
    index = Paths.at(folder.data).index_db(folder.root)
    server = PageServer(folder.root, index=index)
    folder.write("en/tide.md", "Tide", body=f"<p>{LONG['en']}</p>", url=ADDRESS)
    folder.ingest()
    assert list(page(server, "en/tide.md")["versions"]) == []
    folder.write("pt/tide.md", "Maré", body=f"<p>{LONG['pt']}</p>", url=ADDRESS)
    folder.ingest()
    (version,) = page(server, "en/tide.md")["versions"]
    assert version == {"path": "pt/tide.md", "label": "pt", "language": True}


def test_pictures_are_looked_for_beside_every_place_of_an_article(folder):
    body = f'<p>{LONG["en"]}</p><img src="img/boat 1.png"><img src="img/nowhere.png">'
    for place in ("a", "b/c"):
        folder.write(f"{place}/x.md", "The tide", body=body, url=ADDRESS)
    for place in ("b/c", "a b"):  # the latter is another article's
        (folder.root / place / "img").mkdir(parents=True)
        (folder.root / place / "img/boat 1.png").write_bytes(PNG + place.encode())
    folder.ingest()
    index = Paths.at(folder.data).index_db(folder.root)
    server = PageServer(folder.root, index=index)
    (boat, nowhere) = page(server, "a/x.md")["pictures"]
    assert nowhere["url"] == "https://site.example/img/nowhere.png"
    places = partial(other_places, index)
    assert local_picture(folder.root, "a/x.md", boat["url"], places) == PNG + b"b/c"
