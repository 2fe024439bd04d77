"""The map of a PDF's glyphs names ideographs, not radicals; nothing else of the file is touched."""

from reader.markup.text.pdf_text import with_real_characters

MAP = b"x <2F42> [<2F42>] begincmap 1 beginbfrange <2F42> <0022> [<%s> <0041> <%s>] endcmap <2F42>"


def test_radicals_become_ideographs_where_the_map_names_characters():
    given = MAP % (b"2F42", b"2EDB")
    made = with_real_characters(given)
    assert made == MAP % (b"6587", b"98CE")
    assert len(made) == len(given)


def test_what_is_no_radical_and_no_map_stays():
    for data in (MAP % (b"4E00", b"0020"), b"", b"%PDF-1.4 [<2F42>]", b"begincmap [<2F42>]"):
        assert with_real_characters(data) == data


def test_a_radical_without_an_ideograph_stays():
    data = MAP % (b"2E80", b"2EFF")
    assert with_real_characters(data) == data
