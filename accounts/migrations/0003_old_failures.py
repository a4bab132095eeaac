from django.db import migrations


class Migration(migrations.Migration):
    """Old failures are found by their time; Axes' own table has no index for it."""

    dependencies = [
        ('accounts', '0002_joining'),
        ('axes', '0010_accessattemptexpiration'),
    ]

    operations = [
        migrations.RunSQL(
            'CREATE INDEX IF NOT EXISTS accounts_failure_time ON axes_accessattempt (attempt_time)',
            'DROP INDEX IF EXISTS accounts_failure_time',
        ),
    ]
