"""Words for the codes of a record; translated where they are shown.

A code that is missing here is shown as it is.
"""

from __future__ import annotations

from dragoman.web.language import noted as _

# The names of the five kinds of values: one, several.
KIND_NAMES = {
    "articles": (_("Article"), _("Articles")),
    "meetings": (_("Meeting"), _("Meetings")),
    "commitments": (_("Commitment"), _("Commitments")),
    "statements": (_("Statement"), _("Statements")),
    "events": (_("Event"), _("Events")),
    "findings": (_("Finding"), _("Findings")),
}

# PLOVER event types, in the words of the manual (Halterman et al. 2023), and the other codes.
WORDS = {
    "AGREE": _("Agree"),
    "CONSULT": _("Consult"),
    "SUPPORT": _("Support"),
    "CONCEDE": _("Concede"),
    "COOPERATE": _("Cooperate"),
    "AID": _("Aid"),
    "RETREAT": _("Retreat"),
    "REQUEST": _("Request"),
    "ACCUSE": _("Accuse"),
    "REJECT": _("Reject"),
    "THREATEN": _("Threaten"),
    "PROTEST": _("Protest"),
    "SANCTION": _("Sanction"),
    "MOBILIZE": _("Mobilise"),
    "COERCE": _("Coerce"),
    "ASSAULT": _("Assault"),
    "in_person": _("in person"),
    "video": _("by video"),
    "phone": _("by telephone"),
    "written": _("in writing"),
    "unknown": _("not known"),
    "held": _("held"),
    "planned": _("planned"),
    "proposed": _("proposed"),
    "cancelled": _("cancelled"),
    "agreed": _("agreed"),
    "signed": _("signed"),
    "promised": _("promised"),
    "offered": _("offered"),
    "direct": _("direct"),
    "indirect": _("indirect"),
    "mixed": _("partly quoted"),
    "happened": _("happened"),
    "conditional": _("conditional"),
    "denied": _("denied"),
    "historical": _("historical"),
    "open": _("open"),
    "due soon": _("due soon"),
    "overdue": _("overdue"),
    "done": _("done"),
    "dropped": _("dropped"),
    "accept": _("accepted"),
    "correct": _("corrected"),
    "reject": _("rejected"),
    "unsure": _("unsure"),
    "disputed": _("disputed"),
    "rejoined": _("rejoined"),
    "encoding": _("characters"),
    "duplicate": _("stood there twice"),
}
