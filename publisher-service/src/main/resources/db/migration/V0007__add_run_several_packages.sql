-- Whether the commit holds more packages than one; null where no tags are wanted, or nothing was published.
alter table run add column several_packages boolean;
