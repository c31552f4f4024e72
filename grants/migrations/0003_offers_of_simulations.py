from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grants", "0002_facts_of_simulations")]

    operations = [
        migrations.AddField(
            model_name="simulation",
            name="offers",
            field=models.JSONField(blank=True, default=dict, verbose_name="offers"),
        ),
    ]
