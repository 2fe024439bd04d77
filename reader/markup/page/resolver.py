"""What a page asks of who knows the folder: where a link leads, where a picture is. No I/O."""

from typing import Protocol


class Resolver(Protocol):
    """Answers for one article. Never raises, whatever stands in it."""

    def link(self, href: str) -> str:
        """Return where a link leads: "article:" and a path, an http(s) address; "" if unknown."""

    def picture(self, src: str) -> str:
        """Return a picture's path as it is where it lies in the folder; else its web address."""
