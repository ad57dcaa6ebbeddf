-- What was handled on topics that give power is remembered apart from the rest. Only of those is it kept where they were found.
update inbox set consumer = consumer || '/power' where place is not null;
