"""A row against what is on record: new, the same, a change, or not to be written."""

from django.utils.translation import gettext as _

from geo.choices import SiteState, SiteStatus
from geo.models import LearningSite
from geo.positions import format_position
from geo.rules import may_change_site
from thai.phones import format_phone
from thai.text import search_key

from ..verdicts import Verdict
from .context import Draft
from .drafts import same_spot
from .places import as_read
from .twins import labels_of, shown

NOTHING = "–"
COLUMNS = ("code", "name_th", "name_en", "place_text", "visiting_days", "state", "capacity", "summary")


def judge(draft: Draft) -> None:
    """Give the row its verdict and the reasons for it, values and facts."""
    result = draft.result
    _fill_values(draft)
    if draft.refused:
        return
    if result.waits:
        result.verdict = Verdict.QUESTION
        return
    if draft.twin:
        result.verdict = Verdict.SAME
        return
    if draft.site is None:
        result.verdict = Verdict.NEW
        return
    reasons = _changes(draft, draft.site)
    result.verdict = Verdict.CHANGE if reasons else Verdict.SAME
    result.reasons.extend(reasons)
    if draft.changes and not may_change_site(draft.context.by, draft.site):
        result.refuse(_refusal(draft.site))


def finish(draft: Draft) -> None:
    """Reasons in their order once every row has its verdict; what is refused asks nothing."""
    result = draft.result
    if draft.refused:
        result.questions = []
    elif result.verdict == Verdict.QUESTION:
        asked = [question.text for question in result.questions if question.is_open]
        result.reasons = [*asked, *result.reasons]


def _fill_values(draft: Draft) -> None:
    """The row as the site would stand: what is told, and where nothing is, what is on record."""
    values, site = draft.result.values, draft.site
    if site:
        values |= {name: getattr(site, name) for name in (*COLUMNS, "lat", "lon")}
        values["issues"] = sorted(issue.key for issue in draft.held)
    values |= {name: value for name, value in draft.told.items() if value not in ("", None)}
    values["code"] = values["code"] or None
    values["state"] = str(values["state"])
    values["issues"] = list(dict.fromkeys([*values["issues"], *draft.issues]))
    if draft.contacts:
        first = draft.contacts[0]
        values["contact"] = {"name": first.called or None, "phone": first.phone or None}
    capacity = values["capacity"]
    draft.result.facts = [
        format_position(values["lat"], values["lon"]) if values["lat"] is not None else _("ยังไม่มีพิกัด"),
        str(SiteState(values["state"]).label),
        *([_("รับได้ %(n)s คน") % {"n": f"{capacity:,}"}] if capacity else []),
    ]


def _changes(draft: Draft, site: LearningSite) -> list[str]:
    """What the list says otherwise, in words; ``draft.changes`` keeps it for writing.

    A blank says nothing, so nothing is ever emptied, and issues and contacts are only added.
    """
    found, labels = [], labels_of()
    for name in COLUMNS:
        old, new = getattr(site, name), draft.told.get(name)
        if new in (None, "") or new == old:
            continue
        if isinstance(new, str) and isinstance(old, str) and search_key(old) == search_key(new) != "":
            continue
        if name == "place_text" and as_read(old, site.subdistrict) == new:
            continue
        draft.changes[name] = new
        found.append(_change(labels[name], shown(name, old), shown(name, new)))
    if draft.subdistrict and draft.subdistrict.pk != site.subdistrict_id:
        draft.changes["subdistrict"] = draft.subdistrict
        found.append(_change(_("ตำบล"), site.subdistrict.full_name, draft.subdistrict.full_name))
    lat, lon = draft.told.get("lat"), draft.told.get("lon")
    if lat is not None and not same_spot((site.lat, site.lon), (lat, lon)):
        draft.changes |= {"lat": lat, "lon": lon}
        old = format_position(site.lat, site.lon) if site.lat is not None else ""
        found.append(_change(_("พิกัด"), old, format_position(lat, lon)))
    had = {issue.key: issue.name for issue in draft.held}
    if added := [key for key in draft.issues if key not in had]:
        names = [*had.values(), *(draft.context.issues.by_key[key].name for key in added)]
        draft.changes["issues"] = [*had, *added]
        found.append(_change(_("ประเด็น"), ", ".join(had.values()), ", ".join(names)))
    return [*found, *_contact_changes(draft)]


def _contact_changes(draft: Draft) -> list[str]:
    found = []
    for link in draft.links:
        phone = link.contact.phone
        if not link.known:
            text = " ".join(filter(None, [link.contact.called, format_phone(phone)]))
            found.append(_("ช่อง ผู้ประสาน: เพิ่ม %(contact)s") % {"contact": text})
        elif link.person and phone and link.person.phone != phone:
            found.append(_change(_("เบอร์โทร"), format_phone(link.person.phone), format_phone(phone)))
    return found


def _refusal(site: LearningSite) -> str:
    if site.status == SiteStatus.PUBLISHED:
        return _("แหล่งเรียนรู้นี้เผยแพร่แล้ว ผู้ตรวจของจังหวัดเป็นผู้แก้")
    return _("%(place)s อยู่นอกพื้นที่ของคุณ") % {"place": site.subdistrict.full_name}


def _change(label: str, old: str, new: str) -> str:
    return _("ช่อง %(label)s: เดิม %(old)s ใหม่ %(new)s") % {"label": label, "old": old or NOTHING, "new": new}
