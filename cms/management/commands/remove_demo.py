"""Removes the demo."""

from typing import Any

from django.core.management import CommandParser
from django.core.management.base import BaseCommand, CommandError

from cms.demo.removing import WorkInTheWay, remove_demo


class Command(BaseCommand):
    """`manage.py remove_demo [--with-work]`: what the demo made and its accounts did."""

    help = "Removes the demo with its accounts, pages and files."

    def add_arguments(self, parser: CommandParser) -> None:
        """--with-work: other accounts' rows that hang on the demo go too."""
        parser.add_argument(
            "--with-work", action="store_true", help="also remove what other accounts did in the demo"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1, and lists them, when rows of other accounts hang on the demo."""
        try:
            number = remove_demo(with_work=options["with_work"])
        except WorkInTheWay as error:
            listed = "\n".join(
                f"  {name} ({error.numbers[name]}): {', '.join(rows)}" for name, rows in error.rows.items()
            )
            raise CommandError(
                f"Other accounts worked with the demo's teams, people or sites:\n{listed}\n"
                "Nothing was removed. With --with-work these go too."
            ) from None
        if not options["verbosity"]:
            return
        self.stdout.write(f"The demo is gone ({number:,} rows)." if number else "There is no demo here.")
