"""Which archives stay: many of the last days, few of the year, always a good one, never anybody else's."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts.backup.notes import Note, keep, notes_in, remember_proof
from accounts.backup.rotation import DAYS, MONTHS, WEEKS, rotate, staying

NOW = datetime(2019, 2, 20, 3, 30, tzinfo=ZoneInfo("Asia/Bangkok"))


def note(at: datetime, *, good: bool = True) -> Note:
    name = f"khabuan-{at:%Y-%m-%d-%H%M%S}.tar.gz"
    return Note(name, at, 4, "00", False, 1, 1, 1, verified_at=at if good else None)


def nights(number: int, *, good: bool = True) -> list[Note]:
    """One each night, the newest first."""
    return [note(NOW - timedelta(days=days), good=good) for days in range(number)]


def days_of(notes: list[Note]) -> list[int]:
    """How many days old each is."""
    return [(NOW - one.made_at).days for one in notes]


def test_after_years_of_nights_some_of_each_span_stay():
    stay = staying(nights(3 * 365), now=NOW)
    days = days_of(stay)
    assert days[:DAYS] == list(range(DAYS))
    # 20 Feb 2019 is a Wednesday: Sundays before it are 3, 10 and 17 days old.
    assert {3, 10, 17} <= set(days)
    months = {(NOW - timedelta(days=age)).strftime("%Y-%m") for age in days}
    assert len(months) == MONTHS
    assert max(days) < 366
    assert len(days) <= DAYS + WEEKS + MONTHS


def test_what_stays_does_not_depend_on_when_it_was_looked_at():
    """Rotating every night leaves what rotating once leaves."""
    kept: list[Note] = []
    every = nights(500)
    for one in reversed(every):
        kept = staying([one, *kept], now=one.made_at)
    assert kept == staying(every, now=NOW)


def test_all_of_the_last_day_stay():
    hourly = [note(NOW - timedelta(hours=hours)) for hours in range(60)]
    assert [one for one in staying(hourly, now=NOW) if one.made_at > NOW - timedelta(days=1)] == hourly[:24]


def test_a_number_keeps_the_newest():
    assert days_of(staying(nights(30), now=NOW, keep=3)) == [0, 1, 2]


@pytest.mark.parametrize("keep_number", [1, 3, None])
def test_the_only_good_one_always_stays(keep_number):
    old = note(NOW - timedelta(days=900))
    stay = staying([*nights(30, good=False), old], now=NOW, keep=keep_number)
    assert old in stay
    assert stay[0].made_at == NOW


def test_of_one_day_the_proved_one_is_the_better():
    day = NOW - timedelta(days=3)
    later, earlier = note(day + timedelta(hours=2), good=False), note(day)
    assert staying([note(NOW), later, earlier], now=NOW) == [note(NOW), earlier]


@given(
    st.lists(st.tuples(st.integers(0, 800 * 24), st.booleans()), max_size=60, unique_by=lambda made: made[0]),
    st.none() | st.integers(1, 9),
)
def test_newest_and_newest_good_stay_whatever_there_is(made, keep_number):
    notes = [note(NOW - timedelta(hours=hours), good=good) for hours, good in sorted(made)]
    stay = staying(notes, now=NOW, keep=keep_number)
    assert stay[:1] == notes[:1]
    assert [one for one in stay if one.verified_at][:1] == [one for one in notes if one.verified_at][:1]
    assert staying(stay, now=NOW, keep=keep_number) == stay


def archive(folder: Path, one: Note) -> Path:
    path = folder / one.archive
    path.write_bytes(b"1234")
    keep(folder, one)
    return path


def test_only_our_own_archives_go_with_their_notes(tmp_path):
    ours = [archive(tmp_path, one) for one in nights(3)]
    foreign = [tmp_path / "khabuan-2001-01-01-000000.tar.gz", tmp_path / "letters.zip", tmp_path / "x.json"]
    for path in foreign:
        path.write_bytes(b"1234")
    longer = archive(tmp_path, note(NOW - timedelta(days=800)))
    longer.write_bytes(b"somebody else's under this name")
    renamed = archive(tmp_path, note(NOW - timedelta(days=700)))
    renamed.rename(tmp_path / "kept-by-hand.tar.gz")
    gone = rotate(tmp_path, now=NOW, keep=1)
    assert gone == [path.name for path in ours[1:]]
    left = {path.name for path in tmp_path.iterdir()}
    assert {path.name for path in (ours[0], longer, *foreign)} | {"kept-by-hand.tar.gz"} <= left
    assert not {f"{name}.json" for name in gone} & left


def test_a_failed_proof_is_noted_and_the_archive_is_good_no_more(tmp_path):
    path = archive(tmp_path, note(NOW))
    remember_proof(path, at=NOW, trouble="เสีย")
    (kept,) = notes_in(tmp_path)
    assert (kept.verified_at, kept.trouble) == (None, "เสีย")
    remember_proof(path, at=NOW)
    (kept,) = notes_in(tmp_path)
    assert (kept.verified_at, kept.trouble) == (NOW, "")


@pytest.mark.parametrize("number", ["0", "-1", "many", "๓"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(CommandError):
        call_command("backup", f"--keep={number}")
