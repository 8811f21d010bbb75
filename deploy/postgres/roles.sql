-- The two roles and the database, once, as an administrator of the server:
--   psql -v owner_password=… -v app_password=… -f roles.sql
-- The owner migrates; the app owns nothing, so that row-level security binds it. Neither may be a superuser.
create role followthrough_owner login nosuperuser nobypassrls nocreatedb nocreaterole password :'owner_password';
create role followthrough_app login nosuperuser nobypassrls nocreatedb nocreaterole password :'app_password';
-- Managed servers let an administrator give a database only to a role that they belong to.
grant followthrough_owner to current_user;
create database followthrough owner followthrough_owner;
revoke followthrough_owner from current_user;
revoke connect, temporary on database followthrough from public;
grant connect on database followthrough to followthrough_app;
