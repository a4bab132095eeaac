"""Photos, signed sheets: taken in safely, kept without what they tell about phone and place."""

import hashlib
import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import rules
from ..choices import ActivityStatus, EvidenceKind
from ..models import Activity, Evidence, Submission
from .activities.guard import check_editable, lock, note_change
from .pictures import Kept, cleaned

MOST_BYTES = 10 * 1024 * 1024
MOST_PHOTOS = 4
# A log that is verified or cancelled stays as it is: its reviewer opens it first.
CLOSED = {ActivityStatus.VERIFIED, ActivityStatus.CANCELLED}
# Where a file belongs: to a log, or to a copy of it that was kept aside.
Place = Activity | Submission


class AlreadyThere(ValidationError):
    """The same file is kept with this activity already; nothing was added."""


def add_evidence(
    activity: Activity,
    upload: UploadedFile,
    kind: EvidenceKind,
    *,
    by: User,
    uid: uuid.UUID | None = None,
) -> Evidence:
    """Keep ``upload`` as a photo or the signed sheet of ``activity``.

    Pictures are decoded and written anew, upright, at most 2,000 px long, without any metadata. A PDF is
    taken for the signed sheet only, and kept as it is. The same ``uid`` sent again with the same file, even
    at once or after the log was sent, gives the kept row back, also one that was taken out since. Raises
    ValidationError with what to do about it (`uid_taken`: the uid stands for another file), AlreadyThere
    for a file kept under another uid, PermissionDenied outside one's areas.
    """
    if not rules.may_log(by, activity):
        raise PermissionDenied
    digest, data = _read(upload)
    new = _New(uid or uuid.uuid4(), kind, digest, by)
    if existing := _sent_before(new, activity):
        return existing
    check_editable(activity, by)
    _check_new(activity, digest)
    return _kept_once(new, activity, cleaned(data, kind))


def add_beside(
    submission: Submission, upload: UploadedFile, kind: EvidenceKind, *, by: User, uid: uuid.UUID
) -> Evidence:
    """Keep ``upload`` with a log that was kept aside, for whoever decides about it.

    As `add_evidence` otherwise; PermissionDenied for anybody but its sender. Where that copy is in use
    already, the file comes to the log at once, unless the log is closed by now.
    """
    if submission.account_id != by.pk:
        raise PermissionDenied
    digest, data = _read(upload)
    new = _New(uid, kind, digest, by)
    if existing := _sent_before(new, submission):
        return existing
    _check_new(submission, digest)
    kept = _kept_once(new, submission, cleaned(data, kind))
    activity = submission.activity
    if submission.used and activity and activity.status not in CLOSED:
        bring_over(submission, activity, by=by)
    return kept


def bring_over(submission: Submission, activity: Activity, *, by: User) -> None:
    """What was kept with a log aside belongs to ``activity`` from here on, but what it has already."""
    there = activity.evidence.values("digest")
    if submission.evidence.filter(activity=None).exclude(digest__in=there).update(activity=activity):
        note_change(activity, by)


@dataclass(frozen=True)
class _New:
    """What is to be kept, apart from its bytes."""

    uid: uuid.UUID
    kind: EvidenceKind
    digest: str
    by: User


def _kept_once(new: _New, place: Place, kept: Kept) -> Evidence:
    try:
        return _keep(new, place, kept)
    except IntegrityError:
        # The uid was taken between the look and the write: in another place, else the lock had it wait.
        if existing := _sent_before(new, place):
            return existing
        raise


def _keep(new: _New, place: Place, kept: Kept) -> Evidence:
    """File first, then its row; when the row does not come to stay, the file goes again."""
    evidence = Evidence(
        uid=new.uid, kind=new.kind, content_type=kept.content_type, size=len(kept.content),
        width=kept.width, height=kept.height, digest=new.digest,
    )  # fmt: skip
    try:
        with transaction.atomic():
            fresh = _locked(place, new.by)
            if existing := _sent_before(new, fresh):
                return existing
            _check_new(fresh, new.digest)
            _check_room(fresh, new.kind)
            setattr(evidence, _belongs(fresh), fresh)
            evidence.stamp(new.by)
            evidence.file.save(f"file{kept.suffix}", ContentFile(kept.content), save=False)
            evidence.save()
            if isinstance(fresh, Activity):
                note_change(fresh, new.by)
    except BaseException:
        if evidence.file:
            evidence.file.delete(save=False)
        raise
    return evidence


def _belongs(place: Place) -> str:
    return "activity" if isinstance(place, Activity) else "submission"


def _locked(place: Place, by: User) -> Place:
    if isinstance(place, Submission):
        return Submission.objects.select_for_update().get(pk=place.pk)
    fresh = lock(place)
    check_editable(fresh, by)
    return fresh


def _sent_before(new: _New, place: Place) -> Evidence | None:
    """The row a repeated upload made; ValidationError when the uid stands for something else."""
    existing = Evidence.everything.filter(uid=new.uid).first()
    if existing is None:
        return None
    belongs_to = getattr(existing, f"{_belongs(place)}_id")
    if (belongs_to, existing.kind, existing.digest) != (place.pk, new.kind, new.digest):
        raise ValidationError(_("รหัสของไฟล์นี้มีไฟล์อื่นใช้แล้ว เลือกรูปนี้ใหม่อีกครั้ง"), code="uid_taken")
    return existing


def _check_new(place: Place, digest: str) -> None:
    if place.evidence.filter(digest=digest).exists():
        raise AlreadyThere(_("ไฟล์นี้มีอยู่แล้ว ไม่เก็บซ้ำ"), code="twice")


def _check_room(place: Place, kind: EvidenceKind) -> None:
    if kind == EvidenceKind.PHOTO and place.evidence.filter(kind=kind).count() >= MOST_PHOTOS:
        raise ValidationError(
            _("ใส่ได้ไม่เกิน %(most)s รูป เอารูปอื่นออกก่อน"), params={"most": MOST_PHOTOS}, code="too_many"
        )


def _read(upload: UploadedFile) -> tuple[str, bytes]:
    """SHA-256 and content of an upload that is not too large."""
    if upload.size > MOST_BYTES:
        raise ValidationError(
            _("ไฟล์นี้ %(size)s MB ใหญ่เกินไป ใช้ได้ไม่เกิน %(most)s MB ย่อรูปแล้วส่งใหม่"),
            params={"size": -(-upload.size // 1024**2), "most": MOST_BYTES // 1024**2},
            code="too_large",
        )
    upload.seek(0)
    data = upload.read()
    if not data:
        raise ValidationError(_("ไฟล์นี้ว่างเปล่า เลือกไฟล์ใหม่"), code="empty")
    return hashlib.sha256(data).hexdigest(), data


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """Put a file into the bin. Twice does no harm."""
    check_editable(evidence.activity, by)
    if evidence.deleted_at is None:
        evidence.stamp(by)
        evidence.deleted_at = evidence.changed_at
        evidence.save(update_fields=["deleted_at", "version", "changed_by", "changed_at"])
        note_change(evidence.activity, by)
    return evidence


@transaction.atomic
def restore_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """Take a file out of the bin. Raises ValidationError where its log is deleted, sent, full, or has it."""
    activity = evidence.activity
    if activity.deleted_at:
        raise ValidationError(_("บันทึกของไฟล์นี้ถูกลบไป กู้คืนบันทึกก่อน"), code="log_deleted")
    activity = lock(activity)
    check_editable(activity, by)
    if evidence.deleted_at:
        _check_new(activity, evidence.digest)
        _check_room(activity, evidence.kind)
        evidence.take_out_of_bin(by)
        note_change(activity, by)
    return evidence
