"""The web view: a site over one ledger, server-rendered, that works without JavaScript.

`create_app(WebSettings(ledger="my.db"))` gives the application; `dragoman serve`
runs it. Pages lie in `pages`, one noun a module; what they say comes from the
ledger, and nothing here decides anything about the news.
"""

from dragoman.web.app import create_app
from dragoman.web.settings import WebSettings

__all__ = ["WebSettings", "create_app"]
