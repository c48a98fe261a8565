"""Pictures in a real Chromium: drawn, moved, saved."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.browsing import PHONE, Look

pytestmark = pytest.mark.browser

OpenWindow = Callable[..., Look]

INDEXES = ("/countries", "/pairs", "/pairs?of=people", "/actors", "/topics", "/outlets")
PICTURES = ("/board", "/calendar?month=2023-12", "/timeline?country=USA", "/map", "/network")


# Size of a PNG, the colour of its last corner, and how many colours it has.
_PIXELS = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const at = (x, y, wide) => context.getImageData(x, y, wide, 1).data;
  const [red, green, blue] = at(image.width - 1, image.height - 1, 1);
  const colours = new Set();
  for (let y = 0; y < image.height; y += 8) {
    const line = at(0, y, image.width);
    for (let x = 0; x < line.length; x += 4) colours.add(line.slice(x, x + 3).join());
  }
  return { width: image.width, ground: `rgb(${red}, ${green}, ${blue})`, colours: colours.size };
}"""


@pytest.mark.parametrize("page", [*PICTURES, *INDEXES])
def test_table_or_list_stands_without_javascript(open_window: OpenWindow, page: str) -> None:
    window = open_window(java_script_enabled=False)

    window.page.goto(window.base + page)

    links = window.page.locator("main .names-table tbody a, main .numbers tbody a, main [data-item] a")
    assert links.count() > 0
    assert links.first.is_visible()
    links.first.click()
    assert window.page.locator("main h1").inner_text().strip()


@pytest.mark.parametrize("page", ["/countries", "/map", "/network", "/countries/USA"])
def test_names_in_tables_can_be_read_on_a_phone(open_window: OpenWindow, page: str) -> None:
    window = open_window(viewport=PHONE)
    window.go(page)

    heads = window.page.locator("main tbody th:visible")
    assert heads.count() > 0
    assert all((heads.nth(at).bounding_box() or {"width": 0})["width"] >= 100 for at in range(3))


def test_charts_of_a_name_are_drawn_without_javascript(open_window: OpenWindow) -> None:
    window = open_window(java_script_enabled=False)
    window.page.goto(window.base + "/countries/USA")

    assert window.page.locator(".bars svg rect").count() > 0
    window.page.locator(".bars summary").click()
    assert window.page.locator(".bars .numbers tbody tr").first.is_visible()


def test_newest_bars_are_seen_first_on_a_phone(open_window: OpenWindow) -> None:
    window = open_window(viewport=PHONE)
    window.go("/countries/USA")

    bars = window.page.locator(".bars .lane").first.locator("rect")
    newest = bars.last.bounding_box()
    assert newest is not None
    assert 0 <= newest["x"] < PHONE["width"] - newest["width"]


def test_map_is_zoomed_by_keys_and_leads_to_a_country(open_window: OpenWindow) -> None:
    window = open_window(reduced_motion="reduce")
    window.go("/map")

    country = window.page.locator(".map-stage a[href='/countries/USA']")
    country.focus()
    before = country.bounding_box()
    window.page.keyboard.press("+")
    after = country.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]
    window.page.keyboard.press("0")
    assert country.bounding_box() == before
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/countries/USA")


def test_timeline_is_zoomed_by_keys_and_leads_to_a_thing(open_window: OpenWindow) -> None:
    window = open_window(reduced_motion="reduce")
    window.go("/timeline?country=USA")

    ticks = window.page.locator(".timeline-stage .axis text")
    window.page.locator(".timeline-stage svg").focus()
    window.page.keyboard.press("0")
    before = ticks.all_inner_texts()
    window.page.keyboard.press("+")
    window.page.keyboard.press("+")
    assert ticks.all_inner_texts() != before
    window.page.keyboard.press("0")
    assert ticks.all_inner_texts() == before
    window.page.locator(".timeline-stage a").first.focus()
    assert window.page.locator(".timeline-said").inner_text().strip()
    where = window.page.locator(".timeline-stage a").first.get_attribute("href")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(f"**{where}")


def test_timeline_begins_with_the_bulk_and_shows_all_by_a_key(open_window: OpenWindow) -> None:
    window = open_window(reduced_motion="reduce")
    days = [f"2024-03-{day:02}" for day in range(1, 29)]
    rows = [
        {
            "list": "meetings",
            "from": day,
            "to": day,
            "when": day,
            "title": day,
            "words": "",
            "page": f"/m/{day}",
        }
        for day in ["1830-05-12", *days]
    ]
    window.page.route("**/timeline.json*", lambda route: route.fulfill(json={"rows": rows, "is_whole": True}))
    window.go("/timeline")

    dots = window.page.locator(".timeline-stage a")
    expect(dots).to_have_count(29)
    oldest, newest = dots.first.bounding_box(), dots.last.bounding_box()
    second = dots.nth(1).bounding_box()
    assert oldest is not None
    assert second is not None
    assert newest is not None
    assert newest["x"] - second["x"] > 400
    window.page.locator(".timeline-stage svg").focus()
    window.page.keyboard.press("0")
    after = dots.first.bounding_box()
    assert after is not None
    assert oldest["x"] < 0 <= after["x"]


