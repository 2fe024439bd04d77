"""A large JSON text read a few values at a time, so that it need not be held as a whole."""

import codecs
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from reader.patterns import lazy_re

AT_ONCE = 1 << 18
"""Bytes read in one go."""
LONGEST = 1 << 20
"""Characters of one value, or of the white space before it."""

_SPACE = lazy_re(r"[ \t\n\r]*+")


class Members:
    """The parts of one JSON text, in their order. Raises ValueError, RecursionError, OSError."""

    def __init__(self, file: BinaryIO) -> None:
        """file: at its beginning, in any of JSON's encodings."""
        first = file.read(AT_ONCE)
        self._file = file
        self._decode = codecs.getincrementaldecoder(json.detect_encoding(first))("surrogatepass")
        self._text = self._decode.decode(first)
        self._at = 0
        self._value = json.JSONDecoder().raw_decode

    def of_object(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """Yield the text as one object: each name, and what reads its value.

        Whoever does not call that reads the value by of_array().
        """
        self._take("{")
        if not self._skip("}"):
            while True:
                if self._next() != '"':
                    raise ValueError("a name is no string")
                name = self._read()
                self._take(":")
                yield name, self._read
                if self._skip("}"):
                    break
                self._take(",")
        if self._next():
            raise ValueError("more than one value")

    def of_array(self) -> Iterator[Any]:
        """Yield the values of the array that is next."""
        self._take("[")
        if self._skip("]"):
            return
        while True:
            yield self._read()
            if self._skip("]"):
                return
            self._take(",")

    def _read(self) -> Any:
        """Return the value that is next."""
        self._next()
        while True:
            try:
                value, end = self._value(self._text, self._at)
            except json.JSONDecodeError:
                if not self._more():
                    raise
            else:
                # A number may go on behind what was read: as "1", "1." and "1e+" do.
                if end + 2 < len(self._text) or not self._more():
                    self._at = end
                    return value

    def _take(self, sign: str) -> None:
        if not self._skip(sign):
            raise ValueError(f"no {sign} at {self._text[self._at : self._at + 20]!r}")

    def _skip(self, sign: str) -> bool:
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def _next(self) -> str:
        """Return the character that is next, "" at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            assert found is not None
            self._at = found.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on; False at the end."""
        rest = self._text[self._at :]
        if len(rest) > LONGEST:
            raise ValueError("a value is too long")
        data = self._file.read(AT_ONCE)
        if not data:
            self._decode.decode(b"", final=True)
            return False
        self._text, self._at = rest + self._decode.decode(data), 0
        return True
