"""The language of a page: which one a reader wants, and the words in it.

English is the language that the site is written in; the others have catalogues,
`locale/<language>/*.po`, which are read when the site starts, so that nothing has
to be compiled. All files of one language count as one catalogue: each part of the
site keeps its own. The language of the request is a context variable, which
follows the request into the thread that answers it.
"""

from __future__ import annotations

import io
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"

_current: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def languages() -> tuple[str, ...]:
    """The languages that the site speaks, its own first."""
    return (SOURCE_LANGUAGE, *sorted(folder.name for folder in _locale_folder().iterdir() if folder.is_dir()))


def current_language() -> str:
    """The language of this request."""
    return _current.get()


def current_locale() -> Locale:
    """The locale for dates, numbers and names of this request."""
    return locale_of(_current.get())


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale of a language; English of Britain for English, since days come before months."""
    return Locale.parse("en_GB" if language == "en" else language)


def speak(language: str) -> None:
    """Let this request be answered in a language of the site."""
    _current.set(language)


def gettext(message: str, /, **values: object) -> str:
    """A message in the language of the request, with values for its %(name)s."""
    words = translations(_current.get()).gettext(message)
    return words % values if values else words


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """A message for a number; `%(n)s` is the number."""
    words = translations(_current.get()).ngettext(one, many, n)
    return words % {"n": n, **values}


def noted(message: str) -> str:
    """Marks a message for the catalogues; it is translated where it is shown."""
    return message


@cache
def translations(language: str) -> NullTranslations:
    """The words of a language, from all its catalogues."""
    folder = _locale_folder() / language
    if language == SOURCE_LANGUAGE or not folder.is_dir():
        return NullTranslations()
    buffer = io.BytesIO()
    write_mo(buffer, catalogue(language))
    buffer.seek(0)
    return GNUTranslations(buffer)


def catalogue(language: str) -> Catalog:
    """All messages of a language, from its files in order of name; of two for one message the first holds."""
    whole = Catalog(locale=language)
    for path in sorted((_locale_folder() / language).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".po"):
            for message in read_po(io.BytesIO(path.read_bytes()), locale=language):
                if message.id and message.string and not message.fuzzy and message.id not in whole:
                    whole[message.id] = message
    return whole


def choose_language(asked: str | None, kept: str | None, accepted: str, default: str) -> str:
    """The language of a request: asked for in its address, kept in a cookie, accepted by the browser."""
    known = languages()
    for wish in (asked, kept):
        if wish in known:
            return str(wish)
    for wish in _accepted(accepted):
        if wish in known:
            return wish
    return default if default in known else SOURCE_LANGUAGE


def _accepted(header: str) -> list[str]:
    """The languages of an Accept-Language header, the dearest first, without their regions."""
    found = []
    for position, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            share = float(weight) if weight else 1.0
        except ValueError:
            share = 0.0
        if share > 0:
            found.append((-share, position, tag.partition("-")[0].lower()))
    return [tag for _, _, tag in sorted(found)]


def language_name(language: str) -> str:
    """What a language calls itself."""
    try:
        return (Locale.parse(language).get_display_name(language) or language).capitalize()
    except (UnknownLocaleError, ValueError):
        return language


def language_name_here(language: str) -> str:
    """The name of a language in the language of the request; the tag where there is none."""
    return str(current_locale().languages.get(language.partition("-")[0].lower(), language))


def _locale_folder() -> Traversable:
    return files("dragoman.web") / "locale"
