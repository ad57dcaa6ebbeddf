-- Where an event that gives power was found, topic/partition/offset: the same id from elsewhere is a repetition. Null for
-- other events, and for what was handled before this was kept.
alter table inbox add column place text;