def test_names_in_the_network_have_room_or_stay_away(open_window: OpenWindow) -> None:
    window = open_window()
    window.go("/network")
    nodes = [
        {"x": 100, "y": 50, "r": 10, "wide": 60, "high": 14},
        {"x": 130, "y": 50, "r": 6, "wide": 60, "high": 14},
        {"x": 118, "y": 50, "r": 2, "wide": 400, "high": 14},
    ]

    large, small, none = window.page.evaluate("([nodes, wide]) => roomForNames(nodes, wide)", [nodes, 300])

    assert large["x"] + 60 <= 100 - 10
    assert small["x"] >= 130 + 6
    assert none is None


def test_each_name_is_written_once_in_the_network(open_window: OpenWindow) -> None:
    window = open_window(reduced_motion="reduce")
    window.page.add_init_script(
        "window.written = []; const known = CanvasRenderingContext2D.prototype;"
        "const [write, clear] = [known.fillText, known.clearRect];"
        "known.fillText = function (text, ...rest) { written.push(text); return write.call(this, text, ...rest); };"
        "known.clearRect = function (...rest) { if (this.canvas.classList.contains('sigma-labels')) written = [];"
        " return clear.apply(this, rest); };"
    )
    window.go("/network")
    window.page.wait_for_function("written.length > 3")

    names = window.page.evaluate("written")
    assert len(set(names)) == len(names)


def test_slider_moves_the_network_through_time(open_window: OpenWindow) -> None:
    window = open_window()
    window.go("/network")
    rows = window.page.locator("[data-edges] tr")
    whole = rows.count()

    window.page.locator("#net-span").select_option("1")
    expect(rows).not_to_have_count(whole)
    slider = window.page.locator("#net-at")
    first = window.page.locator(".slider output").inner_text()
    slider.focus()
    window.page.keyboard.press("ArrowLeft")

    assert window.page.locator(".slider output").inner_text() != first
    assert slider.get_attribute("aria-valuetext") == window.page.locator(".slider output").inner_text()
    window.page.wait_for_load_state("networkidle")
    assert window.faults == []


def test_network_is_drawn_without_webgl(open_window: OpenWindow) -> None:
    window = open_window()
    window.page.add_init_script(
        "const known = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.startsWith('webgl') ? null : known.call(this, kind, ...rest); };"
    )

    window.go("/network")

    assert window.page.locator(".network-stage .network-svg a").count() > 1
    assert window.barriers() == []
    assert window.faults == []


@pytest.mark.parametrize("page", ["/map", "/network", "/timeline", "first of /countries"])
def test_picture_is_saved_with_the_colours_of_the_page(open_window: OpenWindow, page: str) -> None:
    window = open_window(color_scheme="dark", accept_downloads=True)
    window.open(page)

    with window.page.expect_download() as saved:
        window.page.locator("[data-save=svg]").first.click()

    text = saved.value.path().read_text("utf-8")
    ground = window.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert saved.value.suggested_filename.endswith(".svg")
    assert text.startswith("<svg")
    assert ground in text
    assert "var(--" not in text


@pytest.mark.parametrize(
    "page", ["/map", "/network", "/timeline", "first of /countries", "first of /outlets"]
)
def test_picture_is_saved_as_pixels_in_the_colours_of_the_page(open_window: OpenWindow, page: str) -> None:
    window = open_window(color_scheme="dark", accept_downloads=True)
    window.open(page)

    with window.page.expect_download() as saved:
        window.page.locator("[data-save=png]").first.click()

    data = saved.value.path().read_bytes()
    ground = window.page.evaluate("getComputedStyle(document.body).backgroundColor")
    look = window.page.evaluate(_PIXELS, base64.b64encode(data).decode())
    assert saved.value.suggested_filename.endswith(".png")
    assert data.startswith(b"\x89PNG")
    assert look["width"] >= 1000
    assert look["ground"] == ground
    assert look["colours"] > 5
    assert window.faults == []


def test_month_is_turned_by_links(open_window: OpenWindow) -> None:
    window = open_window()
    window.go("/calendar?month=2023-12")

    window.page.locator("a[rel=next]").click()
    window.page.wait_for_url("**month=2024-01")

    assert "January 2024" in window.page.locator("h1").inner_text()


@pytest.mark.parametrize("page", [*PICTURES, "/countries/USA"])
def test_first_view_of_a_picture_is_small(open_window: OpenWindow, page: str) -> None:
    window = open_window()
    sizes: list[int] = []
    window.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))

    window.go(page)

    assert 0 < sum(sizes) <= 250_000
