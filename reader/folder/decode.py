"""Bytes to text, whatever wrote them. Nothing is dropped: what no encoding explains is replaced."""

import codecs

from reader.bounds import ENCODING_BYTES, ENCODING_CHARACTERS, LEAD_CHARACTERS
from reader.patterns import lazy_re

REPLACEMENT = "\ufffd"

# The encodings of an archive, the likeliest first: where nothing decides, the first one holds.
# Each lists its everyday characters apart: (first lead byte, last lead byte, lowest trail byte) of
# GB 2312's and JIS's level 1, Big5's first plane, Korean's syllables.
_EVERYDAY = {
    "gb18030": (0xB0, 0xD7, 0xA1),
    "big5hkscs": (0xA4, 0xC6, 0x40),
    "cp932": (0x88, 0x97, 0x40),
    "euc_jp": (0xB0, 0xCF, 0xA1),
    "cp949": (0xB0, 0xC8, 0xA1),
}
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ¡¿«»‘’“”„‚–—…•·°§©®™€£ª º\u00a0"
)
_JAPANESE = ("cp932", "euc_jp")

# What pages call their encoding, and the superset that browsers read instead (WHATWG Encoding).
_DECLARED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "euc-jp": "euc_jp", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252",
    "windows-1251": "cp1251", "koi8-r": "koi8_r", "windows-1250": "cp1250",
    "iso-8859-2": "iso8859_2", "iso-8859-15": "iso8859_15",
}  # fmt: skip
_DECLARATION = lazy_re(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{2,20})")
_RUN = lazy_re(r"[^\x00-\x7f]{2,}")


