"""Says what the resolver makes of a text."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from geo.models import Area
from geo.resolver import Resolution, resolve


class Command(BaseCommand):
    """`manage.py resolve_place TEXT [--within CODE] [--format text|json]`."""

    help = "Prints the subdistricts that a text can mean: one, several, or none."

    def add_arguments(self, parser: CommandParser) -> None:
        """The text, an area it is expected to lie in, and the form of the answer."""
        parser.add_argument("text", help='what somebody wrote, e.g. "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค."')
        parser.add_argument(
            "--within", metavar="CODE", help="code of an area the place is expected to lie in"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """JSON: {"text", "exact", "within", "candidates": [{"code", "name_th", …}, …]}."""
        hint = None
        if options["within"]:
            hint = Area.objects.filter(code=options["within"]).first()
        with override("th"):
            found = resolve(options["text"], hint=hint)
            if options["format"] == "json":
                self.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=2))
            else:
                self._print(found)

    def _print(self, found: Resolution) -> None:
        for area in found.candidates:
            self.stdout.write(f"{area.code}  {area.full_name}")
        if not found.candidates:
            named = f"; it names {found.within}" if found.within else ""
            self.stdout.write(f"No subdistrict found{named}.")


def as_json(found: Resolution) -> dict[str, Any]:
    """The resolution as plain values; ``district`` and ``province`` are Thai names, ``within`` is a code."""
    return {
        "text": found.text,
        "exact": found.exact,
        "within": found.within.code if found.within else None,
        "candidates": [
            {
                "code": area.code,
                "name_th": area.name_th,
                "name_en": area.name_en,
                "district": area.district.name_th,
                "province": area.province.name_th,
                "full_name": area.full_name,
            }
            for area in found.candidates
        ],
    }
