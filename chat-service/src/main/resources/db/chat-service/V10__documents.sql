-- Documents by their newest submission; one that was emptied stays, so that an older one does not come back.
create table documents (
    client       text        not null,
    entity_ref   text        not null,
    doc_path     text        not null,
    document_id  text        not null,
    submitted_at timestamptz not null,
    chunks       int         not null,
    primary key (client, entity_ref, doc_path)
);

-- Their pieces, to be found by words and by vectors. A vector counts where its model is the one in use; where Postgres has
-- pgvector, the service makes an index for that at its start.
create table doc_chunks (
    client          text   not null,
    entity_ref      text   not null,
    doc_path        text   not null,
    chunk_index     int    not null,
    context         text   not null,
    content         text   not null,
    embedding       real[],
    embedding_model text,
    -- names such as aws_s3_bucket.logs and docs/restore.md once as they are and once in their parts
    tsv             tsvector not null generated always as (
        setweight(to_tsvector('english', context), 'B')
        || setweight(to_tsvector('english', translate(entity_ref || ' ' || doc_path, '/._:-', '     ')), 'C')
        || to_tsvector('english', content)
        || to_tsvector('english', translate(content, '/._:-', '     '))) stored,
    primary key (client, entity_ref, doc_path, chunk_index),
    foreign key (client, entity_ref, doc_path) references documents on delete cascade
);
-- beside the row, where it fits: all of them may be looked at
alter table doc_chunks alter column embedding set storage main;
create index doc_chunks_tsv on doc_chunks using gin (tsv);
create index doc_chunks_embedding_model on doc_chunks (embedding_model);
