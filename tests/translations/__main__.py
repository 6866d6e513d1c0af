"""Brings the catalogs up to date: adds new texts, untranslated, and drops those that are gone. Prints what is open."""

import sys
import tomllib
from pathlib import Path

import tomli_w

from reader.gui.language.catalog import CODES, FORMS, load_catalog
from reader.resources import resource
from tests.translations.sentences import sentences
from tests.translations.texts import all_texts


def update(code: str, folder: Path) -> list[str]:
    """Write the catalog of a language anew and return the texts that have no translation yet."""
    known = load_catalog(code).texts
    table: dict[str, str | list[str]] = {}
    for text in all_texts():
        old = known.get(text)
        empty: str | list[str] = [""] * (len(FORMS[code]) + 1) if "%n" in text else ""
        table[text] = list(old) if isinstance(old, tuple) else old or empty
    (folder / f"{code}.toml").write_text(tomli_w.dumps(table), encoding="utf-8")
    return [text for text, translated in table.items() if not translated or not all(translated)]


def update_sentences(code: str, folder: Path) -> list[str]:
    """Write the sentences of a language that has any anew and return those that have no translation yet."""
    file = folder / "sentences" / f"{code}.toml"
    if not file.is_file():
        return []
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    table = {text: known.get(text, "") for text in sentences()}
    file.write_text(tomli_w.dumps(table), encoding="utf-8")
    return [text for text, translated in table.items() if not translated]


if __name__ == "__main__":
    for language in CODES:
        missing = update(language, resource("i18n")) + update_sentences(language, resource("i18n"))
        sys.stdout.write(f"{language}: {len(missing)} texts without a translation\n")
        sys.stdout.writelines(f"  {text!r}\n" for text in missing)
