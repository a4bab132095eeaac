"""Learning sites from a draft to the public map: the only place where a site's status changes."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import rules
from ..choices import SiteStatus
from ..models import ImportBatch, IssueArea, LearningSite
from ..signals import sites_written

# Rows that one query takes, whatever the database allows.
CHUNK = 500
# Nobody types these; asking the database whether the rows they point to exist costs a query each.
NOT_TYPED = {"subdistrict", "created_by", "changed_by", "import_batch"}


class SiteConflict(ValidationError):
    """Somebody else changed the site since the form was opened."""


class SitesRefused(Exception):
    """Sites of a list that cannot be kept: ``problems`` says why, by uid. None of the list was written."""

    def __init__(self, problems: Mapping[uuid.UUID, str]) -> None:
        super().__init__(problems)
        self.problems = dict(problems)


@dataclass(frozen=True)
class SiteInput:
    """One site as a list tells it: ``values`` for its fields, its issues, the uid it has or will have."""

    values: Mapping[str, Any]
    issues: Sequence[IssueArea] | None = None
    uid: uuid.UUID = field(default_factory=uuid.uuid4)


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
def propose_sites(
    inputs: Sequence[SiteInput], *, by: User, batch: ImportBatch | None = None
) -> list[LearningSite]:
    """New sites of a list, proposed, in the order given; the rules are those of ``propose_site``.

    Takes a handful of queries for every 500 sites. Raises SitesRefused.
    """
    made = [LearningSite(uid=told.uid, import_batch=batch, **told.values) for told in inputs]
    for site in made:
        site.status = SiteStatus.PROPOSED
        site.stamp(by)
    _check(made, {site.uid for site in made if not rules.may_propose_site(by, site)})
    LearningSite.objects.bulk_create(made, batch_size=CHUNK)
    _set_issues({site.pk: told.issues for site, told in zip(made, inputs, strict=True) if told.issues})
    _keep_history(made)
    sites_written.send(LearningSite, sites=[site.pk for site in made])
    return made


@transaction.atomic
def change_sites(inputs: Sequence[SiteInput], *, by: User) -> list[LearningSite]:
    """Change fields and, where told, issues of many sites; the rules are those of ``change_site``.

    Every site named is saved: bring only those that change. Raises SitesRefused.
    """
    told = {change.uid: change for change in inputs}
    found: list[LearningSite] = []
    for part in _chunks(list(told)):
        locked = LearningSite.objects.select_for_update(of=("self",)).with_place()
        found.extend(locked.filter(uid__in=part))
    refused = {site.uid for site in found if not rules.may_change_site(by, site)}
    for site in found:
        for name, value in told[site.uid].values.items():
            setattr(site, name, value)
        site.stamp(by)
    refused |= {site.uid for site in found if not rules.may_change_site(by, site)}
    _check(found, refused | told.keys() - {site.uid for site in found})
    names = {name for change in inputs for name in change.values}
    LearningSite.objects.bulk_update(found, [*names, "version", "changed_at", "changed_by"], batch_size=CHUNK)
    _set_issues({site.pk: told[site.uid].issues for site in found if told[site.uid].issues is not None})
    _keep_history(found, update=True)
    sites_written.send(LearningSite, sites=[site.pk for site in found])
    return found


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


@transaction.atomic
def remove_site(site: LearningSite, *, by: User) -> LearningSite:
    """Put a site that never came to the public map into the bin. Whether it is used, the apps above ask.

    Raises PermissionDenied, and ValidationError for a published one.
    """
    fresh = LearningSite.objects.select_for_update(of=("self",)).get(pk=site.pk)
    _require(rules.may_change_site(by, fresh))
    if fresh.status == SiteStatus.PUBLISHED:
        raise ValidationError(_("เผยแพร่แล้ว ลบไม่ได้ ถ้าไม่เปิดให้เยี่ยมแล้ว เลือก “ปิดปรับปรุง”"), code="published")
    fresh.put_into_bin(by)
    return fresh


@transaction.atomic
def restore_site(site: LearningSite, *, by: User) -> LearningSite:
    """Take it out of the bin. Raises PermissionDenied, and ValidationError when its code is another's now."""
    fresh = LearningSite.everything.select_for_update(of=("self",)).get(pk=site.pk)
    _require(rules.may_change_site(by, fresh))
    if fresh.deleted_at:
        fresh.deleted_at = None
        fresh.validate_constraints()
        fresh.take_out_of_bin(by)
    return fresh


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _save(site: LearningSite, by: User) -> None:
    site.stamp(by)
    site._history_user = by
    site.full_clean()
    site.save()


def _check(sites: Sequence[LearningSite], refused: Iterable[uuid.UUID]) -> None:
    """Raise SitesRefused for what rules, fields, or codes of other sites do not allow."""
    problems = dict.fromkeys(refused, _("คุณแก้แหล่งเรียนรู้นี้ไม่ได้"))
    known: dict[str, uuid.UUID] = {}
    codes = [site.code for site in sites if site.code]
    for part in _chunks(codes):
        known |= dict(LearningSite.objects.filter(code__in=part).values_list("code", "uid"))
    for site in sites:
        try:
            site.clean_fields(exclude=NOT_TYPED)
        except ValidationError as error:
            problems.setdefault(site.uid, " ".join(error.messages))
        if site.code and known.setdefault(site.code, site.uid) != site.uid:
            problems.setdefault(site.uid, _("รหัสนี้มีแหล่งเรียนรู้อื่นใช้แล้ว"))
    if problems:
        raise SitesRefused(problems)


def _set_issues(wanted: Mapping[int, Sequence[IssueArea] | None]) -> None:
    """Make the issues of sites, by primary key, those given; a tie that stays is not touched."""
    through = LearningSite.issues.through
    pairs = dict.fromkeys((site, issue.pk) for site, issues in wanted.items() for issue in issues or ())
    for part in _chunks(list(wanted)):
        held = through.objects.filter(learningsite__in=part)
        kept = {(site, issue): pk for pk, site, issue in held.values_list("pk", "learningsite", "issuearea")}
        through.objects.filter(pk__in=[pk for pair, pk in kept.items() if pair not in pairs]).delete()
        for pair in kept:
            pairs.pop(pair, None)
    links = [through(learningsite_id=site, issuearea_id=issue) for site, issue in pairs]
    through.objects.bulk_create(links, batch_size=CHUNK)


def _keep_history(sites: Sequence[LearningSite], *, update: bool = False) -> None:
    """A row of history for each site as it stands, with its issues."""
    rows = LearningSite.history.bulk_history_create(sites, batch_size=CHUNK, update=update)
    by_site = {row.id: row for row in rows}
    kept = LearningSite.history.model._meta.get_field("historicallearningsite_issues").related_model
    for part in _chunks(list(by_site)):
        links = LearningSite.issues.through.objects.filter(learningsite__in=part)
        kept.objects.bulk_create(
            kept(
                id=link.pk,
                learningsite_id=link.learningsite_id,
                issuearea_id=link.issuearea_id,
                history=by_site[link.learningsite_id],
            )
            for link in links
        )


def _chunks(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Keys in parts that a query can hold."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
