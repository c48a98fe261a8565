"""What is kept of a group that only grows, and what is read anew."""

from __future__ import annotations

import pytest

from dragoman.ledger.grouping import Touched, _kept_facets

FACETS = {
    ("meetings", "outlet", "Courier", "2022-10-22", "first"),
    ("meetings", "month", "2022-10", "2022-10-22", "first"),
    ("meetings", "outlet", "Herald", "2022-10-22", "other"),
}


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ({"a": "first", "b": "first", "new": "new"}, {"a", "b"}),
        # One has left, one has come from another group: as many as before, but not the same.
        ({"a": "first", "gone": "first", "b": "other", "new": "new"}, set()),
        ({"a": "first", "b": "first", "gone": "first", "new": "new"}, set()),
    ],
)
def test_facets_are_kept_only_of_a_group_that_keeps_all_its_members(
    before: dict[str, str], kept: set[str]
) -> None:
    touched = Touched({"new"}, new={"new"})

    found = _kept_facets([["a", "b", "new"]], before, touched, FACETS)

    assert set(found) == kept
    assert all(facets == {("outlet", "Courier")} for facets in found.values())
