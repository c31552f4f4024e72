from django.db import migrations, models


class Migration(migrations.Migration):
    """A contact that came from a file is one that nobody has checked yet."""

    dependencies = [("partnerships", "0012_who_sent_an_invitation")]

    operations = [
        migrations.AlterField(
            model_name="contact",
            name="checked_on",
            field=models.DateField(blank=True, null=True, verbose_name="last checked"),
        ),
    ]
