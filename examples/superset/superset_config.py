"""For the check alone: everything in one folder, on loopback, and open to whoever can log in to this machine."""

import os

SECRET_KEY = os.environ["SUPERSET_CHECK_SECRET"]
SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.path.join(os.environ["SUPERSET_CHECK_FOLDER"], "superset.db")
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
if os.environ.get("SUPERSET_CHECK_OPEN"):
    # The browser that draws the chart does not log in.
    AUTH_ROLE_PUBLIC = "Admin"
