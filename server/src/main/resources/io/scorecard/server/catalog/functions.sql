-- PostgreSQL's functions over its catalogue. They are macros: an argument is put in as it is written, and a plain "oid"
-- would be taken for the column of a table inside. So they read tables whose columns nobody else has.
CREATE TABLE x_classes AS
SELECT c.oid AS x_class, c.relname AS x_name, n.nspname AS x_schema,
  n.nspname IN ('scorecard', 'pg_catalog') AS x_visible
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace;
CREATE TABLE x_types AS SELECT oid AS x_type, typname AS x_short, full_name AS x_full FROM type_names;
CREATE TABLE x_namespaces AS SELECT oid AS x_namespace, nspname AS x_schema FROM pg_namespace;
CREATE TABLE x_functions AS
SELECT oid AS x_function, name AS x_name, argument_text AS x_arguments, result_text AS x_result, remarks AS x_remarks
FROM model_functions;
CREATE TABLE x_keys AS
SELECT oid AS x_key, index_oid AS x_index, key_text AS x_key_text, index_text AS x_index_text FROM key_texts;
CREATE TABLE x_key_columns AS
SELECT index_oid AS x_index, place AS x_place, column_name AS x_column FROM model_keys WHERE kind = 'p';
CREATE TABLE x_remarks AS SELECT objoid AS x_object, objsubid AS x_place, description AS x_text FROM pg_description;
CREATE TABLE x_settings AS SELECT lower(name) AS x_setting, setting AS x_value FROM pg_settings;
CREATE TABLE x_about AS SELECT database_name AS x_database, user_name AS x_user, version AS x_version FROM about;

CREATE MACRO version() AS 'PostgreSQL ' || (SELECT x_version FROM x_about) || ' (Scorecard)';
CREATE MACRO current_schema() AS 'scorecard';
CREATE MACRO current_schemas(implicit) AS CASE WHEN implicit THEN ['pg_catalog', 'scorecard'] ELSE ['scorecard'] END;
CREATE MACRO current_database() AS (SELECT x_database FROM x_about);
CREATE MACRO pg_backend_pid() AS 0;
CREATE MACRO pg_is_in_recovery() AS false;
CREATE MACRO pg_postmaster_start_time() AS NULL::TIMESTAMPTZ;
CREATE MACRO pg_advisory_unlock_all() AS NULL::VARCHAR;
CREATE MACRO inet_server_addr() AS '127.0.0.1';
CREATE MACRO inet_client_addr() AS '127.0.0.1';
CREATE MACRO pg_my_temp_schema() AS 0::UINTEGER;
CREATE MACRO pg_is_other_temp_schema(o) AS false;
CREATE MACRO txid_current() AS 1::BIGINT;
CREATE MACRO current_setting(n) AS (SELECT x_value FROM x_settings WHERE x_setting = lower(n)),
  (n, missing) AS (SELECT x_value FROM x_settings WHERE x_setting = lower(n));
CREATE MACRO set_config(n, v, l) AS v;

CREATE MACRO pg_get_userbyid(o) AS (SELECT x_user FROM x_about);

-- Names and numbers: what ::regclass and its kin do
CREATE MACRO regclass_name(o) AS (SELECT x_name FROM x_classes WHERE x_class = o);
CREATE MACRO regclass_oid(t) AS coalesce(try_cast(t AS UINTEGER), (SELECT x_class FROM x_classes
  WHERE replace(t::VARCHAR, '"', '') IN (x_name, x_schema || '.' || x_name) ORDER BY NOT x_visible LIMIT 1));
CREATE MACRO regtype_name(o) AS (SELECT x_full FROM x_types WHERE x_type = o);
CREATE MACRO regtype_oid(t) AS coalesce(try_cast(t AS UINTEGER), (SELECT x_type FROM x_types
  WHERE replace(replace(t::VARCHAR, '"', ''), 'pg_catalog.', '') IN (x_short, x_full) ORDER BY x_type LIMIT 1));
