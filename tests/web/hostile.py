"""An article that tries to be more than words: markup, handlers, styles, addresses, turned directions."""

from __future__ import annotations

from dataclasses import replace

from dragoman.api import read_text
from dragoman.article import Furniture, Repair
from dragoman.reading.record import Record

RIGHT_TO_LEFT_OVERRIDE = "\u202e"
ISOLATE = "\u2067"

SCRIPT = "<script>document.title='owned'</script>"
HANDLER = '"><img src=x onerror="document.title=\'owned\'">'
STYLE = "<style>body{display:none}</style>"
FRAME = '<iframe src="https://elsewhere.example/"></iframe>'
LINK = "javascript:document.title='owned'"
DATA = "data:text/html,<script>document.title='owned'</script>"

TEXT = f"""Minister {SCRIPT} visits Ankara {RIGHT_TO_LEFT_OVERRIDE}gpj.exe

ANKARA, 12 March 2021 - German Foreign Minister Heiko Maas met Turkish Foreign Minister
Mevlut Cavusoglu in Ankara on Friday {HANDLER}.

"We agreed {STYLE} to meet again in May," Maas told reporters {FRAME}.

Germany promised to send {ISOLATE}{SCRIPT} medical supplies to Turkey by 30 April 2021. See {DATA} and {LINK}.

{{{{ 7 * 7 }}}} {{% raw %}} ${{7*7}} &lt;b&gt; \x1b[31m end of the text.
"""


def hostile_record() -> Record:
    """A record whose every text is hostile; its evidence is that of the reading."""
    record = read_text(TEXT, url="https://outlet.example/a", published="2021-03-12")
    article = replace(
        record.article,
        outlet=f"Outlet {HANDLER}",
        section=f"{STYLE}World",
        url=LINK,
        authors=(f"Author {SCRIPT}", f"{RIGHT_TO_LEFT_OVERRIDE}rohtuA"),
        captions=(HANDLER,),
        furniture=(Furniture(f"Share {SCRIPT}{FRAME}", f"share{HANDLER}", '"><script>'),),
        repairs=(Repair(f"rejoined{SCRIPT}", 0, 10, HANDLER),),
    )
    return replace(record, article=article)
