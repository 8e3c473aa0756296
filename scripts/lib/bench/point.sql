\set u random(1,200000)
\set a (:u-1)/100+1
select perms from anchor_user where account_id=:a and user_id=:u;
