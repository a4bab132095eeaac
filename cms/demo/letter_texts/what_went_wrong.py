"""What hosts are asked for."""

from datetime import date

from .base import ENGLISH_SIGNER, THAI_SIGNER, Letter, Words

WHAT_WENT_WRONG = Letter(
    slug="what-went-wrong",
    number=9,
    letter_date=date(2018, 9, 28),
    signed_on=date(2018, 9, 27),
    thai=Words(
        title="เปิดบ้านแล้ว เล่าเรื่องที่พลาดด้วย",
        lead=("งานเปิดบ้านครั้งแรก ๆ ผ่านไปแล้ว คนที่มาบอกตรงกันว่าได้อะไรกลับบ้านมากที่สุดจากเรื่องที่เจ้าบ้านเคยทำไม่สำเร็จ"),
        body=(
            (
                "paragraph",
                "ห่างหายไปพักใหญ่ คิดถึงกันบ้างไหม พี่เพิ่งกลับจากงานเปิดบ้านในสองภาค เลยรีบเขียนมาตอนที่ยังจำได้ "
                "เพราะมีเรื่องหนึ่งที่อยากให้ทุกตำบลได้ยิน",
            ),
            (
                "paragraph",
                "ตอนแรกเจ้าบ้านเตรียมป้ายไว้เต็มศาลา มีแต่เรื่องที่ทำสำเร็จ คนมาเดินดูก็พยักหน้า แต่ไม่มีใครถาม พอบ่ายฝนตก "
                "เดินไปดูแปลงไม่ได้ คนดูแลกองทุนเลยเล่าว่าปีแรกบัญชีไม่ตรง ต้องเดินไปขอโทษสมาชิกทีละบ้าน ทั้งศาลาเงียบ "
                "แล้วมือก็ยกขึ้นเต็มไปหมด",
            ),
            (
                "heading",
                "ขอสามอย่างจากเจ้าบ้าน",
            ),
            (
                "list",
                (
                    "เล่าเรื่องที่เคยพลาดอย่างน้อยหนึ่งเรื่อง และบอกว่าแก้อย่างไร",
                    "ให้คนที่มาได้ลองทำ ไม่ใช่นั่งฟังทั้งวัน",
                    "ก่อนกลับ ถามทุกทีมว่าจะเอาอะไรไปลองที่บ้าน แล้วโทรไปถามข่าวกันในหนึ่งเดือน",
                ),
            ),
            (
                "quote",
                (
                    "เขาเล่าว่าล้มมาก่อน เราเลยกล้ากลับไปลอง",
                    "ผู้ประสานงานทีมตำบลที่ไปดูงาน",
                ),
            ),
            (
                "paragraph",
                "ส่วนทีมที่ไปเยี่ยม พี่ขออย่างเดียว อย่าไปกันแต่ผู้นำ พาสมาชิกไปด้วย พาเด็กไปด้วยยิ่งดี "
                "คนที่ต้องลงมือทำจริงที่บ้านควรได้เห็นกับตา",
            ),
            (
                "paragraph",
                "ขอบคุณพี่น้องภาคีด้วย ทั้งท้องถิ่น โรงพยาบาลตำบล ครู และอาจารย์ที่มานั่งฟังทั้งวันโดยไม่ขอขึ้นพูด "
                "เรื่องแบบนี้พี่ว่าสำคัญกว่าป้ายชื่อหน่วยงานบนเวที",
            ),
        ),
        closing="คิดถึงทุกคน ไว้เจอกันที่งานเปิดบ้านครั้งหน้า",
        signer=THAI_SIGNER,
    ),
    english=Words(
        title="When you open your house, tell what went wrong too",
        lead=(
            "The first open houses are behind us. Visitors say the same: what they took home came mostly "
            "from what their hosts had once failed at."
        ),
        body=(
            (
                "paragraph",
                "It has been a while; did you miss me? I have just come back from open houses in two "
                "regions, and I write while it is fresh, because there is one thing that I want every "
                "subdistrict to hear.",
            ),
            (
                "paragraph",
                "At first the hosts had filled the pavilion with boards, all of them about success. "
                "People walked by and nodded, and nobody asked anything. In the afternoon it rained and "
                "nobody could go out to the fields. So the keeper of the fund told how the books did not "
                "balance in the first year and how they went from house to house to apologise. The "
                "pavilion fell silent, and then hands went up everywhere.",
            ),
            (
                "heading",
                "Three things I ask of hosts",
            ),
            (
                "list",
                (
                    "Tell at least one thing that went wrong, and how you mended it.",
                    "Let visitors try their hand instead of listening all day.",
                    "Before they leave, ask each team what it will try at home, and call them within a "
                    "month.",
                ),
            ),
            (
                "quote",
                (
                    "They told us how they fell, so we dared to go home and try.",
                    "a coordinator of a visiting team",
                ),
            ),
            (
                "paragraph",
                "Of visiting teams I ask one thing only: do not send just your leaders. Take members "
                "along, and better still children. Those who will do the work at home should see it with "
                "their own eyes.",
            ),
            (
                "paragraph",
                "My thanks to our partners as well: local governments, health centres, teachers and "
                "lecturers who sat and listened all day without asking for the microphone. To me that "
                "matters more than an agency’s name on the stage.",
            ),
        ),
        closing="Thinking of you all. See you at the next open house.",
        signer=ENGLISH_SIGNER,
    ),
    readings=(
        (date(2018, 9, 28), 302),
        (date(2018, 9, 29), 188),
        (date(2018, 10, 15), 96),
        (date(2019, 2, 1), 41),
    ),
)
