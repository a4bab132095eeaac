"""Addresses without a language in them: sent on only where no view of ours has answered."""

import pytest

from geo.choices import Role


@pytest.mark.django_db
def test_what_is_not_there_is_not_sent_on(client_of, user_with):
    desk = client_of(user_with(Role.REVIEWER, "44"))
    for method in (desk.get, desk.post):
        assert method("/review/activities/00000000-0000-4000-8000-000000000000/").status_code == 404


@pytest.mark.django_db
def test_a_public_page_typed_without_its_language_is_found(client):
    answer = client.get("/no-such-page/", headers={"accept-language": "th"})
    assert answer.status_code == 302
    assert answer.url == "/th/no-such-page/"
    assert client.get(answer.url).status_code == 404
