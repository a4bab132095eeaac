"""From lists of learning sites to a plan: rows read, put beside each other, compared, given a verdict."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import Area, IssueArea
from geo.shapes import province_outlines

from ..grid import Sheet
from ..grounds import Grounds
from ..places import Places
from ..questions import Asking
from ..unread import tell_unread
from ..verdicts import Plan
from ..vocabulary import Words
from .comparing import finish, judge
from .context import Context, Draft
from .drafts import read_contacts_of, read_draft, read_issues_of, read_position
from .people import Directory
from .places import settle_place, texts_of
from .reading import place_of, province_above, read_sites, said
from .records import Records
from .twins import merge, settle_twins

MOST_AREAS = 5  # subdistricts that a batch is filed under; more of them are filed under their provinces


def make_plan(sheets: Iterable[Sheet], *, by: User, answers: Mapping[str, str], digest: str = "") -> Plan:
    """Read all lists of sites of a file against what ``by`` may see; nothing is written."""
    contexts = _contexts(sheets, by, Asking(answers))
    drafts = [read_draft(row, context) for context in contexts for row in context.reading.rows]
    settle_twins(drafts)
    own = [draft for draft in drafts if draft.twin is None and not draft.refused]
    grounds = Grounds()
    records = Records(own, by, grounds)
    for draft in own:
        if not draft.result.waits:
            records.match(draft)
    for draft in own:
        if not draft.result.waits:
            settle_place(draft)
        _read_rest(draft)
    directory = Directory(own, by, grounds)
    for draft in own:
        directory.link(draft)
        judge(draft)
    _close_twins(drafts)
    for draft in drafts:
        finish(draft)
    rows = [draft.result for draft in drafts]
    plan = Plan("sites", rows=rows, details={draft.row.key: draft for draft in drafts}, grounds=grounds)
    plan.areas = _areas(drafts)
    plan.facts = _facts(plan.areas)
    plan.notes = tell_unread(head for context in contexts for head in context.reading.unread)
    plan.persons = {
        link.person.pk for draft in drafts for link in draft.links if link.person and not draft.refused
    }
    return plan


def _contexts(sheets: Iterable[Sheet], by: User, asking: Asking) -> list[Context]:
    """The lists of a file, with every place in them looked up at once."""
    places, issues, outlines = Places(), Words(IssueArea.objects.all()), province_outlines()
    contexts = []
    for number, sheet in enumerate(sheets, start=1):
        reading = read_sites(sheet, number)
        if reading is not None:
            above = province_above(sheet, reading)
            contexts.append(Context(reading, by, asking, places, issues, outlines, above))
    places.learn(
        text
        for context in contexts
        for row in context.reading.rows
        for text in [*texts_of(place_of(row), said(row, "name"), context.above), context.above]
    )
    return contexts


def _read_rest(draft: Draft) -> None:
    """What depends on the place or on the site on record; rows of the same site fill each other's blanks."""
    for part in (draft, *draft.twins):
        part.subdistrict = draft.subdistrict
        part.site, part.held = draft.site, draft.held
        part.issues = read_issues_of(part)
        read_position(part)
        read_contacts_of(part)
    for twin in draft.twins:
        merge(draft, twin)


def _close_twins(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        for twin in draft.twins:
            twin.note(_("นับรวมกับแถว %(row)s") % {"row": draft.row.row})
            judge(twin)
            twin.result.uid, twin.result.place = draft.result.uid, draft.result.place
            twin.result.values["subdistrict"] = draft.result.values["subdistrict"]


def _areas(drafts: Iterable[Draft]) -> list[Area]:
    """Where the rows lie that can be written: a few subdistricts, or their provinces."""
    found = {
        draft.subdistrict.pk: draft.subdistrict for draft in drafts if draft.subdistrict and not draft.refused
    }
    if len(found) > MOST_AREAS:
        found = {area.province_id: area.province for area in found.values()}
    return sorted(found.values(), key=lambda area: area.code)


def _facts(areas: Iterable[Area]) -> list[tuple[str, str]]:
    """What was understood of the list as a whole, for the user to check."""
    provinces = dict.fromkeys(area.province.short_name for area in areas)
    return [(_("จังหวัด"), " ".join(provinces))] if provinces else []
