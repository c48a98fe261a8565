"""What readers see and do, in a real Chromium."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dragoman.ledger import Ledger
from dragoman.web import WebSettings, create_app
from tests.web.browsing import PHONE, Look, running
from tests.web.conftest import SECRET, now
from tests.web.hostile import hostile_record

pytestmark = pytest.mark.browser

OpenWindow = Callable[..., Look]

LISTS = ("/articles", "/meetings", "/commitments", "/statements", "/events", "/findings")
NAMES = ("/countries", "/pairs", "/actors", "/topics", "/outlets")
PAGES = (
    "/",
    "/?section=europe",
    "/?section=climate",
    *LISTS,
    "/articles?q=ceasefire",
    "/meetings?country=USA&mode=phone",
    "/about",
    "/nowhere",
    "first of /articles",
    "first of /meetings",
    "first of /commitments",
    "first of /statements",
    "first of /events",
    "first of /findings",
    "/board",
    "/calendar?month=2023-12",
    "/timeline?country=USA",
    "/map",
    "/network",
    "/network?of=people",
    "/skipped",
    *NAMES,
    "/pairs?of=people",
    *(f"first of {names}" for names in NAMES),
    "first of /pairs?of=people",
)


@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_barriers_errors_or_foreign_requests(open_window: OpenWindow, page: str) -> None:
    window = open_window(color_scheme="light")

    window.open(page)

    assert [one for one in window.problems() if not (page == "/nowhere" and "404" in one)] == []


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/meetings",
        "first of /articles",
        "first of /meetings",
        "/timeline",
        "/map",
        "/network",
        "first of /countries",
        "first of /outlets",
    ],
)
def test_turkish_page_has_no_barriers(open_window: OpenWindow, page: str) -> None:
    window = open_window(locale="tr-TR")

    window.open(page)

    assert window.page.locator("html").get_attribute("lang") == "tr"
    assert window.barriers() == []


@pytest.mark.parametrize("page", ["/", *LISTS])
def test_lists_and_articles_work_without_javascript(open_window: OpenWindow, page: str) -> None:
    window = open_window(java_script_enabled=False)
    window.page.goto(window.base + page)

    window.page.locator("[data-item] .item-title a").first.click()

    assert window.page.locator("main h1").inner_text().strip()


def test_mark_leads_to_its_card_without_javascript(open_window: OpenWindow) -> None:
    window = open_window(java_script_enabled=False)
    window.page.goto(window.base + "/articles?q=ceasefire")
    window.page.locator("[data-item] .item-title a").first.click()

    mark = window.page.locator(".article-body .ev a").first
    card = mark.get_attribute("href")
    mark.click()

    assert window.page.url.endswith(str(card))
    assert window.page.locator(f"{card}:target").count() == 1


def test_list_is_walked_and_opened_by_keys(open_window: OpenWindow) -> None:
    window = open_window()
    window.go("/meetings")

    window.page.keyboard.press("j")
    window.page.keyboard.press("j")
    second = window.page.locator("[data-item]").nth(1)
    assert second.get_attribute("data-current") is not None
    window.page.keyboard.press("k")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/meetings/*")


def test_keys_go_to_places_search_and_show_themselves(open_window: OpenWindow) -> None:
    window = open_window()
    window.go("/")

    window.page.keyboard.press("g")
    window.page.keyboard.press("m")
    window.page.wait_for_url("**/meetings")
    window.page.keyboard.press("?")
    assert window.page.locator("#keys-dialog").is_visible()
    assert window.barriers() == []
    window.page.keyboard.press("Escape")
    assert not window.page.locator("#keys-dialog").is_visible()
    window.page.keyboard.press("/")
    window.page.keyboard.type("ceasefire")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/articles?q=ceasefire")


def test_focus_on_marked_words_lights_their_card(open_window: OpenWindow) -> None:
    window = open_window()
    window.open("first of /articles?q=ceasefire")

    window.page.keyboard.press("n")

    assert window.page.locator(".card.is-lit").count() == 1
    assert window.page.locator(".ev.is-lit").count() >= 1


def test_kind_of_marks_is_put_out_and_no_longer_stepped_to(open_window: OpenWindow) -> None:
    window = open_window()
    window.open("first of /articles?q=ceasefire")
    lines = (
        "(kind) => getComputedStyle(document.querySelector(`.article-body .ev-${kind}`)).borderBottomColor"
    )

    window.page.locator("#marks-meeting").click()
    window.page.keyboard.press("n")

    assert window.page.evaluate(lines, "meeting") == "rgba(0, 0, 0, 0)"
    assert window.page.evaluate(lines, "statement") != "rgba(0, 0, 0, 0)"
    assert window.page.locator(".ev:not(.ev-meeting) > a:focus").count() == 1
    window.page.keyboard.press("m")
    assert window.page.locator("[data-marks]:checked").count() == 0
    window.page.keyboard.press("m")
    assert window.page.evaluate(lines, "meeting") != "rgba(0, 0, 0, 0)"


def test_kind_of_marks_is_put_out_without_javascript(open_window: OpenWindow) -> None:
    window = open_window(java_script_enabled=False)
    window.page.goto(window.base + "/articles?q=ceasefire")
    window.page.locator("[data-item] .item-title a").first.click()
    mark = window.page.locator(".article-body .ev-meeting").first
    expect(mark).not_to_have_css("border-bottom-color", "rgba(0, 0, 0, 0)")

    window.page.locator("#marks-meeting").uncheck()

    expect(mark).to_have_css("border-bottom-color", "rgba(0, 0, 0, 0)")


def test_head_leaves_room_on_a_phone_and_shows_the_open_place(open_window: OpenWindow) -> None:
    window = open_window(viewport=PHONE)
    window.go("/outlets")

    head = window.page.locator(".masthead").bounding_box()
    place = window.page.locator(".places [aria-current]").bounding_box()
    assert head is not None
    assert place is not None
    assert head["height"] < PHONE["height"] / 4
    assert 0 <= place["x"] <= PHONE["width"] - place["width"]


def test_tap_on_marked_words_brings_the_card_up_on_a_phone(open_window: OpenWindow) -> None:
    window = open_window(viewport=PHONE, has_touch=True, is_mobile=True)
    window.open("first of /articles?q=ceasefire")

    window.page.locator(".article-body .ev a").first.tap()

    sheet = window.page.locator("#sheet")
    assert sheet.is_visible()
    assert sheet.locator("dt").count() > 0
    assert window.barriers() == []
    window.page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_theme_is_switched_without_a_reload_and_kept(open_window: OpenWindow) -> None:
    window = open_window(color_scheme="light")
    window.go("/")
    light = window.page.evaluate("getComputedStyle(document.body).backgroundColor")

    window.page.locator("[data-set-theme=dark]").click()
    dark = window.page.evaluate("getComputedStyle(document.body).backgroundColor")
    window.go("/meetings")

    assert dark != light
    assert window.page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_more_rows_come_without_leaving_the_page(open_window: OpenWindow) -> None:
    window = open_window()
    window.go("/events?limit=5")

    window.page.locator(".more a").click()
    window.page.locator("[data-item]").nth(9).wait_for()

    assert window.page.url.endswith("/events?limit=5")
    assert window.faults == []


def test_sentence_of_an_address_is_marked(open_window: OpenWindow) -> None:
    window = open_window()
    window.go("/articles?q=ceasefire")
    address = window.page.locator("[data-item] .item-title a").first.get_attribute("href")

    window.go(f"{address}#s4")

    assert window.page.locator("#s4:target").is_visible()


def test_hostile_article_does_nothing_in_a_browser(open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    with Ledger.open(path, create=True, now=now) as ledger:
        ledger.add(hostile_record())
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        port = int(listener.getsockname()[1])
        given = {"ledger": str(path), "port": port, "secret_key": SECRET, "now": now}
        with running(create_app(WebSettings.model_validate(given)), listener):
            window = open_window(base=f"http://127.0.0.1:{port}")
            for page in (
                "/",
                "/articles",
                "first of /articles",
                "/meetings",
                "first of /meetings",
                "/statements",
            ):
                window.open(page)
                assert "owned" not in window.page.title().replace("title='owned'", "")
                assert window.page.locator(".masthead").is_visible()
                assert window.overflow() == 0
            assert window.faults == []
