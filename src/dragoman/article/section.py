"""The section of an article: what the page states, its breadcrumb, or the folder of its address."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from dragoman.article.elements import Elements
from dragoman.article.furniture import fold
from dragoman.article.opening_tags import attribute_of

# Words that say only that this is an article; a name beside them says more.
_GENERIC = frozenset(
    fold(word)
    for word in (
        "news", "article", "articles", "artikel", "story", "stories", "home", "index",
        "blog", "post", "posts", "archive", "archives", "noticias", "noticia", "nachrichten",
        "actualites", "actualité", "actu", "aktuell", "aktuelles", "à la une", "featured", "highlight",
        "highlights", "top stories", "top news", "latest", "latest news", "hot news", "startseite", "inicio",
        "accueil", "hem", "etusivu", "strona główna", "ana sayfa", "notizie", "wiadomosci", "uutiset",
        "artykuly", "en", "de", "fr", "es", "uk", "us", "magazine",
        "magazin", "edition", "detail", "content", "web", "amp", "video", "videos",
        "page", "id", "www", "node", "read", "public", "null", "none",
        "uncategorized", "general", "nota", "notas", "section", "sections", "category", "tag",
        "tags", "topic", "topics", "thema", "slider", "main", "statischeseiten", "html",
        "temas", "en destaque", "section 2", "live", "print", "local", "all", "my",
        "media", "datos", "respuestas",
    )
)  # fmt: skip
# Generic, yet the name of a section where an address has no other.
_PLAIN = frozenset(
    ("news", "noticias", "nachrichten", "wiadomosci", "actualites", "notizie", "uutiset", "aktuelles", "blog")
)
_FOLDER = re.compile(r"[^\W\d_][^\W_]*(?:[-_&+ ][^\W_]+){0,4}")
_MAX_LETTERS = 34
_LINK = re.compile(r"<(a\s[^>]*)>(.*?)</a", re.S | re.I)
_TAG = re.compile(r"<[^>]*>")


_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?(?://[^/?#]*)?([^?#]*)")


def path_of(url: str) -> str:
    """The path of an address; unlike urllib's reader it takes any string."""
    match = _ADDRESS.match(url)
    return match[1] if match else ""


def is_generic(name: str) -> bool:
    """Whether a section's name says nothing of its subject."""
    return fold(name) in _GENERIC


def choose_section(stated: str | None, crumbs: list[str], headline: str | None) -> str | None:
    """The section of a stated list of names, else of a breadcrumb; generic names only where there is no other."""
    names = [part.strip() for part in re.split(r"\s*[,;|]\s*", stated) if part.strip()] if stated else []
    inner = [name for name in crumbs if fold(name) != fold(headline or "") and len(name) <= _MAX_LETTERS]
    for group in (names, inner[1:] or inner):
        good = [name for name in group if not is_generic(name)]
        if good:
            return good[0]
    return names[0] if names and names[0] != "null" else None


def section_of_address(url: str | None, elements: Elements) -> str | None:
    """The innermost named folder of an address, in the words that the page's menu has for it."""
    folders = named_folders(url) or named_folders(url, _PLAIN)
    if not folders:
        return None
    path, name = folders[-1]
    return find_menu_words(elements, path) or name


def find_menu_words(elements: Elements, path: str) -> str | None:
    """The words of a short link to a folder of this site, as a menu has them."""
    wanted = path.casefold()
    for region in elements.regions:
        if wanted in region.casefold():
            for written, inner in _LINK.findall(region):
                if _leads_to(attribute_of(written, "href") or "", wanted):
                    text = " ".join(unescape(_TAG.sub(" ", inner)).split())
                    if 1 < len(text) <= _MAX_LETTERS:
                        return text
    for link in elements.of_tag("a"):
        if _leads_to(elements.get(link, "href"), wanted):
            text = elements.text(link)
            if 1 < len(text) <= _MAX_LETTERS:
                return text
    return None


def _leads_to(address: str, path: str) -> bool:
    """Whether an address is that of a folder, its path case folded."""
    return (
        len(path) <= len(address) < 120
        and path in address.casefold()
        and path_of(address).strip("/").casefold() == path
    )


def named_folders(url: str | None, allowed: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The folders of an address that name a subject, or one of the allowed words: their path, and the name."""
    if not url:
        return []
    parts = [unquote(part) for part in path_of(url).split("/") if part]
    found: list[tuple[str, str]] = []
    for place, part in enumerate(parts[:-1]):
        words = re.sub(r"[-_+]", " ", part)
        if (
            len(part) <= _MAX_LETTERS
            and len(part) > 2
            and _FOLDER.fullmatch(part)
            and (fold(words) in allowed or not is_generic(words))
        ):
            found.append(("/".join(parts[: place + 1]), words))
    return found
