"""What communities work on, and where one learns it."""

from .base import Word

WORDS = (
    Word(
        "issue",
        "ประเด็นงาน",
        "issue area",
        "เรื่องที่ทีมเลือกทำ เช่น สวัสดิการ ที่ดิน บ้าน เศรษฐกิจชุมชน เรียกสั้น ๆ ว่าประเด็น ทำหลายเรื่องพร้อมกันเรียกบูรณาการ",
        "What a team chose to work on: welfare, land, housing, the community’s economy. Several at once are"
        " called integrated.",
    ),
    Word(
        "welfare-fund",
        "สวัสดิการชุมชน",
        "community welfare fund",
        "เงินที่คนในตำบลออมร่วมกัน วันละบาทก็เริ่มได้ ไว้ดูแลกันตั้งแต่เกิด เจ็บ แก่ จนตาย",
        "Money that people of a subdistrict save together, a baht a day is enough, to look after each other"
        " from birth to death.",
    ),
    Word(
        "secure-housing",
        "บ้านมั่นคง",
        "secure housing",
        "คนที่เดือดร้อนเรื่องบ้านรวมกลุ่ม ออมเงิน หาที่ดิน และวางผังชุมชนด้วยกัน จนมีบ้านที่ไม่ถูกไล่",
        "People without a safe home come together, save, find land and plan their neighbourhood, until they"
        " have homes nobody can evict them from.",
    ),
    Word(
        "rural-housing",
        "บ้านมั่นคงชนบท (ที่ดิน ส.ป.ก.)",
        "rural secure housing on reform land",
        "ทำบ้านมั่นคงในชนบท บนที่ดินปฏิรูปที่รัฐจัดให้ วางทั้งบ้าน ที่ทำกิน และน้ำไว้ด้วยกัน",
        "Secure housing in the countryside on land that the state has set aside for reform: homes, fields "
        "and water are planned together.",
    ),
    Word(
        "sufficiency-housing",
        "บ้านพอเพียงชนบท",
        "sufficiency housing",
        "ช่วยกันซ่อมบ้านที่ทรุดโทรมของเพื่อนบ้านในชนบท ชุมชนเลือกเองว่าซ่อมหลังไหนก่อน และลงแรงด้วยกัน",
        "Neighbours in the countryside repair run-down homes together. The community chooses which comes "
        "first.",
    ),
    Word(
        "farmland",
        "ที่ดินทำกิน",
        "farmland",
        "ที่ที่ใช้ปลูกใช้เลี้ยงชีวิต หลายตำบลทำแผนที่เอง เดินแนวเขตด้วยกัน แล้วคุยกับหน่วยงานด้วยข้อมูล",
        "Land that people live from. Many subdistricts map it themselves, walk its boundaries together, and"
        " talk to agencies with facts in hand.",
    ),
    Word(
        "learning-site",
        "แหล่งเรียนรู้",
        "learning site",
        "ที่ที่ทำได้จริงแล้ว และมีเจ้าบ้านพร้อมเล่าทั้งเรื่องที่ทำได้และเรื่องที่เคยพลาด",
        "A place where something already works, with hosts who tell what went well and what went wrong.",
    ),
    Word(
        "host",
        "เจ้าบ้าน",
        "host",
        "คนในพื้นที่ที่ต้อนรับและเล่าเรื่องให้คนที่มาดูงานฟัง",
        "Somebody of the place who welcomes visitors and tells its story.",
    ),
    Word(
        "open-house",
        "เปิดบ้าน (เปิดพื้นที่)",
        "open house",
        "วันที่ชุมชนเปิดให้ใครก็ได้มาเรียนรู้ มีกำหนดการ มีเอกสารให้หยิบกลับ ลงทะเบียนกับเจ้าบ้านก่อนมา",
        "A day on which a community invites everybody to come and learn, with a timetable and hand-outs. "
        "Register with the hosts first.",
    ),
)
