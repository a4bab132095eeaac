"""Forms of the editing admin: programmes, their years, learner groups and methods."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.admin_forms import VocabularyForm
from thai.dates import BE_OFFSET, format_range, shown_year
from thai.forms import ThaiDateTextField, ThaiIntegerField
from thai.widgets import active_language

from .models import Activity, Enrolment, LearnerGroup, Method, Programme, ProgrammeYear

# A year from here on is Buddhist.
FIRST_BE_YEAR = 2400
LONGEST_YEAR = timedelta(days=365)


class LearnerGroupForm(VocabularyForm):
    """Words and marks of one learner group."""

    class Meta(VocabularyForm.Meta):
        model = LearnerGroup
        fields = [
            *("name_th", "short_th", "name_en", "key", "hint_th", "hint_en"),
            *("shape", "with_issues", "leads", "aliases", "order"),
        ]


class MethodForm(VocabularyForm):
    """Words of one method, and whether its hours are training or practice."""

    class Meta(VocabularyForm.Meta):
        model = Method
        fields = ["name_th", "name_en", "key", "kind", "hint_th", "aliases", "order"]


class ProgrammeForm(forms.ModelForm):
    """A programme and its learner groups: at least the protected ones, and all that have people."""

    groups = forms.ModelMultipleChoiceField(
        LearnerGroup.objects.all(), label=gettext_lazy("กลุ่มผู้เรียนรู้"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Programme
        fields = ["name_th", "name_en", "key", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = bool(self.instance.pk)
        if not self.instance.pk:
            self.initial.setdefault("groups", LearnerGroup.objects.filter(protected=True))

    def clean_groups(self) -> Any:
        """Say which group is missing."""
        chosen = self.cleaned_data["groups"]
        left_out = LearnerGroup.objects.exclude(pk__in=chosen)
        if needed := left_out.filter(protected=True):
            names = " · ".join(map(str, needed))
            raise ValidationError(_("ทุกโครงการต้องมีกลุ่มนี้: %(names)s") % {"names": names})
        held = Enrolment.objects.filter(programme=self.instance.pk, group__in=left_out)
        if self.instance.pk and (used := left_out.filter(pk__in=held.values("group"))):
            names = " · ".join(map(str, used))
            raise ValidationError(_("เอาออกไม่ได้ มีคนอยู่ในกลุ่มนี้แล้ว: %(names)s") % {"names": names})
        return chosen


class ProgrammeYearForm(forms.ModelForm):
    """One year of a programme. Its years do not overlap, and none leaves its activities outside."""

    year = ThaiIntegerField(label=gettext_lazy("ปี พ.ศ."), min_value=1900, max_value=2700)
    starts_on = ThaiDateTextField(label=gettext_lazy("วันแรก"), help_text=gettext_lazy("เช่น 1 ม.ค. 2562"))
    ends_on = ThaiDateTextField(label=gettext_lazy("วันสุดท้าย"))

    class Meta:
        model = ProgrammeYear
        fields = ["programme", "year", "starts_on", "ends_on", "plan_rule"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["programme"].disabled = True
            self.initial["year"] = shown_year(self.instance.year, active_language())

    def clean_year(self) -> int:
        """Kept C.E., typed B.E. or C.E."""
        year = self.cleaned_data["year"]
        return year - BE_OFFSET if year >= FIRST_BE_YEAR else year

    def clean(self) -> dict[str, Any]:
        """Check the span against the other years and against the activities within the old one."""
        cleaned = super().clean()
        programme, first, last = (cleaned.get(name) for name in ("programme", "starts_on", "ends_on"))
        if not (programme and first and last):
            return cleaned
        if last < first:
            self.add_error("ends_on", _("วันสุดท้ายต้องไม่ก่อนวันแรก"))
            return cleaned
        self._check_length(cleaned.get("year"), first, last)
        others = ProgrammeYear.objects.filter(programme=programme).exclude(pk=self.instance.pk)
        if other := others.filter(starts_on__lte=last, ends_on__gte=first).first():
            span = format_range(other.starts_on, other.ends_on, active_language())
            self.add_error("starts_on", _("ซ้อนกับปีที่มีอยู่แล้ว (%(span)s)") % {"span": span})
        if lost := self._left_outside(first, last):
            self.add_error("starts_on", _("มีกิจกรรม %(n)s รายการอยู่นอกช่วงใหม่ ย้ายวันของกิจกรรมก่อน") % {"n": lost})
        return cleaned

    def _check_length(self, year: int | None, first: date, last: date) -> None:
        """A year bears the number of a year it touches, and is no longer than one: a fiscal one fits, too."""
        if year is not None and not first.year <= year <= last.year:
            self.add_error("year", _("ปีนี้อยู่นอกช่วงวันที่ใส่ แก้ปีหรือแก้วัน"))
        if last - first > LONGEST_YEAR:
            self.add_error("ends_on", _("ปีหนึ่งยาวไม่เกิน 12 เดือน แบ่งเป็นหลายปี"))

    def _left_outside(self, first: Any, last: Any) -> int:
        """How many activities lie in the span as it was and not in the new one."""
        if not self.instance.pk:
            return 0
        was = ProgrammeYear.objects.get(pk=self.instance.pk)
        held = Activity.objects.filter(
            programme=was.programme_id, ends_on__gte=was.starts_on, starts_on__lte=was.ends_on
        )
        return held.filter(Q(starts_on__lt=first) | Q(ends_on__gt=last)).count()
