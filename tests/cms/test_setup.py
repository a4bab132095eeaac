"""A fresh installation has a decent site, and setting up again changes nothing."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Locale, Page, Site

from cms.choices import Purpose
from cms.models import ContentPage, HomePage, ProgrammePage
from cms.services.setup import EDITORS, STAFF, after_migrate, ensure_site
from programmes.models import Programme
from tests.factories.programmes import the_programme

pytestmark = pytest.mark.django_db


def content() -> list[tuple]:
    """What setting up could change."""
    pages = Page.objects.order_by("path").values_list(
        "path", "title", "url_path", "latest_revision_created_at"
    )
    rights = GroupPagePermission.objects.order_by("pk").values_list("group", "page", "permission")
    return [*pages, *rights, *Site.objects.values_list(), *Group.objects.values_list("name", "permissions")]


def test_a_second_time_changes_nothing():
    ensure_site()
    before = content()
    ensure_site()
    assert content() == before


def test_what_an_editor_changed_stays():
    home = ensure_site()
    home.title = "เปลี่ยนแล้ว"
    home.save()
    ContentPage.objects.filter(purpose=Purpose.ACCESSIBILITY).first().delete()
    ensure_site()
    assert HomePage.objects.get(pk=home.pk).title == "เปลี่ยนแล้ว"
    assert not ContentPage.objects.filter(purpose=Purpose.ACCESSIBILITY, locale__language_code="th").exists()


def test_it_begins_from_an_empty_tree():
    for page in Page.objects.filter(depth=1):
        page.delete()
    Site.objects.all().delete()
    Group.objects.all().delete()
    Locale.objects.all().delete()
    home = ensure_site()
    assert home.url_path == "/th/"
    assert Site.objects.get().root_page_id == home.pk
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_welcome_page_of_wagtail_is_gone():
    ensure_site()
    assert not Page.objects.filter(depth=2).not_type(HomePage).exists()


@pytest.mark.parametrize(
    "address", ["/th/", "/th/programme/", "/th/open-houses/", "/th/stories/", "/th/regions/NE/"]
)
def test_pages_are_decent_without_any_content(public, address):
    assert public.get(address).status_code == 200


def test_pages_stand_without_a_programme(public):
    Programme.objects.all().delete()
    text = public.get("/th/").content.decode()
    assert "ยังไม่มีโครงการในระบบ" in text
    for address in ("/th/programme/", "/th/provinces/44/", "/th/regions/NE/"):
        assert public.get(address).status_code == 200


def test_empty_lists_say_what_to_do_next(public):
    the_programme()
    assert "ยังไม่มีงานเปิดบ้านเร็ว ๆ นี้" in public.get("/th/").content.decode()
    assert "ยังไม่มีเรื่องเล่าในหมวดนี้" in public.get("/th/stories/").content.decode()
    assert "ยังไม่มีทีมในจังหวัดนี้" in public.get("/th/provinces/44/").content.decode()


def test_the_site_stands_where_base_url_says(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://khabuan.example"
    ensure_site()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.site_name) == ("khabuan.example", 443, "ขบวน")


def test_both_groups_may_edit_pages_and_no_more():
    ensure_site()
    for name in (EDITORS, STAFF):
        group = Group.objects.get(name=name)
        pages = GroupPagePermission.objects.filter(group=group)
        assert {right.page.specific_class for right in pages} == {HomePage}
        assert {right.permission.codename for right in pages} == {"add_page", "change_page", "publish_page"}
        models = {right.content_type.app_label for right in group.permissions.all()}
        assert models <= {"wagtailadmin", "cms", "wagtailimages", "wagtaildocs", "wagtail_localize"}


def test_a_partial_migration_is_left_alone(monkeypatch):
    from django.db import connection

    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["django_content_type"])
    ProgrammePage.objects.all().delete()
    after_migrate(using="default", sender=apps.get_app_config("cms"))
    assert not ProgrammePage.objects.exists()
