"""Reviewing, pasting and managing in a real Chromium: by keys, without scripts, without barriers."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.ledger.judging import last_word
from dragoman.web import WebSettings, create_app
from tests.ledger.conftest import SteppingClock
from tests.web.browsing import PHONE, Look, running
from tests.web.conftest import SECRET
from tests.web.desk import ReadsHere, let_read

pytestmark = pytest.mark.browser

OpenWindow = Callable[..., Look]
PAGES = ("/review", "/review?kind=statements", "/review/agreement", "/paste", "/login", "/admin")
TEXT = (
    "Kishida meets Albanese in Perth\n\nPrime Minister Fumio Kishida met Australian Prime Minister "
    "Anthony Albanese in Perth on 22 October 2022. They agreed to hold joint exercises by June 2023."
)


@pytest.fixture(scope="module")
def desk_ledger(ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(shutil.copy(ledger_file, tmp_path_factory.mktemp("desk") / "desk.db"))


@pytest.fixture(scope="module")
def desk_url(desk_ledger: str) -> Iterator[str]:
    """A desk's own site, which runs; its user is "deniz"."""
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as listener:
        patch.setenv("DRAGOMAN_REVIEWER", "deniz")
        port = int(listener.getsockname()[1])
        given = {"ledger": desk_ledger, "port": port, "secret_key": SECRET, "now": SteppingClock()}
        app = create_app(WebSettings.model_validate(given))
        let_read(app, ReadsHere())
        with running(app, listener):
            yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_barriers_errors_or_foreign_requests(
    open_window: OpenWindow, desk_url: str, path: str
) -> None:
    window = open_window(base=desk_url, color_scheme="light")

    window.go(path)

    assert window.problems() == []


def test_keys_judge_and_go_on(open_window: OpenWindow, desk_url: str, desk_ledger: str) -> None:
    window = open_window(base=desk_url)
    window.go("/review")
    page = window.page

    def value() -> str:
        return page.locator("#judge input[name=value]").input_value()

    first = value()
    for key, verdict in (("a", "accept"), ("r", "reject"), ("u", "unsure")):
        judged = value()
        with page.expect_navigation():
            page.keyboard.press(key)
        assert value() != judged
        with Ledger.open(desk_ledger) as ledger:
            standing = ledger.standing(judged)
        assert standing is not None
        assert standing.by == {"deniz": verdict}
    with page.expect_navigation():
        page.keyboard.press("z")
    assert value() == judged
    page.keyboard.press("c")
    page.keyboard.type("a right answer")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with Ledger.open(desk_ledger) as ledger:
        corrected, standing = ledger.standing(judged), ledger.standing(first)
        with ledger.snapshot() as connection:
            last = last_word(connection, "deniz")
    assert corrected is not None
    assert corrected.correction == "a right answer"
    assert standing is not None
    assert last is not None
    assert last.verdict == "correct"
    assert window.faults == []


def test_arrows_skip_and_letters_in_a_note_are_letters(open_window: OpenWindow, desk_url: str) -> None:
    window = open_window(base=desk_url)
    window.go("/review?kind=meetings")
    page = window.page
    first = page.locator("#judge input[name=value]").input_value()

    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    second = page.locator("#judge input[name=value]").input_value()
    assert second != first
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert page.locator("#judge input[name=value]").input_value() == first
    page.keyboard.press("n")
    page.keyboard.type("a r u s d z")
    assert page.locator("#note").input_value() == "a r u s d z"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys-dialog").get_by_text("Accept and go on").is_visible()
    assert window.faults == []


def test_review_and_paste_work_without_javascript(open_window: OpenWindow, desk_url: str) -> None:
    window = open_window(base=desk_url, java_script_enabled=False)
    page = window.page
    page.goto(desk_url + "/review")
    value = page.locator("#judge input[name=value]").input_value()

    page.get_by_role("button", name="Accept").first.click()

    assert page.locator("#judge input[name=value]").input_value() != value
    page.get_by_role("button", name="Undo").click()
    assert page.locator("#judge input[name=value]").input_value() == value
    page.goto(desk_url + "/paste")
    page.fill("#paste-text", TEXT)
    page.get_by_role("button", name="Read it", exact=True).click()
    assert page.locator(".article-body mark").count() > 0


def test_pasted_page_is_shown_without_barriers_and_stored_when_asked(
    open_window: OpenWindow, desk_url: str
) -> None:
    window = open_window(base=desk_url)
    page = window.page
    window.go("/paste")
    page.fill("#paste-text", TEXT)
    page.get_by_role("button", name="Read it", exact=True).click()
    page.wait_for_selector(".paste-told")

    assert window.barriers() == []
    page.set_viewport_size(PHONE)
    assert window.overflow() == 0
    page.get_by_role("button", name="Store it in the ledger").click()
    page.wait_for_url("**/articles/*")
    assert "Kishida" in page.locator("main h1").inner_text()
    assert window.faults == []
