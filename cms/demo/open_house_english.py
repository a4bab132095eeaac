"""The demo's open houses in English, by slug: the same facts, line for line of the timetable."""

from dataclasses import replace
from typing import Any

from .open_house_texts import OpenHouse

# What is done at a time, and what each group does in it, in the order of the Thai line.
LINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "fund-one-baht": (
        ("Welcome, and rice porridge together",),
        ("The story of the fund, from the first baht",),
        (
            "Three tables",
            "How to win young people for the committee",
            "Close the books of a real month",
            "Join the fund and claim a payment, from beginning to end",
        ),
        ("What once went wrong: ask anything",),
        ("Each subdistrict writes down one thing to do at home",),
    ),
    "mangrove-tha-khoei": (
        ("Sign in; hats and gloves for everybody",),
        ("Along the boardwalk, through three ages of forest",),
        ("Into the mud, to plant mangroves before the tide",),
        (
            "Talk in groups",
            "How to agree on home waters with the big boats",
            "Measure salt and count young crabs",
            "Cook seafood and sell it straight to those who eat it",
        ),
        ("Round up: who does what next",),
    ),
    "reading-the-forest": (
        ("Sign in, grilled sticky rice, the forest’s twelve rules",),
        ("Two kilometres through the forest with mushroom pickers",),
        (
            "Count the trees of one plot",
            "Talk with forest officers about the boundary",
            "Take positions and fill in the shared table",
            "Measure trunks, name trees, put up stickers",
        ),
        ("Lunch from what the forest gives",),
        ("What went wrong: the year the fire came in",),
        ("Each subdistrict writes one rule of its own",),
    ),
    "first-month-of-saving": (
        ("By boat from the office, to see the community from the canal",),
        ("Three kinds of house, each shown by its owner",),
        (
            "Small groups",
            "How to talk with the district office and the landowner",
            "The cooperative’s books, and how savings are followed up",
            "Plan one month of money for your own household",
        ),
        ("Tell each other, then write the name of a neighbour to invite",),
    ),
    "walking-the-boundary": (
        ("Day one: the old maps, and elders on where the line once ran",),
        (
            "Practise on one bend",
            "Listen to both sides without judging",
            "Take positions and keep the table of posts",
            "Get posts, paint and rope ready",
        ),
        ("Supper, and a night in a villager’s house",),
        ("Day two: walk the real line, 1.5 kilometres",),
        ("Read out the list of posts; both sides sign",),
        ("Farewell round: when will you begin at home?",),
    ),
    "first-basket": (
        ("From a whole bamboo to a single strip",),
        ("Weave the bottom of a basket, one grandmother to each guest",),
        (
            "Groups",
            "How to share work and money without quarrels",
            "What one basket costs, with your own labour in it",
            "Weave on until the basket is done",
        ),
        ("Set up a stall and try the price",),
    ),
}
TEXTS: dict[str, dict[str, Any]] = {
    "fund-one-baht": {
        "title": "Open house at the one-baht-a-day fund",
        "lead": (
            "Sit at the pay desk on a real opening day, read books that neighbours keep for each other, "
            "and ask "
            "about everything that once went wrong."
        ),
        "place": "Ban Saphue village hall, Moo 3",
        "contact": "Saphue one-baht fund, phone 081-000-0031, on the 5th of every month",
        "travel": "About 12 kilometres from Trakan Phuet Phon. Follow the indigo banners; park at the "
        "temple.",
        "told": (
            "Guests came from nine subdistricts. While they watched, the fund took in 14 new members.",
            "The question asked most was why the fund does not lend. The answer is in the easy-to-read "
            "rules, page 4.",
        ),
    },
    "mangrove-tha-khoei": {
        "title": "Open house in the mangroves of Tha Khoei",
        "lead": (
            "Plant mangroves in the mud together, see the forest that was planted ten years ago, and talk "
            "with "
            "small-boat fishers about their home waters."
        ),
        "place": "Pavilion by the Tha Khoei canal, Moo 6",
        "contact": "The movement in Surat Thani, phone 081-000-0032, Monday–Friday 09:00–16:00",
        "travel": (
            "Take the shared taxi towards Tha Chang, get off at the temple and walk 400 metres. Bring a "
            "change of "
            "shoes."
        ),
        "told": (
            "They planted 600 trees before the tide came in. Guests from town got muddier than anybody, "
            "and laughed "
            "loudest.",
            "Two visiting subdistricts agreed to start crab banks of their own in March.",
        ),
    },
    "reading-the-forest": {
        "title": "Reading the forest at Dong Mafai",
        "lead": (
            "Walk through the forest, hear what went wrong, and count the trees of one plot yourself. "
            "Children are "
            "welcome, elders more so."
        ),
        "place": "Village hall, Moo 4",
        "contact": "The movement in Maha Sarakham, phone 081-000-0033, Monday–Friday 09:00–16:00",
        "materials_note": "Print one plot sheet a group: it can be shared.",
        "travel": (
            "Three kilometres from the Tha Khon Yang crossroads. A pick-up waits at the subdistrict office "
            "at 08:30: "
            "say so when you register."
        ),
        "told": (
            "Fifteen years ago this was waste land. The villagers agreed to stop cutting and wait. The "
            "forest came "
            "back by itself; it was people who had to learn how to wait.",
            "You walk with people who go into the forest every day. Nobody lectures; somebody shows the way.",
        ),
    },
    "first-month-of-saving": {
        "title": "The first month of saving: secure housing at Khlong Chak Phra",
        "lead": (
            "See three kinds of real house, talk with families who had never saved before, and plan the "
            "first month "
            "for your own community."
        ),
        "place": "Housing cooperative’s office, by the Chak Phra canal",
        "contact": "Khlong Chak Phra housing cooperative, phone 081-000-0034, every evening 17:00–20:00",
        "travel": (
            "From Bang Khun Non station take the shared taxi to Taling Chan, or a long-tail boat from Tha "
            "Chang pier."
        ),
        "told": (
            "Forty-six families began with 20 baht a day. When a household stumbled, its small group saved "
            "for it for "
            "two months.",
            "All seats are taken, but put your name on the waiting list: somebody always cancels.",
        ),
    },
    "walking-the-boundary": {
        "title": "Walking the boundary of Pa Pae: two days and a night",
        "lead": (
            "Walk a boundary with owners from both sides, stay a night in a villager’s house, and go home "
            "able to do "
            "the same."
        ),
        "place": "Ban Pa Pae village hall, Moo 2",
        "contact": "The movement in Chiang Mai, phone 081-000-0035, Monday–Friday 09:00–16:00",
        "materials_note": "Bring a printed table of posts and write in pencil.",
        "travel": (
            "The van leaves Chang Phueak bus station at 10:00. The road winds: take something against "
            "travel sickness "
            "first. The night of the 5th will be cold; bring a warm jacket."
        ),
        "told": (
            "Pa Pae has walked 14 boundaries. Eleven were settled in a day, three had to be walked again. "
            "We tell "
            "about those three first.",
        ),
    },
    "first-basket": {
        "title": "Your first basket at Bang Chao Cha",
        "lead": (
            "Split bamboo, start a basket and work out its price the way the group does. Take your first "
            "basket home."
        ),
        "place": "Under the weaving group’s house, Moo 8",
        "contact": "The movement in Ang Thong, phone 081-000-0036, Monday–Friday 09:00–16:00",
        "travel": "Six kilometres from Pho Thong market. There is parking in front of the temple.",
        "told": (
            "For three years this group sold at a loss, because it forgot to count its own labour. It will "
            "open its "
            "old books for you.",
        ),
    },
}


def in_english(told: OpenHouse) -> OpenHouse:
    """The same open house, told in English."""
    timetable = tuple(
        (moment, what, dict(zip(groups, parts, strict=True)))
        for (moment, _thai, groups), (what, *parts) in zip(told.timetable, LINES[told.slug], strict=True)
    )
    return replace(told, timetable=timetable, **TEXTS[told.slug])
