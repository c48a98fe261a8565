"""Countries and organisations as readers name them, as the codes that the ledger keeps."""

from __future__ import annotations

from functools import lru_cache

from dragoman.knowledge import knowledge
from dragoman.ledger.claims import fold
from dragoman.ledger.telling import words_asked
from dragoman.web import wording
from dragoman.web.language import current_language


def codes_named(words: str) -> str:
    """One country by its code or name, which may hold a comma, or several with commas between them.

    Names are those of the language of the page, and those that the tables of countries know.
    What names no country stays as it is, so that a list says that nothing answers to it.
    """
    parts = words_asked("country", words)
    codes = [_code(part) for part in parts]
    # "Korea, Republic of" is one name, of which a part alone names no country.
    whole = _code(words) if None in codes else None
    return whole or ",".join(code or part for code, part in zip(codes, parts, strict=True))


def _code(word: str) -> str | None:
    tables, code = knowledge(), word.strip().upper()
    if tables.country(code) is not None or tables.group(code) is not None:
        return code
    return _shown(current_language()).get(fold(word)) or tables.country_of_name(word)


@lru_cache(maxsize=8)
def _shown(language: str) -> dict[str, str]:
    """The codes by their names in the language of the page, folded."""
    tables = knowledge()
    # Of two with one name the state that is still there goes first: it stands last.
    codes = sorted((*tables.groups, *tables.countries), key=lambda code: (code in tables.countries, code))
    return {fold(wording.country(code)): code for code in codes}
