-- Up to which step it was told what is done for a message: one row a message, so that of two tries one tells on from there.
delete from told_steps less using told_steps more where less.message_id = more.message_id and less.number < more.number;
alter table told_steps drop constraint told_steps_pkey;
alter table told_steps add primary key (message_id);
