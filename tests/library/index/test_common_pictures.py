"""A picture that stands in many articles of a source is nobody's thumbnail."""

from reader.model import Query


def thumbnails(shelf):
    library = shelf.library()
    return {head.title: head.thumbnail for head in library.headlines(library.rows(Query()))}


def test_what_many_articles_of_a_source_begin_with_is_nobodys_thumbnail(shelf):
    advert, photo = "https://ads.example/1.png", "https://a.example/photo.png"
    shelf.add(
        *(
            shelf.article(f"{n}.md", source="Daily", thumbnail=advert, text=f"text {n}")
            for n in range(6)
        ),
        *(
            shelf.article(f"p{n}.md", source="Daily", thumbnail=photo, text=f"photo {n}")
            for n in range(4)
        ),
        shelf.article("other.md", source="Weekly", thumbnail=advert, text="elsewhere"),
    )
    shown = thumbnails(shelf)
    assert {shown[str(n)] for n in range(6)} == {""}
    assert {shown[f"p{n}"] for n in range(4)} == {photo}
    assert shown["other"] == advert


def test_a_name_that_each_folder_has_is_a_picture_of_each(shelf):
    shelf.add(
        *(
            shelf.article(f"{n}/index.md", f"T{n}", source="Daily", thumbnail="cover.jpg")
            for n in range(9)
        )
    )
    assert set(thumbnails(shelf).values()) == {"cover.jpg"}


def test_where_it_stands_in_few_again_it_is_shown_again(shelf):
    advert = "/img/logo.png"
    shelf.add(
        *(shelf.article(f"{n}.md", thumbnail=advert, text=f"text {n}") for n in range(6)),
    )
    assert set(thumbnails(shelf).values()) == {""}
    shelf.remove("0.md", "1.md")
    shelf.add(shelf.article("new.md", text="new"))
    assert thumbnails(shelf)["2"] == advert


def test_in_a_large_source_it_must_be_a_share_of_it(shelf):
    photo = "https://a.example/photo.png"
    shelf.add(
        *(
            shelf.article(f"{n}.md", source="Daily", thumbnail=photo if n < 5 else "", text=f"{n}")
            for n in range(300)
        )
    )
    assert thumbnails(shelf)["0"] == photo
