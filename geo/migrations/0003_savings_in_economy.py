"""Activity lists call the issue of savings groups "ออมทรัพย์"; databases founded before learn it too."""

from django.db import migrations

KEY = "economy-capital"
WORDS = ["ออมทรัพย์", "กลุ่มออมทรัพย์"]


def learn(apps, schema_editor):
    """Add the words where the issue is kept and no other issue goes by them."""
    issues = apps.get_model("geo", "IssueArea").objects
    taken = {word for other in issues.exclude(key=KEY) for word in (other.name_th, *other.aliases)}
    for issue in issues.filter(key=KEY):
        missing = [word for word in WORDS if word not in issue.aliases and word not in taken]
        if missing:
            issue.aliases = [*issue.aliases, *missing]
            issue.save(update_fields=["aliases"])


class Migration(migrations.Migration):

    dependencies = [
        ("geo", "0002_imported_rows"),
    ]

    operations = [
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
