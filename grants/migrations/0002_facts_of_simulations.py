import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grants", "0001_determinations")]

    operations = [
        migrations.AddField(
            model_name="simulation",
            name="facts_shared",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="had shared"
            ),
        ),
        migrations.AddField(
            model_name="simulation",
            name="facts_submitted",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="had submitted"
            ),
        ),
        migrations.AddField(
            model_name="simulation",
            name="terms_number",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="version of the terms"),
        ),
    ]
