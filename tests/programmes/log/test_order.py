"""The roll stands in the order of the sheet that was printed, with its numbers."""

import re

from programmes.services.printing import print_sheet
from tests.factories.programmes import ActivityFactory, EnrolmentFactory, SessionFactory, group


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
