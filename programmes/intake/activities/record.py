"""Activities on record that rows of a list may be: found all at once, each taken by one row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo.models import Area
from leaders.models import Team
from thai.dates import format_date
from thai.text import search_key

from ...choices import ActivityStatus
from ...models import Activity
from ...querysets import ActivityQuerySet
from ..grounds import Grounds
from ..known import OFF, ask_which
from ..questions import Choice, QuestionKind
from .context import Context
from .details import days_of, details_of, parts_of
from .drafts import Draft

Holder = tuple[str, int]
Key = tuple[Holder, date, date, str]

SAME_ACTIVITY, ANOTHER = "same", "new"


class OnRecord:
    """Gives each draft the activity that it speaks of: by holder, days and title, or file."""

    def __init__(self, drafts: Iterable[Draft], *, digest: str, context: Context, grounds: Grounds) -> None:
        self.drafts = [draft for draft in drafts if draft.holder and draft.days and not draft.refused]
        self.digest, self.context, self.grounds = digest, context, grounds
        self.by_holder: dict[Holder, list[Activity]] = defaultdict(list)
        self.taken: set[int] = set()
        for row in self._around():
            self.by_holder[_holder(row)].append(row)

    def settle(self) -> None:
        """Match what is alike, ask about rows that are alike themselves, then about logs of the days."""
        rows: dict[Key, list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            rows[_key(draft)].append(draft)
        for key, alike in rows.items():
            self._settle_alike(key, alike)
        self._settle_brought()
        among = {
            draft.row.key: self._overlapping(draft)
            for draft in self.drafts
            if draft.activity is None and not draft.merged
        }
        days = days_of(row.pk for rows in among.values() for row in rows)
        for draft in self.drafts:
            if rows := among.get(draft.row.key):
                self._ask(draft, [row for row in rows if _share_a_day(draft, row, days)])
        self._load_details()

    def _around(self) -> Iterator[Activity]:
        if not self.drafts:
            return
        first = min(draft.days[0] for draft in self.drafts)
        last = max(draft.days[-1] for draft in self.drafts)
        there = Activity.objects.filter(starts_on__lte=last, ends_on__gte=first)
        holders: dict[str, set[int]] = defaultdict(set)
        for kind, key in (holder for draft in self.drafts for holder in _holders(draft)):
            holders[kind].add(key)
        for keys in parts_of(holders["team"]):
            self.grounds.must_hold(Team.objects.filter(pk__in=keys))
            yield from self._look(there.filter(team__in=keys))
        for keys in parts_of(holders["area"]):
            self.grounds.must_hold(Area.objects.filter(pk__in=keys))
            yield from self._look(there.filter(team=None, area__in=keys))

    def _look(self, rows: ActivityQuerySet) -> list[Activity]:
        """The rows with their file's digest. Whatever belongs to one raises its version when it changes."""
        found = list(rows.annotate(digest=F("import_batch__digest")).order_by("starts_on", "pk"))
        self.grounds.saw(rows, found)
        return found

    def _settle_alike(self, key: Key, alike: list[Draft]) -> None:
        """The same holder, days and title: the one on record; two rows of the file are asked about."""
        first, last, title = key[1:]
        known = [
            row
            for row in self._held(alike[0])
            if (row.starts_on, row.ends_on) == (first, last) and search_key(row.title) == title
        ]
        # Of two, the one that still counts.
        known.sort(key=lambda row: (row.status == ActivityStatus.CANCELLED, row.pk))
        if len(known) < len(alike):
            for draft in alike[1:]:
                _ask_twin(draft, alike[0], self.context)
        for draft, row in zip((draft for draft in alike if not draft.merged), known, strict=False):
            self._take(draft, row)

    def _settle_brought(self) -> None:
        """What the same file brought before is it, whatever it is called by now."""
        left: dict[tuple[Holder, date, date], list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            if draft.activity is None and not draft.merged:
                left[draft.holder, draft.days[0], draft.days[-1]].append(draft)
        for key, drafts in left.items():
            first, last = key[1:]
            brought = [
                row
                for row in self._held(drafts[0])
                if self.digest and row.digest == self.digest and row.pk not in self.taken
                if (row.starts_on, row.ends_on) == (first, last)
            ]
            if len(brought) == len(drafts) == 1:
                self._take(drafts[0], brought[0])

    def _overlapping(self, draft: Draft) -> list[Activity]:
        """Other logs of the holder around these days, unless they are off or another row's."""
        return [
            row
            for row in self._held(draft)
            if row.starts_on <= draft.days[-1] and row.ends_on >= draft.days[0]
            if row.status not in OFF and row.pk not in self.taken
        ]

    def _ask(self, draft: Draft, among: list[Activity]) -> None:
        """Which of the logs of its days it is, if any; what a row before it took is no choice."""
        among = [row for row in among if row.pk not in self.taken]
        if not among:
            return
        told = draft.title, format_date(draft.days[0], get_language() or "th", "day")
        where = {"sheet": draft.row.sheet, "row": draft.row.row}
        question = ask_which(among, f"{draft.row.key}:activity", told, self.context.asking, **where)
        draft.result.questions.append(question)
        chosen = next((row for row in among if str(row.uid) == question.answer), None)
        if chosen:
            self._take(draft, chosen)

    def _held(self, draft: Draft) -> list[Activity]:
        """What its holders have on record around its days."""
        return [row for holder in _holders(draft) for row in self.by_holder[holder]]

    def _take(self, draft: Draft, row: Activity) -> None:
        draft.activity = row
        draft.result.uid = row.uid
        self.taken.add(row.pk)

    def _load_details(self) -> None:
        """Bring what is compared."""
        matched = [draft for draft in self.drafts if draft.activity]
        found = details_of(draft.activity.pk for draft in matched)
        for draft in matched:
            draft.kept = found[draft.activity.pk]


def _share_a_day(draft: Draft, row: Activity, days: dict[int, set[date]]) -> bool:
    """Whether both have a session on one day; without sessions the log's span counts."""
    held = days.get(row.pk)
    return any(day in held if held else row.starts_on <= day <= row.ends_on for day in draft.days)


def _holders(draft: Draft) -> list[Holder]:
    """Who may have it on record: its team, and, unless that is named, the area from before it had one."""
    before = [] if draft.named_team or not draft.team else [("area", draft.area.pk)]
    return [draft.holder, *before]


def _holder(row: Activity) -> Holder:
    return ("team", row.team_id) if row.team_id else ("area", row.area_id)


def _key(draft: Draft) -> Key:
    return draft.holder, draft.days[0], draft.days[-1], search_key(draft.title)


def _ask_twin(draft: Draft, first: Draft, context: Context) -> None:
    """Two rows that say the same holder, days and title: one activity twice, or two?"""
    question = draft.ask(
        context,
        "twice",
        QuestionKind.ACTIVITY,
        _("ชื่อ วัน และพื้นที่เดียวกับแถว %(row)s เป็นกิจกรรมเดียวกันไหม") % {"row": first.row.row},
        [
            Choice(SAME_ACTIVITY, _("ใช่ กิจกรรมเดียวกัน ใช้แถวแรก")),
            Choice(ANOTHER, _("ไม่ใช่ เป็นอีกกิจกรรมหนึ่ง")),
        ],
        about="twice",
    )
    draft.merged = question.answer == SAME_ACTIVITY
    if draft.merged:
        draft.note(_("นับรวมกับแถว %(row)s") % {"row": first.row.row})
