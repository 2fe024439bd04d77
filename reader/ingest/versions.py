"""Of what an article is a version, and how each of the others is called: "en", "pt", or its title.

A language is told by the folder or the suffix of the file's name, where that tells the versions
apart; else by what their heads say, or what they are written in.
"""

from pathlib import Path

from reader.bounds import VERSION_LABEL, VERSIONS
from reader.library.index.kin import Kin, versions
from reader.markup.policy import names
from reader.markup.text.language import told_or_found
from reader.model import Version
from reader.patterns import lazy_re

_LANGUAGE = lazy_re(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2,4}))?")
_SUFFIX = lazy_re(r"[._-]([a-z]{2}(?:[-_][A-Za-z]{2,4})?)$")
_LANGUAGES = names(
    "af am ar az be bg bn bs ca cn cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu"
    " hy id is it ja jp ka kk km kn ko kr ku ky lo lt lv mg mk ml mn mr ms my nb ne nl nn no pa pl"
    " ps pt ro ru rw sd si sk sl so sq sr sv sw ta te tg th tk tl tr tt tw ug uk ur uz vi zh zu"
)


def versions_of(index_db: Path, path: str) -> tuple[Version, ...]:
    """Return the versions of the article in a file, each with what tells it from the others.

    path: relative to the folder that the index is of.
    """
    kin = versions(index_db, path)[: VERSIONS + 1]
    if not kin:
        return ()
    labels = [_language_in(each.path) or _language_of(each) for each in kin]
    if all(labels[1:]) and len(set(labels)) == len(labels):
        return _named(kin, labels, language=True)
    return _named(kin, _what_differs(kin), language=False)


def _named(kin: list[Kin], labels: list[str], *, language: bool) -> tuple[Version, ...]:
    return tuple(
        Version(each.path, label[:VERSION_LABEL], language)
        for each, label in zip(kin[1:], labels[1:], strict=True)
    )


def _language_in(path: str) -> str:
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0]
    suffix = _SUFFIX.search(stem)
    for part in (suffix[1] if suffix else stem, *reversed(folders)):
        found = _LANGUAGE.fullmatch(part)
        if found is not None and found[1] in _LANGUAGES:
            return part.replace("_", "-")
    return ""


def _language_of(each: Kin) -> str:
    return told_or_found(each.language, f"{each.title}\n{each.excerpt}")


def _what_differs(kin: list[Kin]) -> list[str]:
    """Return titles where they are others, else folders, else paths."""
    titles = [each.title for each in kin]
    folders = [each.path.rpartition("/")[0] or "." for each in kin]
    for labels in (titles, folders):
        if len(set(labels)) == len(labels):
            return labels
    return [each.path for each in kin]
