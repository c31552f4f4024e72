from django.db import migrations, models


class Migration(migrations.Migration):
    """Two people who change one role never overwrite each other."""

    dependencies = [("partnerships", "0010_consent_withdrawn")]

    operations = [
        migrations.AddField(
            model_name="role",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="version"),
        ),
    ]
