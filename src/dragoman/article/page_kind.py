"""What a page is when it is no article: a list of articles, a paywall, an error, a consent form.

The tests are cautious: a page that declares itself an article stays one, unless
little more than an error or a consent notice is left of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.article.article import ArticleKind, PartKind
from dragoman.article.draft import Draft
from dragoman.article.furniture import fold

_ERROR = re.compile(
    r"^\W*(?:error\s*)?(?:40[0-9]|410|50[0-9])\b|"
    r"page (?:not|cannot be) found|not found|seite nicht gefunden|page introuvable|"
    r"página no encontrada|página não encontrada|pagina non trovata|strona nie (?:istnieje|została znaleziona)|"
    r"sayfa bulunamadı|страница не найдена|access denied|forbidden|just a moment|attention required",
    re.I,
)
_WALL = re.compile(
    r"subscribe to (?:continue|read|keep reading)|to continue reading|"
    r"this (?:article|content) is (?:for|only|reserved|exclusive)|"
    r"subscriber[s-]? ?(?:only|exclusive)|already a subscriber|(?:cet )?article (?:est )?réservé aux abonnés|"
    r"(?:weiterlesen|lesen sie weiter) mit|nur für abonnenten|exklusiv für abonnenten|jetzt weiterlesen|"
    r"contenido exclusivo para suscriptores|suscríbete para (?:seguir|continuar)|conteúdo exclusivo para assinantes|"
    r"dalsza część artykułu (?:dostępna )?dla|materiał (?:dostępny )?dla prenumeratorów|contenuto riservato agli abbonati",
    re.I,
)
_CONSENT = re.compile(
    r"cookie|consent|einwilligung|datenschutz|privacy|gdpr|rgpd|dsgvo|çerez|ciasteczk", re.I
)
# Words of prose below which a page can be one of these; error and consent notices are shorter than any report.
_FEW_WORDS = 80
_STUB_WORDS, _WALL_WORDS = 150, 90
_MIN_TEASERS = 8


def tell_kind(draft: Draft, declares_article: bool, is_free: bool | None = None) -> ArticleKind:
    """What the page of a draft is.

    Args:
        draft: The draft with its body and furniture.
        declares_article: The page says of itself that it is an article.
        is_free: What the page says of its own access, None where it says nothing.
    """
    words = sum(len(block.text.split()) for block in draft.blocks)
    title = draft.headline.text if draft.headline is not None else ""
    body = " ".join(block.text for block in draft.blocks)
    if words < _FEW_WORDS and _ERROR.search(title):
        return ArticleKind.ERROR_PAGE
    if words < _FEW_WORDS and not declares_article:
        if _ERROR.search(body[:200]):
            return ArticleKind.ERROR_PAGE
        if len(_CONSENT.findall(body)) >= 2:
            return ArticleKind.COOKIE_WALL
    if (words < _STUB_WORDS and is_free is False) or (words < _WALL_WORDS and _is_walled(body, draft)):
        return ArticleKind.PAYWALL
    if not declares_article and _is_list(draft, words):
        return ArticleKind.LIST_PAGE
    return ArticleKind.ARTICLE


def _is_walled(body: str, draft: Draft) -> bool:
    texts: Iterable[str] = (body, *(piece.text for piece in draft.furniture if len(piece.text) < 300))
    return any(_WALL.search(text) for text in texts)


def _is_list(draft: Draft, words: int) -> bool:
    """Many headings, each over a line or two, and none that the title names."""
    headings = [block for block in draft.blocks if block.kind is PartKind.HEADING]
    others = len(draft.blocks) - len(headings)
    long_ones = sum(len(block.text.split()) > 45 for block in draft.blocks)
    title = fold(draft.headline.text) if draft.headline is not None else ""
    named = sum(len(title) > 10 and fold(heading.text) in title for heading in headings)
    return (
        len(headings) >= _MIN_TEASERS
        and others <= 2 * len(headings)
        and long_ones <= 2
        and not named
        and words < 1500
    )
