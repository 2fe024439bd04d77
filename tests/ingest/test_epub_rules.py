"""What a validator of books asks for (EPUB 3.3, and the XHTML it holds), checked by hand."""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile

from reader.ingest.book import Book
from reader.markup.policy import names
from tests.gui.pages import page as article
from tests.ingest.test_export import articles, export  # noqa: F401 – fixtures
from tests.support.pictures import jpeg, png

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XHTML = "{http://www.w3.org/1999/xhtml}"

PHRASES = names(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp "
    "small span strong sub sup time u var wbr"
)
BLOCKS = names("aside article blockquote body div dl h1 h2 h3 h4 h5 h6 hr nav ol p pre table ul")
ONLY_IN = {
    "li": {"ol", "ul"},
    "dt": {"dl"},
    "dd": {"dl"},
    "tr": {"table", "tbody", "thead", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "tbody": {"table"},
    "thead": {"table"},
}
ONLY = {
    "ol": {"li"},
    "ul": {"li"},
    "dl": {"dt", "dd"},
    "table": {"tbody", "thead", "tfoot", "tr"},
    "tbody": {"tr"},
    "thead": {"tr"},
    "tr": {"td", "th"},
}
ATTRIBUTES = names(
    "alt class colspan dir height href id lang reversed rowspan src start style title "
    "type value width datetime"
)
MAGIC = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8", "image/gif": b"GIF8"}


def faults_of_chapter(name, data, held):
    """What a validator would say of one XHTML document."""
    root = ET.fromstring(data)
    found = []
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        found.append(f"{name}: an id twice")
    for parent in root.iter():
        outer = parent.tag.removeprefix(XHTML)
        if outer in ONLY and "".join([parent.text or "", *(c.tail or "" for c in parent)]).strip():
            found.append(f"{name}: text in <{outer}>")
        for child in parent:
            inner = child.tag.removeprefix(XHTML)
            if inner in ONLY_IN and outer not in ONLY_IN[inner]:
                found.append(f"{name}: <{inner}> in <{outer}>")
            if outer in ONLY and inner not in ONLY[outer]:
                found.append(f"{name}: <{inner}> in <{outer}>")
            phrases = outer in PHRASES or outer in {"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
            if phrases and inner not in PHRASES:
                found.append(f"{name}: <{inner}> in <{outer}>")
            if outer == "a" and any(below.tag == f"{XHTML}a" for below in child.iter()):
                found.append(f"{name}: a link in a link")
    for element in root.find(f"{XHTML}body").iter():
        tag = element.tag.removeprefix(XHTML)
        if tag not in PHRASES | BLOCKS | set(ONLY_IN):
            found.append(f"{name}: <{tag}>")
        for attribute in element.attrib:
            plain = attribute.rpartition("}")[2]
            if plain not in ATTRIBUTES:
                found.append(f"{name}: {attribute}")
        for attribute in ("href", "src"):
            where = element.get(attribute)
            if where is None:
                continue
            if not re.fullmatch(r"[!#-;=?-\[\]_a-z~%]+", where):
                found.append(f"{name}: {where!r} is no address")
            elif attribute == "src" and posixpath.join("EPUB", where) not in held:
                found.append(f"{name}: {where} is not in the book")
            elif where.startswith("#") and where[1:] not in ids:
                found.append(f"{name}: {where} leads nowhere")
            elif ":" not in where and not where.startswith("#"):
                target = where.partition("#")[0]
                if posixpath.join("EPUB", target) not in held:
                    found.append(f"{name}: {where} leads nowhere")
        if tag == "img" and element.get("alt") is None:
            found.append(f"{name}: a picture without alt")
    if not (root.findtext(f"{XHTML}head/{XHTML}title") or "").strip():
        found.append(f"{name}: no title")
    return found


def faults(path):
    """What a validator would say of a book; [] of a good one."""
    found = []
    with zipfile.ZipFile(path) as book:
        held = book.namelist()
        if len(held) != len(set(held)):
            found.append("a name twice")
        package = ET.fromstring(book.read("EPUB/package.opf"))
        items = list(package.iter(f"{OPF}item"))
        by_id = {item.get("id"): item for item in items}
        if len(by_id) != len(items) or len({item.get("href") for item in items}) != len(items):
            found.append("a manifest item twice")
        for item in items:
            data = book.read(f"EPUB/{item.get('href')}")
            if not data.startswith(MAGIC.get(item.get("media-type"), b"")):
                found.append(f"{item.get('href')} is no {item.get('media-type')}")
            if item.get("media-type") == "application/xhtml+xml":
                found += faults_of_chapter(item.get("href"), data, held)
        spine = package.find(f"{OPF}spine")
        read = [by_id[each.get("idref")].get("href") for each in spine]
        if len(read) != len(set(read)):
            found.append("a chapter twice in the spine")
        ncx = ET.fromstring(book.read(f"EPUB/{by_id[spine.get('toc')].get('href')}"))
        uid = ncx.find(f"{NCX}head/{NCX}meta[@name='dtb:uid']").get("content")
        if uid != package.findtext(f".//{DC}identifier"):
            found.append("the two tables of contents are of two books")
        order = [int(point.get("playOrder")) for point in ncx.iter(f"{NCX}navPoint")]
        if order != list(range(1, len(order) + 1)):
            found.append("the old table of contents is out of order")
        listed = [content.get("src") for content in ncx.iter(f"{NCX}content")]
        if listed != read:
            found.append("the old table of contents does not follow the spine")
        if any(not (text.text or "").strip() for text in ncx.iter(f"{NCX}text")):
            found.append("an entry without a title")
    return found


HARD = [
    "<p>a<div>b<p>c</div></p><b>x<ul><li>y</ul>z</b><a href='https://a.test/'><h2>h</h2></a>",
    "<ul>x<ol><li>y</ol><p>z</ul><dl>a<dt>b<p>c</dl><table>t<tr>u<td>v<table><tr><td>w</table>",
    "<h2><div>head</div></h2><pre><div>a</div>\n<ul><li>b</ul></pre><p dir=rtl>א</p>",
    "<p id=n1>x<a href='#n2'>1</a></p><p id=n2>y<a href='#n1'>up</a><a href='#gone'>2</a></p>",
    (
        "<a href='https://a.test/ü?x=\"{|}\\^ `'>q</a><a href='mailto:a@b.c'>m</a>"
        "<ol start=3 type=a><li value=9>l</ol><ol reversed><li>1<li>2</ol>"
    ),
    "<blockquote dir=rtl>ציטוט</blockquote><table dir=rtl border=1><tr><th>א<th>ב</table>",
    (
        "<details><summary>s <a href='https://a.test/'>l</a></summary>t</details><p><b>Head</b></p>"
        "<p>x</p><figure><img src='x.jpg'><figcaption>c</figcaption></figure><p>H<sub>2</sub></p>"
        "<table><caption>c</caption><tr><td>1<td>2</table><mark>m</mark><kbd>k</kbd>"
        "<ruby>漢<rt>か</ruby>"
    ),
    "<video src='https://a.test/v.mp4' poster='y.png'></video><svg width=200 height=200></svg>",
]


def test_hard_constructs_make_a_book_without_a_fault(export, folder, tmp_path):  # noqa: F811
    (folder.root / "x.jpg").write_bytes(jpeg(20, 10))
    (folder.root / "y.png").write_bytes(png(20, 10))
    paths = []
    for number, body in enumerate([*HARD, "".join(HARD)]):
        paths.append(f"{number}.md")
        folder.write(paths[-1], f"Nr {number}", body=body)
    told = export("epub", tmp_path / "hard.epub", paths)
    assert told[-1]["articles"] == len(paths)
    assert faults(tmp_path / "hard.epub") == []


def test_the_real_articles_make_a_book_without_a_fault(export, corpus, tmp_path):  # noqa: F811
    paths = sorted(str(file.relative_to(corpus)) for file in corpus.rglob("*.md"))
    export("epub", tmp_path / "corpus.epub", paths, folder=str(corpus))
    assert faults(tmp_path / "corpus.epub") == []


def test_a_fault_is_found():
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>'
        '<p id="a"><div/></p><ul>x<p id="a"/></ul><img src="b c"/><a href="#z"/></body></html>'
    )
    assert len(faults_of_chapter("x", page, [])) >= 6


HOSTILE = "Tax\u202e<b>\u2066 law</b> &\n\u2069 \0order\ud800 \x9bpdf\ufffe\u2028end"
SAID = "Tax<b> law</b> &  order? pdf end"


def made_of(path, *pages, title="B", sections=None):
    """The documents of a book of these pages, by name."""

    class Nothing:
        missing = 0

    book = Book(title, Nothing(), sections or {})
    try:
        for page in pages:
            book.add(page)
        book.save(path)
    finally:
        book.close()
    with zipfile.ZipFile(path) as made:
        ends = (".xhtml", ".opf", ".ncx")
        return {
            name: ET.fromstring(made.read(name)) for name in made.namelist() if name.endswith(ends)
        }


def test_every_document_says_the_language_it_is_in(tmp_path):
    documents = made_of(
        tmp_path / "made.epub",
        article("<p>一</p>", title="一", id="1", language="zh-Hans"),
        article("<p>二</p>", title="二", id="2", language="zh-Hans"),
        article("<p>three</p>", title="three", id="3", language="en"),
        sections=dict.fromkeys("123", "来源"),
    )
    told = {
        name.removeprefix("EPUB/"): document.get("{http://www.w3.org/XML/1998/namespace}lang")
        for name, document in documents.items()
    }
    chinese = ("package.opf", "toc.ncx", "toc.xhtml", "page0001.xhtml", "page0002.xhtml")
    assert told.pop("page0004.xhtml") == "en"
    assert told == dict.fromkeys((*chinese, "page0003.xhtml"), "zh-Hans")
    contents = documents["EPUB/toc.xhtml"]
    assert contents.get("lang") == "zh-Hans"
    assert contents.findtext(f".//{XHTML}nav/{XHTML}h2") == "目录"
    [count] = [
        each for each in documents["EPUB/page0001.xhtml"].iter() if each.text == "3 articles"
    ]
    assert count.get("lang") == "en"


def test_a_book_from_right_to_left_has_its_contents_so(tmp_path):
    page = article("<p>אחת</p>", title="אחת", id="1", language="he")
    contents = made_of(tmp_path / "made.epub", page)["EPUB/toc.xhtml"]
    assert (contents.get("lang"), contents.get("dir")) == ("he", "rtl")


def test_a_hostile_title_is_plain_words_in_every_list_of_the_book(tmp_path):
    page = article("<p>a</p>", title=HOSTILE, author=HOSTILE, id="1")
    made_of(tmp_path / "made.epub", page, title=HOSTILE, sections={"1": HOSTILE})
    with zipfile.ZipFile(tmp_path / "made.epub") as made:
        documents = {
            name: made.read(f"EPUB/{name}").decode("utf-8")
            for name in ("package.opf", "toc.xhtml", "toc.ncx", "page0001.xhtml", "page0002.xhtml")
        }
    shown = {}
    for name, document in documents.items():
        assert all(sign == "\n" or sign.isprintable() for sign in document), name
        held = ET.fromstring(document.encode("utf-8"))
        shown[name] = [each.text for each in held.iter() if "Tax" in (each.text or "")]
    assert shown == {
        "package.opf": [SAID, SAID],  # title and creator
        "toc.xhtml": [SAID, SAID, SAID, SAID],  # head, heading, section and article
        "toc.ncx": [SAID, SAID, SAID],
        "page0001.xhtml": [SAID, SAID],  # the section: head and heading
        "page0002.xhtml": [SAID, SAID, f"{SAID} · "],  # head, heading and author
    }


def test_a_file_with_a_hostile_title_makes_a_book_without_a_fault(export, folder, tmp_path):  # noqa: F811
    written = r'"Tax\u202E<b>\u2066law</b> & \u2069\0order\nend"'
    (folder.root / "1.md").write_text(f"---\ntitle: {written}\nauthor: {written}\n---\ntext\n")
    export("epub", tmp_path / "hostile.epub", ["1.md"])
    assert faults(tmp_path / "hostile.epub") == []
    with zipfile.ZipFile(tmp_path / "hostile.epub") as book:
        for name in book.namelist():
            said = book.read(name).decode("utf-8")
            assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said), (
                name
            )
        assert b"order" in book.read("EPUB/package.opf")
