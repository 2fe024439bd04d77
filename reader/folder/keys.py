"""The one table of the keys that say something about an article, by what they mean.

Front matter of every kind, the tolerant reader and the heads of saved pages all ask it. Keys stand
here squashed (see `squashed`): `publishDate`, `publish_date` and `Publish Date` are one key.
A new key is added here alone.
"""

from collections.abc import Mapping
from functools import lru_cache

# In order: the first that says anything wins.
TITLE = (
    "title", "headline", "ogtitle", "twittertitle", "dctitle", "dctermstitle", "fulltitle", "标题",
    "標題", "题目", "文章标题",
)  # fmt: skip

# An article's own day, then when it was published, then made.
WRITTEN = (
    "date", "pubdate", "publishdate", "published", "publishedat", "publishedon", "publisheddate",
    "publishedtime", "datepublished", "publicationdate", "publishtime", "publishon", "publishat",
    "articlepublishedtime", "ogpublishedtime", "pubdatetime", "publisheddatetime",
    "firstpublished", "firstpublishedat", "originaldate", "originalpublishdate", "postdate",
    "posted", "postedat", "postedon", "dateposted", "releasedate", "issued", "dcdate",
    "dcdateissued", "dctermsissued", "dctermsdate", "日期", "发布日期", "发布时间", "发表日期",
    "发表时间", "發佈日期", "發佈時間", "datetime", "time", "timestamp", "时间", "時間", "created",
    "createdat", "createdon", "createddate", "createddatetime", "createdtime", "createtime",
    "createdate", "datecreated", "creationdate", "creationtime", "dcdatecreated", "dctermscreated",
    "ctime", "birthtime", "创建时间", "创建日期", "建立時間",
)  # fmt: skip
# When it was kept, then changed: a day in the file's name says more.
CHANGED = (
    "added", "addedat", "addedon", "dateadded", "timeadded", "saved", "savedat", "savedon",
    "datesaved", "clipped", "clippedat", "dateclipped", "archivedat", "retrieved", "收藏时间",
    "updated", "updatedat", "updatedon", "dateupdated", "updateddate", "updatedtime", "updatedate",
    "updatetime", "lastmod", "lastmodified", "lastmodifiedat", "lastupdated", "lastupdate",
    "lastupdatedat", "lastedited", "lasteditedtime", "modified", "modifiedat", "modifieddate",
    "modifiedtime", "modifydate", "modifytime", "moddate", "datemodified", "articlemodifiedtime",
    "moddatetime", "ogupdatedtime", "dctermsmodified", "edited", "mtime", "更新时间", "更新日期",
    "修改时间", "最后更新",
)  # fmt: skip
DATE = (*WRITTEN, *CHANGED)

