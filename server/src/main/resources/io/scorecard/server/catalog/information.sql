-- The standard's view of the same; asked for as information_schema.
CREATE VIEW schemata AS
SELECT (SELECT database_name FROM catalog.about) AS catalog_name, nspname AS schema_name, (SELECT user_name FROM catalog.about) AS schema_owner,
  NULL::VARCHAR AS default_character_set_catalog, NULL::VARCHAR AS default_character_set_schema,
  NULL::VARCHAR AS default_character_set_name, NULL::VARCHAR AS sql_path FROM catalog.pg_namespace;
CREATE VIEW tables AS
SELECT (SELECT database_name FROM catalog.about) AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
  CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type, NULL::VARCHAR AS self_referencing_column_name,
  NULL::VARCHAR AS reference_generation, NULL::VARCHAR AS user_defined_type_catalog,
  NULL::VARCHAR AS user_defined_type_schema, NULL::VARCHAR AS user_defined_type_name, 'NO' AS is_insertable_into,
  'NO' AS is_typed, NULL::VARCHAR AS commit_action
FROM catalog.pg_class c JOIN catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v');
CREATE VIEW views AS
SELECT table_catalog, table_schema, table_name, NULL::VARCHAR AS view_definition, 'NONE' AS check_option,
  'NO' AS is_updatable, 'NO' AS is_insertable_into, 'NO' AS is_trigger_updatable, 'NO' AS is_trigger_deletable,
  'NO' AS is_trigger_insertable_into FROM tables WHERE table_type = 'VIEW';
CREATE VIEW columns AS
SELECT (SELECT database_name FROM catalog.about) AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
  a.attname AS column_name, a.attnum::INTEGER AS ordinal_position, NULL::VARCHAR AS column_default,
  CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable, t.full_name AS data_type,
  NULL::INTEGER AS character_maximum_length, CASE WHEN t.oid = 25 THEN 1073741824 END AS character_octet_length,
  CASE t.oid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 701 THEN 53
    WHEN 1700 THEN CASE WHEN a.atttypmod >= 4 THEN (a.atttypmod - 4) >> 16 END END AS numeric_precision,
  CASE WHEN t.oid IN (21, 23, 20, 701) THEN 2 WHEN t.oid = 1700 THEN 10 END AS numeric_precision_radix,
  CASE WHEN t.oid IN (21, 23, 20) THEN 0 WHEN t.oid = 1700 AND a.atttypmod >= 4 THEN (a.atttypmod - 4) & 65535 END
    AS numeric_scale,
  CASE WHEN t.oid IN (1083, 1114, 1184) THEN 6 WHEN t.oid = 1082 THEN 0 END AS datetime_precision,
  NULL::VARCHAR AS interval_type, NULL::VARCHAR AS character_set_name, NULL::VARCHAR AS collation_name,
  NULL::VARCHAR AS domain_name, (SELECT database_name FROM catalog.about) AS udt_catalog, 'pg_catalog' AS udt_schema, t.typname AS udt_name,
  a.attnum::VARCHAR AS dtd_identifier, 'NO' AS is_self_referencing, 'NO' AS is_identity,
  NULL::VARCHAR AS identity_generation, 'NEVER' AS is_generated, NULL::VARCHAR AS generation_expression,
  'NO' AS is_updatable
FROM catalog.pg_attribute a JOIN catalog.pg_class c ON c.oid = a.attrelid
JOIN catalog.pg_namespace n ON n.oid = c.relnamespace JOIN catalog.type_names t ON t.oid = a.atttypid;
CREATE VIEW table_constraints AS
SELECT (SELECT database_name FROM catalog.about) AS constraint_catalog, n.nspname AS constraint_schema, k.conname AS constraint_name,
  (SELECT database_name FROM catalog.about) AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
  CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'FOREIGN KEY' END AS constraint_type, 'NO' AS is_deferrable,
  'NO' AS initially_deferred, 'YES' AS enforced
FROM catalog.pg_constraint k JOIN catalog.pg_class c ON c.oid = k.conrelid
JOIN catalog.pg_namespace n ON n.oid = c.relnamespace;
CREATE VIEW key_column_usage AS
SELECT (SELECT database_name FROM catalog.about) AS constraint_catalog, n.name AS constraint_schema, k.name AS constraint_name,
  (SELECT database_name FROM catalog.about) AS table_catalog, n.name AS table_schema, t.name AS table_name, k.column_name,
  k.place::INTEGER AS ordinal_position, CASE k.kind WHEN 'f' THEN 1 END AS position_in_unique_constraint
FROM catalog.model_keys k JOIN catalog.model_tables t ON t.oid = k.table_oid
JOIN catalog.model_schemas n ON n.oid = t.schema;
CREATE VIEW constraint_column_usage AS
SELECT (SELECT database_name FROM catalog.about) AS table_catalog, n.name AS table_schema, t.name AS table_name,
  coalesce(k.target_column, k.column_name) AS column_name, (SELECT database_name FROM catalog.about) AS constraint_catalog,
  n.name AS constraint_schema, k.name AS constraint_name
FROM catalog.model_keys k
JOIN catalog.model_tables t ON t.oid = CASE k.kind WHEN 'f' THEN k.target_oid ELSE k.table_oid END
JOIN catalog.model_schemas n ON n.oid = t.schema;
CREATE VIEW referential_constraints AS
SELECT (SELECT database_name FROM catalog.about) AS constraint_catalog, n.name AS constraint_schema, k.name AS constraint_name,
  (SELECT database_name FROM catalog.about) AS unique_constraint_catalog, n.name AS unique_constraint_schema,
  d.name || '_pkey' AS unique_constraint_name, 'NONE' AS match_option, 'NO ACTION' AS update_rule,
  'NO ACTION' AS delete_rule
FROM catalog.model_keys k JOIN catalog.model_tables t ON t.oid = k.table_oid
JOIN catalog.model_schemas n ON n.oid = t.schema JOIN catalog.model_tables d ON d.oid = k.target_oid WHERE k.kind = 'f';
CREATE VIEW routines AS
SELECT (SELECT database_name FROM catalog.about) AS specific_catalog, 'scorecard' AS specific_schema, name || '_' || oid AS specific_name,
  (SELECT database_name FROM catalog.about) AS routine_catalog, 'scorecard' AS routine_schema, name AS routine_name,
  'FUNCTION' AS routine_type, result_text AS data_type, NULL::VARCHAR AS routine_definition
FROM catalog.model_functions;
CREATE VIEW table_privileges AS
SELECT (SELECT user_name FROM catalog.about) AS grantor, (SELECT user_name FROM catalog.about) AS grantee, table_catalog, table_schema, table_name,
  'SELECT' AS privilege_type, 'NO' AS is_grantable, 'YES' AS with_hierarchy FROM tables;
CREATE VIEW sequences AS
SELECT NULL::VARCHAR AS sequence_catalog, NULL::VARCHAR AS sequence_schema, NULL::VARCHAR AS sequence_name WHERE false;
CREATE VIEW triggers AS
SELECT NULL::VARCHAR AS trigger_schema, NULL::VARCHAR AS trigger_name, NULL::VARCHAR AS event_object_table WHERE false;
