"""Form fields for places: a subdistrict written as people write it, and a position."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from thai.forms import read_or_refuse

from .choices import Level
from .models import Area
from .positions import format_position, parse_position
from .querysets import FIELD_ROLES, role_areas
from .resolver import Resolution, resolve
from .rules import is_national_staff, lies_in


@dataclass(frozen=True, slots=True)
class Written:
    """What came back from a place widget: the text, and the code chosen among candidates, if any."""

    text: str = ""
    chosen: str = ""


class PlaceWidget(forms.Widget):
    """A text box; below it the subdistricts to choose from when the text can mean several.

    The box is called ``name``, the choice ``name_code``.
    """

    template_name = "geo/place_widget.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "class": "in", **(attrs or {})})
        self.candidates: list[Area] = []
        self.settled: Area | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Written:
        return Written(str(data.get(name) or ""), str(data.get(f"{name}_code") or ""))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def format_value(self, value: object) -> str:
        if self.settled is not None:
            return self.settled.full_name
        if isinstance(value, Written):
            return value.text
        if isinstance(value, int):
            value = Area.objects.with_ancestors().filter(pk=value).first()
        return value.full_name if isinstance(value, Area) else str(value or "")

    def get_context(self, name: str, value: object, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = value.chosen if isinstance(value, Written) else ""
        context["widget"] |= {"candidates": self.candidates, "chosen": chosen, "choice": f"{name}_code"}
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: object = None) -> SafeString:
        # The project's templates, whatever renderer forms are drawn with.
        return render_to_string(template_name, context)


class PlaceField(forms.Field):
    """A subdistrict, written in any way the resolver reads; cleans to an Area or None.

    A text that can mean several is an error that brings the choices with it; so is a place outside the
    areas that ``for_user`` sets. ``hint`` is an area the place is expected to lie in.
    """

    widget = PlaceWidget
    default_error_messages = {
        "required": _("ยังไม่ได้บอกตำบล"),
        "unknown": _("ไม่พบตำบล “%(text)s” ใส่ชื่อตำบล อำเภอ และจังหวัด เช่น ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"),
        "too_wide": _("%(within)s มีหลายตำบล บอกชื่อตำบลด้วย"),
        "namesakes": _("มีตำบลชื่อ%(name)s %(number)s แห่ง เลือกตำบลที่ถูก"),
        "ambiguous": _("“%(text)s” หมายถึงได้ %(number)s ตำบล เลือกตำบลที่ถูก"),
        "unsure": _("“%(text)s” หมายถึงตำบลนี้ใช่ไหม เลือก หรือเขียนใหม่"),
        "elsewhere": _("ตำบลนี้อยู่นอกพื้นที่ที่คุณดูแล"),
    }

    def __init__(self, *, hint: Area | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hint = hint
        self.areas: list[Area] | None = None

    def for_user(self, user: User) -> None:
        """Accept only places where ``user`` works; national staff work everywhere."""
        self.areas = None if is_national_staff(user) else role_areas(user, *FIELD_ROLES)

    def clean(self, value: Written | Area | None) -> Area | None:
        """The subdistrict; ValidationError with codes `unknown`, `ambiguous`, `elsewhere` and the like."""
        self.widget.candidates, self.widget.settled = [], None
        if isinstance(value, Area):
            return self._within(value)
        if value is None or not value.text.strip():
            if self.required:
                raise self._error("required")
            return None
        self.widget.settled = self._settle(resolve(value.text, hint=self.hint), value)
        return self.widget.settled

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether the text no longer says the subdistrict it began with."""
        return self.widget.format_value(initial) != (data.text if isinstance(data, Written) else "")

    def _settle(self, found: Resolution, written: Written) -> Area:
        """The one subdistrict the text means; errors leave the choices with the widget."""
        mine = [area for area in found.candidates if self._may(area)]
        for area in mine:
            if area.code == written.chosen:
                return area
        if not found.candidates:
            if found.within:
                raise self._error("too_wide", within=found.within.short_name)
            raise self._error("unknown", text=written.text)
        if not mine:
            raise self._error("elsewhere")
        if len(mine) == 1 and (found.exact or len(found.candidates) == 1):
            return mine[0]
        self.widget.candidates = mine
        names = {area.name_th for area in mine}
        code = "unsure" if len(mine) == 1 else "namesakes" if len(names) == 1 else "ambiguous"
        raise self._error(code, text=written.text, name=mine[0].name_th, number=len(mine))

    def _may(self, area: Area) -> bool:
        return self.areas is None or lies_in(area, self.areas)

    def _within(self, area: Area) -> Area:
        if not self._may(area):
            raise self._error("elsewhere")
        return area

    def _error(self, code: str, **params: object) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


class AreaField(forms.CharField):
    """An area of any level by code or name: "TH", "ภาคใต้", "จ.ตรัง", "อ.รัษฎา จ.ตรัง", or a subdistrict."""

    default_error_messages = {
        "required": _("ยังไม่ได้บอกพื้นที่"),
        "unknown": PlaceField.default_error_messages["unknown"],
        "ambiguous": _("“%(text)s” หมายถึงได้หลายแห่ง ใส่อำเภอและจังหวัดด้วย"),
    }

    def clean(self, value: object) -> Area | None:
        """The area; a ValidationError with code `unknown` or `ambiguous`."""
        text = super().clean(value)
        if not text:
            return None
        for area in Area.objects.filter(level__in=[Level.NATION, Level.REGION]):
            if text in {area.code, area.name_th, area.name_en}:
                return area
        found = resolve(text)
        if area := found.area or found.within:
            return area
        code = "ambiguous" if found.is_ambiguous else "unknown"
        raise ValidationError(self.error_messages[code], code, {"text": text})

    def prepare_value(self, value: object) -> object:
        if isinstance(value, int):
            value = Area.objects.with_ancestors().filter(pk=value).first()
        return value.full_name if isinstance(value, Area) else value


class PositionField(forms.CharField):
    """Latitude and longitude in one box, "16.24, 103.25"; cleans to a pair of degrees or None."""

    default_error_messages = {"required": _("ยังไม่ได้ใส่พิกัด")}

    def clean(self, value: object) -> tuple[float, float] | None:
        """The pair; a ValidationError with code `unreadable` or `outside`."""
        return read_or_refuse(parse_position, super().clean(value))

    def prepare_value(self, value: object) -> object:
        return format_position(*value) if isinstance(value, tuple) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"autocomplete": "off", "placeholder": gettext("16.24, 103.25")}
