"""Who sees the bin of the admin, how long it keeps, and what an erasure does there."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.retention import rules
from cms.demo.removing import remove_demo
from cms.models import Binned, ConsentTie, ContentPage, Demo, Material, StoryPage
from cms.services.bin import bring_back
from geo.choices import Role
from leaders.services.erasing import erase
from tests.cms.bin.rows import BIN, kept_files, lies, thrown, with_group
from tests.factories.cms import (
    ContentPageFactory,
    MaterialFactory,
    PictureFactory,
    StoryPageFactory,
    home,
    photo_file,
)
from tests.factories.leaders import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db


class TestWho:
    @pytest.mark.parametrize(("role", "group"), [(Role.EDITOR, "Editors"), (Role.STAFF, "Staff")])
    def test_editors_and_staff(self, role, group, client_of, user_with, chief, commit):
        commit(thrown, MaterialFactory(title="คู่มือ"), by=chief)
        commit(thrown, ContentPageFactory(title="หน้าหนึ่ง"), by=chief)
        client = client_of(with_group(user_with(role, "TH"), group))
        text = client.get(BIN).text
        assert "คู่มือ" in text
        assert "หน้าหนึ่ง" in text
        assert BIN in client.get("/admin/").text

    def test_a_page_is_seen_by_those_who_may_add_one_there(self, client_of, editor, chief, commit):
        commit(thrown, home(), by=chief)
        assert "/back/" not in client_of(editor).get(BIN).text
        assert "/back/" in client_of(chief).get(BIN).text

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REVIEWER, None])
    def test_nobody_else(self, role, client_of, user_with, editor, commit):
        item = commit(thrown, MaterialFactory(), by=editor)
        client = client_of(user_with(role, "440501") if role else None)
        for answer in (client.get(BIN), client.post(f"{BIN}{item.pk}/back/")):
            assert answer.status_code in {302, 403}
        assert not Material.objects.exists()

    def test_asking_is_not_bringing_back(self, client_of, editor, commit):
        item = commit(thrown, MaterialFactory(), by=editor)
        assert client_of(editor).get(f"{BIN}{item.pk}/back/").status_code == 405
        assert not Material.objects.exists()

    def test_one_row_and_three_cost_the_same(self, client_of, editor, commit):
        client, counts = client_of(editor), []
        for number in (1, 2):
            for _thing in range(number):
                commit(thrown, ContentPageFactory(), by=editor)
            client.get(BIN)
            with CaptureQueriesContext(connection) as asked:
                client.get(BIN)
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestEmptying:
    def test_after_30_days_rows_and_files_go(self, editor, client_of, commit):
        old, young = (commit(thrown, PictureFactory(), by=editor) for _number in range(2))
        Binned.objects.filter(pk=old.pk).update(deleted_at=old.deleted_at - timedelta(days=31))
        assert client_of(editor).get(BIN).text.count("/back/") == 1
        assert client_of(editor).post(f"{BIN}{old.pk}/back/").status_code == 404
        told = StringIO()
        commit(call_command, "empty_bin", "--dry-run", stdout=told)
        assert "cms.Binned: 1 would be removed" in told.getvalue()
        assert Binned.objects.count() == 2
        (rule,) = (rule for rule in rules() if rule.name == "bin")
        assert rule.due() == 1
        commit(call_command, "empty_bin", stdout=StringIO())
        assert list(Binned.objects.all()) == [young]
        assert (kept_files(old), kept_files(young)) == ([False], [True])

    def test_copies_that_no_row_knows_go_the_day_after(self, editor, commit, monkeypatch):
        item = commit(thrown, PictureFactory(), by=editor)
        stray = storages["private"].save("bin/stray.jpg", photo_file())
        commit(call_command, "empty_bin", stdout=StringIO())
        assert storages["private"].exists(stray)
        at = timezone.now() - timedelta(days=2)
        monkeypatch.setattr(type(storages["private"]), "get_modified_time", lambda self, name: at)
        commit(call_command, "empty_bin", stdout=StringIO())
        assert (storages["private"].exists(stray), kept_files(item)) == (False, [True])

    def test_what_the_demo_made_goes_with_it(self, editor, commit):
        story, mine = StoryPageFactory(), StoryPageFactory()
        Demo.objects.create(day="2019-02-20", rows={"cms.StoryPage": [[story.pk, story.pk]]})
        items = [commit(thrown, thing, by=editor) for thing in (story, mine)]
        commit(remove_demo)
        assert list(Binned.objects.all()) == items[1:]


class TestErasing:
    def test_pictures_of_the_person_go_with_their_files(self, editor, person, user_with, commit):
        consent, staff = ConsentFactory(person=person, use="picture"), user_with(Role.STAFF, "TH")
        item = commit(thrown, PictureFactory(consent_codes=consent.code), by=editor)
        other = commit(thrown, PictureFactory(), by=editor)
        commit(erase, person, by=staff)
        assert list(Binned.objects.all()) == [other]
        assert (kept_files(item), kept_files(other)) == ([False], [True])

    def test_a_file_that_is_named_after_the_person_comes_back_under_another_name(
        self, editor, person, user_with, commit
    ):
        file = photo_file()
        file.name = f"{person.given_name} {person.family_name}.jpg"
        item = commit(thrown, PictureFactory(file=file), by=editor)
        named = item.rows[0]["fields"]["file"]
        commit(erase, person, by=user_with(Role.STAFF, "TH"))
        back = commit(bring_back, item, by=editor).thing
        assert (back.file.name, back.file.name == named) == (f"original_images/file-{back.pk}.jpg", False)
        assert lies(back)

    def test_quoted_words_go_and_those_of_others_stay(self, editor, person, user_with, commit):
        mine, theirs = (
            ConsentFactory(person=one, use="story") for one in (person, PersonFactory(team=person.team))
        )
        told = {mine: "เราปลูกกันเอง ไม่รอใคร", theirs: "น้ำมาทุกปี เราชินแล้ว"}
        body = [
            ("quote", {"text": words, "role": "", "name": "", "consent": consent.code})
            for consent, words in told.items()
        ]
        page = ContentPageFactory(body=body)
        page.save_revision()
        item = commit(thrown, page, by=editor)
        commit(erase, person, by=user_with(Role.STAFF, "TH"))
        commit(bring_back, item, by=editor)
        back = ContentPage.objects.get(pk=page.pk)
        kept = f"{back.body.raw_data} {back.latest_revision.content}"
        assert (told[mine] in kept, told[theirs] in kept, back.live) == (False, True, True)

    def test_a_story_comes_back_without_the_person_and_off_the_site(self, editor, person, user_with, commit):
        consent, staff = ConsentFactory(person=person, use="story"), user_with(Role.STAFF, "TH")
        words = f"{person.given_name} {person.family_name}"
        story = StoryPageFactory(title=f"เรื่องของ {words}", consent_codes=consent.code)
        story.save_revision()
        item = commit(thrown, story, by=editor)
        commit(erase, person, by=staff)
        item.refresh_from_db()
        assert person.family_name not in f"{item.title} {item.rows}"
        commit(bring_back, item, by=editor)
        back = StoryPage.objects.get()
        assert (back.live, words in back.title) == (False, False)
        assert ConsentTie.objects.get(page=story.pk).held
