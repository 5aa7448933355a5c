-- Which registration of a repository is the later one, and how events tell them apart; replicas of the version before number theirs too.
alter table registration add column number bigint not null generated always as identity;