_CONTROLS = lazy_re("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
SEEN_OF_DATA = 4096
"""So many characters tell data from text."""
SHARE_OF_DATA = 0.3
"""More of them than that are no signs of a text: of SQLite's file a third, of what is packed half.
A text that was damaged, or was read as what it is not, has fewer: its words are shown."""


def is_data(data: bytes, text: str) -> bool:
    """Return whether a file holds a program, a picture or the like. text: what decode made of it.

    A text that a crash filled up with NULs is text.
    """
    if b"\0" not in data:
        return False
    seen = text[:SEEN_OF_DATA]
    return not seen.strip() or len(_CONTROLS.findall(seen)) > SHARE_OF_DATA * len(seen)


def decode(data: bytes) -> str:
    r"""Return the text, line ends made "\n", without byte order mark and NUL. Never raises."""
    return decode_as(data)[0]


def decode_as(data: bytes) -> tuple[str, str]:
    """Return the text as decode gives it, and a name for its encoding: "" for plain UTF-8."""
    try:
        text, name = data.decode("utf-8"), ""
        # One byte is found ten times faster than two, and in nearly no text.
        if b"\0" in data or b"~" in data or b"\x1b" in data:
            text, name = _behind_utf8(data) or (text, name)
    except UnicodeDecodeError:
        text, name = _other(data)
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\0" in text:
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, name


def _other(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "UTF-16"
    if wide := _unmarked_utf16(data, least=0.0):
        return data.decode(wide, "replace"), "UTF-16"
    text = data.decode("utf-8", "replace")
    if _mostly_sound(text):
        return text, "damaged UTF-8"
    declared = _DECLARATION.search(data[:LEAD_CHARACTERS])
    if declared is not None:
        name = _DECLARED.get(declared[1].decode("ascii").lower(), "")
        if name and _strictly(data, name) is not None:
            return data.decode(name), _shown(name)
    name = _detected(data)
    if name:
        return data.decode(name, "replace"), _shown(name)
    return text, "unknown"


def _mostly_sound(text: str) -> bool:
    """UTF-8 with a scratch: cut in mid-character, or a few bytes of something else in it."""
    part = text[:ENCODING_BYTES]
    bad = part.count(REPLACEMENT)
    beyond_ascii = len(part) - sum(map(str.isascii, part))
    if beyond_ascii - bad >= 8 * bad:
        return True
    # Three bytes that make up a character are seldom chance, be the text however short.
    whole = sum("\u0800" <= character != REPLACEMENT for character in part)
    return whole >= 2 and 4 * whole >= bad


def _behind_utf8(data: bytes) -> tuple[str, str] | None:
    """Return the text, and the encoding's name, of what is lawful UTF-8 and something else."""
    if b"\0" in data and (wide := _unmarked_utf16(data, least=0.1)):
        return data.decode(wide, "replace"), "UTF-16"
    if not data.isascii():
        return None
    if b"\x1b$" in data:
        try:
            return data.decode("iso2022_jp_2"), "ISO-2022-JP"
        except UnicodeDecodeError:
            return None
    return _of_hz(data) if b"~{" in data else None


def _of_hz(data: bytes) -> tuple[str, str] | None:
    """Return the text of HZ (RFC 1843): pairs of ASCII signs between "~{" and "~}" are Chinese."""
    pairs = [found[1] for found in _HZ.finditer(data)]
    try:
        words = "".join(map(_of_pairs, pairs))
    except UnicodeDecodeError:
        return None
    if not words or _plausible(words[:ENCODING_CHARACTERS], "gb18030") < 0.8:
        return None
    text = _HZ.sub(lambda found: _of_pairs(found[1]).encode(), data).decode()
    return text.replace("~~", "~"), "HZ"


def _of_pairs(pairs: bytes) -> str:
    return bytes(each | 0x80 for each in pairs).decode("gb2312")


_HZ = lazy_re(rb"~\{((?:[!-w][!-~])+)~\}")


def _unmarked_utf16(data: bytes, least: float) -> str:
    """Return "utf-16-le" or "-be" where this is one of them without its mark, "" where not.

    least: so many of its bytes are NUL at least, 0 to 1.
    """
    part = data[: ENCODING_BYTES & ~1]
    part = part[: len(part) & ~1]
    even, odd = part[::2].count(0), part[1::2].count(0)
    if max(even, odd) < max(2.0, least * len(part)) or min(even, odd) > 1 + max(even, odd) // 8:
        return ""
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = part.decode(name, "replace").rstrip(REPLACEMENT)  # cut amid a pair
    usual = sum(map(_is_usual, text))
    return name if usual >= 0.98 * len(text) else ""


def _is_usual(character: str) -> bool:
    """Whether texts are made of such: letters of any script in use, and signs; no control codes."""
    if character < " ":
        return character in "\t\n\r"
    return (
        character < "\ua000"
        or "\uac00" <= character < "\ud7a4"
        or "\uf8ff" < character != REPLACEMENT
    )


def _strictly(data: bytes, name: str) -> str | None:
    """Return the start of the text where every byte is lawful; a cut last character is none."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        return decoder.decode(data[:ENCODING_BYTES])
    except UnicodeDecodeError:
        return None


def _detected(data: bytes) -> str:
    """Return the encoding of other bytes, "" where there is no telling."""
    scores: dict[str, float] = {}
    for name in _EVERYDAY:
        text = _strictly(data, name)
        if text is not None:
            scores[name] = _plausible(text[:ENCODING_CHARACTERS], name)
    # Korean syllables are everyday Chinese in GB 2312, but no Chinese text stays among those.
    if scores.get("cp949", 0.0) > 0.9 and len(data) > 60:
        return "cp949"
    best = max(scores, key=scores.__getitem__, default="")  # the first of equals
    if best and scores[best] >= 0.5:
        return best
    if _western(data[:ENCODING_BYTES]):
        return "cp1252"
    # Loaded here alone: one file in thousands needs it, and it takes 30 ms to load.
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:ENCODING_BYTES]).best()
    if guess is not None and not guess.encoding.startswith("utf"):
        return guess.encoding
    return best


def _western(data: bytes) -> bool:
    """Whether this is text of Western Europe: plain letters, few with an accent, curly quotes.

    The libraries take its accents for Baltic or Polish ones as soon as a text is short.
    """
    text = data.decode("cp1252", "replace")
    foreign = [character for character in text if not character.isascii()]
    return all(map(_WESTERN.__contains__, foreign)) and len(foreign) < len(text) * 0.3


def _plausible(text: str, name: str) -> float:
    """0 to 1: how much of what is not ASCII is of the everyday part of this encoding.

    Text read in a wrong one falls mostly among the rare characters. Those that stand alone count
    for nothing: accents and curly quotes of Western text, each taken for one.
    """
    foreign = "".join(_RUN.findall(text))
    alone = len(text) - len(foreign) - sum(map(str.isascii, text))
    if not foreign:
        return 0.0
    return sum(_everyday(character, name) for character in foreign) / (len(foreign) + alone)


def _everyday(character: str, name: str) -> float:
    if "\u3040" <= character <= "\u30ff":  # kana: Japanese, though the others have them too
        return 1.0 if name in _JAPANESE else 0.3
    if "\u3000" <= character <= "\u301f" or "\uff01" <= character <= "\uff5e":
        return 0.9
    if character in "“”‘’…—·":
        return 0.9
    try:
        raw = character.encode(name)
    except UnicodeEncodeError:
        return 0.0
    if len(raw) != 2:
        # GB 18030's four bytes (emoji, Korean) are a pattern nothing else writes by chance.
        return float(len(raw) == 4)
    first, last, trail = _EVERYDAY[name]
    return float(first <= raw[0] <= last and raw[1] >= trail)


def _shown(name: str) -> str:
    shown = {"gb18030": "GB18030", "big5hkscs": "Big5", "cp932": "Shift-JIS", "cp949": "EUC-KR"}
    return shown.get(name, name.replace("_", "-"))
