-- The last commit of a publishing branch that was handled, null where there was no branch; and what it points to since when,
-- if that is another one.
create table branch_head (
    repository_key text not null,
    branch text not null,
    handled text,
    differing text,
    differs_since timestamptz,
    constraint branch_head_pkey primary key (repository_key, branch),
    constraint branch_head_repository_fkey foreign key (repository_key)
        references compared_repository (repository_key) on delete cascade,
    constraint branch_head_differing_check check ((differing is null) = (differs_since is null))
);
