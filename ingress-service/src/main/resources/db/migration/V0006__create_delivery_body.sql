-- Apart from the delivery: lists do not read bodies, and bodies go earlier than what was decided on them.
create table delivery_body (
    delivery text not null,
    body bytea not null,
    constraint delivery_body_pkey primary key (delivery),
    constraint delivery_body_delivery_fkey foreign key (delivery) references delivery (id) on delete cascade
);
