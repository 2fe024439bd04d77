"""The part of mkepub that reader/ingest/book.py uses; it has no types of its own."""

from tempfile import TemporaryDirectory
from typing import NamedTuple

class Page(NamedTuple):
    page_id: str
    title: str
    children: list[Page]

class Book:
    tempdir: TemporaryDirectory[str]
    uuid: str
    metadata: dict[str, str | list[str]]

    def __init__(self, title: str, **metadata: str | list[str]) -> None: ...
    def add_page(self, title: str, content: str, parent: Page | None = None) -> Page: ...
    def add_image(self, name: str, data: bytes) -> None: ...
    def set_stylesheet(self, data: str) -> None: ...
    def save(self, filename: str) -> None: ...
