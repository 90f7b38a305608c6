-- Whether an answer was paid for elsewhere (a kept one, or an equal question's), and what of a turn's time was ours.
alter table generation add column reused bigint;
alter table generation add column overhead_us bigint;
alter table message add column reused bigint;
