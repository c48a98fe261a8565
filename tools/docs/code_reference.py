"""Pages that follow from tables and cards of the package: PLOVER and CAMEO, skipped pages, the model card."""

from __future__ import annotations

from collections import defaultdict
from importlib import resources

from dragoman.pages import SkipReason
from dragoman.reading.event_tables import table_rows

# What each type stands for, after the PLOVER manual, draft 2.0 (Open Event Data Alliance, CC BY-SA 4.0), in own words.
TYPES = {
    "AGREE": "a stated will to co-operate: agrees, offers, promises, invites, is to meet or to sign",
    "CONSULT": "talks, meetings, visits and calls that took place",
    "SUPPORT": "backs, praises, thanks, recognises, signs an agreement",
    "CONCEDE": "says that it will give way, eases what it had put on others",
    "COOPERATE": "works together in deed: joint exercises, exchanges, trade opened, intelligence shared",
    "AID": "gives money, goods, relief, arms, peacekeepers, shelter",
    "RETREAT": "gives way in deed: withdraws, releases, disarms, keeps a ceasefire, resigns",
    "REQUEST": "asks, demands, appeals, calls for",
    "ACCUSE": "blames, condemns, criticises, complains, investigates",
    "REJECT": "refuses, denies a demand, calls off a meeting, vetoes",
    "THREATEN": "warns that it will do harm",
    "PROTEST": "people demonstrate, strike, riot, boycott",
    "SANCTION": "cuts relations in deed: sanctions, recalled or expelled envoys, talks broken off",
    "MOBILIZE": "moves or readies forces without using them",
    "COERCE": "forces without killing: arrests, seizes, censors, restricts, cyber attacks",
    "ASSAULT": "uses violence",
}
SKIPPED = {
    SkipReason.EMPTY: "There is nothing in it but blanks.",
    SkipReason.BINARY: "It is no text: a picture, a PDF, an archive. Give the page as HTML or text.",
    SkipReason.TOO_LARGE: "It is larger than the limit (`--max-mb`), or its content would be after unpacking.",
    SkipReason.UNREADABLE: "The file cannot be opened or read: rights, a broken disk, a truncated archive.",
    SkipReason.BAD_JSON: "A line of JSON Lines is no JSON; the detail names file, line and column.",
    SkipReason.BAD_ITEM: "A line of JSON lacks `html`, `text` or `path`, has another form, or names a file where none is read.",
    SkipReason.UNDECODABLE: "Its bytes fit no encoding that a browser knows.",
    SkipReason.NO_ARTICLE: "It is a page but no article: a list, an error page, a cookie wall, a paywall's stub, a script.",
    SkipReason.LANGUAGE: "The article is in a language that is not read yet; its clean text is kept.",
    SkipReason.IRRELEVANT: "Nothing in it is near to diplomacy, so `dragoman run` made no article of it; counted, not lost.",
    SkipReason.TIMEOUT: "It took longer than a page may take.",
    SkipReason.FAILED: "A stage failed on it: a fault of the program. `--log FILE` keeps the traceback; please report it.",
    SkipReason.HIDDEN: "A hidden file in a folder; listed, not counted.",
    SkipReason.BAD_ADDRESS: "The address is none that can be fetched: only http and https, with a host, on permitted ports.",
    SkipReason.PRIVATE_ADDRESS: "The host lies in a private, loopback or reserved range, at once or behind a redirect.",
    SkipReason.ROBOTS: "The site's robots.txt forbids it to us. It is not fetched.",
    SkipReason.HTTP_ERROR: "The server answered with an error; the detail has the status.",
    SkipReason.TOLD_TO_WAIT: "The server asked for a longer pause (429 or 503 with Retry-After) than a run waits. Try later.",
    SkipReason.REDIRECTS: "The address leads on more often than the limit, or back to itself.",
    SkipReason.NETWORK: "No connection, a name that is not known, a broken or too slow answer.",
    SkipReason.NOT_MODIFIED: "It is unchanged since it was last fetched; listed, not counted.",
    SkipReason.KNOWN: "The ledger has this reading of exactly this article; nothing to do, not counted.",
    SkipReason.NOT_A_PAGE: "A file that only lies beside pages: a script, a style, data; listed, not counted.",
}


