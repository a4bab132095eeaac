"""The log of who saw or exported personal data: written once, never changed."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import RequestFactory

from accounts.models import AccessLog
from accounts.services import forget_demo_access, log_access


@pytest.fixture
def entry(user_with):
    request = RequestFactory().get("/review/people/", {"q": "สมชาย"})
    request.user = user_with()
    return log_access(request, AccessLog.Action.SEEN, "person", [3, 1, 3])


def test_it_says_who_what_and_where_without_the_search(entry):
    entry.refresh_from_db()
    assert (entry.object_ids, entry.number) == ([1, 3], 2)
    assert entry.address == "/review/people/"


def test_an_entry_is_neither_changed_nor_deleted(entry):
    entry.number = 0
    for change in (
        entry.save,
        entry.delete,
        AccessLog.objects.all().delete,
        lambda: AccessLog.objects.update(number=0),
        lambda: AccessLog.objects.bulk_update([entry], ["number"]),
    ):
        with pytest.raises(TypeError), transaction.atomic():
            change()
    assert AccessLog.objects.get().number == 2


def test_an_account_with_entries_stays(entry):
    with pytest.raises(ProtectedError):
        entry.user.delete()


def test_only_the_demos_entries_go_with_the_demo(entry, user_with):
    request = RequestFactory().get("/log/people/")
    request.user = user_with(is_demo=True)
    log_access(request, AccessLog.Action.EXPORTED, "roster", [1])
    assert forget_demo_access() == 1
    assert AccessLog.objects.get() == entry
