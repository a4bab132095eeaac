"""Looks for persons who are on record twice."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from geo.models import Area
from leaders.services.likeness import find_duplicates


class Command(BaseCommand):
    """`manage.py find_duplicates [--area CODE]`: notes pairs for reviewers; merges nobody."""

    help = "Note who may be on record twice, for reviewers to look at. Run again, it notes only what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An area's code: of a region, province, district or subdistrict."""
        parser.add_argument("--area", metavar="CODE", help="only persons of this area")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for each province in which somebody was compared, then the sum."""
        area = None
        if options["area"]:
            area = Area.objects.filter(code=options["area"]).first()
            if area is None:
                raise CommandError(_("ไม่มีพื้นที่รหัส “%(code)s”") % {"code": options["area"]})
        total = 0
        for place, compared, new in find_duplicates(area):
            total += new
            if compared and options["verbosity"]:
                where = place.name_th if place else _("ข้ามจังหวัด")
                self.stdout.write(
                    _("%(place)s: เทียบ %(people)s คน พบใหม่ %(pairs)s คู่")
                    % {"place": where, "people": compared, "pairs": new}
                )
        self.stdout.write(_("พบคู่ที่อาจเป็นคนเดียวกันใหม่ %(pairs)s คู่") % {"pairs": total})
