"""The demo's learning sites in English: names by Thai name, what one can learn by its Thai words."""

NAMES = {
    "ป่าชุมชนบ้านดงมะไฟ": "Ban Dong Mafai community forest",
    "กองทุนสวัสดิการชุมชนตำบลท่าขอนยาง": "Tha Khon Yang community welfare fund",
    "กลุ่มนาอินทรีย์บ้านดอนกลาง": "Ban Don Klang organic rice group",
    "กลุ่มช่างชุมชนโพนทอง": "Phon Thong community builders",
    "กลุ่มทอผ้าบ้านดงใหญ่": "Ban Dong Yai weavers",
    "สระน้ำและสมุดน้ำฝนบ้านแคน": "Ban Khaen pond and rain book",
    "กลุ่มออมทรัพย์ประชาพัฒนา": "Pracha Phatthana savings group",
    "ศาลากลางบ้านยางสีสุราช": "Yang Sisurat village hall",
    "โรงสีชุมชนบ้านพราน": "Ban Phran community rice mill",
    "ป่าชุมชนบ้านกันทรอมน้อย": "Ban Kanthrom Noi community forest",
    "ศูนย์ข้อมูลที่ดินตำบลดู่": "Du land information centre",
    "บ้านพอเพียงตำบลตูม": "Tum sufficiency housing",
    "ธนาคารหมู่บ้านท่าคล้อ": "Tha Khlo village bank",
    "ตลาดเช้าริมโขงเขมราฐ": "Khemarat morning market on the Mekong",
    "แปลงรวม ส.ป.ก. โนนสมบูรณ์": "Non Sombun common plot on reform land",
    "ป่าหัวไร่ปลายนาหนองสะโน": "Nong Sano field-edge woods",
    "กองทุนวันละบาทตำบลสะพือ": "Saphue one-baht-a-day fund",
    "สภาองค์กรชุมชนตำบลหนองระเวียง": "Nong Rawiang community council",
    "บ้านมั่นคงโคกกรวด": "Khok Kruat secure housing",
    "ศูนย์เมล็ดพันธุ์ครบุรี": "Khon Buri seed centre",
    "ผังน้ำบ้านห้วยยาง": "Ban Huai Yang water map",
    "ป่าต้นน้ำบ้านน้ำปาย": "Ban Nam Pai headwater forest",
    "แผนที่ที่ทำกินตำบลบ้านพี้": "Ban Phi farmland map",
    "ฝายและเหมืองศรีภูมิ": "Si Phum weirs and channels",
    "กี่ทอผ้าบ้านส้าน": "Ban San looms",
    "ป่าชุมชนเมืองลี": "Mueang Li community forest",
    "แนวเขตป่าแป๋ที่เดินร่วมกัน": "The boundary Pa Pae walked together",
    "บ้านมั่นคงสันผักหวาน": "San Phak Wan secure housing",
    "กาดเช้าบ้านกาด": "Ban Kat morning market",
    "สภาองค์กรชุมชนตำบลขี้เหล็ก": "Khi Lek community council",
    "ป่าเห็ดเสริมซ้าย": "Soem Sai mushroom forest",
    "กองทุนสวัสดิการตำบลแจ้ห่ม": "Chae Hom welfare fund",
    "กลุ่มจักสานแม่พริก": "Mae Phrik basket weavers",
    "เหมืองฝายแม่สัน": "Mae San weirs and channels",
    "กลุ่มออมทรัพย์มะขามสูง": "Makham Sung savings group",
    "ป่าชุมชนบ้านพร้าว": "Ban Phrao community forest",
    "แปลงนิคมพัฒนา จัดที่ดินด้วยกัน": "Nikhom Phatthana: sharing out land together",
    "ชุมชนริมคลองเต่าเล่า": "Tao Lao canal-side community",
    "บ้านมั่นคงเชียงรากน้อย": "Chiang Rak Noi secure housing",
    "นาแปลงใหญ่หนองไม้ซุง": "Nong Mai Sung large rice fields",
    "กองทุนสวัสดิการตำบลลาดงา": "Lat Nga welfare fund",
    "กลุ่มจักสานบางเจ้าฉ่าบ้านริมน้ำ": "Bang Chao Cha riverside basket weavers",
    "สภาองค์กรชุมชนตำบลไชยภูมิ": "Chaiyaphum community council, Ang Thong",
    "บ้านพอเพียงริมน้ำโผงเผง": "Phong Pheng riverside sufficiency housing",
    "ป่าไผ่บ้านไทรโยค": "Sai Yok bamboo forest",
    "กลุ่มสัจจะบ่อพลอย": "Bo Phloi sajja savings group",
    "ที่ทำกินหินดาด": "Hin Dat farmland",
    "คันนาและบ่อน้ำลำผักชี": "Lam Phak Chi dykes and ponds",
    "บ้านมั่นคงคลองชักพระ": "Khlong Chak Phra secure housing",
    "บ้านพักเพื่อนไร้บ้านวังทองหลาง": "Wang Thonglang shelter of homeless friends",
    "กลุ่มเรือเล็กบ้านเพ": "Ban Phe small-boat fishers",
    "บ้านมั่นคงสำนักท้อน": "Samnak Thon secure housing",
    "ตลาดสวนผลไม้บางบุตร": "Bang But orchard market",
    "กลุ่มออมทรัพย์ยางพาราควนเมา": "Khuan Mao rubber growers’ savings group",
    "ธนาคารปูเกาะสุกร": "Ko Sukon crab bank",
    "ป่าต้นน้ำหนองบ่อ": "Nong Bo headwater forest",
    "กองทุนสวัสดิการตำบลบางกุ้ง": "Bang Kung welfare fund",
    "ป่าพุบ้านพนม": "Phanom spring forest",
    "แผนที่ชุมชนกะเปา": "Kapao community map",
    "ป่าชายเลนท่าเคย": "Tha Khoei mangroves",
    "ต้นน้ำคลองทรายขาว": "Khlong Sai Khao headwaters",
    "เขตอนุรักษ์ริมเลหารเทา": "Han Thao lakeside reserve",
    "ตลาดใต้ต้นไทรควนขนุน": "Market under the banyan, Khuan Khanun",
    "ศาลาทีมตำบลกงหรา": "Kong Ra team’s pavilion",
}
# Two short lines each, in the order of the kind's Thai summaries.
SUMMARIES: dict[str, tuple[str, ...]] = {
    "forest": (
        "Read the forest, and count the trees of one sample plot\nTwelve forest rules that villagers wrote "
        "themselves",
        "A two-kilometre walk, and 40 kinds of forest food\nHow a village makes its own firebreak",
        "A forest that came back from waste land in 15 years\nHow to agree on a boundary with forest "
        "officers",
    ),
    "fund": (
        "Sit at the pay desk on a real opening day\nRead the books that neighbours keep for each other",
        "The fund’s rules in plain words, with the reason for each\nWhat went wrong when the money ran short",
        "How one baht a day cares for birth, age, sickness and death\nHow to win young people for the "
        "committee",
    ),
    "savings": (
        "One savings book for the whole family\nHow to lend to people whom banks refuse",
        "Books are closed before all members every month\nProfits go into mending old people’s houses",
    ),
    "repair": (
        "Houses mended by neighbours, before and after\nWrite the list of materials for one house",
        "Community builders whom the whole subdistrict can call\nHow to choose which house comes first, so "
        "that all agree",
    ),
    "council": (
        "Listen to a real council meeting, then ask anything\nVillagers’ proposals that became local rules",
        "How to make a subdistrict plan on one sheet of paper\nOne-page minutes that anybody can read",
    ),
    "land": (
        "Read the land map of a whole subdistrict, and take the position of one plot\n"
        "How to get both sides to walk a boundary together",
        "A common plot on reform land: how to share out houses, fields and ponds\nA rule written together: "
        "nobody sells",
    ),
    "rice": (
        "Organic rice with the cost of every rai worked out\nHow to keep your own seed",
        "The group’s small mill, for eating and for selling\nHow the group sets the price of its rice",
    ),
    "weaving": (
        "Weave a hand’s width at the loom with the grandmothers\nA book of 30 old patterns, with their "
        "names and origins",
        "Start a basket and take it home\nHow a weaving group shares work and money",
    ),
    "market": (
        "A morning market whose sellers made the rules\nSet up a stall for things you grew yourself",
        "A Saturday market without foam boxes for five years\nHow to give those who grow little a place to "
        "sell",
    ),
    "canal": (
        "Secure housing along the canal, and three kinds of sample house\n"
        "The first month of saving for a family that never saved",
        "By boat past a community that moved off the canal together\nA housing cooperative that every "
        "household owns",
    ),
    "homeless": (
        "A shelter that homeless friends look after together\nHow to walk the streets at night and win trust",
    ),
    "mangrove": (
        "Plant mangroves in the mud, and see a forest planted ten years ago\nA reserve that fishers drew "
        "themselves",
        "A crab bank at the door, from mother crab to releasing the young\nThe small boats’ rules for "
        "their home waters",
    ),
    "sea": (
        "Fish homes of bamboo, and small boats that catch fish again\nHow to sell fish straight to those "
        "who eat it",
    ),
    "rain": (
        "Six years of rain books, and how farmers use them\nHow to dig ponds and share water so that it "
        "lasts the village",
        "A water map that schoolchildren helped to draw\nTurns at the sluice without quarrels",
    ),
    "hall": (
        "The team’s centre, with its map, its plan and every notebook\nSit down with people of all three "
        "groups",
        "A four-metre timeline of the subdistrict’s work, failures too\nA shared kitchen that feeds 60 "
        "guests",
    ),
}
VISITING_DAYS = {
    "พุธ–อาทิตย์ 09.00–15.30 น.": "Wednesday–Sunday 09:00–15:30",
    "จันทร์–ศุกร์ 09.00–16.00 น.": "Monday–Friday 09:00–16:00",
    "ทุกวัน 08.30–16.30 น.": "Every day 08:30–16:30",
    "เสาร์–อาทิตย์ 09.00–15.00 น.": "Saturday–Sunday 09:00–15:00",
    "ศุกร์–เสาร์ 09.00–12.00 น.": "Friday–Saturday 09:00–12:00",
    "": "",
}


def place_in_english(place: str) -> str:
    """ "หมู่ 4" as "Moo 4", the canal side as itself."""
    return "By the canal" if place == "ริมคลอง" else place.replace("หมู่", "Moo")
