"""PostgreSQL: pg_dump and pg_restore, told by the environment where to connect, never on a command line."""

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql

from ..aside import schema_of
from ..errors import BackupError, DamagedError
from ..tables import SCHEMA, Table, different, postgresql_tables

# Scratch databases are named by the second they were made; older than a day, a process that died left them.
PROOF, LEFT_AFTER = "khabuan_proof_", 24 * 60 * 60
DROP_SCHEMA = f"DROP SCHEMA {SCHEMA} CASCADE"
# Open to whom PostgreSQL itself opens a new database's.
NEW_SCHEMA = f"CREATE SCHEMA {SCHEMA}; GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)
# A connection that was closed is there a little longer; in tenths of a second.
MOMENTS = 20
# Where Debian and Ubuntu keep the tools of each version; elsewhere they are found by PATH.
TOOLS = Path("/usr/lib/postgresql")
# What the tools need not know.
SECRETS = {"SECRET_KEY", "DATABASE_URL", "KHABUAN_BACKUP_KEY"}
PLACES = {
    "PGDATABASE": "NAME",
    "PGUSER": "USER",
    "PGPASSWORD": "PASSWORD",
    "PGHOST": "HOST",
    "PGPORT": "PORT",
}


class PostgreSQL:
    """The database that ``settings``, an entry of DATABASES, connects to; Django's schema of it."""

    vendor = "postgresql"
    member = "database.dump"

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings

    def version(self) -> str:
        """The version of the server."""
        with self._connected() as connection:
            return connection.execute("SHOW server_version").fetchone()[0]

    def tables(self) -> dict[str, Table]:
        """Every table as it is now."""
        with self._connected() as connection, connection.cursor() as cursor:
            return postgresql_tables(cursor)

    def dump(self, to: Path) -> dict[str, Table]:
        """pg_dump and the row hashes look through one snapshot, so both tell of the same moment."""
        with self._connected() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            # Nothing happens in this transaction while pg_dump works.
            connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
            self._run(
                "pg_dump", "--format=custom", f"--schema={SCHEMA}", f"--snapshot={snapshot}", f"--file={to}"
            )
            with connection.cursor() as cursor:
                return postgresql_tables(cursor)

    def prove(self, dump: Path) -> dict[str, Table]:
        """Restored into a database of its own, which is dropped again."""
        scratch = PostgreSQL(self.settings | {"NAME": f"{PROOF}{int(time.time())}_{secrets.token_hex(4)}"})
        with self._connected(autocommit=True) as connection:
            self._drop_leftovers(connection)
            try:
                connection.execute(
                    sql.SQL(
                        "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
                    ).format(scratch._name())
                )
            except psycopg.errors.InsufficientPrivilege:
                raise BackupError(_("บัญชีฐานข้อมูลสร้างฐานข้อมูลทดลองไม่ได้ ให้สิทธิ์ CREATEDB แล้วลองใหม่")) from None
            try:
                scratch._fill(dump)
                return scratch.tables()
            finally:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(scratch._name()))

    def foresee(self, dump: Path, tables: dict[str, Table]) -> None:
        """Nothing: only a restored one can be compared, so ``put`` does, and is taken back if need be."""

    def is_empty(self) -> bool:
        """Nothing lies in the schema."""
        with self._connected() as connection:
            found = connection.execute(
                "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = %s",
                [SCHEMA],
            )
            return not found.fetchone()[0]

    def refuse_company(self) -> None:
        """Whoever is connected would go on writing into what is put aside. Who just left is waited for."""
        with self._connected(autocommit=True) as connection:
            for _moment in range(MOMENTS):
                others = connection.execute(OTHERS).fetchone()[0]
                if not others:
                    return
                connection.execute("SELECT pg_sleep(0.1)")
        raise BackupError(_("มีโปรแกรมอื่นต่อฐานข้อมูลอยู่ %(number)s สาย หยุดระบบก่อน แล้วกู้คืนใหม่") % {"number": others})

    def put_aside(self, folder: Path, undo: ExitStack) -> None:
        """Under the folder's name the schema stays in the same database, and out of later backups."""
        kept = sql.Identifier(schema_of(folder.name))
        schema = sql.Identifier(SCHEMA)
        with self._connected() as connection:
            connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(schema, kept))
            connection.execute(NEW_SCHEMA)

        def back() -> None:
            with self._connected() as connection:
                connection.execute(DROP_SCHEMA)
                connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(kept, schema))

        undo.callback(back)

    def put(self, dump: Path, tables: dict[str, Table], undo: ExitStack) -> None:
        """In one transaction, then compared, then counted for the planner, which a dump does not bring."""
        self._fill(dump)
        undo.callback(self._empty)
        if wrong := different(tables, self.tables()):
            raise DamagedError(_("ตารางที่กู้ได้ไม่ตรงกับตอนสำรอง: %(tables)s") % {"tables": ", ".join(wrong)})
        with self._connected(autocommit=True) as connection:
            connection.execute("SET statement_timeout = 0")
            connection.execute("ANALYZE")

    def _fill(self, dump: Path) -> None:
        # An empty name of a database is the one that the environment tells.
        self._run(
            "pg_restore",
            "--exit-on-error",
            "--single-transaction",
            f"--schema={SCHEMA}",
            "--dbname=",
            str(dump),
        )

    def _empty(self) -> None:
        with self._connected() as connection:
            connection.execute(DROP_SCHEMA)
            connection.execute(NEW_SCHEMA)

    def _name(self) -> sql.Identifier:
        return sql.Identifier(self.settings["NAME"])

    def _drop_leftovers(self, connection: psycopg.Connection) -> None:
        found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PROOF])
        for (name,) in found.fetchall():
            made = name.removeprefix(PROOF).split("_")[0]
            if made.isdigit() and int(made) < time.time() - LEFT_AFTER:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def _connected(self, *, autocommit: bool = False) -> Iterator[psycopg.Connection]:
        """A connection beside Django's, without its time limits for pages."""
        kept = self.settings
        try:
            connection = psycopg.connect(
                dbname=kept["NAME"] or None,
                user=kept["USER"] or None,
                password=kept["PASSWORD"] or None,
                host=kept["HOST"] or None,
                port=kept["PORT"] or None,
                autocommit=autocommit,
            )
            with connection:
                yield connection
        except psycopg.Error as error:
            why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise BackupError(_("ฐานข้อมูล PostgreSQL ไม่ทำตามที่ขอ (%(why)s)") % {"why": why}) from error

    def _run(self, name: str, *arguments: str) -> None:
        told = {variable: str(self.settings[key]) for variable, key in PLACES.items() if self.settings[key]}
        environment = {key: value for key, value in os.environ.items() if key not in SECRETS} | told
        ended = subprocess.run(
            [
                _tool(name, int(self.version().split(".")[0])),
                "--no-owner",
                "--no-privileges",
                "--no-password",
                *arguments,
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            said = [
                line for line in ended.stderr.splitlines() if "error" in line
            ] or ended.stderr.splitlines()
            raise BackupError(
                _("%(tool)s ทำงานไม่สำเร็จ (%(why)s)") % {"tool": name, "why": said[0] if said else "?"}
            )


def _tool(name: str, server: int) -> str:
    """The tool of the server's version, or the next newer: older ones refuse, newer ones say too much."""
    found: dict[int, Path] = {}
    for path in TOOLS.glob(f"*/bin/{name}"):
        if path.parts[-3].isdigit():
            found[int(path.parts[-3])] = path
    if fitting := [version for version in found if version >= server]:
        return str(found[min(fitting)])
    if beside := shutil.which(name):
        return beside
    raise BackupError(
        _("ไม่พบ %(tool)s ติดตั้ง postgresql-client รุ่น %(version)s ขึ้นไป") % {"tool": name, "version": server}
    )
