-- What was reported of a change after its approval, as change.updated told it last.
alter table changes
    add column implementation_outcome text,
    add column run_url                text,
    add column implementation_comment text,
    add column reported_by            text,
    add column reported_by_name       text,
    add column reported_at            timestamptz,
    add column review_outcome         text,
    add column review_comment         text,
    add column reviewed_by            text,
    add column reviewed_by_name       text,
    add column reviewed_at            timestamptz;
