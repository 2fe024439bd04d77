"""Attacks by combination, very many: no parser finds what the policy does not name."""

import time
from collections import Counter

import pytest

from reader.markup import policy
from reader.markup.sanitize import sanitize
from tests.fuzz.payloads import payloads
from tests.markup.test_parsers import by_html5lib, by_lxml, by_python, words
from tests.support.audit import wrong_attribute, wrong_in

EVERY = list(payloads())
CLASSES = sorted({name for name, _ in EVERY})


def test_there_are_very_many():
    assert len(EVERY) > 12_000
    assert min(Counter(name for name, _ in EVERY).values()) > 500


@pytest.mark.parametrize("name", CLASSES)
def test_none_gets_through(name):
    slowest = 0.0
    outputs = set()
    for attack in (attack for kind, attack in EVERY if kind == name):
        began = time.process_time()
        safe = sanitize(attack)
        slowest = max(slowest, time.process_time() - began)
        assert wrong_in(safe) == [], attack
        assert sanitize(safe) == safe, attack
        safe.encode("utf-8")
        if safe not in outputs:
            outputs.add(safe)
            parsed(attack, safe)
    assert slowest < 0.5


def parsed(attack, safe):
    tokens = by_python(safe)
    for element, attributes in tokens:
        assert element in policy.ELEMENTS, attack
        for attribute, value in attributes:
            assert wrong_attribute(element, attribute, value) == [], attack
    assert by_html5lib(safe, scripting=True) == tokens, attack
    assert by_html5lib(safe, scripting=False) == tokens, attack
    if words(safe):
        assert {element for element in by_lxml(safe) if element != ("p", ())} <= set(tokens), attack