CATEGORY = (
    "categories", "category", "section", "articlesection", "分类", "分類", "类别", "栏目",
)  # fmt: skip
TAG = (
    "tags", "tag", "keywords", "keyword", "labels", "label", "topics", "newskeywords",
    "articletag", "articletags", "documenttags", "hashtags", "posttags", "taglist", "标签", "標籤",
    "关键词", "关键字", "關鍵字",
)  # fmt: skip
AUTHOR = (
    "author", "authors", "byline", "articleauthor", "authorname", "creator", "dccreator",
    "dctermscreator", "writer", "writtenby", "postedby", "postauthor", "creators", "by",
    "parselyauthor", "twittercreator", "primaryauthor", "作者", "原文作者",
)  # fmt: skip
SOURCE = (
    "source", "site", "sitename", "ogsitename", "website", "publisher", "publication",
    "dcpublisher", "applicationname", "来源", "來源",
)  # fmt: skip
URL = (
    "url", "link", "original", "originalurl", "originallink", "sourceurl", "canonicalurl",
    "canonical", "externalurl", "articleurl", "pageurl", "externallink", "sourcelink",
    "articlelink", "posturl", "postlink", "origin", "originurl", "clippedfrom", "via", "原文出处",
    "出处", "permalink", "source", "ogurl", "readoriginal", "原文", "原文地址", "原文链接",
    "原文連結", "链接", "来源",
)  # fmt: skip
LANGUAGE = ("language", "lang", "locale", "contentlanguage", "oglocale", "语言")
PICTURE = (
    "thumbnail", "headimg", "cover", "image", "banner", "featuredimage", "photo", "coverimage",
    "coverimg", "imgcover", "indeximg", "bannerimg", "topimg", "topimage", "headerimg",
    "headerimage", "heroimage", "hero", "featureimage", "featureimg", "featuredimg", "featured",
    "featuredimagepreview", "postimage", "socialimage", "shareimage", "shareimg", "previewimage",
    "leadimage", "leadimageurl", "imageurl", "coverurl", "thumb", "thumbnailurl", "thumbimage",
    "thumbnailimage", "images", "photos", "pictures", "teaser", "overlayimage", "feature",
    "backgroundimage", "background", "coverpicture", "postcover", "bgimg", "cardimage",
    "listimage", "metaimage", "mainimage", "titleimage", "articleimage", "sharingimage",
    "socialcard", "img", "picture", "poster", "splash", "rwbookcover", "ogimage", "ogimageurl",
    "twitterimage", "twitterimagesrc", "封面", "封面图", "头图", "图片",
)  # fmt: skip
SUMMARY = (
    "description", "summary", "excerpt", "ogdescription", "twitterdescription", "abstract", "desc",
    "intro", "subtitle", "lead", "摘要", "描述", "简介",
)  # fmt: skip
DRAFT = ("draft", "isdraft", "published", "publish", "status", "private")

# What heads carry besides; they say nothing that is shown, but each begins a value.
_OTHER = (
    "comments", "comment", "layout", "type", "slug", "id", "uid", "uuid", "aliases", "alias",
    "toc", "mathjax", "math", "katex", "top", "sticky", "weight", "template", "copyright",
    "license", "translator", "reviewer", "proofreader", "collector", "subject", "password",
    "redirectfrom", "abbrlink", "keyword", "parent", "series", "number", "order", "hidden", "译者",
    "校对", "校对者",
)  # fmt: skip

KNOWN = frozenset(
    (
        *TITLE, *DATE, *CATEGORY, *TAG, *AUTHOR, *SOURCE, *URL, *LANGUAGE, *PICTURE, *SUMMARY,
        *DRAFT, *_OTHER,
    )
)  # fmt: skip
"""Every key of the table, squashed."""

SEVERAL_LINES = frozenset((*TITLE, *SUMMARY))
"""Those whose values are prose, and may go on over further lines."""

# Of these a value that is itself keys and values says the same as the keys beside it.
_NESTS = frozenset(
    {"taxonomies", "extra", "params", "header", "seo", "meta", "metadata", "og", "opengraph",
     "social", "frontmatter", "config"}
)  # fmt: skip

_PARTING = str.maketrans("", "", "-_ .:\t")


@lru_cache(maxsize=2048)
def squashed(key: str) -> str:
    """Return a key as the table spells it: lower case, nothing between its words."""
    return key.lower().translate(_PARTING)


def is_known(key: str) -> bool:
    """Tell whether a key, as written, stands in the table."""
    return len(key) <= 60 and squashed(key) in KNOWN


def by_meaning(values: Mapping[str, object]) -> dict[str, object]:
    """Return the same values by squashed key; where two fall together, the first that says any.

    What stands within `params`, `extra`, `taxonomies` and their like follows what stands outside.
    """
    squashed_values: dict[str, object] = {}
    nests: list[Mapping[str, object]] = []
    for written, value in values.items():
        key = squashed(written) if len(written) <= 60 else written
        if not squashed_values.get(key):
            squashed_values[key] = value
        if key in _NESTS and isinstance(value, dict):
            nests.append(value)
    for nest in nests:
        for written, value in nest.items():
            if isinstance(written, str) and len(written) <= 60:
                squashed_values.setdefault(squashed(written), value)
    return squashed_values