CREATE MACRO regnamespace_name(o) AS (SELECT x_schema FROM x_namespaces WHERE x_namespace = o);
CREATE MACRO regnamespace_oid(t) AS coalesce(try_cast(t AS UINTEGER),
  (SELECT x_namespace FROM x_namespaces WHERE x_schema = replace(t::VARCHAR, '"', '')));
CREATE MACRO regrole_name(o) AS pg_get_userbyid(o);
CREATE MACRO regrole_oid(t) AS 10::UINTEGER;
CREATE MACRO regproc_name(o) AS (SELECT x_name FROM x_functions WHERE x_function = try_cast(o AS UINTEGER));
CREATE MACRO regproc_oid(t) AS coalesce(try_cast(t AS UINTEGER), (SELECT min(x_function) FROM x_functions
  WHERE split_part(replace(t::VARCHAR, '"', ''), '(', 1) IN (x_name, 'scorecard.' || x_name)));
CREATE MACRO regprocedure_name(o) AS regproc_name(o);
CREATE MACRO regprocedure_oid(t) AS regproc_oid(t);
CREATE MACRO to_regclass(t) AS regclass_name(regclass_oid(t));
CREATE MACRO to_regtype(t) AS regtype_name(regtype_oid(t));

-- Definitions and descriptions
CREATE MACRO format_type(o, m) AS (SELECT CASE WHEN o = 1700 AND m >= 4
  THEN 'numeric(' || ((m - 4) >> 16) || ',' || ((m - 4) & 65535) || ')' ELSE x_full END
  FROM x_types WHERE x_type = o);
CREATE MACRO pg_get_expr(e, o) AS NULL::VARCHAR, (e, o, p) AS NULL::VARCHAR;
CREATE MACRO pg_get_constraintdef(o) AS (SELECT x_key_text FROM x_keys WHERE x_key = o),
  (o, p) AS (SELECT x_key_text FROM x_keys WHERE x_key = o);
CREATE MACRO pg_get_indexdef(o) AS (SELECT x_index_text FROM x_keys WHERE x_index = o),
  (o, c, p) AS CASE c WHEN 0 THEN (SELECT x_index_text FROM x_keys WHERE x_index = o)
    ELSE (SELECT x_column FROM x_key_columns WHERE x_index = o AND x_place = c) END;
CREATE MACRO pg_get_viewdef(o) AS ' SELECT ...;', (o, p) AS ' SELECT ...;';
CREATE MACRO pg_get_triggerdef(o) AS NULL::VARCHAR, (o, p) AS NULL::VARCHAR;
CREATE MACRO pg_get_ruledef(o) AS NULL::VARCHAR, (o, p) AS NULL::VARCHAR;
CREATE MACRO pg_get_partkeydef(o) AS NULL::VARCHAR;
CREATE MACRO pg_get_statisticsobjdef_columns(o) AS NULL::VARCHAR;
CREATE MACRO pg_get_serial_sequence(t, c) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_arguments(o) AS (SELECT x_arguments FROM x_functions WHERE x_function = o);
CREATE MACRO pg_get_function_identity_arguments(o) AS pg_get_function_arguments(o);
CREATE MACRO pg_get_function_result(o) AS (SELECT x_result FROM x_functions WHERE x_function = o);
CREATE MACRO pg_get_function_sqlbody(o) AS NULL::VARCHAR;
CREATE MACRO pg_get_functiondef(o) AS (SELECT '-- ' || x_name || '(' || x_arguments || ') is a KPI of the model: '
  || x_remarks FROM x_functions WHERE x_function = o);
CREATE MACRO obj_description(o) AS (SELECT min(x_text) FROM x_remarks WHERE x_object = o AND x_place = 0),
  (o, c) AS (SELECT min(x_text) FROM x_remarks WHERE x_object = o AND x_place = 0);
