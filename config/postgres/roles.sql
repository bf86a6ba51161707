-- Two logins of least rights beside the owner, for the served mode; run once as the owner or a superuser, before or after
-- the first `tenggat migrate`. Their passwords are set by whoever runs it: ALTER ROLE tenggat_web PASSWORD '...'.
--   tenggat_web      DATABASE_URL of web and worker: nothing but tenggat_app, which they put on with SET ROLE
--   tenggat_reports  the city's reports: reads the views of schema tenggat_read
DO $$
BEGIN
  BEGIN CREATE ROLE tenggat_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  BEGIN CREATE ROLE tenggat_reader NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  BEGIN CREATE ROLE tenggat_web LOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  BEGIN CREATE ROLE tenggat_reports LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
END $$;
GRANT tenggat_app TO tenggat_web;
GRANT tenggat_reader TO tenggat_reports;
ALTER ROLE tenggat_reports SET default_transaction_read_only = on;
