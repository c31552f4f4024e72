"""Rows that an earlier way of sending left without what the next migration asks of them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_messages")]

    operations = [
        migrations.RunSQL(
            "UPDATE notices_message SET state = 'unknown' WHERE state = 'sending';"
            "UPDATE notices_message SET problem = 'NotRecorded' WHERE state = 'failed' AND problem = '';",
            migrations.RunSQL.noop,
        )
    ]
