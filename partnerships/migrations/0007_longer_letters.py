from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0006_file_imports'),
    ]

    operations = [
        migrations.AlterField(
            model_name='partnership',
            name='short',
            field=models.CharField(blank=True, max_length=6, verbose_name='letters in the map'),
        ),
    ]
