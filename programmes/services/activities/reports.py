"""What came of an activity, in words."""

from django.db import transaction

from accounts.models import User
from geo.models import ImportBatch

from ...models import Activity, ActivityReport
from .guard import check_editable, note_change


@transaction.atomic
def save_report(
    activity: Activity, *, by: User, batch: ImportBatch | None = None, **texts: str
) -> ActivityReport:
    """What came of it: outputs, outcomes, impacts, lessons, obstacles. Nothing written yet and nothing
    given: an unsaved, empty report comes back. A new one arrives with ``batch``, if a sheet brings it."""
    check_editable(activity, by, arriving=True)
    report = ActivityReport.objects.filter(activity=activity).first() or ActivityReport(
        activity=activity, import_batch=batch
    )
    if all(getattr(report, name) == text for name, text in texts.items()):
        return report
    for name, text in texts.items():
        setattr(report, name, text)
    report.stamp(by)
    report.save()
    note_change(activity, by)
    return report
