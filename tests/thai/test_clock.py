"""Which day the work is on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from thai import clock


@pytest.fixture(autouse=True)
def _no_provider():
    yield
    clock.set_pin_provider(None)


@pytest.mark.parametrize(
    "pin", ["2019-02-20", date(2019, 2, 20), datetime(2019, 2, 20, 9, 0), " 2019-02-20 "]
)
def test_the_setting_pins_the_day(settings, pin):
    settings.KHABUAN_TODAY = pin
    assert clock.today() == date(2019, 2, 20)
    assert clock.is_pinned()


@pytest.mark.parametrize("pin", [None, ""])
def test_nothing_pinned_is_the_real_clock(settings, pin):
    settings.KHABUAN_TODAY = pin
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.today() in {before.astimezone(clock.BANGKOK).date(), datetime.now(clock.BANGKOK).date()}
    assert not clock.is_pinned()


def test_a_provider_pins_too_and_the_setting_wins(settings):
    settings.KHABUAN_TODAY = None
    clock.set_pin_provider(lambda: date(2018, 5, 1))
    assert clock.today() == date(2018, 5, 1)
    settings.KHABUAN_TODAY = "2019-02-20"
    assert clock.today() == date(2019, 2, 20)


def test_a_provider_without_an_answer_pins_nothing(settings):
    settings.KHABUAN_TODAY = None
    clock.set_pin_provider(lambda: None)
    assert not clock.is_pinned()


@pytest.mark.parametrize("utc", ["2026-11-23T16:59:00+00:00", "2026-11-23T17:01:00+00:00"])
def test_the_pinned_moment_keeps_the_time_of_day_in_bangkok(settings, monkeypatch, utc):
    settings.KHABUAN_TODAY = "2019-02-20"
    real = datetime.fromisoformat(utc)
    monkeypatch.setattr(clock, "_real_now", lambda: real)
    moment = clock.now()
    assert moment.utcoffset() == timedelta(0)
    local = moment.astimezone(clock.BANGKOK)
    assert local.date() == clock.today()
    assert local.time() == real.astimezone(clock.BANGKOK).time()


def test_after_five_in_the_afternoon_utc_thailand_is_on_the_next_day(settings, monkeypatch):
    settings.KHABUAN_TODAY = None
    monkeypatch.setattr(clock, "_real_now", lambda: datetime(2019, 2, 19, 17, 1, tzinfo=UTC))
    assert clock.today() == date(2019, 2, 20)
