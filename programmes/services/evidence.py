"""Photos, signed sheets: taken in safely, kept without what they tell about phone and place."""

import hashlib
import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import rules
from ..choices import EvidenceKind
from ..models import Activity, Evidence
from .activities.guard import check_editable, lock, note_change
from .pictures import Kept, cleaned

MOST_BYTES = 10 * 1024 * 1024
MOST_PHOTOS = 4


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
    uid = uid or uuid.uuid4()
    if existing := _sent_before(uid, activity, kind, digest):
        return existing
    check_editable(activity, by)
    _check_new(activity, digest)
    kept = cleaned(data, kind)
    try:
        return _keep(activity, kept, kind, digest, by=by, uid=uid)
    except IntegrityError:
        # The uid was taken between the look and the write: by another activity, else the lock had it wait.
        if existing := _sent_before(uid, activity, kind, digest):
            return existing
        raise


def _keep(
    activity: Activity, kept: Kept, kind: EvidenceKind, digest: str, *, by: User, uid: uuid.UUID
) -> Evidence:
    """File first, then its row; when the row does not come to stay, the file goes again."""
    evidence = Evidence(
        uid=uid, kind=kind, content_type=kept.content_type, size=len(kept.content),
        width=kept.width, height=kept.height, digest=digest,
    )  # fmt: skip
    try:
        with transaction.atomic():
            fresh = evidence.activity = lock(activity)
            if existing := _sent_before(uid, fresh, kind, digest):
                return existing
            check_editable(fresh, by)
            _check_new(fresh, digest)
            _check_room(fresh, kind)
            evidence.stamp(by)
            evidence.file.save(f"file{kept.suffix}", ContentFile(kept.content), save=False)
            evidence.save()
            note_change(fresh, by)
    except BaseException:
        if evidence.file:
            evidence.file.delete(save=False)
        raise
    return evidence


def _sent_before(uid: uuid.UUID, activity: Activity, kind: EvidenceKind, digest: str) -> Evidence | None:
    """The row a repeated upload made; ValidationError when the uid stands for something else."""
    existing = Evidence.everything.filter(uid=uid).first()
    if existing is None:
        return None
    if (existing.activity_id, existing.kind, existing.digest) != (activity.pk, kind, digest):
        raise ValidationError(_("รหัสของไฟล์นี้มีไฟล์อื่นใช้แล้ว เลือกรูปนี้ใหม่อีกครั้ง"), code="uid_taken")
    return existing


def _check_new(activity: Activity, digest: str) -> None:
    if activity.evidence.filter(digest=digest).exists():
        raise AlreadyThere(_("ไฟล์นี้มีอยู่แล้ว ไม่เก็บซ้ำ"), code="twice")


def _check_room(activity: Activity, kind: EvidenceKind) -> None:
    if kind == EvidenceKind.PHOTO and activity.evidence.filter(kind=kind).count() >= MOST_PHOTOS:
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
