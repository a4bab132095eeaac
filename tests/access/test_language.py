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


@pytest.mark.django_db
def test_english_is_chosen_for_the_workspaces_and_thai_again(client_of, user_with):
    coordinator = client_of(user_with(Role.COORDINATOR, "440501"))
    assert 'lang="th">' in coordinator.get("/log/").text
    answer = coordinator.post("/accounts/language/", {"language": "en", "next": "/log/"})
    assert answer.url == "/log/"
    assert '<html lang="en">' in coordinator.get("/log/").text
    assert '<html lang="th">' in coordinator.get("/th/").text
    coordinator.post("/accounts/language/", {"language": "th", "next": "/log/"})
    assert '<html lang="th">' in coordinator.get("/log/").text


@pytest.mark.django_db
def test_the_choice_of_language_leads_to_no_other_site(client):
    answer = client.post("/accounts/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.url == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/sign-in/", "/accounts/password/"])
def test_the_choice_stands_where_one_signs_in_and_in_the_settings(client, client_of, user_with, address):
    whose = client if "sign-in" in address else client_of(user_with(Role.COORDINATOR, "440501"))
    assert 'name="language" value="en" lang="en">English' in whose.get(address).text
