-- Where an event was given up, topic/partition/offset: whoever waited was told so, and what comes again from there has no
-- effect any more. The same event from another place is a replay by an operator, and is handled. Null for what was handled.
alter table inbox add column given_up text;
