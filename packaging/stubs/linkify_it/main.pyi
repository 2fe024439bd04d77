from collections.abc import Callable, Mapping
from typing import Any

class Match:
    schema: str
    index: int
    last_index: int
    raw: str
    text: str
    url: str

class LinkifyIt:
    def __init__(
        self, schemas: Mapping[str, Any] | None = ..., options: Mapping[str, bool] | None = ...
    ) -> None: ...
    def add(self, schema: str, definition: Mapping[str, Callable[..., Any]]) -> LinkifyIt: ...
    def match(self, text: str) -> list[Match] | None: ...
    def match_at_start(self, text: str) -> Match | None: ...
