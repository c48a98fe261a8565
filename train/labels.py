"""The label sets that the model predicts, in the order of its output columns.

Adding a head means adding its labels here, its loss in ``heads.py`` and its
column in the data; nothing else needs to know.
"""

from __future__ import annotations

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip

# The dependency labels of EWT and GUM (UD 2.16), with their subtypes.
DEPREL = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass",
    "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj",
    "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed",
    "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss",
    "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent",
    "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip

ENTITY = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")

# What the name head tells apart: the names above, and times, named events and nationality words.
NAME_TYPES = ("PER", "ORG", "LOC", "TIME", "EVENT", "NORP")
NAME_TAGS = ("O", *(f"{edge}-{kind}" for kind in NAME_TYPES for edge in "BI"))

# Where a name's borders and types follow another custom; see data.py.
STYLES = ("uner", "gum", "politics")

# The value that a loss leaves out.
IGNORED = -100

# What a mention is of, by GUM's types; O is no mention.
MENTION_TYPES = (
    "O", "person", "organization", "place", "time", "event", "object", "abstract", "substance", "animal", "plant",
)  # fmt: skip

# What the tag heads find: a word that carries each kind, and its roles.
KINDS = ("attribution", "event", "commitment", "meeting")
PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
CARRIERS = {
    "attribution": ("O", "B-CUE", "I-CUE"),
    "event": ("O", *(f"B-{kind}" for kind in PLOVER), "I-*"),
    "commitment": ("O", "B-CUE", "I-CUE"),
    "meeting": ("O", "B-CUE", "I-CUE"),
}
# One set of roles for all kinds: who says, acts or promises is the source, and so on.
ROLE_NAMES = ("SOURCE", "CONTENT", "TARGET", "PLACE", "TIME", "PARTY")
ROLES = ("O", *(f"{edge}-{name}" for name in ROLE_NAMES for edge in "BI"))
CLASSES = {
    "realis": ("happened", "planned", "conditional", "denied", "historical"),
    "act": ("agreed", "signed", "promised", "offered"),
    "state": ("held", "planned", "cancelled", "proposed"),
    "mode": ("in_person", "video", "phone", "unknown"),
}
