from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.charts import HEAT_LEFT, LABELS, TOTALS, WIDTH, bar_chart, coverage

MONTHS = st.dates(date(2015, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%Y-%m}")
COUNTS = st.dictionaries(
    MONTHS, st.dictionaries(st.sampled_from(["meetings", "events"]), st.integers(1, 500), min_size=1)
)


def test_months_without_anything_have_room_and_no_bar() -> None:
    chart = bar_chart({"2022-01": {"meetings": 2}, "2022-04": {"meetings": 4}}, ("meetings",))

    assert chart is not None
    (lane,) = chart.lanes
    assert chart.periods == ("2022-01", "2022-02", "2022-03", "2022-04")
    assert [(bar.period, bar.n) for bar in lane.bars] == [("2022-01", 2), ("2022-04", 4)]
    assert lane.bars[1].height == 2 * lane.bars[0].height
    assert lane.bars[1].x - lane.bars[0].x > 2 * lane.bars[0].width


def test_kind_without_numbers_has_no_lane() -> None:
    chart = bar_chart({"2022-01": {"events": 1}}, ("meetings", "events"))

    assert chart is not None
    assert [lane.kind for lane in chart.lanes] == ["events"]


def test_long_time_is_counted_by_years() -> None:
    chart = bar_chart(
        {"1991-12": {"events": 1}, "2022-01": {"events": 2}, "2022-06": {"events": 3}}, ("events",)
    )

    assert chart is not None
    assert (chart.periods[0], chart.periods[-1], len(chart.periods)) == ("1991", "2022", 32)
    assert [bar.n for bar in chart.lanes[0].bars] == [1, 5]


def test_nothing_makes_no_chart() -> None:
    assert bar_chart({}, ("meetings",)) is None


@given(COUNTS.filter(bool))
def test_bars_lie_within_the_picture_and_hold_every_number(counts: dict[str, dict[str, int]]) -> None:
    chart = bar_chart(counts, ("meetings", "events"))

    assert chart is not None
    for lane in chart.lanes:
        assert lane.total == sum(bar.n for bar in lane.bars)
        assert lane.total == sum(numbers.get(lane.kind, 0) for numbers in counts.values())
        for bar in lane.bars:
            assert bar.x >= LABELS
            assert bar.x + bar.width <= WIDTH - TOTALS + 0.01
            assert bar.y >= 0
            assert bar.y + bar.height <= chart.height
    assert all(tick.at < WIDTH for tick in chart.ticks)


def test_hole_is_a_day_between_the_first_and_the_last() -> None:
    by_day = {date(2022, 3, 1): 4, date(2022, 3, 5): 1}

    found = coverage(by_day, 2022, (date(2022, 3, 1), date(2022, 3, 5)))

    holes = [cell.day for cell in found.cells if cell.is_hole]
    assert holes == [date(2022, 3, 2), date(2022, 3, 3), date(2022, 3, 4)]
    assert found.longest_hole == (holes[0], holes[-1])
    assert found.months == (("2022-03", 5, 2, 3),)
    assert {cell.day: cell.level for cell in found.cells if cell.n} == {
        date(2022, 3, 1): 4,
        date(2022, 3, 5): 1,
    }


@given(st.integers(1990, 2040))
def test_every_day_of_a_year_has_a_place_of_its_own(year: int) -> None:
    found = coverage({}, year, (date(year, 1, 1), date(year, 12, 31)))

    places = {(cell.x, cell.y) for cell in found.cells}
    assert len(places) == len(found.cells) == (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(1)
    assert min(cell.x for cell in found.cells) == HEAT_LEFT
    assert max(cell.x for cell in found.cells) < found.width
