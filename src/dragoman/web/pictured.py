"""The pages of names and of pictures, for the application to answer."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import (
    actors,
    board,
    calendar,
    countries,
    network,
    outlets,
    pairs,
    timeline,
    topics,
)
from dragoman.web.pages import map as world

PICTURED: tuple[APIRouter, ...] = (
    board.router,
    calendar.router,
    timeline.router,
    network.router,
    world.router,
    actors.router,
    countries.router,
    pairs.router,
    topics.router,
    outlets.router,
)
