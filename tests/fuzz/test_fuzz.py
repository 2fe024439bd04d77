"""Each target for some seconds, always the same inputs. More: `python -m tests.fuzz TARGET`."""

import pytest

from tests.fuzz.runner import run
from tests.fuzz.targets import TARGETS, the_input

INPUTS = {
    "front_matter": 4_000,
    "dates": 6_000,
    "body": 1_200,
    "sanitize": 2_500,
    "page": 250,
    "real": 150,
    "pictures": 700,
}


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_found(target, tmp_path):
    report = run(target, seed=7, inputs=INPUTS[target], seconds=60, save=tmp_path)
    assert report.failures == []
    assert report.inputs == INPUTS[target]
    assert report.slowest < 2.0
    assert report.memory < 700e6


def test_an_input_is_always_the_same():
    for target in TARGETS:
        assert the_input(target, 3, 5) == the_input(target, 3, 5)
        assert any(the_input(target, 3, 5) != the_input(target, 3, n) for n in (6, 7, 8))
