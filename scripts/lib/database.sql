-- The database `seller` of one cluster. Can be run again at any time; needs roles.sql.

SELECT 'CREATE DATABASE seller OWNER seller_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'seller')
\gexec

\connect seller

-- Its owner there is pg_database_owner, whose rights seller_owner does not inherit: it must own the
-- schema itself, to make tables in it and to grant its use.
ALTER SCHEMA public OWNER TO seller_owner;
