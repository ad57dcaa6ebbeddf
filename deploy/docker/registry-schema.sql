-- the schema registry keeps its tables apart from the services'
create schema registry;
