"""The editing admin: editors and staff write pages and materials, nobody else comes in."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.models import ContentPage, Material
from geo.choices import Role
from leaders.services.consents import withdraw
from tests.factories.cms import (
    DocumentFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PictureFactory,
    PublishedSiteFactory,
    StoryPageFactory,
    home,
)
from tests.factories.leaders import ConsentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(user_with, client_of):
    """An editor's client."""
    home()
    user = user_with(Role.EDITOR, "TH")
    user.groups.add(Group.objects.get(name="Editors"))
    return client_of(user)


@pytest.fixture
def staff(user_with, client_of):
    """A client of national staff."""
    home()
    user = user_with(Role.STAFF, "TH")
    user.groups.add(Group.objects.get(name="Staff"))
    return client_of(user)


@pytest.mark.parametrize("who", ["editor", "staff"])
def test_every_page_can_be_opened_for_editing(request, who):
    client = request.getfixturevalue(who)
    StoryPageFactory()
    OpenHousePageFactory(sites=[PublishedSiteFactory()], handouts=[MaterialFactory()])
    for page in home().get_descendants(inclusive=True):
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 200, page


@pytest.mark.parametrize(
    ("model", "above"),
    [
        ("storypage", "cms.StoryIndexPage"),
        ("openhousepage", "cms.OpenHouseIndexPage"),
        ("contentpage", "cms.HomePage"),
    ],
)
def test_new_pages_can_be_begun(editor, model, above):
    from django.apps import apps

    parent = apps.get_model(above).objects.first()
    address = reverse("wagtailadmin_pages:add", args=["cms", model, parent.pk])
    assert editor.get(address).status_code == 200


def test_nobody_adds_a_second_home_page(editor):
    root = home().get_parent()
    assert editor.get(reverse("wagtailadmin_pages:add", args=["cms", "homepage", root.pk])).status_code in {
        302,
        403,
    }


def test_a_content_page_is_written_and_published(editor, public):
    parent = home()
    response = editor.post(
        reverse("wagtailadmin_pages:add", args=["cms", "contentpage", parent.pk]),
        {
            "title": "ถามตอบ",
            "slug": "questions",
            "lead": "เรื่องที่คนถามบ่อย",
            "illustration": "hall",
            "photo": "",
            "purpose": "plain",
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "publish",
        },
    )
    assert response.status_code == 302, response.context and response.context["form"].errors
    assert ContentPage.objects.get(slug="questions").live
    assert "เรื่องที่คนถามบ่อย" in public.get("/th/questions/").content.decode()


def test_an_address_that_is_taken_is_refused(editor):
    parent = home()
    fields = {"title": "แหล่งเรียนรู้", "slug": "sites", "purpose": "plain", "body-count": "0"}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    address = reverse("wagtailadmin_pages:add", args=["cms", "contentpage", parent.pk])
    response = editor.post(address, fields | comments)
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert not ContentPage.objects.filter(slug="sites").exists()


def test_an_open_house_can_be_looked_at_before_it_is_published(editor):
    page = OpenHousePageFactory(handouts=[MaterialFactory()])
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert page.title in editor.get(address).content.decode()


def test_materials_are_kept(editor):
    document = DocumentFactory()
    response = editor.post(
        reverse("wagtailsnippets_cms_material:add"),
        {"title": "โปสเตอร์", "kind": "poster", "document": document.pk, "note": "A3", "available_on": ""},
    )
    assert response.status_code == 302
    assert Material.objects.get().document == document


def test_a_material_without_file_or_day_says_what_is_missing(editor):
    address = reverse("wagtailsnippets_cms_material:add")
    response = editor.post(
        address, {"title": "โปสเตอร์", "kind": "poster", "document": "", "available_on": ""}
    )
    assert "ใส่ไฟล์ หรือบอกวันที่จะเผยแพร่" in response.content.decode()


def test_places_are_chosen_by_name(editor):
    text = editor.get(reverse("area_chooser:choose_results"), {"q": "ท่าขอนยาง"}).content.decode()
    assert "อ.กันทรวิชัย" in text
    assert "เชียงยืน" not in text


def test_only_published_sites_can_be_chosen(editor):
    PublishedSiteFactory(name_th="ขึ้นเว็บแล้ว")
    PublishedSiteFactory(name_th="ยังไม่ขึ้นเว็บ", status="proposed")
    text = editor.get(reverse("site_chooser:choose_results")).content.decode()
    assert "ขึ้นเว็บแล้ว" in text
    assert "ยังไม่ขึ้นเว็บ" not in text


ADMIN = [
    ("wagtailadmin_home", []),
    ("wagtailadmin_explore_root", []),
    ("wagtailsnippets_cms_material:list", []),
    ("wagtailsnippets_cms_material:add", []),
    ("area_chooser:choose", []),
    ("site_chooser:choose", []),
    ("wagtailimages:add", []),
]


@pytest.mark.parametrize("name", [name for name, _arguments in ADMIN])
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REVIEWER, None])
def test_others_do_not_come_in(user_with, client_of, name, role):
    home()
    user = user_with(role, "44") if role else None
    response = client_of(user).get(reverse(name))
    assert response.status_code in {302, 403}


def test_a_photo_needs_words_and_consent(editor):
    from tests.factories.cms import photo_file

    response = editor.post(
        reverse("wagtailimages:add"),
        {"title": "รูป", "file": photo_file(), "description": "", "consent": "", "collection": 1},
    )
    assert set(response.context["form"].errors) >= {"description", "consent"}


def test_editors_see_at_a_glance_what_the_public_does_not(editor, by, person, commit):
    told = "ไม่เผยแพร่ เจ้าตัวไม่ยินยอมแล้ว"
    consent = ConsentFactory(person=person, use="picture")
    picture, material = (made(consent_codes=consent.code) for made in (PictureFactory, MaterialFactory))
    PictureFactory()
    MaterialFactory()
    pages = {
        reverse("wagtailimages:index"): 1,
        reverse("wagtailimages:index") + "?layout=list": 1,
        reverse("wagtailimages:edit", args=[picture.pk]): 1,
        reverse("wagtailsnippets_cms_material:list"): 1,
        reverse("wagtailsnippets_cms_material:edit", args=[material.pk]): 1,
    }
    assert {address: editor.get(address).text.count(told) for address in pages} == dict.fromkeys(pages, 0)
    commit(withdraw, consent, by=by)
    assert {address: editor.get(address).text.count(told) for address in pages} == pages
    assert "อยู่บนเว็บ" in editor.get(reverse("wagtailsnippets_cms_material:list")).text
