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

    @property
    def url(self) -> str:
        """Where the picture is served."""
        return static(f"img/woven/{self.key}.svg")


PICTURES = (
    Woven("forest", _("ป่าชุมชน"), _("ภาพทอ คนเดินในป่าชุมชนริมลำธาร")),
    Woven("hall", _("ศาลากลางบ้าน"), _("ภาพทอ คนนั่งประชุมกันในศาลากลางบ้าน")),
    Woven("market", _("ตลาด"), _("ภาพทอ แม่ค้าและแผงผักในตลาดเช้า")),
    Woven("rain", _("ฝนและนา"), _("ภาพทอ คนวัดฝนกลางทุ่งนาข้างบ้าน")),
    Woven("sea", _("ทะเล"), _("ภาพทอ เรือประมงพื้นบ้านและฝูงปลา")),
    Woven("walk", _("เดินป่า"), _("ภาพทอ คนหลายวัยถือธงและตีกลองเดินริมลำธารในป่าชุมชน")),
)
_BY_KEY = {picture.key: picture for picture in PICTURES}


def woven(key: str) -> Woven | None:
    """The picture with that key; None for a key that there is not."""
    return _BY_KEY.get(key)


def woven_choices() -> list[tuple[str, str | Promise]]:
    """Keys and names, for a form."""
    return [(picture.key, picture.name) for picture in PICTURES]
