"""The pages of names and of pictures, for the application to answer."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import (
    actors,
    board,
    calendar,
    countries,
    map,
    network,
    outlets,
    pairs,
    timeline,
    topics,
)

PICTURED: tuple[APIRouter, ...] = (
    board.router,
    calendar.router,
    timeline.router,
    network.router,
    map.router,
    actors.router,
    countries.router,
    pairs.router,
    topics.router,
    outlets.router,
)
