#!/bin/sh
# Of docker-compose.yml: runs once, when the database is made.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f /roles.sql
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v web="$WEB_PASSWORD" -v reports="$REPORTS_PASSWORD" <<'SQL'
ALTER ROLE tenggat_web PASSWORD :'web';
ALTER ROLE tenggat_reports PASSWORD :'reports';
SQL
