"""Makes the catalogues of resources/translations anew from the program's source.

Run after a sentence was added or changed, and after a .po file was translated. What stands in an
f-string is not found:

    .venv/bin/python packaging/translations.py

Each LANGUAGE.po holds every message of the program and what is said in its place, LANGUAGE.mo the
same for the program to read. Both are kept, so that no build step is needed to run it. What a
language lacks, or says of a sentence that is gone, is told at the end. With "--template"
broadsheet.pot is written too, for the tools of translators. A new language: its tag given to this,
then its line in reader/language.py.
"""

import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
TEMPLATE = TRANSLATIONS / "broadsheet.pot"
KEYWORDS = {**DEFAULT_KEYWORDS, "_c": (2,)}
"""`_c` is a row of the table of commands."""
OF_THE_LIBRARY = {**KEYWORDS, "failure": (1,), "told": (1,), "_told": (1,)}
"""There these say what failed."""
MARKED = re.compile(r"\b(?:N?_|_c|n?pgettext|ngettext|failure|_?told)\(")
LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
"""What Babel calls a language, where it is not its tag."""
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed date: the same messages make the same files."""
HEADER = "# The texts of Broadsheet. Made by packaging/translations.py.\n#"


def extracted() -> Catalog:
    """Return every message that the program's source marks."""
    catalog = _empty()
    for file in sorted((ROOT / "reader").rglob("*.py")):
        if not MARKED.search(file.read_text("utf-8")):
            continue
        keywords = OF_THE_LIBRARY if "library" in file.parts else KEYWORDS
        found = extract_from_file("python", file, keywords, ("Translators:",), None, True)
        name = file.relative_to(ROOT).as_posix()
        for line, message, comments, context in found:
            flags = ["python-brace-format"] if "{" in str(message) else []
            catalog.add(
                message, None, [(name, line)], flags, auto_comments=comments, context=context
            )
    return catalog


def _empty(locale: str | None = None) -> Catalog:
    return Catalog(
        locale=locale,
        project="Broadsheet",
        version="1",
        header_comment=HEADER,
        creation_date=MADE,
        revision_date=MADE,
        last_translator="Broadsheet",
        language_team="Broadsheet",
        fuzzy=False,
    )


def catalogue(tag: str) -> Catalog:
    """Return what is said in this language, as its .po file has it."""
    with (TRANSLATIONS / f"{tag}.po").open("rb") as opened:
        return read_po(opened, locale=LOCALES.get(tag, tag))


def updated(tag: str, template: Catalog) -> Catalog:
    """Return this language's catalogue with the messages that the program has by now."""
    file = TRANSLATIONS / f"{tag}.po"
    catalog = catalogue(tag) if file.exists() else _empty(LOCALES.get(tag, tag))
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.header_comment = HEADER
    catalog.creation_date = catalog.revision_date = MADE
    return catalog


def text(catalog: Catalog) -> bytes:
    """Return a catalogue as the text of a .po file."""
    written = BytesIO()
    write_po(
        written, catalog, width=100, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )
    return written.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as the bytes of a .mo file."""
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Return the messages that this language does not say yet."""
    lacking = []
    for message in catalog:
        strings = message.string if isinstance(message.string, list | tuple) else [message.string]
        if message.id and (message.fuzzy or not all(strings)):
            lacking.append(str(message.id))
    return lacking


def tags() -> list[str]:
    """Return the tags of the languages that there are, English aside."""
    return sorted(file.stem for file in TRANSLATIONS.glob("*.po"))


def main() -> None:
    """Write all files; tell what each language lacks."""
    template = extracted()
    TRANSLATIONS.mkdir(exist_ok=True)
    given = set(sys.argv[1:])
    if "--template" in given:
        given.remove("--template")
        TEMPLATE.write_bytes(text(template))
    for tag in sorted({*tags(), *given}):
        catalog = updated(tag, template)
        (TRANSLATIONS / f"{tag}.po").write_bytes(text(catalog))
        (TRANSLATIONS / f"{tag}.mo").write_bytes(compiled(catalog))
        lacking = missing(catalog)
        gone = [f"no longer said: {message.id}" for message in catalog.obsolete.values()]
        told = [f"{tag}: {len(template)} messages, {len(lacking)} to be translated"]
        sys.stdout.write("\n  ".join([*told, *lacking, *gone]) + "\n")


if __name__ == "__main__":
    main()
