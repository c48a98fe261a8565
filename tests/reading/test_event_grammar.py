"""Events: constructions of news that hide who does what to whom, each with a sentence of its own."""

from __future__ import annotations

import pytest

from dragoman.reading.record import Realis
from tests.reading.factory import record_of
from tests.reading.test_events import events_of

# What happened, by the first event: type, source, target, sentence.
TOLD = [
    # who acts is behind the place or the gift
    ("AID", "USA", "PER", "Peru's navy has been given two patrol boats by Washington."),
    ("SUPPORT", "POL LTU", "", "A border treaty was signed in Vilnius by Poland and Lithuania."),
    # the first to do it
    ("SUPPORT", "ISL", "LVA", "Iceland became the first country to recognise Latvia's independence."),
    ("SUPPORT", "CHL", "PER", "Chile was the last to congratulate Peru's new president."),
    # what goes on, begins or ends
    ("RETREAT", "TCD SDN", "", "A ceasefire between Chad and Sudan took effect at noon."),
    (
        "ASSAULT",
        "ECU PER",
        "",
        "Heavy fighting continued between Peruvian and Ecuadorean troops in the Condor hills.",
    ),
    ("PROTEST", "PRY", "PRY", "A strike by Paraguayan teachers entered its third week."),
    # those who are criticised, praised or helped come first
    ("ACCUSE", "IRL", "ISR", "Israel drew criticism from Ireland on Monday over the raid."),
    ("ACCUSE", "EU", "ROU", "Romania came under fire from the European Commission over its judges."),
    ("SUPPORT", "JPN", "MNG", "Mongolia won praise from Japan for its reforms."),
    ("AID", "KWT", "JOR", "Jordan received a grant of 30 million dollars from Kuwait."),
    # the attack in which people were hurt
    (
        "ASSAULT",
        "RUS",
        "UKR",
        "Four people were killed in a Russian missile strike on a market in Kharkiv, Ukraine.",
    ),
    # where somebody is for talks
    (
        "CONSULT",
        "KEN UGA",
        "",
        "Kenyan Foreign Minister Raphael Tuju was in Kampala for talks with Ugandan officials.",
    ),
    # the counterpart
    (
        "CONSULT",
        "CHL ARG",
        "",
        "Chilean Foreign Minister Heraldo Munoz met his Argentine counterpart on Monday.",
    ),
    # helping rebels is what somebody is accused of
    ("ACCUSE", "TCD", "SDN", "Chad says Sudan is arming rebels in its eastern provinces."),
    # a government protests in words, a crowd in the street
    ("ACCUSE", "KOR", "JPN", "South Korea's government protested over Japan's new school books."),
    # what may be done to one who does not yield
    ("THREATEN", "SYR", "TUR", "Syria warned Turkey of bloodshed if its soldiers crossed the border."),
    (
        "THREATEN",
        "ECOWAS",
        "MLI",
        "ECOWAS would use force against Mali's junta unless it held elections, it said.",
    ),
    ("REJECT", "IRN", "USA", "Iran said there would be no talks with the United States."),
    # missiles into the sea are a show of force
    ("MOBILIZE", "PRK", "", "North Korea fired two missiles into the sea on Friday."),
    ("MOBILIZE", "TUR", "SYR", "Turkey sent artillery to its border with Syria."),
    # two halves of a country, several sides that lose people
    ("CONSULT", "KOR PRK", "", "North and South Korean envoys met at the border on Monday."),
    ("ASSAULT", "IND PAK", "", "Four Indian and two Pakistani soldiers were killed in clashes in Kashmir."),
    # who threatens in the passive is who says so
    ("THREATEN", "IRN", "ISR", "Iran's army chief said Israel would be destroyed if it attacked."),
    # bodies that are known by their names alone
    ("COOPERATE", "JOR", "USA", "Jordan shared intelligence on the plot with the CIA."),
    # one is put out of a programme, a weapon is put in place
    ("SANCTION", "USA", "TUR", "Washington removed Turkey from a fighter jet programme."),
    ("MOBILIZE", "SAU", "", "Saudi Arabia deployed air defence systems near Jeddah."),
    # the other side of a border is no party to what happens there
    ("COERCE", "USA", "USA", "United States authorities detained 300 people at the border with Canada."),
    # yielding
    ("CONCEDE", "LKA", "", "The Sri Lankan army announced a suspension of its offensive in the north."),
    ("REJECT", "SRB", "HRV", "Serbia scrapped a planned visit by the Croatian president."),
    ("SANCTION", "DEU", "RWA", "A German court found two Rwandan officers guilty of genocide."),
    ("ACCUSE", "USA", "RUS", "A grand jury in Washington indicted three Russian officers."),
]

SILENT = [
    "Shares in Jakarta closed lower as the rupiah fell against the dollar.",
    "Real Sociedad agreed a deal with Manchester City for the winger.",
    "Thirty people are feared dead after an explosion at a coal pit in Turkey.",
    "Swarms of locusts destroyed crops in northern Kenya.",
    "Thousands of tourists flocked to Barcelona for the fair.",
    "A court in Lisbon sentenced a hotel owner to two years for fraud.",
    "Surgeons in Riga saved the boy after a ten-hour operation.",
    "A Danish group sold its shipping arm to a rival.",
    "A train strike in Milan delayed commuters.",
    "China increased its pressure on Taiwan.",
    "Brazil and Peru agreed that their ties have never been closer.",
    "Peruvian police seized two tonnes of cocaine in Callao.",
    "A bear attacked two walkers in northern Slovakia.",
]


@pytest.mark.parametrize(("kind", "source", "target", "text"), TOLD, ids=[each[3][:40] for each in TOLD])
def test_the_sides_are_found_behind_the_construction(kind: str, source: str, target: str, text: str) -> None:
    first = events_of(text)[0]
    assert first["type"] == kind
    assert (set(first["source"]), set(first["target"])) == (set(source.split()), set(target.split()))


def test_who_is_asked_to_support_somebody_is_asked_in_the_record() -> None:
    record = record_of("Egypt urged the United States to support the Palestinians.", "2024-03-03")
    happened = [each for each in record.events if each.realis is Realis.HAPPENED]
    assert [(each.type, each.source, each.target) for each in happened] == [("REQUEST", ("EGY",), ("USA",))]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_an_event_is_silent(text: str) -> None:
    assert events_of(text) == []
