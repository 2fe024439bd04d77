"""A JSON text read in parts is what it is when read as a whole."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.transfer import json_stream
from reader.library.transfer.json_stream import Members

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
TEXTS = st.fixed_dictionaries({"statuses": st.lists(VALUES, max_size=9)}, optional={"a": VALUES})


def parts(data):
    """Both ways of reading a member."""
    members = Members(io.BytesIO(data))
    return {
        name: list(members.of_array()) if name == "statuses" else value()
        for name, value in members.of_object()
    }


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 9), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
       st.sampled_from([None, 1]), st.booleans())  # fmt: skip
def test_parts_are_the_whole_however_few_bytes_come_at_once(value, size, coding, indent, ascii_):
    data = json.dumps(value, indent=indent, ensure_ascii=ascii_).encode(coding, "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "AT_ONCE", max(size, 4))
        assert parts(data) == json.loads(data) == value


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(0, 400), st.text(max_size=3), st.integers(4, 30))
def test_what_is_no_json_is_refused_and_what_is_is_read(value, at, noise, size):
    text = json.dumps(value)
    text = text[: at % len(text)] + noise + text[at % len(text) + len(noise) :]
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "AT_ONCE", size)
        if isinstance(whole, dict) and isinstance(whole.get("statuses", []), list):
            assert parts(text.encode("utf-8", "surrogatepass")) == whole
        else:
            with pytest.raises(ValueError):
                parts(text.encode("utf-8", "surrogatepass"))


def test_a_text_without_end_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(json_stream, "LONGEST", 1000)
    monkeypatch.setattr(json_stream, "AT_ONCE", 100)

    class Endless(io.RawIOBase):
        read_ = 0

        def read(self, size=-1):
            self.read_ += size
            return b'{"statuses": ["' + b"a" * (size - 15) if self.read_ == size else b"a" * size

    endless = Endless()
    members = Members(endless)
    next(members.of_object())
    with pytest.raises(ValueError, match="too long"):
        list(members.of_array())
    assert endless.read_ < 2000
