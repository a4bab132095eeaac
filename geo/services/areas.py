"""What staff change about areas: the region a province belongs to."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from thai.clock import now

from ..choices import Certainty, Level
from ..models import Area
from ..rules import is_national_staff


@transaction.atomic
def change_region(province: Area, region: Area, *, by: User) -> Area:
    """Put a province, with everything in it, into a region; from now on the region counts as confirmed.

    The province's own change is on record; its districts and subdistricts follow silently. Saying the
    region it already has confirms it. Raises PermissionDenied for others than national staff and
    ValidationError for areas of other levels.
    """
    if not is_national_staff(by):
        raise PermissionDenied
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
