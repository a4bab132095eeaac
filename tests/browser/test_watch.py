"""The watch over pages notices what it is there for."""

import pytest
from playwright.sync_api import expect

ADDRESS = "/accounts/sign-in/"


@pytest.mark.parametrize(
    ("script", "noticed"),
    [
        ("console.error('บางอย่างผิด')", "console: บางอย่างผิด"),
        ("setTimeout(() => { throw new Error('พัง') })", "script error: พัง"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("fetch('http://elsewhere.invalid/').catch(() => {})", "Content Security Policy"),
    ],
    ids=["error", "exception", "policy", "request"],
)
def test_trouble_in_a_page_is_noticed(page, console_clean, script, noticed):
    page.goto(ADDRESS)
    assert console_clean.unexpected() == []
    page.evaluate(f"() => {{ {script} }}")
    page.evaluate("() => new Promise(done => setTimeout(done, 50))")
    assert noticed in "\n".join(console_clean.unexpected())
    console_clean.problems.clear()


def test_axe_finds_a_nameless_button(page, axe):
    page.goto(ADDRESS)
    axe(page)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        axe(page)


def test_a_wide_thing_is_noticed(phone, fits):
    phone.goto(ADDRESS)
    fits(phone)
    phone.evaluate("document.querySelector('main').style.minWidth = '900px'")
    with pytest.raises(AssertionError, match="px wide"):
        fits(phone)


def test_a_page_of_a_signed_in_account(new_page, user_with):
    page = new_page(1280, 900, user=user_with(username="somchai"))
    page.goto(ADDRESS)
    expect(page).not_to_have_url(ADDRESS)