CREATE MACRO col_description(o, n) AS (SELECT x_text FROM x_remarks WHERE x_object = o AND x_place = n);
CREATE MACRO shobj_description(o, c) AS NULL::VARCHAR;
CREATE MACRO pg_encoding_to_char(e) AS 'UTF8';
CREATE MACRO pg_char_to_encoding(e) AS 6;
CREATE MACRO getdatabaseencoding() AS 'UTF8';
CREATE MACRO pg_get_keywords() AS TABLE SELECT keyword_name AS word, 'R' AS catcode, 'reserved' AS catdesc
  FROM duckdb_keywords() WHERE keyword_category = 'reserved';

-- What may be seen and done: everything may be read
CREATE MACRO pg_table_is_visible(o) AS EXISTS (SELECT 1 FROM x_classes WHERE x_class = o AND x_visible);
CREATE MACRO pg_type_is_visible(o) AS true;
CREATE MACRO pg_function_is_visible(o) AS true;
CREATE MACRO pg_collation_is_visible(o) AS true;
CREATE MACRO pg_opclass_is_visible(o) AS true;
CREATE MACRO pg_operator_is_visible(o) AS true;
CREATE MACRO pg_opfamily_is_visible(o) AS true;
CREATE MACRO pg_conversion_is_visible(o) AS true;
CREATE MACRO pg_ts_config_is_visible(o) AS true;
CREATE MACRO pg_ts_dict_is_visible(o) AS true;
CREATE MACRO pg_ts_parser_is_visible(o) AS true;
CREATE MACRO pg_ts_template_is_visible(o) AS true;
CREATE MACRO pg_statistics_obj_is_visible(o) AS true;
CREATE MACRO pg_relation_is_publishable(o) AS false;
CREATE MACRO pg_relation_size(o) AS 0::BIGINT, (o, f) AS 0::BIGINT;
CREATE MACRO pg_total_relation_size(o) AS 0::BIGINT;
CREATE MACRO pg_table_size(o) AS 0::BIGINT;
CREATE MACRO pg_database_size(o) AS 0::BIGINT;
CREATE MACRO pg_size_pretty(n) AS n || ' bytes';
CREATE MACRO pg_tablespace_location(o) AS '';
CREATE MACRO pg_stat_get_numscans(o) AS 0::BIGINT;
CREATE MACRO pg_has_role(r, p) AS true, (u, r, p) AS true;
CREATE MACRO has_table_privilege(t, p) AS p NOT SIMILAR TO '(?i).*(INSERT|UPDATE|DELETE|TRUNCATE|TRIGGER|REFERENCES).*',
  (u, t, p) AS p NOT SIMILAR TO '(?i).*(INSERT|UPDATE|DELETE|TRUNCATE|TRIGGER|REFERENCES).*';
CREATE MACRO has_any_column_privilege(t, p) AS has_table_privilege(t, p), (u, t, p) AS has_table_privilege(t, p);
CREATE MACRO has_column_privilege(t, c, p) AS has_table_privilege(t, p), (u, t, c, p) AS has_table_privilege(t, p);
CREATE MACRO has_schema_privilege(s, p) AS upper(p) <> 'CREATE', (u, s, p) AS upper(p) <> 'CREATE';
CREATE MACRO has_database_privilege(d, p) AS upper(p) = 'CONNECT', (u, d, p) AS upper(p) = 'CONNECT';
CREATE MACRO has_function_privilege(f, p) AS true, (u, f, p) AS true;
CREATE MACRO has_sequence_privilege(s, p) AS true, (u, s, p) AS true;
CREATE MACRO has_tablespace_privilege(s, p) AS true, (u, s, p) AS true;
CREATE MACRO has_type_privilege(t, p) AS true, (u, t, p) AS true;

-- Texts and arrays
CREATE MACRO quote_ident(t) AS CASE WHEN regexp_full_match(t, '[a-z_][a-z0-9_$]*') THEN t
  ELSE '"' || replace(t, '"', '""') || '"' END;
