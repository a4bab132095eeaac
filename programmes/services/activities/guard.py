"""Who may write to a log, and the note that somebody did."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

from ... import rules
from ...models import Activity


def check_editable(activity: Activity, by: User, *, arriving: bool = False) -> None:
    """Refuse strangers, and changes that the status forbids; an import writes what is arriving."""
    if not rules.may_log(by, activity):
        raise PermissionDenied
    if arriving and activity.import_batch_id and not activity.status_changes.exists():
        return
    if not rules.is_editable(by, activity):
        raise ValidationError(_("แก้ไม่ได้แล้ว บันทึกนี้ส่งไปแล้ว ขอคืนมาแก้ก่อน"), code="not_editable")


def lock(activity: Activity) -> Activity:
    """The row as it is now, held until the transaction ends: two saves at once come one after the other."""
    return Activity.objects.select_for_update().select_related(None).get(pk=activity.pk)


def note_change(activity: Activity, by: User) -> None:
    """Something belonging to the log changed: its version rises, and whoever did it is one of its authors.

    Written past ``save``: the part that changed keeps its own history, the activity needs no row of it.
    """
    activity.stamp(by)
    Activity.objects.filter(pk=activity.pk).update(
        version=activity.version, changed_by=by, changed_at=activity.changed_at
    )
    activity.authors.add(by)
