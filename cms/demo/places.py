"""Where the demo's teams work: sixteen provinces in all five regions."""

# Province code: subdistrict codes of its teams. The coordinator account works in the first three of 44.
TEAMS = {
    "44": ("440404", "440317", "440511", "440904", "440907", "440912", "441101"),
    "33": ("330803", "330809", "330908", "331404", "331905"),
    "34": ("340501", "340723", "341005", "341116"),
    "30": ("300106", "300117", "300203", "301203"),
    "55": ("550205", "550304", "550606", "550706", "551003"),
    "50": ("500609", "501508", "502201", "500704"),
    "52": ("520403", "520601", "520901", "521206"),
    "65": ("650116", "650210", "650408"),
    "14": ("141303", "140602", "141405", "141214"),
    "15": ("150414", "150202", "150308"),
    "71": ("710204", "710301", "710703"),
    "10": ("100307", "101901", "104503"),
    "21": ("210105", "210201", "210505"),
    "92": ("920901", "920411", "920302", "920606"),
    "84": ("841001", "840806", "841102"),
    "93": ("930204", "930606", "930501", "930201"),
}
# Formed last year's end or proposed just now: the reviewer still has to approve them.
PROPOSED = ("441101", "550304", "930201")
COORDINATOR_WORKS_IN = ("440404", "440317", "440511")
REVIEWER_WORKS_IN = "44"

# What the land is like decides what people there work on.
_LAND_OF_PROVINCE = {
    "44": "field", "33": "field", "34": "field", "30": "field", "55": "forest", "50": "forest",
    "52": "forest", "65": "forest", "14": "canal", "15": "canal", "71": "forest", "10": "canal",
    "21": "field", "92": "forest", "84": "forest", "93": "forest",
}  # fmt: skip
_LAND_OF_TEAM = {
    "440404": "forest", "330809": "forest", "331905": "forest", "300117": "town", "501508": "town",
    "650116": "field", "104503": "town", "210105": "coast", "210201": "town", "920411": "coast",
    "841102": "coast", "930606": "coast", "930501": "field", "341005": "forest",
}  # fmt: skip
ISSUES_OF_LAND = {
    "field": ("economy-capital", "welfare", "sufficiency-housing", "rural-secure-housing", "farmland"),
    "forest": ("farmland", "economy-capital", "welfare", "sufficiency-housing"),
    "canal": ("secure-housing", "welfare", "economy-capital"),
    "town": ("secure-housing", "homeless", "welfare"),
    "coast": ("economy-capital", "welfare", "farmland"),
}


def land_of(code: str) -> str:
    """The landscape of a team's subdistrict: field, forest, canal, town or coast."""
    return _LAND_OF_TEAM.get(code) or _LAND_OF_PROVINCE[code[:2]]
