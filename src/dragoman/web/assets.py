"""Style sheets, scripts and other files that pages load, all of them from here.

They are read once when the site starts. An address with the file's hash never
changes its content, so browsers may keep it for ever; without it they must ask.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

import brotli
from starlette.requests import Request
from starlette.responses import Response

_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".ico": "image/x-icon",
}


# No slots: what is computed once is kept beside the fields.
@dataclass(frozen=True)
class Asset:
    """One file: its name under /static, its bytes and its media type."""

    name: str
    content: bytes

    @cached_property
    def version(self) -> str:
        """Sixteen digits that change with the content."""
        return sha256(self.content).hexdigest()[:16]

    @cached_property
    def compressed(self) -> bytes:
        """The content as brotli, as small as it gets; made once, when it is first asked for."""
        return bytes(brotli.compress(self.content))

    @property
    def media_type(self) -> str:
        """What browsers are told that the file is."""
        suffix = "." + self.name.rpartition(".")[2]
        known = _TYPES.get(suffix) or mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return f"{known}; charset=utf-8" if known.startswith(("text/", "application/json")) else known

    @property
    def is_text(self) -> bool:
        """Whether compressing it pays."""
        return self.media_type.startswith(("text/", "application/json", "image/svg"))


class Assets:
    """All files under `static`, by name."""

    def __init__(self) -> None:
        self._by_name = {asset.name: asset for asset in _walk(files("dragoman.web") / "static", "")}

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def url(self, name: str) -> str:
        """The address of a file, which changes with its content.

        Raises:
            KeyError: There is no such file: a template names one that was not added.
        """
        return f"/static/{name}?v={self._by_name[name].version}"

    def respond(self, request: Request, name: str) -> Response:
        """The file, or that it has not changed, or that there is none."""
        asset = self._by_name.get(name)
        if asset is None:
            return Response("There is no such file.\n", status_code=404, media_type="text/plain")
        is_versioned = request.query_params.get("v") == asset.version
        headers = {
            "ETag": f'"{asset.version}"',
            "Cache-Control": _FOREVER if is_versioned else "no-cache",
        }
        if request.headers.get("if-none-match") in (f'"{asset.version}"', f'W/"{asset.version}"'):
            return Response(status_code=304, headers=headers)
        accepts_brotli = "br" in request.headers.get("accept-encoding", "")
        if accepts_brotli and asset.is_text and len(asset.compressed) < len(asset.content):
            headers |= {"Content-Encoding": "br", "Vary": "Accept-Encoding"}
            return Response(asset.compressed, headers=headers, media_type=asset.media_type)
        return Response(asset.content, headers=headers, media_type=asset.media_type)


def _walk(folder: Traversable, prefix: str) -> list[Asset]:
    found: list[Asset] = []
    for path in folder.iterdir():
        if path.is_dir():
            found += _walk(path, f"{prefix}{path.name}/")
        elif not path.name.startswith("."):
            found.append(Asset(prefix + path.name, path.read_bytes()))
    return found
