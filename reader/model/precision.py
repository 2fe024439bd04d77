"""How much of a date was written, and as what number the index keeps it."""

from enum import StrEnum


class DatePrecision(StrEnum):
    """How much of a date was written: what is not is not shown."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_PRECISIONS = tuple(DatePrecision)


def known_number(known: bool, precision: DatePrecision) -> int:
    """Return what the index keeps of a date: 0 for a file's time (not known), else how precise."""
    return 1 + _PRECISIONS.index(precision) if known else 0


def precision_of(number: int) -> DatePrecision:
    """Return the precision that known_number() made a number of; MINUTE of any other number."""
    return _PRECISIONS[number - 1] if 0 < number <= len(_PRECISIONS) else DatePrecision.MINUTE
