"""MathML as TeX: what it is searched, copied and set by. One pass over its tags, no parser."""

import re
from html import unescape

from reader.bounds import MAX_TEX, TEX_DEPTH
from reader.patterns import lazy_re

_TOKEN = lazy_re(r"<(/?)(?:[a-z]{1,10}:)?([a-zA-Z]{1,20})([^<>]*)>|([^<]+)")
_NOTE = lazy_re(
    r"""<annotation(?=\s)[^<>]*encoding\s*=\s*["']?(?:application/x-tex|LaTeX|TeX)["']?[^<>]*>([^<]*)""",
    re.IGNORECASE,
)
_ALT = lazy_re(r"""\salttext\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SIGNS = {
    "−": "-", "×": r"\times ", "·": r"\cdot ", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ",
    "→": r"\to ", "⇒": r"\Rightarrow ", "∞": r"\infty ", "∑": r"\sum ", "∏": r"\prod ",
    "∫": r"\int ", "∂": r"\partial ", "∈": r"\in ", "±": r"\pm ", "…": r"\ldots ", "⋯": r"\cdots ",
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\u00a0": " ",
}  # fmt: skip
_OVER = {
    "¯": "bar",
    "‾": "overline",
    "^": "hat",
    "~": "tilde",
    "→": "vec",
    "˙": "dot",
    "⏞": "overbrace",
}
_FORMS = {
    "mfrac": r"\frac{%s}{%s}", "msup": "%s^{%s}", "msub": "%s_{%s}", "msubsup": "%s_{%s}^{%s}",
    "munder": "%s_{%s}", "mover": "%s^{%s}", "munderover": "%s_{%s}^{%s}",
    "mroot": r"\sqrt[%2$s]{%1$s}",
}  # fmt: skip


def tex_of(mathml: str) -> str:
    """Return a <math> element as TeX: as it says it itself, else told from its structure; "" where
    it holds nothing."""
    if noted := _NOTE.search(mathml):
        return unescape(noted[1]).strip()
    head = mathml[: mathml.find(">") + 1]
    if alt := _ALT.search(head):
        return unescape(alt[1] or alt[2] or "").strip()
    return _told(mathml)


def _told(mathml: str) -> str:
    stack: list[tuple[str, list[str]]] = [("", [])]
    skipped = 0
    for end, name, attributes, text in _TOKEN.findall(mathml[: 20 * MAX_TEX]):
        name = name.lower()
        if name in {"annotation", "annotation-xml"}:
            skipped += -1 if end else 1
        elif skipped > 0:
            continue
        elif text:
            if text.strip():
                stack[-1][1].append(_signs(stack[-1][0], " ".join(unescape(text).split())))
        elif end:
            if len(stack) > 1:
                opened, parts = stack.pop()
                stack[-1][1].append(_form(opened, parts))
        elif not attributes.rstrip().endswith("/") and len(stack) <= 4 * TEX_DEPTH:
            stack.append((name, []))
        elif name == "mspace":
            stack[-1][1].append(" ")
    while len(stack) > 1:
        opened, parts = stack.pop()
        stack[-1][1].append(_form(opened, parts))
    return " ".join("".join(stack[0][1]).split())[:MAX_TEX]


def _signs(name: str, text: str) -> str:
    if name in {"mtext", "ms"}:
        return rf"\text{{{text}}}"
    if name == "mi" and len(text) > 1 and text.isascii() and text.isalpha():
        return rf"\mathrm{{{text}}}"
    return "".join(_SIGNS.get(character, character) for character in text)


def _form(name: str, parts: list[str]) -> str:
    if name == "mover" and len(parts) == 2 and (sign := _OVER.get(parts[1].strip())):
        return rf"\{sign}{{{parts[0]}}}"
    if name in _FORMS and len(parts) == _FORMS[name].count("%"):
        first, *rest = parts
        if name == "mroot":
            return rf"\sqrt[{rest[0]}]{{{first}}}"
        base = (
            first
            if len(first) == 1 or first.startswith("\\") or name == "mfrac"
            else f"{{{first}}}"
        )
        return _FORMS[name] % (base, *rest)
    inner = "".join(parts)
    if name == "msqrt":
        return rf"\sqrt{{{inner}}}"
    if name == "mfenced":
        return f"({','.join(parts)})"
    if name == "mtd":
        return f"{inner} & "
    if name in {"mtr", "mlabeledtr"}:
        return rf"{inner.removesuffix(' & ')} \\ "
    if name == "mtable":
        rows = inner.removesuffix(r" \\ ")
        return rf"\begin{{matrix}} {rows} \end{{matrix}}"
    return inner
