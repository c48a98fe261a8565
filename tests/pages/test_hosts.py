"""Requests to one host are kept apart, and hosts that were asked long ago forgotten."""

from __future__ import annotations

import pytest

from dragoman.pages.hosts import Hosts
from dragoman.pages.opening import Fault
from tests.scale.test_watch import StoppedClock


def test_hosts_that_may_be_asked_are_forgotten_and_others_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pages.hosts._MAX_HOSTS", 10)
    clock = StoppedClock()
    hosts = Hosts(clock, max_wait_s=5)
    hosts.put_off("slow.example", 3600)
    for number in range(50):
        hosts.wait_turn(f"{number}.example", delay_s=2)
        clock.wait(3)
    assert len(hosts._turns) <= 10
    with pytest.raises(Fault, match="asked to be left alone"):
        hosts.wait_turn("slow.example", delay_s=2)
