import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """An invitation stands while whoever sent it last may name people."""

    dependencies = [("partnerships", "0011_role_versions")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="sent_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
