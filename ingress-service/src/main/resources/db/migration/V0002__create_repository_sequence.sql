-- Apart from the registration: numbers go on where they were when a repository is removed and registered again.
create table repository_sequence (
    repository_key text not null,
    last bigint not null,
    constraint repository_sequence_pkey primary key (repository_key)
);
