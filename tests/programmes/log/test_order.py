"""The roll stands in the order of the sheet that was printed, with its numbers."""

import re
from datetime import date

from programmes.services.printing import print_sheet
from tests.factories.programmes import ActivityFactory, EnrolmentFactory, SessionFactory, activity_with, group

from .pages import read_form


def order(client, draft) -> list[tuple[str, str]]:
    """(number, key) of each row, from the top."""
    page = client.get(f"/log/activities/{draft.uid}/").content.decode()
    page = page[: page.index('<template data-new="row"')]
    rows = re.findall(r'data-row="(a\d+)".*?<b>', page, flags=re.S)
    numbers = [
        (re.findall(r'class="mut num">(\d+)<', part) or [""])[0]
        for part in re.split(r'data-row="a\d+"', page)[1:]
    ]
    return list(zip(numbers, rows, strict=True))


def test_numbers_and_order_are_those_of_the_paper(client_of, owner, team, members) -> None:
    draft = ActivityFactory(team=team, by=owner)
    SessionFactory(activity=draft)
    client = client_of(owner)
    plain = order(client, draft)
    assert [number for number, _ in plain] == [""] * len(members)
    print_sheet(draft, by=owner)
    printed = order(client, draft)
    assert [number for number, _ in printed] == [str(n + 1) for n in range(len(members))]
    assert [key for _, key in printed] == [key for _, key in plain]
    late = EnrolmentFactory(
        team=team, group=group("change-leader"), person__given_name="กกก", person__team=team
    )
    leaders = [row for row in order(client, draft) if row[0] in {"", "1", "2", "3", "4"}]
    assert [number for number, _ in leaders] == ["1", "2", "3", "4", ""]
    assert leaders[-1][1] == f"a{late.pk}"


def test_the_code_on_paper_leads_to_the_roll_of_a_planned_activity(client_of, owner, team, members) -> None:
    planned = activity_with("planned", team=team, by=owner, starts_on=date(2019, 2, 20))
    client = client_of(owner)
    address = f"/log/activities/{planned.uid}/"
    assert 'id="who"' not in client.get(address).content.decode()
    page = client.get(f"{address}?roll")
    assert 'id="who"' in page.content.decode()
    planned.refresh_from_db()
    assert planned.status == "planned"
    fields = dict(read_form(page).fields) | {"action": "save", "title": "เริ่มจากกระดาษ"}
    client.post(f"{address}?roll", fields)
    planned.refresh_from_db()
    assert (planned.status, planned.title) == ("draft", "เริ่มจากกระดาษ")


def test_a_colleague_of_elsewhere_does_not_find_it_by_the_code(client_of, stranger, owner, team) -> None:
    planned = activity_with("planned", team=team, by=owner)
    assert client_of(stranger).get(f"/log/activities/{planned.uid}/?roll").status_code == 404
