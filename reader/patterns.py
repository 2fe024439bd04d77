"""Regular expressions that are compiled when they are first used.

To compile one takes 0.4 ms, and there are hundreds: a process that starts to make one page would
spend most of its start on those that it never asks. `re.compile` is for what nearly every article
is asked.
"""

import re
from typing import Any, AnyStr, cast

_DEEDS = (
    *("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"),
    *("flags", "groups", "groupindex"),
)


class CompiledPattern:
    """A pattern that was used: what it can do stands in it, and is found without detour."""


class LazyPattern(CompiledPattern):
    """A pattern that was not used yet."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self.given_flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile it at its first deed. Raises re.error where it is none."""
        compiled = re.compile(self.pattern, self.given_flags)
        deeds = {deed: getattr(compiled, deed) for deed in _DEEDS}
        # All at once and the class last: another thread, or a deadline, may be amid this.
        self.__dict__.update(deeds)
        self.__class__ = CompiledPattern  # type: ignore[assignment]
        return getattr(compiled, name)


def lazy_re(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that does what `re.compile` makes of it, by its own methods.

    Functions that want a pattern itself (`re.sub(it, …)`, `isinstance`) do not take it. Nothing is
    raised before it is used.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))
