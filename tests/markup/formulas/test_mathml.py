"""MathML told as TeX."""

import pytest

from reader.markup.formulas.mathml import tex_of


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<msup><mi>e</mi><mrow><mi>k</mi><mi>t</mi></mrow></msup>", "e^{kt}"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", r"\frac{1}{2}"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_{1}^{2}"),
        ("<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "{a+b}^{2}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[3]{x}"),
        ("<msqrt><mi>x</mi><mo>&#x2212;</mo><mn>1</mn></msqrt>", r"\sqrt{x-1}"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", r"\bar{x}"),
        ("<mi>sin</mi><mi>x</mi>", r"\mathrm{sin}x"),
        ("<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mtr><mtd>3</mtd><mtd>4</mtd></mtr></mtable>",
         r"\begin{matrix} 1 & 2 \\ 3 & 4 \end{matrix}"),
        ("<mtext>where</mtext><mspace/><mi>x</mi>", r"\text{where} x"),
        ('<mi>x</mi><annotation encoding="application/x-tex">x^2</annotation>', "x^2"),
        ('<m:mi xmlns:m="x">y</m:mi>', "y"),
        ("<msup><mi>x</mi></msup>", "x"),
        ("", ""),
    ],
)  # fmt: skip
def test_structure_is_kept(mathml, tex):
    assert tex_of(f"<math>{mathml}</math>") == tex


def test_what_it_says_of_itself_comes_first():
    assert tex_of('<math alttext="{\\displaystyle a}"><mi>b</mi></math>') == r"{\displaystyle a}"


@pytest.mark.parametrize("bomb", ["<mrow>" * 50_000, "</mrow>" * 50_000, "<msup>" * 900 + "x"])
def test_broken_structure_is_no_trouble(bomb):
    assert len(tex_of(f"<math>{bomb}</math>")) < 10_000
