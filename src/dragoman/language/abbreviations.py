"""Abbreviations that keep their stop, and what a stop after each can mean.

Without their stops, case-folded. ``NEVER_FINAL``: a sentence does not end with
it ("Mr.", "Gen."). ``BEFORE_NUMBER``: an abbreviation only before a figure
("No. 10", "Art. 5"), otherwise a word at the end of a sentence.
"""

from __future__ import annotations

NEVER_FINAL = frozenset(
    """mr mrs ms messrs mme mlle dr prof gen maj col lt capt cmdr cdr adm sgt cpl pvt brig sen sens rep reps gov govs
    pres amb hon rev fr msgr st ste mt ft supt insp det asst assoc atty dist min sec dep vs cf eg ie viz approx
    ca e.g i.e fig figs vol vols pp""".split()
)
MAY_BE_FINAL = frozenset(
    """jr sr inc corp co cos ltd plc llc bros intl dept univ etc al est esq ave blvd rd hwy
    jan feb apr aug sept sep oct nov dec mon tue tues wed thu thur thurs fri
    ala ariz ark calif colo conn fla ill kan ky md mich minn mo neb nev okla ore pa penn tenn tex va vt wash wis wyo
    a.m p.m ph.d""".split()
)
BEFORE_NUMBER = frozenset("no nos art arts para paras p pp ch sec sect mar jun jul sat sun".split())

ABBREVIATIONS = (NEVER_FINAL | MAY_BE_FINAL) - BEFORE_NUMBER
