-- The key of the application that passed on whoever made a key; none of those made before it was written down.
alter table api_keys add column created_through text;
