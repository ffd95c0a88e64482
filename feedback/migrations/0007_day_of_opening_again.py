from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0006_leave_backups_to_the_organisation"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="reopened_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
    ]
