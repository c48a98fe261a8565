"""The regions of the front page, by the countries and organisations that they hold.

Regions and the countries in them are those of the UN's M49 standard
(unstats.un.org/unsd/methodology/m49), its Asia in two: the Middle East (Western
Asia and Egypt) is a section of its own in the papers. Russia stands in Europe, as
there. States that are gone and organisations stand where they had their seat.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.web.language import noted as _


@dataclass(frozen=True, slots=True)
class Region:
    """A section of the front page: its word in the address, its name, its codes."""

    word: str
    name: str
    codes: frozenset[str]


def _codes(words: str) -> frozenset[str]:
    return frozenset(words.split())


REGIONS: dict[str, Region] = {
    region.word: region
    for region in (
        Region(
            "africa",
            _("Africa"),
            _codes(
                "DZA AGO BEN BWA BFA BDI CPV CMR CAF TCD COM COG COD CIV DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN "
                "GNB KEN LSO LBR LBY MDG MWI MLI MRT MUS MYT MAR MOZ NAM NER NGA REU RWA STP SEN SYC SLE SOM ZAF "
                "SSD SDN TZA TGO TUN UGA ESH ZMB ZWE AU ECOWAS SADC IGAD EAC"
            ),
        ),
        Region(
            "americas",
            _("Americas"),
            _codes(
                "AIA ATG ARG ABW BHS BRB BLZ BMU BOL BRA VGB CAN CYM CHL COL CRI CUB CUW DMA DOM ECU SLV FLK GUF "
                "GRL GRD GLP GTM GUY HTI HND JAM MTQ MEX NIC PAN PRY PER PRI KNA LCA VCT SUR TTO USA URY VEN OAS "
                "CARICOM MERCOSUR CELAC UNASUR NAFTA USMCA"
            ),
        ),
        Region(
            "asia",
            _("Asia"),
            _codes(
                "AFG BGD BTN BRN KHM CHN HKG IND IDN JPN KAZ PRK KOR KGZ LAO MAC MYS MDV MNG MMR NPL PAK PHL SGP "
                "LKA TWN TJK THA TLS TKM UZB VNM VDR ASEAN SAARC SCO"
            ),
        ),
        Region(
            "europe",
            _("Europe"),
            _codes(
                "ALB AND AUT BLR BEL BIH BGR HRV CZE DNK EST FRO FIN FRA DEU GIB GRC HUN ISL IRL ITA LVA LIE LTU "
                "LUX MLT MDA MCO MNE NLD MKD NOR POL PRT ROU RUS SMR SRB SVK SVN ESP SWE CHE UKR GBR VAT XKX KOS "
                "SUN YUG SCG CSK DDR EU EC NATO OSCE COE"
            ),
        ),
        Region(
            "middle-east",
            _("Middle East"),
            _codes(
                "ARM AZE BHR CYP EGY GEO IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM YMD GCC LAS OIC OPEC"
            ),
        ),
        Region(
            "oceania",
            _("Oceania"),
            _codes(
                "ASM AUS COK FJI PYF GUM KIR MHL FSM NRU NCL NZL NIU MNP PLW PNG WSM SLB TKL TON TUV VUT WLF PIF ANZUS"
            ),
        ),
    )
}
