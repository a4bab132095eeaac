"""Learning sites from a draft to the public map: the only place where a site's status changes."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import rules
from ..choices import SiteStatus
from ..models import ImportBatch, IssueArea, LearningSite


class SiteConflict(ValidationError):
    """Somebody else changed the site since the form was opened."""


@transaction.atomic
def propose_site(
    *,
    by: User,
    uid: uuid.UUID | None = None,
    issues: Iterable[IssueArea] = (),
    batch: ImportBatch | None = None,
    draft: bool = False,
    **values: Any,
) -> LearningSite:
    """A new site with ``values`` for its fields, proposed, or as a draft that waits for more.

    The same ``uid`` sent twice gives the first one back. Raises PermissionDenied when it would lie
    outside the areas where ``by`` works, or when the uid is somebody else's; ValidationError by field.
    """
    if uid and (existing := LearningSite.everything.filter(uid=uid).first()):
        if existing.created_by_id != by.pk:
            raise PermissionDenied
        return existing
    site = LearningSite(uid=uid or uuid.uuid4(), import_batch=batch, **values)
    _require(site.subdistrict_id is None or rules.may_propose_site(by, site))
    site.status = SiteStatus.DRAFT if draft else SiteStatus.PROPOSED
    _save(site, by)
    site.issues.set(issues)
    return site


@transaction.atomic
def change_site(
    site: LearningSite,
    *,
    by: User,
    version: int | None = None,
    issues: Iterable[IssueArea] | None = None,
    **values: Any,
) -> LearningSite:
    """Change fields of a site; nothing changed: nothing is saved.

    ``version`` is the one the form was opened with: another one in the database raises SiteConflict. A
    site cannot be moved to where ``by`` may not change it (PermissionDenied).
    """
    fresh = LearningSite.objects.select_for_update(of=("self",)).get(pk=site.pk)
    _require(rules.may_change_site(by, fresh))
    if version is not None and version != fresh.version:
        raise SiteConflict(_("มีคนในทีมแก้รายการนี้ไปก่อนแล้ว เปิดดูใหม่แล้วแก้อีกครั้ง"), code="conflict")
    changed = {name: value for name, value in values.items() if getattr(fresh, name) != value}
    for name, value in changed.items():
        setattr(fresh, name, value)
    _require(rules.may_change_site(by, fresh))
    issues = None if issues is None else set(issues)
    if changed or (issues is not None and issues != set(fresh.issues.all())):
        _save(fresh, by)
        if issues is not None:
            fresh.issues.set(issues)
    return fresh


@transaction.atomic
def put_forward(site: LearningSite, *, by: User) -> LearningSite:
    """Draft → proposed, so that a reviewer sees it; any other site stays as it is."""
    fresh = LearningSite.objects.select_for_update(of=("self",)).get(pk=site.pk)
    _require(rules.may_propose_site(by, fresh))
    if fresh.status == SiteStatus.DRAFT:
        fresh.status = SiteStatus.PROPOSED
        _save(fresh, by)
    return fresh


@transaction.atomic
def publish_site(site: LearningSite, *, by: User) -> LearningSite:
    """Draft or proposed → published; a published one stays as it is.

    Raises PermissionDenied, and ValidationError when nobody said what one can learn there.
    """
    fresh = LearningSite.objects.select_for_update(of=("self",)).get(pk=site.pk)
    _require(rules.may_publish_site(by, fresh))
    if fresh.status == SiteStatus.PUBLISHED:
        return fresh
    if not fresh.summary.strip():
        raise ValidationError({"summary": _("ยังไม่ได้บอกว่าเรียนรู้อะไรได้บ้าง")}, code="missing")
    fresh.status = SiteStatus.PUBLISHED
    _save(fresh, by)
    return fresh


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _save(site: LearningSite, by: User) -> None:
    site.stamp(by)
    site._history_user = by
    site.full_clean()
    site.save()
