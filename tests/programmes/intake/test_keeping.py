"""What a batch keeps: the file for a while, what was written and its notes for good."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from accounts.findings import Level
from accounts.models import AccessLog
from geo.choices import Role
from geo.models import Area, AreaRole, ImportBatch
from leaders.models import Person
from programmes.intake.keeping import remove_old_files
from programmes.intake.services import answer_batch, confirm_batch, upload_batch
from programmes.intake.undo import undo_batch
from programmes.status import old_sheets

from .conftest import HOME, sample, sheet_of
from .test_pages import address
from .test_writing import uploaded

ROW = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "/"]


def age(batch: ImportBatch, days: int) -> None:
    """Let the file be ``days`` old, by the real clock and a little more."""
    ImportBatch.objects.filter(pk=batch.pk).update(stored_at=timezone.now() - timedelta(days=days, minutes=1))


class TestOldFiles:
    def test_go_after_their_days_and_not_before(
        self, coordinator: Any, settings: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        settings.SHEET_DAYS = 90
        old, young = (
            uploaded(coordinator, sheet_of([*ROW[:4], phone, "/", "/"])) for phone in ("", "0810000001")
        )
        age(old, 90)
        age(young, 89)
        name, storage = old.file.name, old.file.storage
        with django_capture_on_commit_callbacks(execute=True):
            assert remove_old_files() == 1
        assert not storage.exists(name)
        young.refresh_from_db()
        assert storage.exists(young.file.name)
        assert remove_old_files() == 0

    def test_the_status_tells_of_them(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(ROW))
        assert list(old_sheets()) == []
        age(batch, 91)
        (finding,) = old_sheets()
        assert (finding.about, finding.level) == ("old_sheets", Level.WRONG)
        remove_old_files()
        assert list(old_sheets()) == []

    def test_the_command_tells_first(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(ROW))
        age(batch, 91)
        said = []
        for options in (["--dry-run"], [], []):
            out = io.StringIO()
            call_command("remove_old_sheets", *options, stdout=out)
            said.append(out.getvalue().strip())
        assert said == ["1 old sheets would be removed", "1 old sheets removed", "0 old sheets removed"]

    def test_go_by_themselves_once_a_day_when_sheets_are_brought(self, coordinator: Any) -> None:
        first = uploaded(coordinator, sheet_of(ROW))
        age(first, 91)
        cache.clear()
        second = uploaded(coordinator, sheet_of([*ROW, "2"]))
        first.refresh_from_db()
        assert not first.file
        age(second, 91)
        uploaded(coordinator, sheet_of([*ROW, "3"]))
        second.refresh_from_db()
        assert second.file

    def test_gone_what_was_written_stays_and_can_be_undone(self, coordinator: Any, client_of: Any) -> None:
        batch = uploaded(coordinator, sheet_of(ROW), method="forum")
        confirm_batch(batch, by=coordinator)
        age(batch, 91)
        remove_old_files()
        client = client_of(coordinator)
        page = client.get(address(batch)).content.decode()
        assert "ไฟล์นี้เก็บครบกำหนดแล้วจึงลบไป" in page
        assert address(batch, "file") not in page
        assert client.get(address(batch, "file")).status_code == 404
        batch.refresh_from_db()
        with pytest.raises(ValidationError, match="ครบกำหนด"):
            answer_batch(batch, {"method": "forum"}, by=coordinator)
        assert client.post(address(batch, "confirm")).status_code == 302
        assert client.post(address(batch, "undo")).status_code == 302
        assert not Person.objects.exists()

    def test_gone_before_it_was_written_it_can_be_brought_again(self, coordinator: Any) -> None:
        batch = uploaded(coordinator, sheet_of(ROW))
        age(batch, 91)
        remove_old_files()
        assert upload_batch(sheet_of(ROW), "a_signin.csv", by=coordinator).pk != batch.pk


class TestTakingTheFileAlong:
    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    def test_as_it_came(self, suffix: str, coordinator: Any, client_of: Any) -> None:
        batch = upload_batch(sample(suffix), f"ใบลงชื่อ.{suffix}", by=coordinator)
        confirm_batch(batch, by=coordinator)
        answer = client_of(coordinator).get(address(batch, "file"))
        assert b"".join(answer.streaming_content) == sample(suffix)
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        entry = AccessLog.objects.get()
        assert (entry.action, entry.noun, entry.number) == (AccessLog.Action.EXPORTED, "sheet", 3)
        assert set(entry.object_ids) == set(Person.objects.values_list("pk", flat=True))

    def test_not_by_a_look_at_its_head(self, coordinator: Any, client_of: Any) -> None:
        batch = upload_batch(sample("csv"), "a.csv", by=coordinator)
        client_of(coordinator).head(address(batch, "file"))
        assert not AccessLog.objects.exists()

    def test_after_undoing(self, coordinator: Any, client_of: Any) -> None:
        batch = uploaded(coordinator, sheet_of(ROW), method="forum")
        confirm_batch(batch, by=coordinator)
        undo_batch(batch, by=coordinator)
        assert client_of(coordinator).get(address(batch, "file")).status_code == 200

    def test_by_nobody_else(self, coordinator: Any, user_with: Any, client_of: Any) -> None:
        batch = upload_batch(sample("csv"), "a.csv", by=coordinator)
        expected = {
            user_with(Role.REVIEWER, "44"): 200,
            user_with(Role.COORDINATOR, HOME): 404,
            user_with(Role.REVIEWER, "40"): 404,
            user_with(Role.EDITOR, "TH"): 403,
            None: 302,
        }
        for user, status in expected.items():
            assert client_of(user).get(address(batch, "file")).status_code == status


class TestAreasTakenAway:
    """Who works in an area no longer finds its sheets no more, their own among them (rule 7)."""

    @pytest.fixture
    def moved(self, coordinator: Any) -> Any:
        """The coordinator, who works in another subdistrict by now."""
        coordinator.area_roles.all().delete()
        other = Area.objects.get(code="440501")
        AreaRole.objects.create(user=coordinator, area=other, role=Role.COORDINATOR, starts_on="2018-01-01")
        return coordinator

    @pytest.mark.parametrize("page", ["batch", "file", "undo"])
    def test_not_found(self, page: str, coordinator: Any, client_of: Any, request: Any) -> None:
        batch = upload_batch(sample("csv"), "a.csv", by=coordinator)
        assert client_of(coordinator).get(address(batch, page)).status_code == 200
        client = client_of(request.getfixturevalue("moved"))
        assert client.get(address(batch, page)).status_code == 404

    def test_a_sheet_of_somewhere_else_is_found_by_who_brought_it(self, moved: Any, client_of: Any) -> None:
        batch = upload_batch(sample("csv"), "a.csv", by=moved)
        assert not batch.areas.exists()
        page = client_of(moved).get(address(batch)).content.decode()
        assert "อยู่นอกพื้นที่ของคุณ" in page
