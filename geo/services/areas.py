"""What staff change about areas: names, the region of a province, new ones, and what followed abolished ones.

Source of the rules: domain.md, "Areas never change their code; an abolished one points to what followed".
The gazetteer is loaded again with every start; ``Kept`` is written into the history beside a change, and the
loader leaves to staff what they changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from thai.clock import now

from ..choices import Certainty, Kept, Level
from ..models import Area, AreaRole, AreaShape
from ..rules import is_national_staff

# Official codes by length; a province also needs a region and an outline, which the gazetteer brings.
ADDED = {4: Level.DISTRICT, 6: Level.SUBDISTRICT}


@dataclass(frozen=True)
class Use:
    """Rows of one noun that lie in an area; they stay there when it is abolished."""

    noun: str
    number: int


@transaction.atomic
def change_region(province: Area, region: Area, *, by: User) -> Area:
    """Put a province, with everything in it, into a region; from now on the region counts as confirmed.

    The province's own change is on record; its districts and subdistricts follow silently. Saying the
    region it already has confirms it. Raises PermissionDenied for others than national staff and
    ValidationError for areas of other levels.
    """
    _staff_only(by)
    if province.level != Level.PROVINCE or region.level != Level.REGION:
        raise ValidationError({"region": _("เลือกภาคให้จังหวัด")}, code="level")
    province = Area.objects.select_for_update().get(pk=province.pk)
    if province.region_id == region.pk and province.certainty == Certainty.CONFIRMED:
        return province
    province.region = province.parent = region
    province.certainty = Certainty.CONFIRMED
    province._history_user, province._history_date = by, now()
    province.save(update_fields=["region", "parent", "certainty"])
    Area.objects.filter(province=province).exclude(pk=province.pk).update(region=region)
    return province


@transaction.atomic
def rename_area(area: Area, *, name_th: str, name_en: str, postcodes: Iterable[str], by: User) -> Area:
    """Correct what an area is called; its code stays. Raises PermissionDenied, ValidationError."""
    _staff_only(by)
    area = Area.objects.select_for_update().get(pk=area.pk)
    area.name_th, area.name_en, area.postcodes = name_th, name_en, list(postcodes)
    _stamp(area, by, Kept.WORDS)
    area.full_clean()
    area.save(update_fields=["name_th", "name_en", "postcodes"])
    return area


@transaction.atomic
def add_area(*, code: str, name_th: str, name_en: str = "", postcodes: Iterable[str] = (), by: User) -> Area:
    """A new district (4 digits) or subdistrict (6), in the area whose code its own begins with.

    Raises PermissionDenied, and ValidationError for a code that is none, is taken or lies nowhere.
    """
    _staff_only(by)
    above = parent_of(code)
    area = Area(code=code, level=ADDED[len(code)], name_th=name_th, name_en=name_en, parent=above)
    area.region_id, area.province_id = above.region_id, above.province_id
    area.district_id = above.district_id if area.level == Level.SUBDISTRICT else None
    area.postcodes = list(postcodes)
    _stamp(area, by, Kept.WORDS)
    area.full_clean()
    area.save()
    if area.level == Level.DISTRICT:
        # A district repeats itself at its own level.
        area.district = area
        area.save(update_fields=["district"])
    return area


def parent_of(code: str) -> Area:
    """The area that a new code lies in; raises ValidationError for "code" where it cannot be."""
    if not code.isdecimal() or len(code) not in ADDED:
        raise _refused(_("รหัสอำเภอมี 4 หลัก ตำบลมี 6 หลัก ตอนนี้มี %(n)s หลัก") % {"n": len(code)})
    if taken := Area.objects.with_ancestors().filter(code=code).first():
        raise _refused(_("รหัสนี้เป็นของ%(area)sแล้ว") % {"area": taken.full_name})
    above = Area.objects.current().filter(code=code[:-2]).first()
    if above is None:
        raise _refused(_("ไม่มีพื้นที่รหัส %(code)s ให้อยู่ข้างใน ตรวจหลักหน้าอีกครั้ง") % {"code": code[:-2]})
    return above


@transaction.atomic
def abolish_area(area: Area, *, on: date, followed_by: Iterable[Area], by: User) -> Area:
    """End a district or subdistrict on a day; what had led to it leads to what followed it from now on.

    Nothing that lies in it is moved. Said again it corrects the day and the followers. Raises
    PermissionDenied and ValidationError.
    """
    _staff_only(by)
    area = Area.objects.select_for_update().get(pk=area.pk)
    followers = list(followed_by)
    _check_end(area, followers)
    area.abolished_on = on
    _stamp(area, by, Kept.END)
    area.save(update_fields=["abolished_on"])
    area.successors.set(followers)
    for earlier in area.predecessors.exclude(pk=area.pk):
        _stamp(earlier, by, Kept.END)
        earlier.successors.add(*followers)
    return area


@transaction.atomic
def reinstate_area(area: Area, *, by: User) -> Area:
    """Take an end back; earlier areas that led on past it lead to it alone. Raises PermissionDenied."""
    _staff_only(by)
    area = Area.objects.select_for_update().get(pk=area.pk)
    followers = list(area.successors.all())
    area.abolished_on = None
    _stamp(area, by, Kept.END)
    area.full_clean(exclude=["successors"])
    area.save(update_fields=["abolished_on"])
    area.successors.clear()
    for earlier in area.predecessors.all():
        _stamp(earlier, by, Kept.END)
        earlier.successors.remove(*followers)
    return area


def uses_of(area: Area) -> list[Use]:
    """What lies in an area, by noun, deleted rows left out: apps above this one are found by their links."""
    found = []
    for link in _links_to(Area):
        rows = link.related_model._default_manager.filter(**{link.field.name: area})
        if issubclass(link.related_model, AreaRole):
            rows = rows.on()
        if number := rows.count():
            found.append(Use(str(capfirst(link.related_model._meta.verbose_name)), number))
    return found


def _links_to(model: type[models.Model]) -> Iterator[models.ManyToOneRel]:
    for link in model._meta.get_fields(include_hidden=True):
        plain = link.one_to_many and link.auto_created and not link.related_model._meta.auto_created
        own = link.related_model in {Area, AreaShape} or hasattr(link.related_model, "history_type")
        if plain and not own:
            yield link


def _check_end(area: Area, followers: list[Area]) -> None:
    if area.level not in ADDED.values():
        raise ValidationError(_("ยุบได้แต่ตำบลและอำเภอ"), code="level")
    if below := area.children.current().count():
        raise ValidationError(_("ยังมีตำบลอยู่ข้างใน %(n)s แห่ง ยุบตำบลก่อน") % {"n": below}, code="below")
    for other in followers:
        if other.pk == area.pk or other.level != area.level or other.abolished_on:
            words = _("%(area)sตามมาแทนไม่ได้ ต้องเป็นระดับเดียวกันที่ยังไม่ยุบ") % {"area": other.full_name}
            raise ValidationError({"followed_by": words}, code="follower")


def _stamp(area: Area, by: User, kept: Kept) -> None:
    area._history_user, area._history_date, area._change_reason = by, now(), str(kept)


def _staff_only(by: User) -> None:
    if not is_national_staff(by):
        raise PermissionDenied


def _refused(words: str) -> ValidationError:
    return ValidationError({"code": words})
