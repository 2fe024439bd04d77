"""Formulas: TeX set as outlines, and MathML told as TeX."""
