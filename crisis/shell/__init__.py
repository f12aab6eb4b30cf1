"""What `manage.py crisis` does: it must work when the database is stopped, hung, read-only or not there at all."""
