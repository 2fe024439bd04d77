"""Formulas of every make: set on the page, once, and found by their TeX."""

import time

import pytest

from reader.folder.article_file import article_from_bytes
from reader.markup.dialects.formulas import formulas
from reader.markup.page.page import make_page

NOTE = '<annotation encoding="application/x-tex">E=mc^2</annotation>'
MATH = f"<math><semantics><mi>E</mi>{NOTE}</semantics></math>"
MAKES = {
    "markdown": '<span class="math inline">E=mc^2</span>',
    "delimited there": r'<span class="math inline">\(E=mc^2\)</span>',
    "mathml": MATH,
    "katex": f'<span class="katex"><span class="katex-mathml">{MATH}</span>'
    '<span class="katex-html" aria-hidden="true"><span>E=mc</span>2</span></span>',
    "script": '<span class="MathJax_Preview">Emc</span><span class="MathJax"><i>Emc2</i></span>'
    '<script type="math/tex" id="b">E=mc^2</script>',
    "mathjax 3": '<mjx-container class="MathJax" jax="CHTML"><mjx-math>Emc</mjx-math>'
    f"<mjx-assistive-mml>{MATH}</mjx-assistive-mml></mjx-container>",
    "zhihu": '<img src="https://www.zhihu.com/equation?tex=E%3Dmc%5E2" alt="E=mc^2" eeimg="1">',
    "zhihu's address": '<img src="https://www.zhihu.com/equation?tex=E%3Dmc%5E2">',
    "zhihu's span": '<span class="ztext-math" data-eeimg="1" data-tex="E=mc^2">E=mc^2</span>',
    "wikipedia": '<span class="mwe-math-element"><span style="display: none;">'
    '<math alttext="E=mc^2"><mi>E</mi></math></span><img src="https://w.example/svg/1" '
    'class="mwe-math-fallback-image-inline" alt="E=mc^2"></span>',
    "wikipedia's picture": '<img class="mwe-math-fallback-image-inline" alt="E=mc^2" src="a.svg">',
    "codecogs": '<img src="https://latex.codecogs.com/svg.latex?E=mc^2" title="x">',
    "wordpress": '<img src="https://s0.wp.com/latex.php?latex=E%3Dmc%5E2&bg=fff" class="latex">',
    "delimiters": r"\(E=mc^2\)",
    "dollars": "$$E=mc^2$$",
    "brackets": r"\[E=mc^2\]",
    "display": '<script type="math/tex; mode=display">E=mc^2</script>',
}


def read(html):
    data = f"---\ntitle: A\ndate: 2024-01-02\n---\n<div>{html}</div>".encode()
    return article_from_bytes(data, "a.md", 0)


@pytest.mark.parametrize("make", MAKES)
def test_a_formula_is_set_once_and_found_by_its_tex(make):
    article = read(f"<p>before {MAKES[make]} behind</p>")
    assert article.text.split() == ["before", "E=mc^2", "behind"]
    page = make_page(article)
    [formula] = page.formulas
    assert formula.tex == "E=mc^2"
    assert formula.display == (make in {"dollars", "brackets", "display"})
    assert page.pictures == ()
    assert page.html.count('src="formula:0"') == 1
    assert "Emc" not in page.html


@pytest.mark.parametrize(
    "html",
    [
        r"<p>Code <code>\(a_1\)</code> stays.</p>",
        r"<pre>\[a_1\] $$a_1$$</pre>",
        "<p>It costs $$ 5 to $$ 10.</p>",
        r"<p>Hands up \(o o)/ and \ more.</p>",
        '<p title="$$a_1$$">A tooltip</p>',
        "<p class='mathematics'>A class</p>",
        '<p><img src="https://a.example/math.png" alt="a photograph"></p>',
        '<p><span class="math inline"><em>x</em><sup>2</sup></span> set in HTML</p>',
    ],
)
def test_what_is_no_formula_stays(html):
    article = read(html)
    page = make_page(article)
    assert page.formulas == ()
    assert len(page.pictures) == html.count("<img")


def test_what_cannot_be_set_is_shown_as_tex():
    page = make_page(read('<p>a <span class="math inline">准确率 = 1 &lt; 2</span> b</p>'))
    assert "<code>$准确率 = 1 &lt; 2$</code>" in page.html


def test_very_many_formulas_are_set_in_part_within_bounds():
    html = "".join(f'<p><span class="math inline">x_{{{n}}}^2</span></p>' for n in range(2_000))
    begin = time.process_time()
    page = make_page(read(html))
    assert time.process_time() - begin < 8
    assert 100 < len(page.formulas) <= 300
    assert "<code>$x_{999}^2$</code>" in page.html
    assert "x_{1999}^2" in page.html


def test_no_article_names_a_formula_by_itself():
    page = make_page(read('<p>a <img src="formula:0"> <x-formula number="0"></x-formula> b</p>'))
    assert "formula" not in page.html


@pytest.mark.parametrize(
    "bomb",
    [
        "<math>" * 40_000,
        r"\(" * 200_000,
        r"\[ a \\ " * 100_000,
        "$$ a " * 100_000,
        '<span class="katex">' * 20_000,
        '<script type="math/tex">' * 30_000,
        '<img src="/equation?tex=' * 30_000,
        "<mjx-container>" * 30_000,
    ],
)
def test_hostile_bodies_take_linear_time(bomb):
    begin = time.process_time()
    formulas(bomb)
    assert time.process_time() - begin < 2
