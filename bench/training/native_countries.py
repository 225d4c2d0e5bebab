"""Makes the forms of CLDR in index/names/data/native_countries.tsv; those of other sources are kept as they are.

    pip install babel
    python bench/training/native_countries.py

CLDR's names of territories come through babel, under the Unicode License v3 (NOTICE).
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import babel

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.names.countries.native_table import SOURCES, native_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE = Path(__file__).parents[2] / "index" / "names" / "data" / "native_countries.tsv"
LANGUAGES = {
    "de": "de", "fr": "fr", "es": "es", "pt": "pt", "it": "it", "nl": "nl", "pl": "pl", "tr": "tr", "ru": "ru",
    "uk": "uk", "ar": "ar", "fa": "fa", "he": "he", "hi": "hi", "zh": "zh zh_Hant", "ja": "ja", "ko": "ko", "id": "id",
    "sv": "sv", "cs": "cs", "el": "el", "ro": "ro", "hu": "hu", "da": "da", "nb": "nb", "fi": "fi", "az": "az az_Cyrl",
    "kk": "kk", "uz": "uz uz_Cyrl", "tg": "tg", "tk": "tk", "ky": "ky", "ur": "ur", "ps": "ps", "ku": "ku ckb",
    "sk": "sk", "sl": "sl", "hr": "hr", "sr": "sr sr_Latn", "bg": "bg",
}  # fmt: skip
"""The locales that each language of the table has its names from."""


def names_of(locales: str) -> dict[str, str]:
    """Return name → code of the territories in some locales; two-letter codes of states and areas only."""
    found: dict[str, str] = {}
    for locale in locales.split():
        for code, name in babel.Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}:
                found.setdefault(name.split(" (")[0].strip(), code)
    return found


def table(forms: Mapping[str, Sequence[tuple[str, str, str]]]) -> str:
    """Return the forms as lines: each language, and below it a row for each country."""
    lines = []
    for language, of_language in sorted(forms.items()):
        lines.append(language)
        for code, of_country in groupby(sorted(of_language), key=itemgetter(0)):
            columns: dict[str, list[str]] = {source: [] for source in SOURCES}
            for _, source, form in of_country:
                columns[source].append(form)
            lines.append("\t".join([code, *map(";".join, columns.values())]).rstrip("\t"))
    return "\n".join(lines) + "\n"


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    forms = {}
    for language, locales in LANGUAGES.items():
        kept = [row for row in native_forms()[language] if row[1] != "cldr"]
        own = {form for _, _, form in kept}
        made = [(code, "cldr", name) for name, code in names_of(locales).items() if name not in own]
        print(f"{language}: {len(made)} names, {len(kept)} other forms")
        forms[language] = [*kept, *made]
    comment, head, *_ = TABLE.read_text(encoding="utf-8").splitlines()
    TABLE.write_text(f"{comment}\n{head}\n{table(forms)}", encoding="utf-8")


if __name__ == "__main__":
    main()
