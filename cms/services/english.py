"""The first pages of a new site in English: the same facts as in ``texts``, in an English reader's words.

Every text stands in the same place as its Thai original; one that is missing stops the setting up.
"""

from typing import Any

from .streams import bullets, heading, paragraph

HOME: dict[str, Any] = {
    "title": "Strong subdistricts begin with people",
    "promise": (
        "In all 77 provinces, Thailand’s community organisations are forming subdistrict teams. Their "
        "leaders "
        "and members learn from places that already work, then act on what matters at home. It is a "
        "three-year "
        "programme, 2018–2020."
    ),
}
PROGRAMME: dict[str, Any] = {
    "title": "Eight directions for developing people in the movement, 2018–2020",
    "seo_title": "The programme’s eight directions",
    "lead": (
        "Do, think and learn as you go: that is what community organisations of all five regions agreed on, "
        "so that local communities can run their own affairs. This page says how each direction is measured "
        "and how far it has come."
    ),
}
OPEN_HOUSES: dict[str, Any] = {
    "title": "Open houses",
    "seo_title": "Open house calendar",
    "lead": (
        "Communities that have made something work open their doors so that others can learn. Hosts tell "
        "what "
        "went well and what went wrong. Anybody may come: pick a date and register with the hosts."
    ),
}
STORIES: dict[str, Any] = {
    "title": "Letters and stories",
    "lead": "True stories from subdistricts, told by the people who did the work, and news of the movement.",
}
LETTERS: dict[str, Any] = {
    "title": "Letters from the director of CODI",
    "lead": (
        "The director of the Community Organizations Development Institute writes to friends in the "
        "movement: what there was to see, and what to do next."
    ),
}
FORM_TEAM = [
    heading("Five steps from a talk to a team"),
    bullets(
        "See whether your subdistrict (tambon) has a team already: type its name into the finder on the "
        "home page. If it has, ask the movement in your province to let you join.",
        "Sit down with people of your subdistrict, 5–10 are enough. Ask each other how you would like it "
        "to be, and what matters most.",
        "Find people for all three groups: change leaders, issue specialists and members. You may begin "
        "before they are complete.",
        "Choose at least one coordinator, to be the contact and to log activities.",
        "Tell the movement in your province. Once it agrees, your team appears on this site, and the "
        "coordinator gets an account to log activities with.",
        ordered=True,
    ),
    heading("What to have ready for the province"),
    bullets(
        "The subdistrict, district and province, and the day you agreed to be a team.",
        "The coordinator’s name and mobile number, if that person is happy to give them.",
        "One or two things you would like to begin with.",
    ),
    paragraph("You need no ID card number, no plan beforehand, and it costs nothing."),
    heading("What comes next"),
    paragraph(
        "Begin with something small that you can do at once: a team meeting, or a visit to a learning site "
        "nearby.",
        "Then log who came and what they learned. It takes two minutes.",
    ),
    heading("Who can help"),
    paragraph(
        "The movement in your province and the academic team of your region help, from the first talk until "
        "you draw your lessons.",
        "If you know nobody, choose your province on this page and see whom to ask.",
    ),
]
PRIVACY = [
    heading("What we keep, and why"),
    paragraph(
        "We keep name, sex, year of birth, subdistrict and phone number, to reach people and to count "
        "nobody twice.",
        "They are seen by team coordinators, reviewers and staff who look after the area.",
    ),
    bullets(
        "We also note in which team and group somebody learns and which activities they came to, to see "
        "whether people keep learning.",
        "Nickname, house number and organisation or position are kept where somebody tells them, to tell "
        "people of the same name apart.",
        "Files of names that are sent in are kept for 90 days, then deleted. Who looks after a learning site "
        "is seen only by those who work in the area.",
        "Photos and signed sheets are kept as evidence of activities, apart from the web pages. Positions "
        "and times that phones write into photos are removed as they arrive.",
        "Nobody needs an ID card number, and we do not keep one.",
        "If you would rather not be named, say so: you are counted as a number without a name.",
    ),
    heading("Who sees it"),
    paragraph(
        "Coordinators see people of their subdistricts, reviewers those of their province or region, "
        "staff the whole country.",
        "Editors of this site and the public see nobody.",
        "Each time personal data is looked at or exported, the system notes by whom and when.",
    ),
    heading("How long we keep it"),
    paragraph(
        "As long as the programme works and has to report. After that only numbers remain that tell of "
        "nobody.",
        "Of whoever was on no roster and came to nothing for 10 years we remove name and contact ourselves.",
        "You may ask for deletion earlier: we remove name and contact, and counts of activities stay right.",
    ),
    heading("The pages that anybody may open"),
    bullets(
        "They show nobody’s name, picture or words unless that person has agreed to just this use.",
        "Numbers of people are shown for provinces and larger areas only, rounded to 0 or 5; fewer than 5 "
        "people are not shown.",
        "Below the province only activities and learning sites are shown.",
    ),
    heading("When we ask for consent"),
    paragraph(
        "We ask for one thing at a time: name, picture, story, passing name and number on to hosts, "
        "inviting you to the next event. Nothing is ticked beforehand.",
        "You can take part all the same without agreeing. You may take your consent back at any time, and "
        "we remove you from the site; what was handed out in print cannot be called back.",
        "Under the age of 20 a guardian consents too.",
    ),
    heading("What you can ask for, and of whom"),
    paragraph(
        "You may see, copy, correct or delete your data, or ask us to stop using it.",
        "Tell your team’s coordinator or the movement in your province: choose the province on this page "
        "and see whom to ask.",
        "If that does not help, you may complain to the Office of the Personal Data Protection Committee.",
    ),
    heading("What the law says"),
    paragraph(
        "We tell people before we keep anything, in the words above. The operator of this site has the "
        "legal basis confirmed by a lawyer under Thailand’s law on personal data."
    ),
    heading("Does this site track you"),
    paragraph(
        "No. Pages that need no sign-in set no cookie, show no advertising, and send nothing to anybody "
        "outside this site.",
        "Letters tell how often they were read, without keeping who read them.",
        "Whoever signs in has a cookie that remembers that, and the language chosen; nothing else.",
    ),
]
ACCESSIBILITY = [
    bullets(
        "Every page works with the keyboard alone, and it is always clear where you are.",
        "Every picture is described. Beside each map and chart a list or table says the same.",
        "Status and groups are told by words and shapes, never by colour alone.",
        "Text can be made larger without scrolling sideways.",
        "Pages are light: they open on old phones and with a weak signal.",
    ),
    heading("Something in your way? Tell us"),
    paragraph(
        "Tell the movement in your province, or CODI staff, which page does not work and which device you "
        "use. "
        "We will mend it."
    ),
]
CONTENT_PAGES: dict[str, dict[str, Any]] = {
    "form-a-team": {
        "title": "How to form a subdistrict team, and whom to ask",
        "seo_title": "How to form a subdistrict team",
        "lead": (
            "A team is people of one subdistrict who learn and act together. There is one team in "
            "each subdistrict, and a few people are enough to begin."
        ),
        "body": FORM_TEAM,
    },
    "privacy": {
        "title": "Personal data",
        "lead": (
            "Data about people belongs to those people. We ask only for what is needed, and say what it is "
            "for."
        ),
        "body": PRIVACY,
    },
    "accessibility": {
        "title": "Accessibility",
        "lead": (
            "This site is made for everybody: people who cannot see it, people who cannot use a mouse, and "
            "people who have one phone and nothing else."
        ),
        "body": ACCESSIBILITY,
    },
}
