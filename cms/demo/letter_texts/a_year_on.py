"""A day to draw lessons."""

from datetime import date

from .base import ENGLISH_SIGNER, THAI_SIGNER, Letter, Words

A_YEAR_ON = Letter(
    slug="a-year-on",
    number=2,
    letter_date=date(2019, 2, 15),
    signed_on=date(2019, 2, 14),
    thai=Words(
        title="ครบหนึ่งปี ขอชวนนั่งลงคุยกัน",
        lead="ปีแรกของโครงการผ่านไปแล้ว ก่อนเดินต่อปีที่สอง พี่ขอชวนทุกทีมหยุดหนึ่งวัน นั่งลง แล้วถามกันว่าเราเรียนรู้อะไร",
        body=(
            (
                "paragraph",
                "สวัสดีทุกคน ปลายหนาวปีนี้พี่ได้อ่านบันทึกของหลายทีม อ่านไปยิ้มไป บางทีมเขียนสั้นมาก มีแค่ว่า "
                "วันนี้มากันสิบสองคน คุยเรื่องน้ำ ตกลงกันไม่ได้ เดือนหน้าคุยใหม่ พี่ว่านี่แหละบันทึกที่ดี",
            ),
            (
                "paragraph",
                "ปีที่แล้วเราตกลงกันว่าจะพัฒนาคนอย่างต่อเนื่อง ทำไป คิดไป เรียนรู้ไป ปีนี้เข้าปีที่สอง "
                "หลายทีมเริ่มเห็นว่าคนหน้าเดิมมาบ่อย คนหน้าใหม่มาน้อย บางทีมอบรมครบแล้วแต่ยังไม่ได้ลองทำ ไม่เป็นไร "
                "รู้ก่อนแก้ก่อน ไม่มีใครว่าใคร",
            ),
            (
                "heading",
                "หนึ่งวันของการถอดบทเรียน",
            ),
            (
                "paragraph",
                "ก่อนสงกรานต์นี้ อยากให้ทุกทีมหาวันว่างสักวัน จะใต้ถุนบ้านหรือศาลาวัดก็ได้ เอาบันทึกทั้งปีมาวางกลางวง แล้วคุยกันตามนี้",
            ),
            (
                "list",
                (
                    "เรื่องไหนที่เราทำแล้วได้ผล ใครเป็นคนทำให้มันเกิด",
                    "เรื่องไหนที่ทำแล้วไม่เป็นอย่างที่คิด เพราะอะไร",
                    "รอบตัวเราเปลี่ยนไปอย่างไร แผนของทีมยังใช้ได้อยู่ไหม",
                    "ใครยังไม่เคยมา และเราจะไปชวนเขาอย่างไร",
                ),
            ),
            (
                "quote",
                (
                    "ทีมเราทำน้อย แต่ปีนี้ลูกบ้านเริ่มถามก่อนเราชวน",
                    "ผู้ใหญ่บ้านที่อยู่ในทีมตำบล",
                ),
            ),
            (
                "paragraph",
                "ทีมไหนยังไม่มีบันทึกเลย ไม่ต้องกังวล โทรหาขบวนจังหวัดได้ เขาจะไปนั่งเป็นเพื่อน ช่วยถาม ช่วยจด ไม่ได้ไปตรวจการบ้าน",
            ),
            (
                "paragraph",
                "ตัวเลขที่ขึ้นบนเว็บ พี่ขอให้อ่านอย่างใจเย็น มันบอกได้ว่าเราเดินมาถึงไหน "
                "แต่บอกไม่ได้ว่าป้าที่เคยนั่งเงียบวันนี้กล้าถามแล้ว เรื่องอย่างหลังต้องไปนั่งฟังเอง และพี่ตั้งใจจะไป",
            ),
        ),
        closing="ขอบคุณที่ไม่ทิ้งกัน ปีที่สองเดินต่อไปด้วยกัน",
        signer=THAI_SIGNER,
    ),
    english=Words(
        title="A year on: let us sit down and talk",
        lead=(
            "The programme’s first year is over. Before the second goes on, I invite every team to stop "
            "for a day, sit down, and ask what we have learned."
        ),
        body=(
            (
                "paragraph",
                "Hello, everybody. At the end of this cold season I have been reading the logs of many "
                "teams, with a smile. Some are very short: twelve came today, we talked about water, "
                "could not agree, will talk again next month. That, I think, is a good log.",
            ),
            (
                "paragraph",
                "Last year we agreed to develop people year after year: do, think and learn as you go. "
                "Now, in the second, many teams see the same faces often and new ones seldom. Some have "
                "finished their trainings and tried nothing yet. Never mind: who knows early mends early, "
                "and nobody blames anybody.",
            ),
            (
                "heading",
                "A day to draw lessons",
            ),
            (
                "paragraph",
                "Before Songkran I would like every team to find one free day, under a house or in a "
                "temple pavilion. Put the year’s logs in the middle of the circle and talk about these.",
            ),
            (
                "list",
                (
                    "What did we do that worked, and who made it happen?",
                    "What turned out otherwise than we thought, and why?",
                    "What has changed around us, and does our plan still hold?",
                    "Who has never come, and how will we invite them?",
                ),
            ),
            (
                "quote",
                (
                    "Our team has done little, but this year villagers ask before we invite them.",
                    "a village head in a subdistrict team",
                ),
            ),
            (
                "paragraph",
                "If your team has no log at all, do not worry. Call the movement in your province: they "
                "will sit with you, ask and write along. They do not come to mark homework.",
            ),
            (
                "paragraph",
                "Please read the figures on this site calmly. They can tell how far we have come, and "
                "cannot tell that the aunt who once sat silent now dares to ask. For that one has to go "
                "and listen, and I mean to.",
            ),
        ),
        closing="Thank you for holding together. On we go into the second year.",
        signer=ENGLISH_SIGNER,
    ),
    readings=(
        (date(2019, 2, 15), 251),
        (date(2019, 2, 16), 148),
        (date(2019, 2, 18), 92),
        (date(2019, 2, 19), 77),
    ),
)
