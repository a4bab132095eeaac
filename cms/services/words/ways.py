"""How the movement learns, plans and counts."""

from .base import Word

WORDS = (
    Word(
        "learning-by-doing",
        "ปฏิบัติการจริง",
        "learning by doing",
        "เรียนรู้จากการลงมือทำ ทำไป คิดไป เรียนรู้ไป เป็นหลักของโครงการนี้",
        "Learning from doing the thing itself: do, think and learn as you go. The programme is built on it.",
    ),
    Word(
        "coaching",
        "สอนงาน",
        "coaching",
        "พี่สอนน้องหน้างาน ทำให้ดู ชวนให้ทำ แล้วปล่อยให้ทำเอง",
        "Somebody who can do it shows somebody who cannot yet, on the spot, then lets go.",
    ),
    Word(
        "area-based",
        "เรียนรู้เชิงพื้นที่",
        "area-based learning",
        "ใช้ตำบลจริงเป็นห้องเรียน เดินดูด้วยกันว่ามีอะไร ขาดอะไร",
        "The subdistrict itself is the classroom: walk through it together and see what there is and what "
        "is missing.",
    ),
    Word(
        "issue-based",
        "เรียนรู้เชิงประเด็น",
        "issue-based learning",
        "เจาะเรื่องเดียวให้รู้จริง เช่น ทำบัญชีกองทุน หรือทำแผนที่ที่ดิน",
        "Going deep into one matter, such as a fund’s accounts or a map of farmland.",
    ),
    Word(
        "draw-lessons",
        "ถอดบทเรียน",
        "drawing lessons",
        "ทำเสร็จแล้วนั่งคุยกันว่าอะไรได้ผล อะไรไม่ได้ผล คราวหน้าจะทำอย่างไร แล้วจดไว้",
        "Sitting down after the work: what worked, what did not, what we do next time. And writing it down.",
    ),
    Word(
        "exchange",
        "แลกเปลี่ยนเรียนรู้",
        "exchange of experience",
        "ต่างคนต่างเล่าสิ่งที่ทำมา ถามกันได้ ไม่มีใครเป็นครูฝ่ายเดียว",
        "Everybody tells what they have done and asks the others. Nobody is only a teacher.",
    ),
    Word(
        "support",
        "หนุนเสริม",
        "support",
        "ช่วยให้เขาทำได้เอง ไม่ทำแทน",
        "Helping others so that they can do it themselves, not doing it for them.",
    ),
    Word(
        "study-visit",
        "ศึกษาดูงาน",
        "study visit",
        "ไปดูของจริงที่ตำบลอื่น กลับมาแล้วบอกกันว่าจะลองทำอะไร",
        "Going to see how another subdistrict does it, and saying afterwards what one will try at home.",
    ),
    Word(
        "forum",
        "เวที",
        "forum",
        "วงที่นั่งคุยกันเรื่องหนึ่งจนได้ข้อสรุป ใหญ่เล็กไม่สำคัญ ขอให้ทุกคนได้พูด",
        "A circle that talks about one matter until it comes to an end. Its size does not matter, that "
        "everybody speaks does.",
    ),
    Word(
        "team-plan",
        "แผนยุทธศาสตร์ของทีม",
        "the team’s strategic plan",
        "กระดาษที่ทีมเขียนไว้ว่าจะพาคนในตำบลไปถึงไหน ด้วยวิธีอะไร ใครทำ เมื่อไร เรียกสั้น ๆ ว่าแผนของทีม",
        "What the team wrote down: where people of the subdistrict want to get to, how, by whom and when.",
    ),
    Word(
        "environment-scan",
        "การวิเคราะห์สภาพแวดล้อม",
        "environment scan",
        "คุยกันว่ารอบตัวเราเปลี่ยนไปอย่างไร แล้วตัดสินใจว่าจะใช้แผนเดิมหรือปรับแผน",
        "Talking about what has changed around us, then keeping the plan or changing it.",
    ),
    Word(
        "activity",
        "กิจกรรม",
        "activity",
        "สิ่งที่ทีมทำในวันหนึ่งหรือหลายวัน เช่น ประชุมทีม เดินสำรวจ ไปดูงาน อบรม",
        "What a team did on a day or several: a meeting, a walk through the forest, a study visit, a "
        "training.",
    ),
    Word(
        "verified",
        "ยืนยันแล้ว",
        "verified",
        "ผู้ตรวจอ่านบันทึกแล้วว่าครบและตรง กิจกรรมที่ยืนยันแล้วเท่านั้นจึงนับในตัวเลขของเว็บนี้",
        "A reviewer has read the log and found it complete and right. Only verified activities count in the"
        " figures of this site.",
    ),
    Word(
        "attendance",
        "คน-ครั้ง",
        "attendances",
        "คนหนึ่งมาสามครั้งนับเป็น 3 คน-ครั้ง แต่ยังเป็นคนเดียว เราบอกทั้งสองจำนวนคู่กันเสมอ",
        "Somebody who came three times is three attendances and still one person. We always tell both "
        "numbers.",
    ),
    Word(
        "headcount",
        "คนไม่ระบุชื่อ",
        "people without names",
        "คนที่มาแต่ไม่ได้ลงชื่อ หรือไม่อยากให้เก็บชื่อ เรานับจำนวนไว้ข้าง ๆ ไม่เอาไปบวกกับคนที่มีชื่อ",
        "People who came and did not sign, or did not want to be named. We tell their number beside the "
        "others and never add the two.",
    ),
)
