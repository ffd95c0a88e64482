"""A closed review never changes, whoever asks: triggers on both databases.

On SQLite a later migration that rebuilds one of these tables drops its triggers; such a
migration has to write them again (`tests/steps/models/test_review.py` says when it did not).
"""

from django.db import migrations

MESSAGE = "a closed review never changes"

SQLITE = [
    f"""
    CREATE TRIGGER steps_review_closed BEFORE UPDATE ON steps_review
    WHEN OLD.state = 'closed' BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER steps_finding_closed BEFORE UPDATE ON steps_finding BEGIN
    SELECT RAISE(ABORT, '{MESSAGE}')
    WHERE EXISTS (SELECT 1 FROM steps_review WHERE id = OLD.review_id AND state = 'closed'); END
    """,
    f"""
    CREATE TRIGGER steps_finding_late BEFORE INSERT ON steps_finding BEGIN
    SELECT RAISE(ABORT, '{MESSAGE}')
    WHERE EXISTS (SELECT 1 FROM steps_review WHERE id = NEW.review_id AND state = 'closed'); END
    """,
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION steps_review_closed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'closed' THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE FUNCTION steps_finding_closed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM steps_review WHERE id = NEW.review_id AND state = 'closed'
        ) THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER steps_review_closed BEFORE UPDATE ON steps_review
    FOR EACH ROW EXECUTE FUNCTION steps_review_closed()
    """,
    """
    CREATE TRIGGER steps_finding_closed BEFORE INSERT OR UPDATE ON steps_finding
    FOR EACH ROW EXECUTE FUNCTION steps_finding_closed()
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS steps_review_closed",
    "DROP TRIGGER IF EXISTS steps_finding_closed",
    "DROP TRIGGER IF EXISTS steps_finding_late",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER IF EXISTS steps_review_closed ON steps_review",
    "DROP TRIGGER IF EXISTS steps_finding_closed ON steps_finding",
    "DROP FUNCTION IF EXISTS steps_review_closed()",
    "DROP FUNCTION IF EXISTS steps_finding_closed()",
]


def run(schema_editor, sqlite, postgresql):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for sql in sqlite if on_sqlite else postgresql:
        schema_editor.execute(sql, params=None)


def write(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def drop(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("steps", "0004_reviews")]

    operations = [migrations.RunPython(write, drop, elidable=False)]
