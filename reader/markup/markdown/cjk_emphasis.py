"""Emphasis beside Chinese, Japanese and Korean: which marks open it and which close it.

CommonMark asks for a space or a punctuation mark where these languages write neither, so that
`**重点：**后文` keeps its stars. Follows the CommonMark CJK-friendly amendments
(https://github.com/tats-u/markdown-cjk-friendly, specification.md, section 6.2).
"""

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType


class CjkInline(StateInline):
    """A paragraph's inline state that knows CJK characters beside emphasis."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N803
        """Return whether the run of marks at `start` opens or closes, and its length."""
        marker = self.src[start]
        end = start + 1
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        # A variation selector belongs to the character it stands behind.
        base = before
        if "\ufe00" <= before <= "\ufe0e" and start > 1:
            base = self.src[start - 2]
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        mark_before, mark_after = is_punctuation(base), is_punctuation(after)
        cjk_before = is_cjk(base) or "\U000e0100" <= before <= "\U000e01ef"
        cjk_after = is_cjk(after)
        left = not space_after and (
            not mark_after or cjk_after or space_before or mark_before or cjk_before
        )
        right = not space_before and (
            not mark_before or cjk_before or space_after or mark_after or cjk_after
        )
        return Scanned(
            left and (canSplitWord or not right or mark_before),
            right and (canSplitWord or not left or mark_after),
            end - start,
        )


@lru_cache(4096)
def is_punctuation(character: str) -> bool:
    """Return whether CommonMark counts the character as punctuation."""
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


@lru_cache(4096)
def is_cjk(character: str) -> bool:
    """Return whether a character is Chinese, Japanese or Korean, punctuation included."""
    if character < "\u1100":
        return False
    if "\u1100" <= character <= "\u11ff":
        return True
    if east_asian_width(character) not in {"W", "F", "H"}:
        return False
    # Emoji are as wide.
    return category(character) != "So" or "\u3000" <= character < "\U0001f000"


class CjkInlineParser(ParserInline):
    """The inline parser of markdown-it with the state above."""

    def parse(
        self, src: str, md: "MarkdownIt", env: "EnvType", tokens: "list[Token]"
    ) -> "list[Token]":
        """Parse one paragraph into tokens."""
        state = CjkInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
