"""Who and what the movement is."""

from .base import Word

WORDS = (
    Word(
        "movement",
        "ขบวนองค์กรชุมชน",
        "the movement",
        "กลุ่ม กองทุน และสภาของชาวบ้านทั่วประเทศที่เดินไปทางเดียวกัน เรียกสั้น ๆ ว่าขบวน ขบวนจังหวัดคือเพื่อนในจังหวัดเดียวกัน",
        "Villagers’ groups, funds and councils all over Thailand that walk in one direction. In Thai it is "
        "ขบวน, khabuan. The movement of a province is everybody in it there.",
    ),
    Word(
        "self-managing",
        "ชุมชนท้องถิ่นจัดการตนเอง",
        "self-managing local communities",
        "คนในตำบลคิดเอง ตัดสินใจเอง ลงมือทำเอง แล้วชวนหน่วยงานมาร่วม ไม่ใช่รอให้ใครมาทำให้ เป็นเป้าหมายใหญ่ของโครงการ",
        "People of a subdistrict think, decide and act for themselves, and invite agencies to join in "
        "instead of waiting for them. It is the goal of the programme.",
    ),
    Word(
        "programme",
        "โครงการ",
        "programme",
        "การพัฒนาคนในขบวนองค์กรชุมชน 3 ปี พ.ศ. 2561–2563 มี 8 ทิศทาง ชวนคน 3 กลุ่มมาเรียนรู้จากการลงมือทำ",
        "Developing people in the movement over three years, 2018–2020: eight directions, three groups of "
        "people, learning by doing.",
    ),
    Word(
        "directions",
        "8 ทิศทาง",
        "eight directions",
        "แปดเรื่องที่ขบวน 5 ภาคตกลงกันว่าจะยึดไว้เมื่อพัฒนาคน เช่น ใช้พื้นที่เป็นตัวตั้ง ทำต่อเนื่อง 3–5 ปี และเน้นปฏิบัติการจริง",
        "Eight things that the movement of all five regions holds on to when it develops people: begin from"
        " the area, keep at it for three to five years, practise for real, and five more.",
    ),
    Word(
        "tambon-team",
        "ทีมตำบล",
        "subdistrict team",
        "คนในตำบลที่เรียนรู้และลงมือทำด้วยกัน ตำบลหนึ่งมีหนึ่งทีม ในกรุงเทพฯ เรียกทีมแขวง เริ่มจากไม่กี่คนก็ได้",
        "People of a subdistrict (tambon) who learn and act together. Each subdistrict has one team; a few "
        "people are enough to begin.",
    ),
    Word(
        "change-leader",
        "ผู้นำการเปลี่ยนแปลง",
        "change leader",
        "คนที่ชวนคนในตำบลตั้งเป้าหมายร่วม และพาทีมลงมือทำ ไม่จำเป็นต้องมีตำแหน่ง",
        "Somebody who brings people of the subdistrict to a common goal and gets the team to act. It takes "
        "no title.",
    ),
    Word(
        "issue-specialist",
        "ผู้นำที่มีทักษะเชิงประเด็น",
        "issue specialist",
        "คนที่รู้จริงทำเป็นในเรื่องที่ตำบลเลือก เช่น กองทุน ที่ดิน หรือบ้าน จนสอนงานคนอื่นต่อได้ เรียกสั้น ๆ ว่าผู้นำเชิงประเด็น",
        "Somebody who really knows a matter the subdistrict chose, such as a fund, land or housing, and can"
        " coach others in it.",
    ),
    Word(
        "member",
        "สมาชิก",
        "member",
        "คนที่ร่วมเรียนรู้ แล้วลงมือทำในครัวเรือนและกลุ่มของตน",
        "Somebody who learns along and then acts at home and in the own group.",
    ),
    Word(
        "coordinator",
        "ผู้ประสานงาน",
        "coordinator",
        "คนที่ทีมเลือกให้เป็นคนติดต่อ และบันทึกว่าทีมทำอะไร ใครมาบ้าง",
        "Whom the team chose to be its contact, and to log what the team did and who came.",
    ),
    Word(
        "reviewer",
        "ผู้ตรวจ",
        "reviewer",
        "เพื่อนในขบวนจังหวัดหรือทีมวิชาการภาคที่อ่านบันทึก แล้วยืนยัน หรือส่งกลับพร้อมบอกว่าต้องแก้ตรงไหน",
        "A colleague of the province or of the region’s academic team who reads logs, verifies them, or "
        "returns them and says what to mend.",
    ),
    Word(
        "academic-team",
        "ทีมวิชาการภาค",
        "academic team of the region",
        "คนที่ช่วยขบวนในภาคเก็บข้อมูล ถอดบทเรียน และหนุนเสริมทีมที่เพิ่งเริ่ม",
        "People who help the movement of a region to gather facts, draw lessons and support teams that have"
        " just begun.",
    ),
    Word(
        "community-organisation",
        "องค์กรชุมชน",
        "community organisation",
        "กลุ่มที่ชาวบ้านตั้งและดูแลเอง เช่น สภาองค์กรชุมชนตำบล กองทุนสวัสดิการ กลุ่มออมทรัพย์ สหกรณ์เคหสถาน วิสาหกิจชุมชน",
        "A group that villagers set up and run themselves: a council, a welfare fund, a savings group, a "
        "housing cooperative, a community enterprise.",
    ),
    Word(
        "council",
        "สภาองค์กรชุมชน",
        "community council",
        "วงของตัวแทนกลุ่มต่าง ๆ ในตำบล มานั่งคุยกันว่าตำบลจะเดินไปทางไหน มีกฎหมายรองรับ",
        "Where people from all groups of a subdistrict sit together and talk about where it should go. The "
        "law knows it.",
    ),
    Word(
        "partner",
        "ภาคี",
        "partner",
        "หน่วยงานหรือกลุ่มที่มาร่วมทำ เช่น อบต. โรงพยาบาลตำบล โรงเรียน มหาวิทยาลัย วัด",
        "An agency or group that joins in: local government, the health centre, a school, a university, a "
        "temple.",
    ),
    Word(
        "codi",
        "พอช.",
        "CODI",
        "สถาบันพัฒนาองค์กรชุมชน (องค์การมหาชน) หน่วยงานที่ทำงานหนุนเสริมขบวน",
        "The Community Organizations Development Institute, a public organisation that supports the "
        "movement.",
    ),
)
