-- With eight, eight tokens at most could be generated at the same time.
insert into policy_lock (id)
values (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20),
       (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31), (32);
