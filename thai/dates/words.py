"""Names of months and days, as written and as met."""

from __future__ import annotations

# (full, short)
THAI_MONTHS = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Monday first, as `date.weekday()` counts: (with วัน before it, alone)
THAI_DAYS = (
    ("จันทร์", "จันทร์"),
    ("อังคาร", "อังคาร"),
    ("พุธ", "พุธ"),
    ("พฤหัสบดี", "พฤหัส"),
    ("ศุกร์", "ศุกร์"),
    ("เสาร์", "เสาร์"),
    ("อาทิตย์", "อาทิตย์"),
)
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# What people write for a month besides its full and short name: spoken forms and common misspellings.
OTHER_MONTHS = (
    ("มกรา",),
    ("กุมภาพันธุ์", "กุมภาพัน", "กุมพาพันธ์", "กุมภา"),
    ("มีนา",),
    ("เมษา", "เมศายน"),
    ("พฤษภา", "พฤกษภาคม", "พฤศภาคม"),
    ("มิถุนา", "มิถุณายน"),
    ("กรกฎา", "กรกฏาคม", "กรกฏา", "กรกดาคม"),
    ("สิงหา",),
    ("กันยา",),
    ("ตุลา",),
    ("พฤศจิกา", "พฤษจิกายน", "พฤศจิกยน", "พฤจิกายน"),
    ("ธันวา",),
)
OTHER_DAYS = ("พฤหัส", "พฤหัสฯ")
