"""The page about the site names its places, keys, cookies and limits as they are."""

from __future__ import annotations

from pathlib import Path

from dragoman.web.auth.limits import RATES
from dragoman.web.auth.visitor import FORM_COOKIE, SESSION_COOKIE
from dragoman.web.navigation import KEYS, PLACES
from dragoman.web.visit import LANGUAGE_COOKIE, THEME_COOKIE

PAGE = (Path(__file__).parent.parent.parent / "docs" / "reference" / "site.md").read_text(encoding="utf-8")


def test_every_place_and_its_key_appears() -> None:
    assert [place.path for place in PLACES if f"`{place.path}`" not in PAGE] == []
    wanted = [f"`g {place.key}` {place.name.lower()}" for place in PLACES if place.key]
    assert [one for one in wanted if one not in PAGE] == []


def test_every_other_key_appears() -> None:
    assert [key for key, _ in KEYS if f"`{key}`" not in PAGE] == []


def test_every_cookie_appears() -> None:
    cookies = (SESSION_COOKIE, FORM_COOKIE, LANGUAGE_COOKIE, THEME_COOKIE)
    assert [name for name in cookies if f"`{name}`" not in PAGE] == []


def test_every_limit_appears() -> None:
    rows = [f"| {rate.burst} | {rate.pause_s:g} s |" for rate in RATES.values()]
    assert [row for row in rows if row not in PAGE] == []
