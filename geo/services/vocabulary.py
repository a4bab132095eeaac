"""The issue areas every installation starts with.

Source: words.md of the design (names in the movement's own words, and what sheets call them). Staff add and
rename; rows that exist are left as staff keep them.
"""

from ..models import IssueArea

ISSUES: tuple[tuple[str, str, str, list[str]], ...] = (
    ("community-councils", "สภาองค์กรชุมชน", "community councils", ["สภาฯ", "สภา", "สภาองค์กรชุมชนตำบล"]),
    (
        "welfare",
        "สวัสดิการชุมชน",
        "community welfare fund",
        ["สวัสดิการ", "กองทุนสวัสดิการ", "กองทุนสวัสดิการชุมชน", "กองทุนสวัสดิการฯ"],
    ),
    ("secure-housing", "บ้านมั่นคง", "secure housing", ["บ้านมั่นคงเมือง", "บ้านมั่นคงฯ"]),
    (
        "rural-secure-housing",
        "บ้านมั่นคงชนบท (ที่ดิน ส.ป.ก.)",
        "rural secure housing on reform land",
        ["บ้านมั่นคงชนบท", "ที่ดิน ส.ป.ก.", "ส.ป.ก.", "สปก.", "สปก"],
    ),
    (
        "sufficiency-housing",
        "บ้านพอเพียงชนบท",
        "sufficiency housing",
        ["บ้านพอเพียง", "บ้านพอเพียงฯ"],
    ),
    ("homeless", "คนไร้บ้าน", "homeless people", ["ไร้บ้าน"]),
    ("farmland", "ที่ดินทำกิน", "farmland", ["ที่ดิน"]),
    (
        "economy-capital",
        "เศรษฐกิจและทุนชุมชน",
        "community economy and capital",
        [
            "ศก.ทุนชุมชน",
            "เศรษฐกิจและทุน",
            "เศรษฐกิจชุมชน",
            "ทุนชุมชน",
            "ศก.และทุนชุมชน",
            "ออมทรัพย์",
            "กลุ่มออมทรัพย์",
        ],
    ),
    (
        "integrated",
        "บูรณาการ (หลายประเด็น)",
        "integrated (several issues)",
        ["บูรณาการ", "ทุกประเด็น", "หลายประเด็น"],
    ),
)


def found_issues() -> int:
    """Add the issue areas that are missing, by key; returns how many were added."""
    there = set(IssueArea.objects.values_list("key", flat=True))
    missing = [
        IssueArea(key=key, name_th=name_th, name_en=name_en, aliases=aliases, order=order * 10)
        for order, (key, name_th, name_en, aliases) in enumerate(ISSUES, start=1)
        if key not in there
    ]
    IssueArea.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
