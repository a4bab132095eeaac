"""A session in the log: which day, which method, how many hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thai.clock import today
from thai.dates import format_date
from thai.forms import ThaiDateField, ThaiDecimalField, ThaiTimeField, not_future
from thai.widgets import active_language

from ..models import Method, ProgrammeYear, Session
from ..services.activities import SessionInput
from ..services.completeness import date_problem
from .log_uids import prefix_of

OTHER_DAY = "other"


class DayForm(forms.Form):
    """A day that has come: today, yesterday, or another in three boxes.

    The first two carry their date, so that a form sent after midnight still means the day it was made on.
    Without JavaScript the boxes stand open: a date typed there wins over a choice that was left as it was.
    """

    when = forms.ChoiceField(label=_("วันที่ทำกิจกรรม"), required=False, widget=forms.RadioSelect)
    date = ThaiDateField(label=_("วันอื่น"), required=False)

    def __init__(
        self, *args: Any, day: date, years: Sequence[ProgrammeYear], initial: Any = None, **kwargs: Any
    ) -> None:
        self.day, self.years = day, years
        now = today()
        near = {now.isoformat(): _("วันนี้"), (now - timedelta(days=1)).isoformat(): _("เมื่อวาน")}
        start = {"when": day.isoformat() if day.isoformat() in near else OTHER_DAY, "date": day}
        super().__init__(*args, initial=start | (initial or {}), **kwargs)
        posted = self.data.get(self.add_prefix("when"), "") if self.is_bound else ""
        if posted and posted != OTHER_DAY and posted not in near:
            # The page was made on another day: its "today" is shown as the date that it meant.
            near[posted] = _written(posted)
        self.fields["when"].choices = [*near.items(), (OTHER_DAY, _("วันอื่น"))]

    def clean(self) -> dict[str, Any]:
        """One date, checked against the calendar of the programme."""
        cleaned = super().clean()
        if day := self._near_day():
            self._errors.pop("date", None)
            cleaned["date"] = day
        elif "date" not in self._errors and not cleaned.get("date"):
            self.add_error("date", _("ยังไม่ได้บอกว่าทำวันไหน"))
        if cleaned.get("date"):
            self._check(cleaned["date"])
        return cleaned

    def _near_day(self) -> date | None:
        """The day of the choice "today" or "yesterday", unless another one was typed beside it."""
        when = self.data.get(self.add_prefix("when"), "")
        try:
            day = date.fromisoformat(when)
        except ValueError:
            return None
        typed = any(self.data.get(f"{self.add_prefix('date')}_{box}", "").strip() for box in range(3))
        beside = typed and "date" in self.changed_data and "when" not in self.changed_data
        return None if beside else day

    def _check(self, day: date) -> None:
        try:
            not_future(day)
            if problem := date_problem(day, self.years):
                raise ValidationError(problem, code="outside")
        except ValidationError as error:
            self.add_error("date", error)


def _written(day: str) -> str:
    """An ISO date as people write it; anything else as it is."""
    try:
        return format_date(date.fromisoformat(day), active_language())
    except ValueError:
        return day


class SessionForm(DayForm):
    """One session; ``methods`` are all ways of learning by id, fetched once for all sessions.

    One that is not kept yet brings its ``further`` methods along.
    """

    # Stands in the page, so that a session added meanwhile is not taken for one left empty.
    sent = forms.CharField(widget=forms.HiddenInput, required=False)
    starts_at = ThaiTimeField(label=_("เริ่มกี่โมง"), required=False)
    method = forms.ChoiceField(label=_("วิธีหลัก"), required=False, widget=forms.RadioSelect)
    hours = ThaiDecimalField(
        label=_("กี่ชั่วโมง (ไม่รู้เว้นว่างได้)"),
        required=False,
        min_value=Decimal("0.25"),
        max_value=24,
        max_digits=4,
        decimal_places=2,
        error_messages={"max_value": _("วันหนึ่งมีไม่เกิน 24 ชั่วโมง")},
    )
    further = forms.MultipleChoiceField(
        label=_("วิธีอื่นที่ใช้ด้วย"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        session: Session,
        *,
        methods: Mapping[int, Method],
        years: Sequence[ProgrammeYear],
        data: Any = None,
        further: Sequence[Method] | None = None,
    ) -> None:
        self.session, self.methods = session, methods
        self.held_further = [method.pk for method in further] if further is not None else []
        if session.pk:
            self.held_further = [method.pk for method in session.further_methods.all()]
        prefix = prefix_of("s", session.uid)
        super().__init__(
            data if data is not None and f"{prefix}-sent" in data else None,
            prefix=prefix,
            day=session.date,
            years=years,
            initial={
                "sent": "1",
                "starts_at": session.starts_at,
                "method": session.method_id,
                "hours": None if session.hours is None else f"{session.hours.normalize():f}",
                "further": self.held_further,
            },
        )
        choices = [(pk, method.name) for pk, method in methods.items()]
        self.fields["method"].choices = choices
        self.fields["further"].choices = choices

    @property
    def chosen_day(self) -> date:
        """The day as sent if it can be read, else the day there was."""
        if self.is_bound and not self.errors.get("date"):
            return self.cleaned_data["date"]
        return self.session.date

    @property
    def chosen_method(self) -> Method | None:
        """The main method as it stands in the form."""
        return self.to_input().method

    def to_input(self) -> SessionInput:
        """The session to be written; what could not be read stays as it was."""
        cleaned = self.cleaned_data if self.is_bound else {}
        kept = self.session
        method, further = kept.method, self.held_further
        if "method" in cleaned:
            method = self.methods.get(int(cleaned["method"])) if cleaned["method"] else None
        if "further" in cleaned:
            further = [int(pk) for pk in cleaned["further"]]
        return SessionInput(
            uid=kept.uid,
            date=cleaned.get("date") or kept.date,
            starts_at=cleaned.get("starts_at", kept.starts_at),
            method=method,
            hours=cleaned.get("hours", kept.hours),
            further_methods=tuple(
                self.methods[pk] for pk in further if pk in self.methods and self.methods[pk] != method
            ),
        )