def plover_reference() -> str:
    """docs/reference/plover-and-cameo.md as it should be."""
    codes: dict[str, list[str]] = defaultdict(list)
    for kind, mode, context, code in table_rows("cameo.tsv"):
        condition = ", ".join(word for word in (_word("mode", mode), _word("context", context)) if word)
        codes[kind].append(f"{code}" + (f" ({condition})" if condition else ""))
    modes: dict[str, list[str]] = defaultdict(list)
    for kind, mode, _ in table_rows("event_modes.tsv"):
        if mode not in modes[kind]:
            modes[kind].append(mode)
    for kind, row_modes, *_rest in table_rows("events.tsv"):
        modes[kind] += [mode for mode in row_modes.split() if mode not in {"-", *modes[kind]}]
    lines = [_PLOVER_HEAD, "| type | what it stands for | modes | CAMEO |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {kind} | {words} | {', '.join(sorted(modes[kind])) or '-'} | {'; '.join(codes[kind])} |"
        for kind, words in TYPES.items()
    ]
    contexts = [row[0] for row in table_rows("contexts.tsv")]
    lines += ["", "## Contexts", "", ", ".join(f"`{name}`" for name in contexts) + ".", "", _TOPIC_HEAD]
    issues: dict[str, list[str]] = defaultdict(list)
    for issue, topic, *_more in table_rows("issues.tsv"):
        issues[topic].append(issue)
    lines += ["| topic | issues under it |", "| --- | --- |"]
    for code, *_words in table_rows("topics.tsv"):
        lines.append(f"| `{code}` | {', '.join(f'`{name}`' for name in issues[code]) or '-'} |")
    return "\n".join(lines) + "\n"


def _word(name: str, value: str) -> str:
    return "" if value == "-" else f"{name} {value}"


def skipped_reference() -> str:
    """docs/reference/skipped.md as it should be; a reason without words is a KeyError here, on purpose."""
    lines = [_SKIPPED_HEAD, "| reason | what it means, what to do |", "| --- | --- |"]
    lines += [f"| `{reason.value}` | {SKIPPED[reason]} |" for reason in SkipReason]
    return "\n".join(lines) + "\n"


def model_card() -> str:
    """docs/explanation/model-card.md: the card that lies beside the weights."""
    card = resources.files("dragoman.language").joinpath("model/MODEL_CARD.md").read_text(encoding="utf-8")
    return card.replace("# dragoman-reader-en", "# Model card: dragoman-reader-en", 1)


_PLOVER_HEAD = """# PLOVER and CAMEO

Written by `make docs-reference` from the tables of the reading. An event has one of 16 PLOVER types (manual, draft 2.0), modes
where its type has them, and contexts. `source` and `target` are sets: what several do together is one event. A meeting has
all its participants in `source`, a visit has the visitor there and the host in `target`.

What did not happen is kept apart, with its `realis`: `planned`, `conditional`, `denied`, `historical`. A stated will to act is an
event of its own (AGREE for what helps, THREATEN for what harms), so "will meet" is AGREE, and the meeting to come is
`planned`. CAMEO codes follow the table CAMEO2PLOVER-2021 of the PLOVER project read backwards, where it is unambiguous; CAMEO 163
(embargo, sanctions) is SANCTION.
"""
_TOPIC_HEAD = """## Topics and issues

Topics are the codes of the record schema; the issues under them are dated, and say what a meeting was about.
"""
_SKIPPED_HEAD = """# Why a page was skipped

A page that gives no record is never lost: it is kept with one of these reasons, counted, and listed at the end of a run
(`dragoman list --kind skipped` for a ledger). Exit code 3 says that there were more of them than `--max-skips`.
"""
