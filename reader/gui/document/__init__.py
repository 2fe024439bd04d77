"""An article as a QTextDocument; its front doors are `factory` (made) and `document_cache` (kept).

`template` is the HTML around the text, `document` the QTextDocument of it, with `block_formats`,
`tables`, `long_blocks` and `picture_objects` (and their `placeholders`) for what a style sheet
cannot say. `position` and `folding` tell places in it; `clipboard` copies from it, by way of
`selection_tree`.
"""
