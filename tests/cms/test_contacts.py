"""Whom to ask: the province's own contact, or honestly the region's or the nation's."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.models import Contact, whom_to_ask
from cms.models.contact import read_phones
from geo.choices import Role
from geo.models import Area
from geo.services.roles import grant_role
from tests.factories.cms import ContactFactory, PublishedSiteFactory, home
from tests.factories.leaders import TeamFactory

pytestmark = pytest.mark.django_db
OWN, REGION, NATION = "สำนักงาน 44", "สำนักงาน NE", "สำนักงาน TH"


def main_of(public, address: str) -> str:
    """What a page says, without its frame."""
    text = public.get(address).content.decode()
    return re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("<footer")])


def area(code: str) -> Area:
    return Area.objects.with_ancestors().get(code=code)


class TestWhomToAsk:
    """The nearest one that there is."""

    def test_the_provinces_own_comes_first(self):
        for code in ("TH", "NE", "44"):
            ContactFactory(code=code)
        reach = whom_to_ask(area("44"))
        assert (reach.contact.name, reach.note) == (OWN, "")
        assert whom_to_ask(area("440404")).contact.name == OWN
        assert whom_to_ask(area("4404")).contact.name == OWN

    def test_the_region_stands_in_and_says_so(self):
        for code in ("TH", "NE", "N"):
            ContactFactory(code=code)
        reach = whom_to_ask(area("44"))
        assert reach.contact.name == REGION
        assert reach.note == "จ.มหาสารคาม ยังไม่มีที่ติดต่อของตัวเองในเว็บนี้ ระหว่างนี้ถามภาคตะวันออกเฉียงเหนือได้"

    def test_the_nation_stands_in_for_both_and_says_so(self):
        ContactFactory(code="TH")
        ContactFactory(code="30")
        reach = whom_to_ask(area("440404"))
        assert reach.contact.name == NATION
        assert "ระหว่างนี้ถามส่วนกลางได้" in reach.note

    def test_nobody_is_said_too(self):
        reach = whom_to_ask(area("44"))
        assert reach.contact is None
        assert "ยังไม่มีที่ติดต่อในเว็บนี้" in reach.note

    def test_without_a_place_the_nation_is_asked(self):
        ContactFactory(code="44")
        assert whom_to_ask(None).contact is None
        ContactFactory(code="TH")
        assert (whom_to_ask(None).contact.name, whom_to_ask(None).note) == (NATION, "")

    def test_it_takes_one_query(self, django_assert_num_queries):
        ContactFactory(code="NE")
        place = area("440404")
        with django_assert_num_queries(1):
            assert whom_to_ask(place).note


class TestPhones:
    """As people write them, kept as digits, read aloud again."""

    def test_several_are_read_and_told(self):
        contact = ContactFactory.build(phones="02-000-0000, โทร. 081 000 0044 และ ๐๔๓-๐๐๐-๐๐๐")
        contact.clean()
        assert contact.phones == "020000000, 0810000044, 043000000"
        assert contact.calls == [
            ("+6620000000", "02-000-0000"),
            ("+66810000044", "081-000-0044"),
            ("+6643000000", "043-000-000"),
        ]

    @pytest.mark.parametrize("wrong", ["02-000-000", "0810000", "1234", "โทรมาเลย"])
    def test_what_is_no_number_says_what_is_wrong(self, wrong):
        with pytest.raises(ValidationError) as raised:
            ContactFactory.build(phones=f"02-000-0000, {wrong}").clean()
        assert "phones" in raised.value.message_dict

    def test_some_way_is_needed_and_any_will_do(self):
        with pytest.raises(ValidationError, match="อย่างน้อยหนึ่งทาง"):
            ContactFactory.build(phones="").clean()
        ContactFactory.build(phones="", line="@khabuan").clean()
        ContactFactory.build(phones="", email="ask@khabuan.example").clean()

    @given(st.lists(st.from_regex(r"08[0-9]{8}", fullmatch=True), max_size=4))
    def test_what_was_written_is_read_back_once_each(self, numbers):
        assert read_phones(" , ".join(numbers)) == list(dict.fromkeys(numbers))


def test_a_place_has_one_contact():
    ContactFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory()


class TestPages:
    """Where somebody looks for help, help stands."""

    @pytest.fixture
    def contacts(self, db):
        """Of a province, its region, and the nation."""
        home()
        return [ContactFactory(code=code, phones=phone) for code, phone in
                (("44", "043000044"), ("NE", "043000000"), ("TH", "020000000"))]  # fmt: skip

    def test_the_province_tells_its_own_and_its_neighbour_the_regions(self, public, contacts):
        assert "043-000-044" in main_of(public, "/th/provinces/44/")
        other = main_of(public, "/th/provinces/30/")
        assert "ยังไม่มีที่ติดต่อของตัวเอง" in other
        assert "043-000-000" in other

    def test_a_team_and_a_site_tell_their_provinces(self, public, contacts):
        for thing in (TeamFactory(code="440404"), PublishedSiteFactory(code="440501")):
            assert "043-000-044" in main_of(public, thing.get_absolute_url())

    def test_somebody_who_forms_a_team_chooses_a_province(self, public, contacts):
        page = "/th/form-a-team/"
        assert "02-000-0000" in main_of(public, page)
        assert "043-000-044" not in main_of(public, page)
        chosen = public.get(page, {"province": "44"}).content.decode()
        assert "043-000-044" in chosen
        assert '<option value="44" selected>มหาสารคาม' in chosen
        assert '<link rel="canonical" href="http://testserver/th/form-a-team/">' in chosen

    @pytest.mark.parametrize("code", ["", "99", "NE", "4405", "'", "๔๔"])
    def test_what_is_no_province_asks_the_nation(self, public, contacts, code):
        response = public.get("/th/form-a-team/", {"province": code})
        assert response.status_code == 200
        assert "02-000-0000" in response.content.decode()

    def test_a_subdistrict_without_team_is_told_whom_to_ask(self, public, contacts):
        text = main_of(public, "/th/find/?q=ต.ท่าขอนยาง อ.กันทรวิชัย")
        assert "ยังไม่มีทีม ถามใครใน จ.มหาสารคาม" in text
        assert "043-000-044" in text

    def test_what_is_not_found_is_told_the_nations(self, public, contacts):
        assert "02-000-0000" in main_of(public, "/th/find/?q=zzqq")

    def test_nothing_asked_tells_nobody(self, public, contacts):
        assert "02-000-0000" not in main_of(public, "/th/find/")

    def test_all_of_them_stand_on_one_page_by_region(self, public, contacts):
        ContactFactory(code="30", name_th="สำนักงานโคราช")
        text = main_of(public, "/th/contacts/")
        order = [text.index(words) for words in ("ภาคตะวันออกเฉียงเหนือ", "สำนักงานโคราช", OWN)]
        assert text.index(NATION) < order[0]
        assert order == sorted(order)
        assert "ภาคเหนือ" not in text

    def test_an_empty_page_says_what_to_do(self, public):
        home()
        assert "ยังไม่มีที่ติดต่อในเว็บนี้" in main_of(public, "/th/contacts/")

    def test_numbers_can_be_called(self, public, contacts):
        assert 'href="tel:+6643000044"' in public.get("/th/provinces/44/").content.decode()

    def test_english_readers_read_english(self, public, contacts):
        text = main_of(public, "/en/contacts/?province=44")
        assert "Office 44" in text
        assert "Monday–Friday 09:00–16:00" in text
        with translation.override("en"):
            Contact.objects.update(name_en="", hours_en="")
            assert Contact.objects.get(area__code="44").name == OWN


class TestEditing:
    """Staff and editors keep them; numbers are checked in the form."""

    @pytest.mark.parametrize("role", [Role.STAFF, Role.EDITOR])
    def test_a_contact_is_written(self, user_with, client_of, role):
        home()
        desk = self.client(user_with, client_of, role)
        fields = {
            "area": Area.objects.get(code="44").pk, "name_th": "สำนักงาน", "name_en": "",
            "phones": "02-000-000", "hours_th": "", "hours_en": "", "email": "", "line": "",
        }  # fmt: skip
        address = reverse("wagtailsnippets_cms_contact:add")
        refused = desk.post(address, fields)
        assert "ต้องมี 9 หลัก" in refused.content.decode()
        assert not Contact.objects.exists()
        assert desk.post(address, fields | {"phones": "๐๒-๐๐๐-๐๐๐๐"}).status_code == 302
        assert Contact.objects.get().phones == "020000000"

    def test_only_provinces_regions_and_the_nation_can_be_chosen(self, user_with, client_of):
        home()
        desk = self.client(user_with, client_of, Role.EDITOR)
        text = desk.get(reverse("wagtailsnippets_cms_contact:add")).content.decode()
        assert text.count("<option") == 1 + 77 + 5 + 1

    @staticmethod
    def client(user_with, client_of, role):
        user = user_with()
        grant_role(user, Area.objects.get(code="TH"), role, by=None)
        return client_of(user)
