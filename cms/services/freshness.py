"""What the search says follows what is saved: once a change is committed, its documents are written anew.

After the commit, because cutting Thai into words takes longer than a database should be locked, and because
pages keep their issues only after they were saved themselves. Should that fail, the change stands all the
same, the failure is logged, and ``manage.py rebuild_search`` makes up for it.
"""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.signals import page_published

from geo.models import Area, IssueArea, LearningSite
from geo.querysets import within_q
from geo.signals import sites_written
from leaders.models import Team

from ..models import OpenHousePage, StoryPage
from ..search.sources import SOURCES, Source, source_of
from .search import forget, write_down

PLACES = ((LearningSite, "subdistrict"), (Team, "subdistrict"), (OpenHousePage, "area"), (StoryPage, "area"))
ISSUES = (LearningSite, OpenHousePage)


def connect() -> None:
    """From now on documents follow what they tell of."""
    for source in SOURCES:
        if not issubclass(source.model, models.Model):
            continue
        name = f"cms.search.{source.model._meta.model_name}"
        post_save.connect(_saved, sender=source.model, dispatch_uid=name)
        page_published.connect(_saved, sender=source.model, dispatch_uid=name)
        post_delete.connect(_deleted, sender=source.model, dispatch_uid=name)
    m2m_changed.connect(_issues_changed, sender=LearningSite.issues.through, dispatch_uid="cms.search.issues")
    sites_written.connect(_sites_written, dispatch_uid="cms.search.sites")
    post_save.connect(_issue_saved, sender=IssueArea, dispatch_uid="cms.search.issue")
    post_save.connect(_area_saved, sender=Area, dispatch_uid="cms.search.places")


def _later(source: Source, condition: models.Q) -> None:
    """Write down the rows that meet a condition once what was changed is committed."""

    def write() -> None:
        write_down(source, source.everything().filter(condition))

    transaction.on_commit(write, robust=True)


def _saved(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        _later(source_of(sender), models.Q(pk=instance.pk))


def _deleted(sender: type[models.Model], instance: models.Model, **kwargs: object) -> None:
    forget(source_of(sender), instance.pk)


def _issues_changed(instance: models.Model, action: str, pk_set: set[int] | None, **kwargs: object) -> None:
    if action.startswith("post_"):
        own = isinstance(instance, LearningSite)
        _sites_written(sites=[instance.pk] if own else pk_set or ())


def _sites_written(sites: Iterable[int], **kwargs: object) -> None:
    _later(source_of(LearningSite), models.Q(pk__in=list(sites)))


def _issue_saved(instance: IssueArea, created: bool, raw: bool = False, **kwargs: object) -> None:
    """It is told under its new name."""
    if not created and not raw:
        for model in ISSUES:
            _later(source_of(model), models.Q(issues=instance))


def _area_saved(instance: Area, created: bool, raw: bool = False, **kwargs: object) -> None:
    """What lies in a place that was renamed is told under the new name."""
    if not created and not raw:
        for model, relation in PLACES:
            _later(source_of(model), within_q([instance], relation))
