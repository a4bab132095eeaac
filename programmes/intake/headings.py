"""What the columns of the three kinds of sheets are called, for whoever writes such a sheet.

Exports and blank forms take their headings from here, so what comes out is read in again. Each is a spelling
that the reader of its kind knows, in Thai and in English.
"""

from django.utils.translation import pgettext_lazy

SIGNIN = {
    "number": pgettext_lazy("heading", "ที่"),
    "prefix": pgettext_lazy("heading", "คำนำหน้า"),
    "given": pgettext_lazy("heading", "ชื่อ"),
    "family": pgettext_lazy("heading", "นามสกุล"),
    "name": pgettext_lazy("heading", "ชื่อ-สกุล"),
    "subdistrict": pgettext_lazy("heading", "ต."),
    "district": pgettext_lazy("heading", "อ."),
    "province": pgettext_lazy("heading", "จ."),
    "group": pgettext_lazy("heading", "กลุ่ม"),
    "issues": pgettext_lazy("heading", "ประเด็น"),
    "position": pgettext_lazy("heading", "องค์กร/ตำแหน่ง"),
    "phone": pgettext_lazy("heading", "โทร."),
    "signed": pgettext_lazy("heading", "ลายมือชื่อ"),
}
ACTIVITIES = {
    "number": pgettext_lazy("heading", "ลำดับ"),
    "days": pgettext_lazy("heading", "วันที่จัด"),
    "title": pgettext_lazy("heading", "กิจกรรม"),
    "method": pgettext_lazy("heading", "วิธีการ"),
    "issues": pgettext_lazy("heading", "ประเด็น"),
    "place": pgettext_lazy("heading", "พื้นที่"),
    "planned": pgettext_lazy("heading", "เป้า(คน)"),
    "came": pgettext_lazy("heading", "จริง(คน)"),
    "partners": pgettext_lazy("heading", "ภาคีร่วม"),
    "budget": pgettext_lazy("heading", "งบ(บาท)"),
    "outputs": pgettext_lazy("heading", "ผลผลิต/ผลลัพธ์"),
    "obstacles": pgettext_lazy("heading", "ปัญหา"),
    "status": pgettext_lazy("heading", "สถานะ"),
    "team": pgettext_lazy("heading", "ทีม"),
    "women": pgettext_lazy("heading", "ในนั้นเป็นหญิง"),
    "budget_spent": pgettext_lazy("heading", "งบที่ใช้ (บาท)"),
    "venue": pgettext_lazy("heading", "สถานที่"),
    "outcomes": pgettext_lazy("heading", "อะไรเปลี่ยนไป"),
    "impacts": pgettext_lazy("heading", "ส่งผลถึงใครบ้าง"),
    "lessons": pgettext_lazy("heading", "สิ่งที่ได้เรียนรู้"),
}
SITES = {
    "code": pgettext_lazy("heading", "รหัส"),
    "name": pgettext_lazy("heading", "ชื่อแหล่งเรียนรู้"),
    "issues": pgettext_lazy("heading", "ประเด็น"),
    "place": pgettext_lazy("heading", "ที่ตั้ง"),
    "position": pgettext_lazy("heading", "พิกัด"),
    "contact": pgettext_lazy("heading", "ผู้ประสาน"),
    "days": pgettext_lazy("heading", "วันเปิด"),
    "capacity": pgettext_lazy("heading", "รับได้(คน)"),
}
