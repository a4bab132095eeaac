"""Some leaders of the demo agreed that their names stand on the page of their team."""

from collections.abc import Sequence

from leaders.choices import ConsentUse, ConsentWay
from leaders.models import Consent, ConsentWording

from .accounts import Colleagues
from .calendar import at
from .ledger import Ledger, fixed_uid, remember
from .people import Roster

TEAMS, EACH = 6, 3
LEADERS = "change-leader"


def make_consents(ledger: Ledger, rosters: Sequence[Roster], colleagues: Colleagues) -> None:
    """The first leaders of the first teams, on the day on which they joined."""
    wording = ConsentWording.objects.get(use=ConsentUse.NAME, version=1)
    made: list[Consent] = []
    for roster in rosters[:TEAMS]:
        leaders = [row for row in roster.enrolments if row.group.key == LEADERS and row.ends_on is None]
        for enrolment in leaders[:EACH]:
            consent = Consent(
                uid=fixed_uid("consent", len(made)), person=enrolment.person, use=ConsentUse.NAME,
                wording=wording, read_text=wording.text_th, way=ConsentWay.SIGNED,
                given_on=enrolment.starts_on, code=f"DEM{len(made):05d}",
            )  # fmt: skip
            by = colleagues.coordinators[roster.code]
            made.append(remember(consent, by=by, at=at(enrolment.starts_on, 17)))
    ledger.make_with_history(Consent, made)
