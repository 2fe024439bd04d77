"""Formulas set as outlines: on their baseline, in bounds, and never raising."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.formulas.outline import outline

PATH = re.compile(r"(?:[MLQCZ](?: -?[0-9]{1,7}){0,6}(?: |$))+")


@pytest.mark.parametrize(
    "tex",
    [
        "x", r"\frac{a_1}{2}", r"\sum_{i=0}^n x_i^2", r"\boxed{x}", r"\cancel{x}", r"\sqrt[3]{x}",
        r"\begin{align} f(x) &= a_0 \\[2pt] &= b \end{align}", r"\mathbb{R}^n \to \mathcal{L}",
        r"\begin{cases}1&x>0\\0&x\le 0\end{cases}", r"\left( \frac12 \right)", r"\text{if } x",
        r"\begin{pmatrix} \frac12 & b \\ c & d \end{pmatrix}^T", r"\bm{x}",
        r"\label{a} x \tag{1}", r"\mathop{\arg\min}\limits_x f", r"a \ne b \iff c",
        "&".join([r"\begin{aligned} f(a,b) "] + [r"= \sum_{i=0}^n (i + \frac{a}{b})^2 \\\\ "] * 8)
        + r"\end{aligned}",
    ],
)  # fmt: skip
def test_what_people_write_is_set(tex):
    made = outline(tex, display=True)
    assert PATH.fullmatch(made.path)
    assert 0 < made.width < 30
    assert 0 < made.ascent + made.descent < 30


def test_a_letter_stands_on_the_baseline_and_a_fraction_around_it():
    letter, fraction = outline("x", display=False), outline(r"\frac{a}{b}", display=True)
    assert abs(letter.descent) < 0.05
    assert 0.3 < letter.ascent < 0.6
    assert fraction.descent > 0.4
    assert fraction.ascent > 0.9


def test_every_letter_is_drawn():
    one, three = (outline(tex, display=False).path.count("Z") for tex in ("l", "lll"))
    assert three == 3 * one
    assert outline(r"\operatorname{argmin}_x f", display=True).width > 3


@pytest.mark.parametrize(
    "tex",
    ["", " ", "x" * 3_000, "{" * 40 + "x" + "}" * 40, "准确率 = 1", "x" * 1_900, r"\sqrt{" * 30],
)
def test_what_cannot_be_set_is_said_so(tex):
    assert outline(tex, display=True) is None


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 24 + "x" + "}" * 24,
        r"\frac{1}{1+" * 20 + "x" + "}" * 20,
        r"\left(" * 20 + "x" + r"\right)" * 20,
        r"\sqrt{" * 23 + "x" + "}" * 23,
        "a+b=" * 400,
        "^" * 1_900,
        "x^" * 900,
        "x_{" * 24 + "}" * 24,
        r"\begin{matrix}" + r"a&b\\" * 300 + r"\end{matrix}",
        r"\begin{matrix}" * 20 + "a",
        r"\def\x{\x\x}\x",
        r"\color{#" * 200,
        "&" * 1_900,
    ],
)
def test_a_bomb_ends_in_time(tex):
    begin = time.process_time()
    outline(tex, display=True)
    assert time.process_time() - begin < 2


PARTS = [
    r"\frac", r"\sqrt", r"\left(", r"\right)", "{", "}", "^", "_", "&", r"\\", "x", "1",
    r"\begin{array}{c|c}", r"\end{array}", r"\text", r"\sum", r"\limits", r"\mathbf", r"\color",
    "[", "]", r"\hline", "%", "~", "\\", r"\begin{aligned}", r"\end{aligned}", r"\over", r"\not",
    r"\hat", r"\left.", r"\mid", "'", "中", "\x00", "<",
]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_whatever_stands_there_nothing_is_raised(parts):
    made = outline(" ".join(parts), display=True)
    assert made is None or PATH.fullmatch(made.path)
