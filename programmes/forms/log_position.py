"""Where an activity was held, as a position: from the phone, from a small map, or pasted into two boxes."""

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from geo.choices import Level
from geo.models import Area
from geo.positions import format_position, parse_position
from thai.forms import read_or_refuse

from ..choices import PositionSource
from ..models import Activity

FIELDS = ("latitude", "longitude", "position_source")
# A link that a map gives is long.
LONGEST = 2000


def _box(label: Any, example: str) -> forms.CharField:
    attrs = {"autocomplete": "off", "placeholder": example}
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, widget=forms.TextInput(attrs=attrs)
    )


class PositionForm(forms.Form):
    """Two boxes for what people paste: a number each, or a pair, UTM or a map's link in one of them.

    ``position_source`` is filled in by the script of the page; without one a new position was typed.
    Cleans ``latitude`` and ``longitude`` to degrees (WGS84) or None, both or none.
    """

    latitude = _box(_("ละติจูด"), "16.24")
    longitude = _box(_("ลองจิจูด"), "103.25")
    # Not of the hidden type: what a phone keeps of a draft leaves those out.
    position_source = forms.CharField(
        required=False, max_length=8, widget=forms.TextInput(attrs={"hidden": True})
    )

    activity: Activity

    @staticmethod
    def written(activity: Activity) -> dict[str, str]:
        """What the boxes hold of an activity's position."""
        parts = activity.position.split(", ")
        return dict(zip(FIELDS, parts, strict=False)) if activity.position else {}

    @property
    def near(self) -> str:
        """Where a map begins, "16.24,103.25": the subdistrict, else its province; "" if neither is known."""
        found = self._known_area()
        return f"{found.lat},{found.lon}" if found else ""

    @property
    def near_zoom(self) -> int:
        """How close that map is: a subdistrict or a province fills it."""
        found = self._known_area()
        return 13 if found and found.level == Level.SUBDISTRICT else 9

    def _known_area(self) -> Area | None:
        area = self.activity.area
        return next((each for each in (area, area.province) if each and each.lat is not None), None)

    def clean(self) -> dict[str, Any]:
        """The pair; one that cannot be read is told beside the first box, and what was kept stays."""
        cleaned = super().clean()
        sent = [cleaned.pop(name, "") for name in FIELDS]
        if self.add_prefix("latitude") not in self.data or {"latitude", "longitude"} & self.errors.keys():
            return cleaned
        try:
            position = _read(*sent[:2])
        except ValidationError as error:
            self.add_error("latitude", error)
            return cleaned
        return cleaned | dict(zip(FIELDS, self._values(position, sent[2]), strict=True))

    def _values(
        self, position: tuple[float, float] | None, told: str
    ) -> tuple[float | None, float | None, str]:
        kept = self.activity
        if position is None:
            return None, None, ""
        if told in {PositionSource.PHONE, PositionSource.MAP}:
            return *position, told
        if format_position(*position) == kept.position:
            return kept.latitude, kept.longitude, kept.position_source
        return *position, PositionSource.TYPED


def _read(first: str, second: str) -> tuple[float, float] | None:
    """The position in one of two boxes, or in both together; ValidationError says what is wrong."""
    written = [text for text in (first, second) if text]
    if len(written) < 2:
        return read_or_refuse(parse_position, "".join(written))
    for text in written:
        # A pair pasted over one number of the old one.
        with suppress(ValidationError):
            return read_or_refuse(parse_position, text)
    return read_or_refuse(parse_position, ", ".join(written))
