"""Foreign text where a person reads labels: one that cannot turn, hide or forge what is beside it.

For titles, names and addresses in lists, labels, tooltips and menus; an article's own text is laid
out in paragraphs of its own and needs none of this.
"""

import re

FORGERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, turners of direction, zero-width characters and tags. Joiners stay: words of Persian
and Hindi need them, and emoji."""
