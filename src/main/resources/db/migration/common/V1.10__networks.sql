-- The ranges of addresses that a token may be used from, with spaces between; null for every network. Blank once the owner is anonymized.
alter table access_token add column networks varchar(1000);

-- calls with the token from elsewhere, which are refused
alter table access_token add column stray_uses bigint default 0 not null;
alter table access_token add column last_stray_use_at timestamp with time zone;
alter table access_token add column last_stray_address varchar(45);
