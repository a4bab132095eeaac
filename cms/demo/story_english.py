"""The demo's stories and news in English, by slug: part for part of the Thai body."""

from dataclasses import replace
from typing import Any

from .story_texts import Part, Story

TEXTS: dict[str, dict[str, Any]] = {
    "children-know-the-trees": {
        "title": "The forest where children know more trees than their fathers",
        "lead": (
            "In Tha Khon Yang the children wrote the forest down and the grown-ups asked the questions. A "
            "year later "
            "that notebook had become the village’s rules."
        ),
    },
    "twenty-baht-a-day": {
        "title": "Twenty baht a day, until there was a house key",
        "lead": (
            "Families renting by the Chak Phra canal had never managed to save for longer than a month, "
            "until friends "
            "from their small group sat down and counted with them."
        ),
    },
    "one-day-ten-years": {
        "title": "One day’s walk ends ten years of quarrelling",
        "lead": (
            "The two sides of the stream at Pa Pae had argued about the boundary since their fathers’ "
            "time. What "
            "worked was to walk it together and share a packed lunch."
        ),
    },
    "first-mother-crab": {
        "title": "The first mother crab and the coupons of Auntie’s shop",
        "lead": (
            "The crab bank of Han Thao began with three buckets and coupons for cooking oil. In the first "
            "month all "
            "the young died. In the second, people began to write things down."
        ),
    },
    "never-came-to-meetings": {
        "title": "One baht a day, and the people who never came to meetings",
        "lead": (
            "A survey of households showed that those worst off had never been in the fund. So the team of "
            "Saphue "
            "carried its desk to them."
        ),
    },
    "open-house-calendar": {
        "title": "Open houses from March to May 2019: the calendar is out",
        "lead": (
            "Four hosts are expecting you: a forest in Maha Sarakham, a canal in Taling Chan, a boundary "
            "in Mae Taeng "
            "and baskets in Ang Thong."
        ),
    },
    "first-year-sixty-teams": {
        "title": "After one year: 60 subdistrict teams in 16 provinces",
        "lead": (
            "By the end of 2018 there were teams in every region. This year we want to draw lessons more "
            "often and "
            "open more houses."
        ),
    },
}
# The words of each part of the body, in its order; a part without words (files) stands for itself.
WORDS: dict[str, tuple[Any, ...]] = {
    "children-know-the-trees": (
        "The community forest of Ban Dong Mafai used to be an abandoned cassava field. The fathers’ "
        "generation "
        "remembers little but thorns. Last year the team took primary-school children in on every Buddhist "
        "holy day, "
        "each with a notebook and a pencil.",
        "There was one rule: if you do not know a plant, give it a nickname and ask at home. For three "
        "months the "
        "notebooks were full of “elephant’s leg” and “stinky leaf”.",
        (
            "My child asked me what this tree is called and I could not say. I was ashamed, so I had to go "
            "and ask my "
            "mother.",
            "Father of a fifth-year pupil, Moo 4",
        ),
        "From notebook to rules",
        "After a year of writing, the children saw for themselves that the wild greens had gone from the "
        "side where "
        "people walk in easily. Two of them said so at the village forum. The grown-ups were silent for a "
        "while, and "
        "then rule 7 was born: pick the shoots, never cut the branch.",
        "A walk on a holy day: whoever has time comes along",
        "The notebooks now lie in the village hall, where anybody may open them. On 2 March Dong Mafai "
        "opens its "
        "house, and the same children will lead the walk.",
        None,
    ),
    "twenty-baht-a-day": (
        "The rented room by the canal was as wide as three mats. When heavy rain came, everything had to "
        "go up on the "
        "bed. When the team came to talk about saving for secure housing, the lane laughed: with money to "
        "save, nobody "
        "would be living here.",
        "So the small group of eight households did not begin with a sum. It sat down to write what each "
        "had spent "
        "the day before. The first night turned up ice and lottery tickets; the second, interest paid by "
        "the day.",
        (
            "The month my husband lost his job, friends in the group saved for us. Nobody said a word. "
            "After that I "
            "did not dare to miss a month.",
            "Member of small group 3, canal-side community",
        ),
        "What was not in the house plans",
        "The new houses are not much wider. But the path in front lets a wheelchair pass: on the day the "
        "plan was "
        "measured, a child was holding the tape, and said that the grandmother at the end of the lane "
        "could not leave "
        "her house.",
        "The open house in March is full. Put your name on the waiting list, or take the slides and tell "
        "the story in "
        "your own community.",
        None,
    ),
    "one-day-ten-years": (
        "Three maps drew three lines, and none of them met the real fence. So the team of Pa Pae put the "
        "maps away "
        "and asked elders from both sides to walk.",
        "The first post went in beside a mango tree that everybody remembered climbing as a child. From "
        "there they "
        "went bend by bend. One side pointed; the other said yes, or asked for three steps.",
        (
            "Ten years in meeting rooms and no end. Stand there yourself, and you see which way the water "
            "runs.",
            "Elder from north of the stream",
        ),
        "A map large enough for everybody to stand around",
        "One day gave 23 posts. A red cloth marked the one place still open. In the afternoon the two "
        "households went "
        "back to look by themselves, then told the team it need not come again.",
        None,
    ),
    "first-mother-crab": (
        "Asking fishers to give back a crab that carries eggs is no small thing: one sells for a hundred "
        "baht or more. "
        "So the small-boat group made coupons for Auntie’s shop in the village, one for every mother crab "
        "returned.",
        "In the first month all the young died, and nobody knew why, until a secondary-school pupil "
        "borrowed a salt "
        "meter from school.",
        (
            "We raised them with the best of intentions and forgot to measure the water. Crabs know "
            "nothing of good "
            "intentions.",
            "On duty at the crab bank",
        ),
        "Figures on the lids",
        "Every bucket has the date, the boat and the salt written on its lid, for whoever passes by. By "
        "the end of the "
        "year, 31 of the village’s 38 boats had returned a mother crab.",
        None,
    ),
    "never-came-to-meetings": (
        "More than half of Saphue belongs to the subdistrict’s welfare fund, and the committee was proud "
        "of it. Then a "
        "young member of the team compared the list of members with the households the team had visited.",
        "Of twelve homes with somebody bedridden, two were in the fund. The reason was simple: they could "
        "not come "
        "out to the village hall to pay.",
        (
            "We waited for people to come to us. Those who can come are not the ones who need us most.",
            "The fund’s treasurer",
        ),
        "The next month the desk moved to the houses of the sick, one a day. Neighbours dropped in to pay "
        "and to visit "
        "the patient. In three months the fund had 41 new members.",
        None,
    ),
    "open-house-calendar": (
        "There are four open houses this round. All have few seats, so that everybody gets to talk. "
        "Register with the "
        "hosts: their number stands on each page.",
        (
            "Sat 2 Mar 2019: reading the forest at Dong Mafai, Tha Khon Yang, Maha Sarakham",
            "Sat 16 Mar 2019: the first month of saving, Khlong Chak Phra, Bangkok. Full; there is a "
            "waiting list",
            "Fri–Sat 5–6 Apr 2019: walking the boundary, Pa Pae, Chiang Mai",
            "Sat 25 May 2019: your first basket, Bang Chao Cha, Ang Thong",
        ),
        "Best come as three, one from each group: then you have company when you get to work at home.",
    ),
    "first-year-sixty-teams": (
        "Early in 2018 there were only a few subdistrict teams. By the end of the year provinces had "
        "approved 60. The "
        "smallest has twenty people, the largest more than thirty.",
        "What we add this year",
        (
            "Every team sits down to draw its lessons at least twice",
            "Less listening, more doing and more coaching",
            "Each region opens at least one house",
        ),
        "The printed sign-in sheet is as good as ever. Take a picture of it, then log the activity on this "
        "site or send "
        "in a spreadsheet.",
        None,
    ),
}


def in_english(told: Story) -> Story:
    """The same story, told in English."""
    body = tuple(_part(part, words) for part, words in zip(told.body, WORDS[told.slug], strict=True))
    return replace(told, body=body, **TEXTS[told.slug])


def _part(part: Part, words: Any) -> Part:
    kind, value = part
    if kind == "files":
        return part
    return (kind, (value[0], words)) if kind == "picture" else (kind, words)