CREATE MACRO quote_literal(t) AS '''' || replace(t::VARCHAR, '''', '''''') || '''';
CREATE MACRO array_upper(a, n) AS CASE WHEN len(a) > 0 THEN len(a) END;
CREATE MACRO array_lower(a, n) AS CASE WHEN len(a) > 0 THEN 1 END;
CREATE MACRO array_remove(a, v) AS list_filter(a, lambda x: x <> v);
CREATE MACRO btrim(t) AS trim(t), (t, c) AS trim(t, c);
CREATE MACRO pg_partition_ancestors(o) AS o::UINTEGER;
CREATE MACRO pg_partition_ancestor_rows(o) AS TABLE SELECT o::UINTEGER AS relid, 1::BIGINT AS depth;
CREATE MACRO aclexplode(a) AS NULL::VARCHAR;
CREATE MACRO pg_expandarray(a) AS unnest(list_transform(a, lambda v, i: {'x': v, 'n': i::INTEGER}));
CREATE MACRO regproc_literal(t) AS replace(t, 'pg_catalog.', '');
-- A key may be a parameter that is not known yet.
CREATE MACRO json_build_object(k1, v1) AS json_object(coalesce(k1::VARCHAR, ''), v1),
  (k1, v1, k2, v2) AS json_object(coalesce(k1::VARCHAR, ''), v1, coalesce(k2::VARCHAR, ''), v2),
  (k1, v1, k2, v2, k3, v3) AS json_object(coalesce(k1::VARCHAR, ''), v1, coalesce(k2::VARCHAR, ''), v2,
    coalesce(k3::VARCHAR, ''), v3),
  (k1, v1, k2, v2, k3, v3, k4, v4) AS json_object(coalesce(k1::VARCHAR, ''), v1, coalesce(k2::VARCHAR, ''), v2,
    coalesce(k3::VARCHAR, ''), v3, coalesce(k4::VARCHAR, ''), v4),
  (k1, v1, k2, v2, k3, v3, k4, v4, k5, v5) AS json_object(coalesce(k1::VARCHAR, ''), v1, coalesce(k2::VARCHAR, ''),
    v2, coalesce(k3::VARCHAR, ''), v3, coalesce(k4::VARCHAR, ''), v4, coalesce(k5::VARCHAR, ''), v5),
  (k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6) AS json_object(coalesce(k1::VARCHAR, ''), v1,
    coalesce(k2::VARCHAR, ''), v2, coalesce(k3::VARCHAR, ''), v3, coalesce(k4::VARCHAR, ''), v4,
    coalesce(k5::VARCHAR, ''), v5, coalesce(k6::VARCHAR, ''), v6),
  (k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7) AS json_object(coalesce(k1::VARCHAR, ''), v1,
    coalesce(k2::VARCHAR, ''), v2, coalesce(k3::VARCHAR, ''), v3, coalesce(k4::VARCHAR, ''), v4,
    coalesce(k5::VARCHAR, ''), v5, coalesce(k6::VARCHAR, ''), v6, coalesce(k7::VARCHAR, ''), v7),
  (k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8) AS json_object(coalesce(k1::VARCHAR, ''), v1,
    coalesce(k2::VARCHAR, ''), v2, coalesce(k3::VARCHAR, ''), v3, coalesce(k4::VARCHAR, ''), v4,
    coalesce(k5::VARCHAR, ''), v5, coalesce(k6::VARCHAR, ''), v6, coalesce(k7::VARCHAR, ''), v7,
    coalesce(k8::VARCHAR, ''), v8),
  (k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8, k9, v9) AS json_object(coalesce(k1::VARCHAR, ''),
    v1, coalesce(k2::VARCHAR, ''), v2, coalesce(k3::VARCHAR, ''), v3, coalesce(k4::VARCHAR, ''), v4,
    coalesce(k5::VARCHAR, ''), v5, coalesce(k6::VARCHAR, ''), v6, coalesce(k7::VARCHAR, ''), v7,
    coalesce(k8::VARCHAR, ''), v8, coalesce(k9::VARCHAR, ''), v9);
