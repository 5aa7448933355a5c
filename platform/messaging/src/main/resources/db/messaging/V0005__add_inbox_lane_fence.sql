-- The fence of the claim that holds the lane. A worker whose lease ended while an earlier event came late, or was taken up again,
-- holds its entry still but no longer the lane.
alter table inbox_lane add column fence bigint not null default 0;
