"""Texts to find things in: unspaced Thai of known words, so that what should be found is known."""

import random

# Things told of, each a word or several written as one; a query for one finds exactly where it was told.
TOPICS = (
    "สวัสดิการ", "กองทุน", "ป่าชายเลน", "ออมทรัพย์", "ที่ดิน", "เมล็ดพันธุ์", "ประมง", "ผ้าไหม", "ขยะ", "น้ำ",
    "ข้าว", "สมุนไพร", "ตลาด", "เยาวชน", "ผู้สูงอายุ", "บ้านมั่นคง", "แผนที่", "ปุ๋ย", "จักสาน", "ท่องเที่ยว",
    "ยา", "ชา", "ตา", "โค", "ปู",
)  # fmt: skip
# Words that hold the letters of a topic by chance.
DECOYS = ("พยายาม", "ประชาชน", "ตาราง", "โครงการ", "ปูน", "ยาว", "ขยับ", "ปลา", "ชาย")
AHEAD = ("เรียนรู้เรื่อง", "ช่วยกันดูแล", "กลุ่มที่ทำ", "คนในตำบลคุยกันเรื่อง", "วิธีจัดการ", "ศูนย์", "การพัฒนา", "ร่วมกันรักษา")
BEHIND = ("ของชุมชน", "ในหมู่บ้าน", "ด้วยกันทุกเดือน", "ที่บ้านเรา", "อย่างต่อเนื่อง", "ให้ลูกหลาน", "ปีที่แล้ว")
ENGLISH = {
    "สวัสดิการ": "welfare", "กองทุน": "fund", "ป่าชายเลน": "mangroves", "ที่ดิน": "land", "ขยะ": "waste",
    "ข้าว": "rice", "ตลาด": "markets", "แผนที่": "maps", "ปู": "crabs", "บ้านมั่นคง": "housing",
}  # fmt: skip


def told(rng: random.Random, sentences: int) -> tuple[str, set[str]]:
    """A text of so many sentences without a space inside, and the topics that it tells of."""
    topics, said = set(), []
    for _number in range(sentences):
        if rng.random() < 0.4:
            topic = rng.choice(TOPICS)
            topics.add(topic)
        else:
            topic = rng.choice(DECOYS)
        said.append(rng.choice(AHEAD) + topic + rng.choice(BEHIND))
    return " ".join(said), topics


def told_in_english(topics: set[str]) -> str:
    """A sentence on the topics that have an English word."""
    words = [ENGLISH[topic] for topic in sorted(topics) if topic in ENGLISH]
    return f"Villagers share how they look after {' and '.join(words)}" if words else "A place to learn"
