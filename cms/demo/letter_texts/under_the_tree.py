"""How teams began."""

from datetime import date

from .base import ENGLISH_SIGNER, THAI_SIGNER, Letter, Words

UNDER_THE_TREE = Letter(
    slug="under-the-tree",
    number=3,
    letter_date=date(2018, 5, 11),
    signed_on=date(2018, 5, 10),
    thai=Words(
        title="เริ่มจากวงเล็ก ๆ ใต้ต้นไม้",
        lead="สี่เดือนแรกของการตั้งทีมตำบล พี่ไปนั่งฟังมาหลายวง สิ่งที่เหมือนกันคือไม่มีวงไหนเริ่มจากห้องประชุม",
        body=(
            (
                "paragraph",
                "สวัสดีพี่น้องในขบวนทุกคน ฝนแรกลงแล้ว หลายบ้านคงเริ่มไถนากัน พี่ขอแวะมาเล่าให้ฟังก่อนจะยุ่งกันไปหมด "
                "ว่าสี่เดือนที่เราชวนกันตั้งทีมตำบล ไปเจออะไรมาบ้าง",
            ),
            (
                "paragraph",
                "เดือนก่อนพี่ไปนั่งวงหนึ่งใต้ต้นจามจุรีข้างวัด มากันสิบกว่าคน มีกำนัน มีคนทำบัญชีกองทุน "
                "มีเด็กหนุ่มที่เพิ่งกลับจากกรุงเทพฯ และมีป้าคนหนึ่งที่บอกว่ามานั่งฟังเฉย ๆ สุดท้ายคนที่พูดแล้วทุกคนหยุดฟัง "
                "คือป้าคนนั้นเอง",
            ),
            (
                "quote",
                (
                    "ประชุมมายี่สิบปี เพิ่งมีคนถามว่าป้าอยากเห็นตำบลเป็นยังไง",
                    "สมาชิกกองทุนสวัสดิการ ที่มานั่งฟังเฉย ๆ",
                ),
            ),
            (
                "heading",
                "สามคำถามที่อยากฝากไว้",
            ),
            (
                "paragraph",
                "ตำบลไหนเพิ่งเริ่ม ไม่ต้องรอเอกสาร ไม่ต้องรอพี่ไป ลองตั้งวงเล็ก ๆ แล้วถามกันสามข้อนี้ก่อน",
            ),
            (
                "list",
                (
                    "อีกสามปี อยากเห็นคนในตำบลเราเป็นอย่างไร",
                    "ใครในตำบลทำเรื่องนั้นเป็นอยู่แล้ว ไปชวนมานั่งด้วยหรือยัง",
                    "เดือนหน้าจะลองทำอะไรที่เล็กพอจะทำได้จริงหนึ่งอย่าง",
                ),
            ),
            (
                "paragraph",
                "มีน้องถามมาว่าต้องมีกี่คนถึงเรียกว่าทีม พี่ตอบว่าเริ่มจากไม่กี่คนก็ได้ ขอแค่ไม่ใช่คนเดียว และขอให้ค่อย ๆ "
                "ครบสามกลุ่ม ทั้งผู้นำการเปลี่ยนแปลง ผู้นำที่มีทักษะเชิงประเด็น และสมาชิก เพราะถ้าพัฒนาแต่ผู้นำ "
                "ผู้นำจะเหนื่อยอยู่คนเดียว",
            ),
            (
                "paragraph",
                "อีกเรื่องที่อยากขอ คือจดไว้บ้าง ใครมา คุยอะไร ตกลงอะไร เขียนสองสามบรรทัดก็พอ "
                "ปีหน้ากลับมาอ่านจะรู้ว่าเราเดินมาไกลแค่ไหน",
            ),
        ),
        closing="ฝนนี้ขอให้ข้าวงาม แล้วพบกันใหม่ฉบับหน้า",
        signer=THAI_SIGNER,
    ),
    english=Words(
        title="It begins with a small circle under a tree",
        lead=(
            "Four months of forming subdistrict teams. I have sat in on many circles, and what they had "
            "in common is that none began in a meeting room."
        ),
        body=(
            (
                "paragraph",
                "Greetings to everybody in the movement. The first rain has come and many of you will be "
                "ploughing. Before we all get too busy, let me tell you what I have seen in the four "
                "months since we began to form subdistrict teams.",
            ),
            (
                "paragraph",
                "Last month I sat in a circle under a rain tree beside a temple. Some dozen people had "
                "come: the head of the subdistrict, the fund’s bookkeeper, a young man just back from "
                "Bangkok, and an aunt who said that she was only there to listen. In the end it was she "
                "who made everybody stop and listen.",
            ),
            (
                "quote",
                (
                    "Twenty years of meetings, and only now somebody asks me what I want our subdistrict "
                    "to be like.",
                    "a member of the welfare fund, who was only there to listen",
                ),
            ),
            (
                "heading",
                "Three questions to begin with",
            ),
            (
                "paragraph",
                "If your subdistrict is just starting, wait for no papers and do not wait for me. Sit "
                "down in a small circle and first ask each other these three things.",
            ),
            (
                "list",
                (
                    "In three years, what would we like life in our subdistrict to be?",
                    "Who here can do some of that already, and have we invited them?",
                    "What one thing, small enough to really do, will we try next month?",
                ),
            ),
            (
                "paragraph",
                "Somebody asked me how many people make a team. A few are enough, I answered, as long as "
                "it is not one alone; and let all three groups join in time: change leaders, issue "
                "specialists and members. Where only leaders learn, leaders end up tired and alone.",
            ),
            (
                "paragraph",
                "One more thing: write a little down. Who came, what you talked about, what you agreed "
                "on; two or three lines will do. Read them next year and you will see how far we have "
                "walked.",
            ),
        ),
        closing="May this rain bring good rice. Until the next letter.",
        signer=ENGLISH_SIGNER,
    ),
    readings=(
        (date(2018, 5, 11), 214),
        (date(2018, 5, 12), 131),
        (date(2018, 6, 4), 57),
        (date(2019, 1, 8), 19),
    ),
)
