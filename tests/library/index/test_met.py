"""What an index that was empty has got."""

from hashlib import blake2b

from reader.library.index.met import Met


def _key(number: int) -> bytes:
    return blake2b(str(number).encode(), digest_size=16).digest()


def test_what_was_met_is_always_known_and_nearly_nothing_else() -> None:
    met = Met()
    first = [met.either(_key(number), number * 7919) for number in range(2000)]
    assert sum(first) < 20
    assert all(met.either(_key(number), 0) for number in range(2000))
    assert all(met.either(_key(-1 - number), number * 7919) for number in range(2000))


def test_an_identity_that_was_noted_is_met_as_a_key() -> None:
    met = Met()
    assert not met.either(_key(1), 5)
    met.add(_key(2))
    assert met.either(_key(2), 6)
