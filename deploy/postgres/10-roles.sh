#!/bin/sh
# Run once by the PostgreSQL image, when its volume is empty.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" -f /deploy/roles.sql
