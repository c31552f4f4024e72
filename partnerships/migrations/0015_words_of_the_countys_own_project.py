# The verbose name of one field: a typographic apostrophe.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0014_counties_checked_by_statement'),
    ]

    operations = [
        migrations.AlterField(
            model_name='terms',
            name='county_counts',
            field=models.BooleanField(default=False, verbose_name='the county’s own project counts'),
        ),
    ]
