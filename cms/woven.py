"""The woven pictures that stand in for photos, each with what it shows, for those who do not see it."""

from dataclasses import dataclass

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Woven:
    """A picture under ``static/img/woven/``: its key, a short name for editors, and its alternative text."""

    key: str
    name: str | Promise
    alt: str | Promise
    # The long walk is three times as wide as high; all others are 8 to 5.
    long: bool = False

    @property
    def url(self) -> str:
        """Where the picture is served."""
        return static(f"img/woven/{self.key}.svg")


PICTURES = (
    Woven("canal", _("ชุมชนริมคลอง"), _("ภาพทอ บ้านมั่นคงริมคลอง คนพายเรือขายของและคนเดินบนทางหน้าบ้าน")),
    Woven("council", _("สภาองค์กรชุมชน"), _("ภาพทอ คนหลายวัยนั่งล้อมวงประชุมใต้ต้นไม้ใหญ่")),
    Woven("forest", _("ป่าชุมชน"), _("ภาพทอ คนเดินในป่าชุมชนริมลำธาร")),
    Woven("fund", _("กองทุนสวัสดิการ"), _("ภาพทอ คนนั่งล้อมโต๊ะดูสมุดบัญชีของกองทุน มีกราฟแท่งบนผนัง")),
    Woven("hall", _("ศาลากลางบ้าน"), _("ภาพทอ คนมารวมกันที่ศาลากลางบ้าน")),
    Woven("mangrove", _("ป่าชายเลน"), _("ภาพทอ คนช่วยกันปลูกกล้าไม้ในป่าชายเลน")),
    Woven("mapping", _("ทำแผนที่"), _("ภาพทอ คนยืนล้อมแผนที่ผืนใหญ่ของตำบล")),
    Woven("market", _("ตลาด"), _("ภาพทอ แม่ค้าและแผงผักในตลาดเช้า")),
    Woven("rain", _("ฝนและนา"), _("ภาพทอ คนกับเด็กดูเครื่องวัดฝนกลางทุ่งนาในวันฝนตก")),
    Woven("repair", _("ซ่อมบ้าน"), _("ภาพทอ เพื่อนบ้านช่วยกันซ่อมหลังคาบ้าน")),
    Woven("rice", _("นาข้าว"), _("ภาพทอ คนเรียนรู้การทำนาด้วยกันริมคันนา")),
    Woven("savings", _("กลุ่มออมทรัพย์"), _("ภาพทอ สมาชิกนำเงินมาฝากที่กลุ่มออมทรัพย์")),
    Woven("sea", _("ทะเล"), _("ภาพทอ เรือประมงพื้นบ้าน ปลา และปู")),
    Woven("walk", _("เดินป่า"), _("ภาพทอ คนหลายวัยถือธงและตีกลองเดินริมลำธารในป่าชุมชน"), long=True),
    Woven("weaving", _("ทอผ้า"), _("ภาพทอ คนทอผ้าที่กี่ มีผืนผ้าลายดอกแขวนบนผนัง")),
    Woven("welcome", _("ต้อนรับ"), _("ภาพทอ เจ้าบ้านยืนต้อนรับแขกที่ซุ้มประตูประดับธง")),
)
_BY_KEY = {picture.key: picture for picture in PICTURES}


def woven(key: str) -> Woven | None:
    """The picture with that key; None for a key that there is not."""
    return _BY_KEY.get(key)


def woven_choices() -> list[tuple[str, str | Promise]]:
    """Keys and names, for a form."""
    return [(picture.key, picture.name) for picture in PICTURES]
