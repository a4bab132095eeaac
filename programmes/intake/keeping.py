"""What a batch keeps, and for how long: the file a while, what was written and its notes for good."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from geo.choices import BatchState
from geo.models import ImportBatch

from .questions import Question
from .verdicts import Plan

ANSWERS_FROM = "answers_from"  # in a batch's result: the file whose answers were taken over, and how many
ONCE_A_DAY = 24 * 60 * 60


def old_files() -> list[ImportBatch]:
    """Batches whose file has been kept as long as it may be, by the real clock."""
    since = timezone.now() - timedelta(days=settings.SHEET_DAYS)
    return list(ImportBatch.objects.exclude(file="").filter(stored_at__lt=since).order_by("stored_at", "pk"))


def remove_old_files() -> int:
    """Remove these files; gives back how many. Answers, results and notes stay."""
    return sum(_remove_file(batch) for batch in old_files())


def remove_old_files_daily() -> None:
    """The same, at most once a day however often it is called."""
    if cache.add("intake:old-files", True, ONCE_A_DAY):
        remove_old_files()


def remember_answers(batch: ImportBatch, plan: Callable[[], Plan]) -> Plan:
    """Answer a new batch as the same file was answered before; gives back its plan.

    Of the same content every answer holds. Of another version of the file, by its name and from the same
    hand, only answers about words, never those about single rows: their numbers may name others now.
    """
    earlier = ImportBatch.objects.filter(kind=batch.kind).exclude(answers={}).order_by("-uploaded_at", "-pk")
    earlier = earlier.visible_to(batch.uploaded_by)
    if same := earlier.filter(digest=batch.digest, state=BatchState.WRITTEN).first():
        batch.answers = same.answers
        found = plan()  # what is asked no more, or has other choices now, counts as not answered
        _take_over(batch, same, found.questions_by_key())
        return found
    fresh = plan()
    version = earlier.filter(filename=batch.filename, uploaded_by=batch.uploaded_by).first()
    if version is None:
        return fresh
    known = fresh.questions_by_key().items()
    _take_over(batch, version, {key: asked for key, asked in known if asked.about and key == asked.alike})
    if not batch.answers:
        return fresh
    del fresh, known  # two plans of a long sheet at once take twice the memory
    return plan()


def _take_over(batch: ImportBatch, source: ImportBatch, asked: Mapping[str, Question]) -> None:
    """Give the batch the answers of ``source`` that are among the choices of what is asked."""
    batch.answers = {
        key: answer
        for key, answer in source.answers.items()
        if key in asked and answer in {choice.value for choice in asked[key].choices}
    }
    if batch.answers:
        batch.result = {ANSWERS_FROM: {"file": source.filename, "number": len(batch.answers)}}


@transaction.atomic
def _remove_file(batch: ImportBatch) -> bool:
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if not fresh.file:
        return False
    storage, name, fresh.file = fresh.file.storage, fresh.file.name, ""
    fresh.save(update_fields=["file"])
    transaction.on_commit(lambda: storage.delete(name))
    return True
