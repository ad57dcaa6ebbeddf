-- What callers call a thing, which is its client's own: two clients may have a change request of the same name. The id tells
-- it from all others, whosever they are.
select set_config('hub.clients', 'clients:*', true);
alter table views add column name text;
update views set name = id;
-- old ids may look like new ones, so that they are unique only after the last row
alter table views drop constraint views_pkey;
update views set id = client || '/' || id where kind = 'change';
alter table views add primary key (kind, id);
alter table views alter column name set not null;
create index views_by_name on views (kind, name, at);
