-- A fingerprint says by which definition it was made: v2: and 64 digits.
alter table change_requests alter column fingerprint type varchar(80);
alter table cab_decisions alter column fingerprint type varchar(80);
