"""A page as JSON and back: how it comes from the page process, and how the last one is kept."""

from dataclasses import asdict, fields
from typing import Any, get_type_hints

from reader.model import DatePrecision, Formula, Page, Picture, Version
from reader.model.note import note_of

_TEXTS = tuple(name for name, kind in get_type_hints(Page).items() if kind in {str, DatePrecision})
_LISTS = ("categories", "section", "foretold", "tags")


def page_to_json(page: Page) -> dict[str, Any]:
    """Return the page as what json.dumps takes."""
    return asdict(page)


def page_from_json(value: object) -> Page:
    """Read the page that page_to_json wrote. Raises ValueError for anything else."""
    known = _fields(value, Page)
    for name in _TEXTS:
        _expect(isinstance(known[name], str), name)
    for name in _LISTS:
        _expect(_is_list_of(known[name], str), name)
        known[name] = tuple(known[name])
    _expect(type(known["date"]) in (int, float), "date")
    _expect(isinstance(known["date_known"], bool), "date_known")
    _expect(isinstance(known["draft"], bool), "draft")
    _expect(isinstance(known["undated"], bool), "undated")
    known["date_precision"] = DatePrecision(known["date_precision"])
    _expect(type(known["minutes"]) is int, "minutes")
    _expect(_is_list_of(known["pictures"], dict), "pictures")
    known["pictures"] = tuple(_picture(picture) for picture in known["pictures"])
    _expect(_is_list_of(known["formulas"], dict), "formulas")
    known["formulas"] = tuple(map(_formula, known["formulas"]))
    _expect(_is_list_of(known["versions"], dict), "versions")
    known["versions"] = tuple(map(_version, known["versions"]))
    _expect(isinstance(known["notes"], list | tuple), "notes")
    known["notes"] = tuple(map(note_of, known["notes"]))
    return Page(**known)


def _picture(value: object) -> Picture:
    known = _fields(value, Picture)
    for name in ("key", "url", "alt"):
        _expect(isinstance(known[name], str), name)
    for name in ("width", "height"):
        _expect(type(known[name]) is int, name)
    return Picture(**known)


def _version(value: object) -> Version:
    known = _fields(value, Version)
    for name in ("path", "label"):
        _expect(isinstance(known[name], str), name)
    _expect(isinstance(known["language"], bool), "language")
    return Version(**known)


def _formula(value: object) -> Formula:
    known = _fields(value, Formula)
    for name in ("key", "tex", "path"):
        _expect(isinstance(known[name], str), name)
    for name in ("width", "ascent", "descent"):
        _expect(type(known[name]) in (int, float), name)
    _expect(isinstance(known["display"], bool), "display")
    return Formula(**known)


def _fields(value: object, kind: type[Page | Picture | Formula | Version]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    if not isinstance(value, dict) or value.keys() != names:
        raise ValueError(f"This is no {kind.__name__}: {value!r:.200}")
    return dict(value)


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, kind) for item in value)


def _expect(right: bool, name: str) -> None:
    if not right:
        raise ValueError(f"The page's {name} is of a wrong kind.")
