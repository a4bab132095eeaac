"""What a reviewer looks at before verifying: facts of a log set beside each other, said in words.

Nothing here decides: a remark asks for a second look. The activity comes from
``Activity.objects.with_review_facts(reader)`` and `with_clashes`.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Activity

# More learning hours than this in one day are asked about.
HOURS_IN_A_DAY = Decimal(12)


@dataclass(frozen=True)
class Check:
    """One thing looked at. ``remark`` says in few words what to look at again, "" when all is well.

    What is not ``known`` is neither well nor worth a remark.
    """

    text: str
    remark: str = ""
    known: bool = True

    @property
    def fine(self) -> bool:
        """Nothing to look at again."""
        return not self.remark


def checks(activity: Activity) -> list[Check]:
    """All checks of an activity, those with a remark first."""
    found = [
        _somebody_came(activity),
        _within_roster(activity),
        _within_a_day(activity),
        _proof(activity),
        _not_elsewhere(activity),
        _own_photos(activity),
        _no_twin(activity),
        _in_programme(activity),
    ]
    return sorted((check for check in found if check), key=lambda check: check.fine)


def remarks(activity: Activity) -> list[str]:
    """What to look at again, in few words."""
    return [check.remark for check in checks(activity) if not check.fine]


def _somebody_came(activity: Activity) -> Check:
    """By name, and beside them the people without names: the two are never added up."""
    numbers = {"came": activity.people_came, "unnamed": activity.unnamed_came}
    if numbers["unnamed"]:
        return Check(_("มา %(came)s คน และไม่ระบุชื่ออีก %(unnamed)s คน") % numbers)
    if numbers["came"]:
        return Check(_("มา %(came)s คน") % numbers)
    return Check(_("ไม่มีใครมา ทั้งที่ระบุชื่อและไม่ระบุชื่อ"), _("ไม่มีใครมา"))


def _within_roster(activity: Activity) -> Check | None:
    """Learners who came, named and not, against the team's roster of those days."""
    if not activity.team_id:
        return None
    numbers = {"roster": activity.roster}
    if activity.people_came + activity.unnamed_learners > activity.roster:
        return Check(
            _("คนในกลุ่มเรียนรู้ที่มา ทั้งระบุและไม่ระบุชื่อ มากกว่ารายชื่อทีม ซึ่งมี %(roster)s คน") % numbers,
            _("มามากกว่ารายชื่อทีม (%(roster)s คน)") % numbers,
        )
    return Check(_("คนที่มาไม่เกินรายชื่อทีม ซึ่งมี %(roster)s คน") % numbers)


def _within_a_day(activity: Activity) -> Check:
    hours = activity.longest_day
    if hours is None:
        return Check(_("ไม่ได้บอกว่ากี่ชั่วโมง จึงไม่นับในชั่วโมงเรียนรู้"), known=False)
    shown = {"hours": f"{hours.normalize():f}"}
    if hours > HOURS_IN_A_DAY:
        return Check(_("วันเดียวรวม %(hours)s ชั่วโมง ยาวเกินหนึ่งวัน") % shown, _("วันเดียว %(hours)s ชั่วโมง") % shown)
    return Check(_("วันที่ยาวที่สุด %(hours)s ชั่วโมง") % shown)


def _proof(activity: Activity) -> Check:
    number = activity.evidence_number
    if number:
        return Check(ngettext("มีหลักฐาน %(n)s รายการ", "มีหลักฐาน %(n)s รายการ", number) % {"n": number})
    return Check(_("ไม่มีรูปหรือใบลงชื่อแนบมา"), _("ไม่มีหลักฐาน"))


def _not_elsewhere(activity: Activity) -> Check | None:
    """Who came, against other logs of the same hours; where nobody clashes there is nothing to say."""
    if not activity.clashing:
        return None
    numbers = {"n": activity.clashing}
    return Check(
        ngettext(
            "มี %(n)s คนที่บันทึกว่าไปอีกกิจกรรมในเวลาเดียวกัน",
            "มี %(n)s คนที่บันทึกว่าไปอีกกิจกรรมในเวลาเดียวกัน",
            activity.clashing,
        )
        % numbers,
        _("อยู่สองที่ในเวลาเดียวกัน %(n)s คน") % numbers,
    )


def _own_photos(activity: Activity) -> Check | None:
    if not activity.reused_photos:
        return None
    numbers = {"n": activity.reused_photos}
    return Check(
        ngettext(
            "มี %(n)s รูปที่เคยใช้กับกิจกรรมอื่นแล้ว",
            "มี %(n)s รูปที่เคยใช้กับกิจกรรมอื่นแล้ว",
            activity.reused_photos,
        )
        % numbers,
        _("รูปเคยใช้แล้ว %(n)s รูป") % numbers,
    )


def _no_twin(activity: Activity) -> Check | None:
    if not activity.team_id:
        return None
    if activity.twins:
        return Check(
            _("ทีมนี้มีกิจกรรมอื่นในวันเดียวกัน %(n)s รายการ ดูว่าเป็นรายการเดียวกันไหม") % {"n": activity.twins},
            _("วันเดียวกันมีกิจกรรมอื่น"),
        )
    return Check(_("ไม่พบกิจกรรมซ้ำในวันเดียวกัน"))


def _in_programme(activity: Activity) -> Check:
    if activity.in_years:
        return Check(_("วันที่อยู่ในปีของโครงการ"))
    return Check(_("วันที่อยู่นอกปีของโครงการ ตรวจปี พ.ศ. อีกครั้ง"), _("วันที่อยู่นอกปีของโครงการ"))
