"""What the demo's open houses say. Two are over on its day, four are to come."""

from dataclasses import dataclass, field
from datetime import date, time

LEADER, SPECIALIST, MEMBER = "change-leader", "issue-specialist", "member"
# Time, what everybody does, and what each group does in that time.
Line = tuple[time, str, dict[str, str]]


@dataclass(frozen=True)
class OpenHouse:
    """One open house: ``host`` is the name of the learning site, ``code`` where it lies."""

    slug: str
    title: str
    lead: str
    host: str
    code: str
    first: date
    starts: time
    ends: time | None
    place: str
    issues: tuple[str, ...]
    seats: int
    taken: int | None
    register_by: date
    contact: str
    illustration: str
    timetable: tuple[Line, ...]
    handouts: tuple[str, ...]
    travel: str
    told: tuple[str, ...]
    english: str
    last: date | None = None
    materials_note: str = ""
    further_hosts: tuple[str, ...] = field(default=())


OPEN_HOUSES = (
    OpenHouse(
        slug="fund-one-baht",
        title="เปิดบ้านกองทุนวันละบาท",
        lead="นั่งโต๊ะรับเงินวันเปิดทำการจริง อ่านบัญชีที่คนในตำบลดูแลกันเอง และถามเรื่องที่เคยพลาดได้ทุกเรื่อง",
        host="กองทุนวันละบาทตำบลสะพือ",
        code="341116",
        first=date(2018, 11, 24),
        starts=time(9),
        ends=time(15),
        place="ศาลากลางบ้านสะพือ หมู่ 3",
        issues=("welfare",),
        seats=50,
        taken=47,
        register_by=date(2018, 11, 20),
        contact="กองทุนวันละบาทตำบลสะพือ โทร 081-000-0031 ทุกวันที่ 5 ของเดือน",
        illustration="fund",
        timetable=(
            (time(9), "ต้อนรับ กินข้าวต้มด้วยกัน", {}),
            (time(9, 30), "เล่าเรื่องกองทุนตั้งแต่บาทแรก", {}),
            (
                time(10, 30),
                "แยกไปสามโต๊ะ",
                {
                    LEADER: "คุยเรื่องชวนคนหนุ่มสาวมาเป็นกรรมการ",
                    SPECIALIST: "ลองปิดบัญชีของเดือนจริง",
                    MEMBER: "สมัครสมาชิกและขอรับเงินตั้งแต่ต้นจนจบ",
                },
            ),
            (time(13), "เรื่องที่เคยพลาด ถามได้ทุกข้อ", {}),
            (time(14), "แต่ละตำบลเขียนหนึ่งเรื่องที่จะกลับไปทำ", {}),
        ),
        handouts=("fund-rules", "signin-sheet"),
        travel="จากตัวอำเภอตระการพืชผลราว 12 กิโลเมตร มีป้ายผ้าสีครามตลอดทาง จอดรถที่วัด",
        told=(
            "วันนั้นมีเพื่อนมาจาก 9 ตำบล กองทุนรับสมาชิกใหม่ได้ 14 คนระหว่างที่แขกนั่งดู",
            "คำถามที่ถูกถามมากที่สุดคือ ทำไมไม่ปล่อยกู้ คำตอบอยู่ในระเบียบฉบับอ่านง่าย หน้า 4",
        ),
        english=(
            "Sit at the desk of a one-baht-a-day welfare fund, read its books, and ask what once went wrong."
        ),
    ),
    OpenHouse(
        slug="mangrove-tha-khoei",
        title="เปิดบ้านป่าชายเลนที่ท่าเคย",
        lead="ลงเลนปลูกโกงกางด้วยกัน ดูป่าที่ปลูกเมื่อสิบปีก่อน แล้วคุยเรื่องเขตหน้าบ้านกับคนเรือเล็ก",
        host="ป่าชายเลนท่าเคย",
        code="841102",
        first=date(2019, 1, 19),
        starts=time(8, 30),
        ends=time(15),
        place="ศาลาริมคลองท่าเคย หมู่ 6",
        issues=("economy-capital", "integrated"),
        seats=40,
        taken=40,
        register_by=date(2019, 1, 15),
        contact="ขบวนจังหวัดสุราษฎร์ธานี โทร 081-000-0032 จันทร์–ศุกร์ 09.00–16.00 น.",
        illustration="mangrove",
        timetable=(
            (time(8, 30), "ลงชื่อ แจกหมวกและถุงมือ", {}),
            (time(9), "เดินสะพานไม้ ดูป่าสามรุ่น", {}),
            (time(10), "ลงเลนปลูกโกงกางก่อนน้ำขึ้น", {}),
            (
                time(13),
                "แยกวงคุย",
                {
                    LEADER: "ตกลงเขตหน้าบ้านกับเรือใหญ่อย่างไร",
                    SPECIALIST: "วัดความเค็มและจดลูกปู",
                    MEMBER: "ทำอาหารทะเลขายตรงถึงคนกิน",
                },
            ),
            (time(14, 30), "ล้อมวงสรุป ใครจะทำอะไรต่อ", {}),
        ),
        handouts=("crab-bank",),
        travel="ขึ้นรถสองแถวสายท่าฉาง ลงหน้าวัด เดินต่อ 400 เมตร เอารองเท้าเปลี่ยนมาด้วย",
        told=(
            "ปลูกได้ 600 ต้นก่อนน้ำขึ้น คนที่มาจากในเมืองเปื้อนกว่าใคร และหัวเราะดังที่สุด",
            "สองตำบลที่มาเยือนนัดกันทำธนาคารปูของตัวเองในเดือนมีนาคม",
        ),
        english=(
            "Plant mangroves before the tide, then talk with small-boat fishers about their own sea rules."
        ),
    ),
    OpenHouse(
        slug="reading-the-forest",
        title="เดินป่าดงมะไฟ อ่านป่าด้วยกัน",
        lead="เดินป่า ฟังเรื่องที่เคยพลาด และลองนับต้นไม้หนึ่งแปลงด้วยตัวเอง เด็กมาได้ ผู้เฒ่ามาดี",
        host="ป่าชุมชนบ้านดงมะไฟ",
        further_hosts=("กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง",),
        code="440404",
        first=date(2019, 3, 2),
        starts=time(9),
        ends=time(15, 30),
        place="ศาลากลางบ้าน หมู่ 4",
        issues=("integrated", "farmland"),
        seats=40,
        taken=26,
        register_by=date(2019, 2, 27),
        contact="ขบวนจังหวัดมหาสารคาม โทร 081-000-0033 จันทร์–ศุกร์ 09.00–16.00 น.",
        illustration="walk",
        timetable=(
            (time(9), "ลงชื่อ กินข้าวเหนียวปิ้ง ฟังกติกาป่า 12 ข้อ", {}),
            (time(9, 45), "เดินป่ากับคนเก็บเห็ด ระยะ 2 กิโลเมตร", {}),
            (
                time(11),
                "นับต้นไม้หนึ่งแปลง",
                {
                    LEADER: "คุยกับเจ้าหน้าที่ป่าไม้เรื่องแนวเขต",
                    SPECIALIST: "จับพิกัดและลงตารางกลาง",
                    MEMBER: "วัดรอบต้นไม้ ตั้งชื่อ ติดสติกเกอร์",
                },
            ),
            (time(12, 30), "ข้าวเที่ยงจากของในป่า", {}),
            (time(13, 30), "เรื่องที่เคยพลาด ปีที่ไฟเข้า", {}),
            (time(14, 30), "แต่ละตำบลเขียนกติกาของตัวเองหนึ่งข้อ", {}),
        ),
        handouts=("forest-guide", "plot-sheet", "forest-rules", "tree-stickers", "forest-film"),
        materials_note="พิมพ์ใบงานมากลุ่มละแผ่น ใช้ด้วยกันได้",
        travel="จากสี่แยกท่าขอนยางเข้าไป 3 กิโลเมตร มีรถรับที่หน้า อบต. 08.30 น. บอกล่วงหน้าตอนลงทะเบียน",
        told=(
            "สิบห้าปีก่อนที่นี่เป็นไร่ร้าง ชาวบ้านตกลงหยุดตัดแล้วรอ ป่ากลับมาเอง คนต่างหากที่ต้องเรียนวิธีรอ",
            "วันนี้จะได้เดินกับคนที่เข้าป่าทุกวัน ไม่มีใครบรรยาย มีแต่คนพาดู",
        ),
        english="Walk a community forest with mushroom pickers and count the trees of one plot yourself.",
    ),
    OpenHouse(
        slug="first-month-of-saving",
        title="ออมเดือนแรก บ้านมั่นคงคลองชักพระ",
        lead="เดินดูบ้านจริงสามแบบ คุยกับครอบครัวที่ไม่เคยออม แล้วลองวางแผนเดือนแรกของชุมชนคุณ",
        host="บ้านมั่นคงคลองชักพระ",
        code="101901",
        first=date(2019, 3, 16),
        starts=time(9, 30),
        ends=time(16),
        place="ที่ทำการสหกรณ์เคหสถาน ริมคลองชักพระ",
        issues=("secure-housing",),
        seats=35,
        taken=35,
        register_by=date(2019, 3, 12),
        contact="สหกรณ์เคหสถานคลองชักพระ โทร 081-000-0034 ทุกเย็น 17.00–20.00 น.",
        illustration="canal",
        timetable=(
            (time(9, 30), "ลงเรือหน้าที่ทำการ ดูชุมชนจากในคลอง", {}),
            (time(10, 30), "เดินดูบ้านสามแบบ เจ้าของบ้านเล่าเอง", {}),
            (
                time(13),
                "วงคุยย่อย",
                {
                    LEADER: "คุยกับเขตและเจ้าของที่ดินอย่างไร",
                    SPECIALIST: "บัญชีสหกรณ์และการตามเงินออม",
                    MEMBER: "วางแผนเงินของบ้านตัวเองหนึ่งเดือน",
                },
            ),
            (time(15), "เล่าให้กันฟัง แล้วเขียนชื่อเพื่อนบ้านที่จะไปชวน", {}),
        ),
        handouts=("housing-slides",),
        travel="ลงสถานีบางขุนนนท์ ต่อรถสองแถวสายตลิ่งชัน หรือเรือหางยาวจากท่าช้าง",
        told=(
            "สี่สิบหกครอบครัวเริ่มจากวันละ 20 บาท มีบ้านที่สะดุดกลางทาง เพื่อนในกลุ่มย่อยออมแทนให้สองเดือน",
            "เต็มแล้วก็ลงชื่อสำรองได้ มีคนยกเลิกทุกครั้ง",
        ),
        english=(
            "See three real houses by the canal and plan the first month of saving with families who did it."
        ),
    ),
    OpenHouse(
        slug="walking-the-boundary",
        title="เดินแนวเขตป่าแป๋ สองวันหนึ่งคืน",
        lead="เดินแนวเขตกับเจ้าของแปลงสองฝั่ง นอนบ้านชาวบ้านหนึ่งคืน กลับไปทำที่ตำบลตัวเองได้",
        host="แนวเขตป่าแป๋ที่เดินร่วมกัน",
        code="500609",
        first=date(2019, 4, 5),
        last=date(2019, 4, 6),
        starts=time(13),
        ends=None,
        place="ศาลากลางบ้านป่าแป๋ หมู่ 2",
        issues=("farmland",),
        seats=25,
        taken=9,
        register_by=date(2019, 3, 29),
        contact="ขบวนจังหวัดเชียงใหม่ โทร 081-000-0035 จันทร์–ศุกร์ 09.00–16.00 น.",
        illustration="mapping",
        timetable=(
            (time(13), "วันแรก ดูแผนที่เดิม ฟังผู้เฒ่าเล่าแนวเก่า", {}),
            (
                time(14, 30),
                "ซ้อมเดินหนึ่งโค้ง",
                {
                    LEADER: "ฟังสองฝั่งโดยไม่ตัดสิน",
                    SPECIALIST: "จับพิกัดและทำตารางหลัก",
                    MEMBER: "เตรียมหลักไม้ สี และเชือก",
                },
            ),
            (time(18), "กินข้าวเย็น นอนบ้านชาวบ้าน", {}),
            (time(7), "วันที่สอง เดินแนวจริง 1.5 กิโลเมตร", {}),
            (time(10, 30), "อ่านรายการหลัก ลงชื่อสองฝั่ง", {}),
            (time(11, 30), "ล้อมวงลา บอกกันว่าจะเริ่มที่บ้านเมื่อไร", {}),
        ),
        handouts=("boundary-steps",),
        materials_note="พิมพ์ตารางหลักเขตมาด้วย เขียนด้วยดินสอ",
        travel="รถตู้ออกจากขนส่งช้างเผือก 10.00 น. ทางโค้งมาก กินยากันเมาก่อน คืนวันที่ 5 อากาศเย็น เอาเสื้อหนามา",
        told=("ป่าแป๋เดินแนวเขตไปแล้ว 14 แนว จบในวันเดียว 11 แนว อีกสามแนวต้องกลับมาเดินซ้ำ เราจะเล่าสามแนวนั้นก่อน",),
        english=(
            "Two days of walking a boundary with owners from both sides, and a night in a villager’s house."
        ),
    ),
    OpenHouse(
        slug="first-basket",
        title="ตะกร้าใบแรกที่บางเจ้าฉ่า",
        lead="เหลาตอก ขึ้นก้น และคิดราคาขายอย่างที่กลุ่มทำ ได้ตะกร้าใบแรกกลับบ้าน",
        host="กลุ่มจักสานบางเจ้าฉ่าบ้านริมน้ำ",
        code="150414",
        first=date(2019, 5, 25),
        starts=time(9),
        ends=time(15),
        place="ใต้ถุนบ้านกลุ่มจักสาน หมู่ 8",
        issues=("economy-capital",),
        seats=30,
        taken=None,
        register_by=date(2019, 5, 20),
        contact="ขบวนจังหวัดอ่างทอง โทร 081-000-0036 จันทร์–ศุกร์ 09.00–16.00 น.",
        illustration="weaving",
        timetable=(
            (time(9), "ดูไผ่ทั้งลำจนเป็นตอกเส้นเดียว", {}),
            (time(10), "ขึ้นก้นตะกร้า คนหนึ่งต่อยายหนึ่งคน", {}),
            (
                time(13),
                "แยกวง",
                {
                    LEADER: "แบ่งงานแบ่งเงินในกลุ่มให้ไม่ทะเลาะ",
                    SPECIALIST: "คิดต้นทุนหนึ่งใบ ใส่ค่าแรงตัวเองด้วย",
                    MEMBER: "สานต่อจนเต็มใบ",
                },
            ),
            (time(14, 30), "ตั้งแผงขายลองราคา", {}),
        ),
        handouts=("basket-pattern",),
        travel="จากตลาดโพธิ์ทอง 6 กิโลเมตร มีที่จอดรถหน้าวัด",
        told=("กลุ่มนี้เคยขายขาดทุนอยู่สามปีเพราะลืมคิดค่าแรง วันนี้จะเปิดสมุดเก่าให้ดู",),
        english="Split the bamboo, weave your first basket, and work out its price the way the group does.",
    ),
)
