"""Makes the rows of CLDR in index/names/data/native_countries.tsv; rows from other sources are kept as they are.

    pip install babel
    python bench/training/native_countries.py

CLDR's names of territories come through babel, under the Unicode License v3 (NOTICE).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import babel

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


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    comment, head, *rows = TABLE.read_text(encoding="utf-8").splitlines()
    kept = [row.split("\t") for row in rows if not row.endswith("\tcldr")]
    made = [[language, code, name, "cldr"] for language, locales in LANGUAGES.items()
            for name, code in names_of(locales).items()]  # fmt: skip
    own = {(language, form) for language, _, form, _ in kept}
    made = [row for row in made if (row[0], row[2]) not in own]
    ordered = sorted([*kept, *made], key=lambda row: (row[0], row[1], row[3], row[2]))
    TABLE.write_text("\n".join([comment, head, *map("\t".join, ordered)]) + "\n", encoding="utf-8")
    print(f"{len(made)} names of {len(LANGUAGES)} languages, {len(kept)} other rows")


if __name__ == "__main__":
    main()
