"""Widgets that Qt makes itself, met by Python before they are asked for."""

from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def meet_viewport(area: QAbstractScrollArea) -> None:
    """Have `viewport()` of this area give a widget that Python knows.

    Of an unknown one PySide finds out what it is, and makes the classes of all widgets there are to
    do so: 15 ms. Found as a QWidget it is one. For the start: call this before anything else.
    """
    met = area.findChild(QWidget, "qt_scrollarea_viewport")
    # Known for as long as Python holds it.
    area.__dict__["_met_viewport"] = met
