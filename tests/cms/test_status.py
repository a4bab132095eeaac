"""What the site tells of itself to `manage.py status`: search that lags behind, pages whose hour has come."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from accounts.findings import Level
from cms.models import SearchDocument
from cms.services.search import behind, bring_in_step
from cms.status import scheduled_pages, search
from geo.models import Area

pytestmark = pytest.mark.django_db


def test_the_search_tells_how_far_it_lags_and_writes_nothing(area):
    assert [finding.level for finding in search()] == [Level.FINE]
    Area.objects.filter(pk=area("44").pk).update(name_th="สารคามใหม่")
    SearchDocument.objects.create(
        kind=SearchDocument.objects.first().kind, language="th", object_id=0, made_with=1, title="x"
    )
    before = SearchDocument.objects.count()
    (finding,) = search()
    assert finding.level == Level.WRONG
    assert "rebuild_search" in finding.mend
    number = behind()
    assert number > 1
    assert SearchDocument.objects.count() == before
    assert bring_in_step() == number
    assert behind() == 0


def test_pages_that_should_have_appeared_or_gone_are_told():
    now = timezone.now()
    page = Page.objects.filter(depth=2).first().specific
    page.expire_at = now + timedelta(hours=1)
    page.save(update_fields=["expire_at"])
    assert list(scheduled_pages()) == []
    page.expire_at = now - timedelta(hours=1)
    page.save(update_fields=["expire_at"])
    revision = page.save_revision()
    revision.approved_go_live_at = now - timedelta(minutes=1)
    revision.save(update_fields=["approved_go_live_at"])
    (finding,) = scheduled_pages()
    assert finding.level == Level.WRONG
    assert "2" in finding.sentence
