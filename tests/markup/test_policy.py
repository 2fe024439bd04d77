"""The one table of attributes: the parse, the gate and the audit of what it lets out agree."""

import pytest

from reader.markup import policy
from reader.markup.page.prepare import tree
from reader.markup.policy import Rule
from reader.markup.sanitize import checked, sanitize
from tests.support.audit import wrong_attribute

EXAMPLES = {
    Rule.DIRECTION: ("rtl", "sideways"),
    Rule.LANGUAGE: ("zh-Hant", "{{ page.lang }}"),
    Rule.LINK: ("https://example.org/a", "javascript:alert(1)"),
    Rule.PICTURE: ("https://example.org/a.png", "file:///etc/passwd"),
    Rule.TEXT: ("Words", None),
    Rule.ALIGNMENT: ("center", "baseline"),
    Rule.LIST_TYPE: ("i", "disc"),
    Rule.FLAG: ("", None),
    Rule.NUMBER: ("7", "seven"),
    Rule.SPAN: ("3", "1"),
    Rule.PIXELS: ("640", "50%"),
}
"""Of each rule a value that passes as it is, and one that does not (None: every value passes)."""

PASSING = [
    (element, attribute, rule)
    for element, rules in policy.ATTRIBUTES.items()
    for attribute, rule in rules.items()
]
_AROUND = {
    "tr": "<table>{}</table>",
    "li": "<ul>{}</ul>",
    "td": "<table><tr>{}</tr></table>",
    "th": "<table><tr>{}</tr></table>",
}
_WITHIN = {"tr": "<td>a</td>"}
_VOID = {"img"}


def written(element, attribute, value):
    name = "p" if element == "*" else element
    tag = f'<{name} {attribute}="{value}">' + (
        "" if name in _VOID else f"{_WITHIN.get(name, 'a')}</{name}>"
    )
    return _AROUND.get(name, "{}").format(tag), f'{attribute}="{value}"'


def test_every_rule_but_that_of_the_parse_has_a_check_and_an_example():
    assert set(EXAMPLES) == set(Rule) - {Rule.PREPARED}
    assert {rule for _, _, rule in PASSING} == set(EXAMPLES)


@pytest.mark.parametrize(("element", "attribute", "rule"), PASSING)
def test_what_the_table_names_passes_parse_gate_and_audit(element, attribute, rule):
    good, bad = EXAMPLES[rule]
    html, said = written(element, attribute, good)
    assert said in sanitize(html)
    assert said in str(tree(html))
    assert wrong_attribute(element, attribute, good) == []
    if bad is not None:
        html, _ = written(element, attribute, bad)
        assert f"{attribute}=" not in sanitize(html)


@pytest.mark.parametrize(
    ("element", "attribute"),
    [
        (element, attribute)
        for element, attributes in policy.PREPARED_ATTRIBUTES.items()
        for attribute in attributes
        if element != "*" and policy.rule_of(element, attribute) is None
    ],
)
def test_what_is_for_the_parse_alone_never_passes_the_gate(element, attribute):
    assert checked(element, attribute, "1") is None
    if element in policy.ELEMENTS:
        html, said = written(element, attribute, "1")
        assert said in str(tree(html)).replace("=\"['1']\"", '="1"')
        assert f"{attribute}=" not in sanitize(html)


@pytest.mark.parametrize(
    ("element", "attribute", "value"),
    [("time", "pubdate", "2024-01-02"), ("p", "onclick", "x()"), ("ol", "value", "3")],
)
def test_an_attribute_without_a_rule_is_refused_and_never_mangled(element, attribute, value):
    assert checked(element, attribute, value) is None
    html, _ = written(element, attribute, value)
    assert f"{attribute}=" not in sanitize(html)
    assert wrong_attribute(element, attribute, value)
