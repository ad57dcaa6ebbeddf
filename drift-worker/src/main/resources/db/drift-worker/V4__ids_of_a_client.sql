-- The id of a scan is its client's own: another client's of the same id neither takes its place nor keeps it out.
alter table drift_scans drop constraint drift_scans_pkey, add primary key (client, scan_id);
