"""Where a kept picture or document lay; and what was kept of something that was gone already goes."""

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    binned = apps.get_model("cms", "Binned").objects.using(schema_editor.connection.alias)
    collections = apps.get_model("wagtailcore", "Collection").objects.using(schema_editor.connection.alias)
    there = set(collections.values_list("pk", flat=True))
    binned.filter(rows=[]).delete()
    for item in binned.filter(noun__in=["picture", "document"]):
        mine = (row for row in item.rows if str(row["pk"]) == str(item.object_key))
        key = next((row["fields"]["collection"] for row in mine if "collection" in row["fields"]), None)
        if key in there:
            item.collection_id = key
            item.save(update_fields=["collection"])


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0009_file_ties"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="binned",
            name="collection",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.collection",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
