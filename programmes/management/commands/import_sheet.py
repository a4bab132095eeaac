"""Reads a sheet from the command line as the pages under /sheets/ do: the same rows, the same verdicts."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.intake import rules
from programmes.intake.files import check_size, open_file
from programmes.intake.questions import Question
from programmes.intake.refusals import FileRefused
from programmes.intake.services import answer_batch, confirm_batch, plan_of, preview, upload_batch
from programmes.intake.verdicts import Plan, RowResult, Verdict


class Command(BaseCommand):
    """Without --dry-run, rows that need no answer are written; the others wait in the batch."""

    help = "Read a sheet (CSV or XLSX) and write what needs no answer; --dry-run only tells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """PATH, --user, --dry-run, --format, --answer."""
        parser.add_argument("path", type=Path, help="the sheet, .csv or .xlsx")
        parser.add_argument("--user", required=True, help="user name of the account that brings it")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="KEY=VALUE",
            help="answer a question, for example method=forum; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the rows; a file or a user that cannot be taken ends with one sentence and exit code 1."""
        try:
            report = self._report(options)
        except (FileRefused, CommandError) as refusal:
            if options["format"] == "json":
                self._print({"kind": None, "rows": [], "error": str(refusal)})
            self.stderr.write(str(refusal))
            sys.exit(1)
        if options["format"] == "json":
            self._print(report)
        else:
            self._tell(report)

    def _report(self, options: dict[str, Any]) -> dict[str, Any]:
        user = _user(options["user"])
        content = _content(options["path"])
        answers = dict(_pair(text) for text in options["answer"])
        name = options["path"].name
        if options["dry_run"]:
            return _as_json(preview(open_file(content, name), answers, by=user), answers)
        batch = upload_batch(content, name, by=user)
        before = answer_batch(batch, answers, by=user).plan
        report = _as_json(before, answers)
        outcome = confirm_batch(batch, by=user, plan=before)
        if outcome.problems:
            # Somebody else changed the record in between: tell what stands now.
            report = _as_json(plan_of(batch, by=user), answers)
        return {**report, "batch": str(batch.uid), "written": outcome.number}

    def _print(self, report: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))

    def _tell(self, report: dict[str, Any]) -> None:
        for row in report["rows"]:
            label = Verdict(row["verdict"]).label
            self.stdout.write(" · ".join([_("แถว %(row)s") % row, str(label), row["label"], *row["reasons"]]))
        for question in report["questions"]:
            choices = ", ".join(f"{choice['value']} ({choice['label']})" for choice in question["choices"])
            self.stdout.write(f"? {question['key']}: {question['text']} [{choices}]")
        for note in report["notes"]:
            self.stdout.write(note)
        if "written" in report:
            self.stdout.write(_("นำเข้าแล้ว %(written)s แถว") % report)


def _user(name: str) -> User:
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(_("ไม่มีบัญชีชื่อ “%(name)s” ที่ใช้งานอยู่") % {"name": name})
    if not rules.may_upload(user):
        raise CommandError(
            _("บัญชี “%(name)s” นำเข้าไฟล์ไม่ได้ ต้องเป็นผู้ประสานงาน ผู้ตรวจ หรือเจ้าหน้าที่") % {"name": name}
        )
    return user


def _content(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise CommandError(_("เปิดไฟล์ %(path)s ไม่ได้") % {"path": path}) from error


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not (key and sign and value):
        raise CommandError(_("คำตอบ “%(text)s” ต้องเขียนแบบ KEY=VALUE เช่น method=forum") % {"text": text})
    return key, value


def _as_json(plan: Plan, answers: dict[str, str]) -> dict[str, Any]:
    """The plan for programs. An answer that is no choice is refused: it is a slip of the hand."""
    asked = plan.questions_by_key()
    for key, value in answers.items():
        if key in asked and asked[key].answer != value:
            choices = ", ".join(choice.value for choice in asked[key].choices)
            raise CommandError(
                _("คำตอบของ %(key)s ต้องเป็นหนึ่งใน %(choices)s") % {"key": key, "choices": choices}
            )
    return {
        "kind": plan.kind,
        "rows": [_row(row) for row in plan.rows],
        "questions": [_question(question) for question in plan.every_question() if question.is_open],
        "counts": plan.counts(),
        "notes": [*plan.problems, *plan.notes],
    }


def _row(row: RowResult) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "label": row.label,
        "verdict": row.verdict.value,
        "values": row.values,
        "reasons": row.reasons,
        "questions": [question.key for question in row.questions if question.is_open],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "alike": question.alike,
        "sheet": question.sheet,
        "row": question.row,
        "text": question.text,
        "choices": [{"value": choice.value, "label": choice.label} for choice in question.choices],
        "optional": question.optional,
    }
