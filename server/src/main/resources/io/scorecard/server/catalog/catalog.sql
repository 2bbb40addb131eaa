-- PostgreSQL 15's catalogue, as far as clients read it. Numbers of its own objects are PostgreSQL's.

-- Schemas, roles, databases
CREATE TABLE pg_namespace AS
SELECT oid, name AS nspname, 10::UINTEGER AS nspowner, NULL::VARCHAR[] AS nspacl FROM model_schemas
UNION ALL VALUES (11, 'pg_catalog', 10, NULL), (13000, 'information_schema', 10, NULL);

CREATE TABLE pg_roles AS
SELECT 10::UINTEGER AS oid, (SELECT user_name FROM catalog.about) AS rolname, false AS rolsuper, true AS rolinherit,
  false AS rolcreaterole, false AS rolcreatedb, true AS rolcanlogin, false AS rolreplication, -1::INTEGER AS rolconnlimit,
  NULL::VARCHAR AS rolpassword, NULL::TIMESTAMPTZ AS rolvaliduntil, false AS rolbypassrls, NULL::VARCHAR[] AS rolconfig;
CREATE TABLE pg_authid AS SELECT * FROM pg_roles;
CREATE TABLE pg_user AS
SELECT rolname AS usename, oid AS usesysid, false AS usecreatedb, false AS usesuper, false AS userepl,
  false AS usebypassrls, NULL::VARCHAR AS passwd, NULL::TIMESTAMPTZ AS valuntil, NULL::VARCHAR[] AS useconfig FROM pg_roles;
CREATE TABLE pg_auth_members (roleid UINTEGER, member UINTEGER, grantor UINTEGER, admin_option BOOLEAN);
CREATE TABLE pg_group (groname VARCHAR, grosysid UINTEGER, grolist UINTEGER[]);

CREATE TABLE pg_database AS
SELECT 16384::UINTEGER AS oid, (SELECT database_name FROM catalog.about) AS datname, 10::UINTEGER AS datdba, 6::INTEGER AS encoding,
  'c' AS datlocprovider, false AS datistemplate, true AS datallowconn, -1::INTEGER AS datconnlimit, 0::UINTEGER AS datfrozenxid,
  0::UINTEGER AS datminmxid, 1663::UINTEGER AS dattablespace, 'C' AS datcollate, 'C.UTF-8' AS datctype,
  NULL::VARCHAR AS daticulocale, NULL::VARCHAR AS datcollversion, NULL::VARCHAR[] AS datacl;
CREATE TABLE pg_tablespace AS
SELECT 1663::UINTEGER AS oid, 'pg_default' AS spcname, 10::UINTEGER AS spcowner, NULL::VARCHAR[] AS spcacl,
  NULL::VARCHAR[] AS spcoptions;
CREATE TABLE pg_am AS
SELECT * FROM (VALUES (2::UINTEGER, 'heap', 't'), (403::UINTEGER, 'btree', 'i')) AS t(oid, amname, amtype);

-- Types
CREATE TABLE type_names (oid UINTEGER, typname VARCHAR, full_name VARCHAR, typlen SMALLINT, typcategory VARCHAR,
  preferred BOOLEAN, typarray UINTEGER, typelem UINTEGER);
INSERT INTO type_names VALUES
  (16, 'bool', 'boolean', 1, 'B', true, 1000, 0), (17, 'bytea', 'bytea', -1, 'U', false, 1001, 0),
  (18, 'char', '"char"', 1, 'Z', false, 1002, 0), (19, 'name', 'name', 64, 'S', false, 1003, 18),
  (20, 'int8', 'bigint', 8, 'N', false, 1016, 0), (21, 'int2', 'smallint', 2, 'N', false, 1005, 0),
  (22, 'int2vector', 'int2vector', -1, 'A', false, 1006, 21), (23, 'int4', 'integer', 4, 'N', false, 1007, 0),
  (24, 'regproc', 'regproc', 4, 'N', false, 1008, 0), (25, 'text', 'text', -1, 'S', true, 1009, 0),
  (26, 'oid', 'oid', 4, 'N', true, 1028, 0), (30, 'oidvector', 'oidvector', -1, 'A', false, 1013, 26),
  (114, 'json', 'json', -1, 'U', false, 199, 0), (700, 'float4', 'real', 4, 'N', false, 1021, 0),
  (701, 'float8', 'double precision', 8, 'N', true, 1022, 0), (1042, 'bpchar', 'character', -1, 'S', false, 1014, 0),
  (1043, 'varchar', 'character varying', -1, 'S', false, 1015, 0), (1082, 'date', 'date', 4, 'D', false, 1182, 0),
  (1083, 'time', 'time without time zone', 8, 'D', false, 1183, 0),
  (1114, 'timestamp', 'timestamp without time zone', 8, 'D', false, 1115, 0),
  (1184, 'timestamptz', 'timestamp with time zone', 8, 'D', true, 1185, 0),
  (1186, 'interval', 'interval', 16, 'T', true, 1187, 0), (1700, 'numeric', 'numeric', -1, 'N', false, 1231, 0),
  (2205, 'regclass', 'regclass', 4, 'N', false, 2210, 0), (2206, 'regtype', 'regtype', 4, 'N', false, 2211, 0),
  (2249, 'record', 'record', -1, 'P', false, 2287, 0), (2950, 'uuid', 'uuid', 16, 'U', false, 2951, 0),
  (3802, 'jsonb', 'jsonb', -1, 'U', false, 3807, 0);
INSERT INTO type_names
SELECT typarray, '_' || typname, full_name || '[]', -1, 'A', false, 0, oid FROM type_names WHERE typarray <> 0;

CREATE TABLE pg_type AS
SELECT oid, typname, 11::UINTEGER AS typnamespace, 10::UINTEGER AS typowner, typlen, typlen IN (1, 2, 4, 8) AS typbyval,
  CASE typname WHEN 'record' THEN 'p' ELSE 'b' END AS typtype, typcategory, preferred AS typispreferred,
  true AS typisdefined, ',' AS typdelim, 0::UINTEGER AS typrelid, 0::UINTEGER AS typsubscript, typelem, typarray,
  CASE typcategory WHEN 'A' THEN 'array_in' ELSE typname || 'in' END AS typinput,
  CASE typcategory WHEN 'A' THEN 'array_out' ELSE typname || 'out' END AS typoutput,
  CASE typcategory WHEN 'A' THEN 'array_recv' ELSE typname || 'recv' END AS typreceive,
  CASE typcategory WHEN 'A' THEN 'array_send' ELSE typname || 'send' END AS typsend,
  0::UINTEGER AS typmodin, 0::UINTEGER AS typmodout, 0::UINTEGER AS typanalyze, 'i' AS typalign, 'p' AS typstorage,
  false AS typnotnull, 0::UINTEGER AS typbasetype, -1::INTEGER AS typtypmod, 0::INTEGER AS typndims,
  CASE typcategory WHEN 'S' THEN 100 ELSE 0 END::UINTEGER AS typcollation, NULL::VARCHAR AS typdefaultbin,
  NULL::VARCHAR AS typdefault, NULL::VARCHAR[] AS typacl
FROM type_names;
CREATE TABLE pg_collation AS
SELECT 100::UINTEGER AS oid, 'default' AS collname, 11::UINTEGER AS collnamespace, 10::UINTEGER AS collowner,
  'd' AS collprovider, true AS collisdeterministic, -1::INTEGER AS collencoding, NULL::VARCHAR AS collcollate,
  NULL::VARCHAR AS collctype, NULL::VARCHAR AS colliculocale, NULL::VARCHAR AS collversion;

-- Tables, views and the indexes of keys
CREATE TABLE pg_class AS
SELECT r.oid, r.name AS relname, r.schema AS relnamespace, 0::UINTEGER AS reltype, 0::UINTEGER AS reloftype,
  10::UINTEGER AS relowner, r.am AS relam, r.oid AS relfilenode, 0::UINTEGER AS reltablespace, 0::INTEGER AS relpages,
  -1::FLOAT AS reltuples, 0::INTEGER AS relallvisible, 0::UINTEGER AS reltoastrelid, r.indexed AS relhasindex,
  false AS relisshared, 'p' AS relpersistence, r.kind AS relkind, r.natts::SMALLINT AS relnatts, 0::SMALLINT AS relchecks,
  r.kind = 'v' AS relhasrules,
  -- PostgreSQL keeps references by triggers: psql looks for references only where there are some.
  EXISTS (SELECT 1 FROM model_keys f WHERE f.kind = 'f' AND r.oid IN (f.table_oid, f.target_oid)) AS relhastriggers, false AS relhassubclass, false AS relrowsecurity,
  false AS relforcerowsecurity, true AS relispopulated, 'd' AS relreplident, false AS relispartition,
  0::UINTEGER AS relrewrite, 0::UINTEGER AS relfrozenxid, 0::UINTEGER AS relminmxid, NULL::VARCHAR[] AS relacl,
  NULL::VARCHAR[] AS reloptions, NULL::VARCHAR AS relpartbound
FROM (
  SELECT oid, name, schema, kind, CASE kind WHEN 'r' THEN 2 ELSE 0 END::UINTEGER AS am,
    (SELECT COUNT(*) FROM model_columns c WHERE c.table_oid = t.oid) AS natts,
    EXISTS (SELECT 1 FROM model_keys k WHERE k.table_oid = t.oid AND k.kind = 'p') AS indexed
  FROM model_tables t
  UNION ALL
  SELECT k.index_oid, k.name, t.schema, 'i', 403::UINTEGER, COUNT(*), false
  FROM model_keys k JOIN model_tables t ON t.oid = k.table_oid
  WHERE k.kind = 'p' GROUP BY k.index_oid, k.name, t.schema
  UNION ALL SELECT * FROM (VALUES
    (1247::UINTEGER, 'pg_type', 11::UINTEGER, 'r', 2::UINTEGER, 32, false), (1249, 'pg_attribute', 11, 'r', 2, 26, false),
    (1255, 'pg_proc', 11, 'r', 2, 30, false), (1259, 'pg_class', 11, 'r', 2, 33, false),
    (1262, 'pg_database', 11, 'r', 2, 16, false), (2606, 'pg_constraint', 11, 'r', 2, 25, false),
    (2609, 'pg_description', 11, 'r', 2, 4, false), (2610, 'pg_index', 11, 'r', 2, 20, false),
    (2615, 'pg_namespace', 11, 'r', 2, 4, false), (3079, 'pg_extension', 11, 'r', 2, 8, false))
) AS r;

CREATE TABLE pg_attribute AS
SELECT table_oid AS attrelid, name AS attname, type AS atttypid, -1::INTEGER AS attstattarget,
  (SELECT typlen FROM type_names t WHERE t.oid = type) AS attlen, place AS attnum, 0::INTEGER AS attndims,
  -1::INTEGER AS attcacheoff, modifier AS atttypmod, false AS attbyval, 'i' AS attalign,
  CASE WHEN type IN (25, 1700) THEN 'x' ELSE 'p' END AS attstorage, '' AS attcompression,
  required OR EXISTS (SELECT 1 FROM model_keys k
    WHERE k.kind = 'p' AND k.table_oid = m.table_oid AND k.column_name = m.name) AS attnotnull,
  false AS atthasdef, false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped,
  true AS attislocal, 0::INTEGER AS attinhcount, CASE type WHEN 25 THEN 100 ELSE 0 END::UINTEGER AS attcollation,
  NULL::VARCHAR[] AS attacl, NULL::VARCHAR[] AS attoptions, NULL::VARCHAR[] AS attfdwoptions, NULL::VARCHAR AS attmissingval
FROM model_columns m;

-- Keys
CREATE TABLE pg_constraint AS
SELECT k.oid, k.name AS conname, t.schema AS connamespace, k.kind AS contype, false AS condeferrable, false AS condeferred,
  true AS convalidated, k.table_oid AS conrelid, 0::UINTEGER AS contypid,
  -- A reference tells the index of the key that it refers to.
  CASE k.kind WHEN 'f' THEN (SELECT MIN(t.index_oid) FROM model_keys t WHERE t.kind = 'p' AND t.table_oid = k.target_oid)
    ELSE k.index_oid END AS conindid,
  0::UINTEGER AS conparentid, k.target_oid AS confrelid, CASE k.kind WHEN 'f' THEN 'a' ELSE ' ' END AS confupdtype,
  CASE k.kind WHEN 'f' THEN 'a' ELSE ' ' END AS confdeltype, CASE k.kind WHEN 'f' THEN 's' ELSE ' ' END AS confmatchtype,
  true AS conislocal, 0::INTEGER AS coninhcount, true AS connoinherit, list(c.place ORDER BY k.place) AS conkey,
  CASE k.kind WHEN 'f' THEN list(d.place ORDER BY k.place) END AS confkey, NULL::UINTEGER[] AS conpfeqop,
  NULL::UINTEGER[] AS conppeqop, NULL::UINTEGER[] AS conffeqop, NULL::UINTEGER[] AS conexclop, NULL::VARCHAR AS conbin
FROM model_keys k
JOIN model_tables t ON t.oid = k.table_oid
JOIN model_columns c ON c.table_oid = k.table_oid AND c.name = k.column_name
LEFT JOIN model_columns d ON d.table_oid = k.target_oid AND d.name = k.target_column
GROUP BY k.oid, k.name, t.schema, k.kind, k.table_oid, k.index_oid, k.target_oid;
CREATE TABLE key_texts AS
SELECT k.oid, k.index_oid,
  CASE k.kind WHEN 'p' THEN 'PRIMARY KEY (' || string_agg(k.column_name, ', ' ORDER BY k.place) || ')'
    ELSE 'FOREIGN KEY (' || string_agg(k.column_name, ', ' ORDER BY k.place) || ') REFERENCES ' || any_value(d.name)
      || '(' || string_agg(k.target_column, ', ' ORDER BY k.place) || ')' END AS key_text,
  'CREATE UNIQUE INDEX ' || k.name || ' ON ' || any_value(n.name) || '.' || any_value(t.name) || ' USING btree ('
    || string_agg(k.column_name, ', ' ORDER BY k.place) || ')' AS index_text
FROM model_keys k
JOIN model_tables t ON t.oid = k.table_oid JOIN model_schemas n ON n.oid = t.schema
LEFT JOIN model_tables d ON d.oid = k.target_oid
GROUP BY k.oid, k.index_oid, k.kind, k.name;
CREATE TABLE pg_index AS
SELECT conindid AS indexrelid, conrelid AS indrelid, len(conkey)::SMALLINT AS indnatts, len(conkey)::SMALLINT AS indnkeyatts,
  true AS indisunique, false AS indnullsnotdistinct, true AS indisprimary, false AS indisexclusion, true AS indimmediate,
  false AS indisclustered, true AS indisvalid, false AS indcheckxmin, true AS indisready, true AS indislive,
  false AS indisreplident, conkey AS indkey, [100::UINTEGER] AS indcollation, [3124::UINTEGER] AS indclass,
  list_transform(conkey, lambda c: 0::SMALLINT) AS indoption, NULL::VARCHAR AS indexprs, NULL::VARCHAR AS indpred
FROM pg_constraint WHERE contype = 'p';
CREATE TABLE pg_opclass AS
SELECT 3124::UINTEGER AS oid, 403::UINTEGER AS opcmethod, 'text_ops' AS opcname, 11::UINTEGER AS opcnamespace,
  10::UINTEGER AS opcowner, 1994::UINTEGER AS opcfamily, 25::UINTEGER AS opcintype, true AS opcdefault,
  0::UINTEGER AS opckeytype;

-- Functions
CREATE TABLE pg_proc AS
SELECT oid, name AS proname, (SELECT oid FROM model_schemas WHERE name = 'scorecard') AS pronamespace,
  10::UINTEGER AS proowner, 12::UINTEGER AS prolang, 1::FLOAT AS procost, 0::FLOAT AS prorows, 0::UINTEGER AS provariadic,
  0::UINTEGER AS prosupport, kind AS prokind, false AS prosecdef, false AS proleakproof, false AS proisstrict,
  returns_rows AS proretset, 's' AS provolatile, 's' AS proparallel, arguments AS pronargs, 0::SMALLINT AS pronargdefaults,
  result_type AS prorettype, NULL::UINTEGER[] AS proargtypes, NULL::UINTEGER[] AS proallargtypes,
  NULL::VARCHAR[] AS proargmodes, NULL::VARCHAR[] AS proargnames, NULL::VARCHAR AS proargdefaults,
  NULL::UINTEGER[] AS protrftypes, name AS prosrc, NULL::VARCHAR AS probin, NULL::VARCHAR AS prosqlbody,
  NULL::VARCHAR[] AS proconfig, NULL::VARCHAR[] AS proacl
FROM model_functions;
CREATE TABLE pg_language AS
SELECT 12::UINTEGER AS oid, 'internal' AS lanname, 10::UINTEGER AS lanowner, false AS lanispl, false AS lanpltrusted,
  0::UINTEGER AS lanplcallfoid, 0::UINTEGER AS laninline, 0::UINTEGER AS lanvalidator, NULL::VARCHAR[] AS lanacl;
CREATE TABLE pg_aggregate (aggfnoid UINTEGER, aggkind VARCHAR, aggnumdirectargs SMALLINT);

-- Descriptions
CREATE TABLE pg_description AS
SELECT oid AS objoid, 1259::UINTEGER AS classoid, 0::INTEGER AS objsubid, remarks AS description
FROM model_tables WHERE remarks <> ''
UNION ALL SELECT table_oid, 1259, place, remarks FROM model_columns WHERE remarks <> ''
UNION ALL SELECT oid, 1255, 0, remarks FROM model_functions WHERE remarks <> '';
CREATE TABLE pg_shdescription (objoid UINTEGER, classoid UINTEGER, description VARCHAR);

-- Views for people
CREATE TABLE pg_tables AS
SELECT n.nspname AS schemaname, c.relname AS tablename, (SELECT user_name FROM catalog.about) AS tableowner, NULL::VARCHAR AS tablespace,
  c.relhasindex AS hasindexes, false AS hasrules, false AS hastriggers, false AS rowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r';
CREATE TABLE pg_views AS
SELECT n.nspname AS schemaname, c.relname AS viewname, (SELECT user_name FROM catalog.about) AS viewowner, NULL::VARCHAR AS definition
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v';
CREATE TABLE pg_matviews (schemaname VARCHAR, matviewname VARCHAR, matviewowner VARCHAR, tablespace VARCHAR,
  hasindexes BOOLEAN, ispopulated BOOLEAN, definition VARCHAR);
CREATE TABLE pg_indexes AS
SELECT n.nspname AS schemaname, c.relname AS tablename, i.relname AS indexname, NULL::VARCHAR AS tablespace,
  t.index_text AS indexdef
FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace JOIN key_texts t ON t.index_oid = x.indexrelid;
CREATE TABLE pg_settings AS
SELECT name, setting, NULL::VARCHAR AS unit, 'Client Connection Defaults' AS category, '' AS short_desc,
  NULL::VARCHAR AS extra_desc, 'user' AS context, 'string' AS vartype, 'default' AS source, NULL::VARCHAR AS min_val,
  NULL::VARCHAR AS max_val, NULL::VARCHAR[] AS enumvals, setting AS boot_val, setting AS reset_val,
  NULL::VARCHAR AS sourcefile, NULL::INTEGER AS sourceline, false AS pending_restart
FROM (VALUES ('server_version', (SELECT version FROM catalog.about)), ('server_version_num', '150000'), ('server_encoding', 'UTF8'),
  ('client_encoding', 'UTF8'), ('search_path', 'scorecard'), ('max_index_keys', '32'), ('max_identifier_length', '63'),
  ('standard_conforming_strings', 'on'), ('transaction_isolation', 'read committed'), ('transaction_read_only', 'on'),
  ('default_transaction_read_only', 'on'), ('integer_datetimes', 'on'), ('bytea_output', 'hex'),
  ('DateStyle', 'ISO, MDY'), ('TimeZone', (SELECT zone FROM catalog.about)), ('lc_collate', 'C'), ('lc_ctype', 'C.UTF-8'), ('jit', 'off'))
  AS s(name, setting);
CREATE TABLE pg_stat_activity (datid UINTEGER, datname VARCHAR, pid INTEGER, usesysid UINTEGER, usename VARCHAR,
  application_name VARCHAR, client_addr VARCHAR, backend_start TIMESTAMPTZ, xact_start TIMESTAMPTZ,
  query_start TIMESTAMPTZ, state VARCHAR, wait_event_type VARCHAR, wait_event VARCHAR, query VARCHAR, backend_type VARCHAR);
CREATE TABLE pg_extension (oid UINTEGER, extname VARCHAR, extowner UINTEGER, extnamespace UINTEGER, extrelocatable BOOLEAN,
  extversion VARCHAR, extconfig UINTEGER[], extcondition VARCHAR[]);
CREATE TABLE pg_available_extensions (name VARCHAR, default_version VARCHAR, installed_version VARCHAR, comment VARCHAR);

-- What a model never has
CREATE TABLE pg_attrdef (oid UINTEGER, adrelid UINTEGER, adnum SMALLINT, adbin VARCHAR);
CREATE TABLE pg_inherits (inhrelid UINTEGER, inhparent UINTEGER, inhseqno INTEGER, inhdetachpending BOOLEAN);
CREATE TABLE pg_sequence (seqrelid UINTEGER, seqtypid UINTEGER, seqstart BIGINT, seqincrement BIGINT, seqmax BIGINT,
  seqmin BIGINT, seqcache BIGINT, seqcycle BOOLEAN);
CREATE TABLE pg_sequences (schemaname VARCHAR, sequencename VARCHAR, sequenceowner VARCHAR, data_type VARCHAR,
  start_value BIGINT, min_value BIGINT, max_value BIGINT, increment_by BIGINT, cycle BOOLEAN, cache_size BIGINT,
  last_value BIGINT);
CREATE TABLE pg_enum (oid UINTEGER, enumtypid UINTEGER, enumsortorder FLOAT, enumlabel VARCHAR);
CREATE TABLE pg_range (rngtypid UINTEGER, rngsubtype UINTEGER, rngmultitypid UINTEGER, rngcollation UINTEGER,
  rngsubopc UINTEGER, rngcanonical VARCHAR, rngsubdiff VARCHAR);
CREATE TABLE pg_policy (oid UINTEGER, polname VARCHAR, polrelid UINTEGER, polcmd VARCHAR, polpermissive BOOLEAN,
  polroles UINTEGER[], polqual VARCHAR, polwithcheck VARCHAR);
CREATE TABLE pg_statistic_ext (oid UINTEGER, stxrelid UINTEGER, stxname VARCHAR, stxnamespace UINTEGER, stxowner UINTEGER,
  stxstattarget INTEGER, stxkeys SMALLINT[], stxkind VARCHAR[], stxexprs VARCHAR);
CREATE TABLE pg_publication (oid UINTEGER, pubname VARCHAR, pubowner UINTEGER, puballtables BOOLEAN, pubinsert BOOLEAN,
  pubupdate BOOLEAN, pubdelete BOOLEAN, pubtruncate BOOLEAN, pubviaroot BOOLEAN);
CREATE TABLE pg_publication_rel (oid UINTEGER, prpubid UINTEGER, prrelid UINTEGER, prqual VARCHAR, prattrs SMALLINT[]);
CREATE TABLE pg_publication_namespace (oid UINTEGER, pnpubid UINTEGER, pnnspid UINTEGER);
CREATE TABLE pg_publication_tables (pubname VARCHAR, schemaname VARCHAR, tablename VARCHAR, attnames VARCHAR[],
  rowfilter VARCHAR);
CREATE TABLE pg_subscription (oid UINTEGER, subdbid UINTEGER, subname VARCHAR, subowner UINTEGER, subenabled BOOLEAN,
  subbinary BOOLEAN, substream BOOLEAN, subtwophasestate VARCHAR, subdisableonerr BOOLEAN, subconninfo VARCHAR,
  subslotname VARCHAR, subsynccommit VARCHAR, subpublications VARCHAR[], subskiplsn VARCHAR);
CREATE TABLE pg_trigger (oid UINTEGER, tgrelid UINTEGER, tgparentid UINTEGER, tgname VARCHAR, tgfoid UINTEGER,
  tgtype SMALLINT, tgenabled VARCHAR, tgisinternal BOOLEAN, tgconstrrelid UINTEGER, tgconstrindid UINTEGER,
  tgconstraint UINTEGER, tgdeferrable BOOLEAN, tginitdeferred BOOLEAN, tgnargs SMALLINT, tgattr SMALLINT[], tgargs VARCHAR);
CREATE TABLE pg_event_trigger (oid UINTEGER, evtname VARCHAR, evtevent VARCHAR, evtowner UINTEGER, evtfoid UINTEGER,
  evtenabled VARCHAR, evttags VARCHAR[]);
CREATE TABLE pg_rewrite (oid UINTEGER, rulename VARCHAR, ev_class UINTEGER, ev_type VARCHAR, ev_enabled VARCHAR,
  is_instead BOOLEAN, ev_qual VARCHAR, ev_action VARCHAR);
CREATE TABLE pg_rules (schemaname VARCHAR, tablename VARCHAR, rulename VARCHAR, definition VARCHAR);
CREATE TABLE pg_depend (classid UINTEGER, objid UINTEGER, objsubid INTEGER, refclassid UINTEGER, refobjid UINTEGER,
  refobjsubid INTEGER, deptype VARCHAR);
CREATE TABLE pg_foreign_table (ftrelid UINTEGER, ftserver UINTEGER, ftoptions VARCHAR[]);
CREATE TABLE pg_foreign_server (oid UINTEGER, srvname VARCHAR, srvowner UINTEGER, srvfdw UINTEGER, srvtype VARCHAR,
  srvversion VARCHAR, srvacl VARCHAR[], srvoptions VARCHAR[]);
CREATE TABLE pg_foreign_data_wrapper (oid UINTEGER, fdwname VARCHAR, fdwowner UINTEGER, fdwhandler UINTEGER,
  fdwvalidator UINTEGER, fdwacl VARCHAR[], fdwoptions VARCHAR[]);
CREATE TABLE pg_partitioned_table (partrelid UINTEGER, partstrat VARCHAR, partnatts SMALLINT, partdefid UINTEGER,
  partattrs SMALLINT[], partclass UINTEGER[], partcollation UINTEGER[], partexprs VARCHAR);
CREATE TABLE pg_operator (oid UINTEGER, oprname VARCHAR, oprnamespace UINTEGER, oprowner UINTEGER, oprkind VARCHAR,
  oprleft UINTEGER, oprright UINTEGER, oprresult UINTEGER, oprcode UINTEGER);
CREATE TABLE pg_cast (oid UINTEGER, castsource UINTEGER, casttarget UINTEGER, castfunc UINTEGER, castcontext VARCHAR,
  castmethod VARCHAR);
CREATE TABLE pg_conversion (oid UINTEGER, conname VARCHAR, connamespace UINTEGER, conowner UINTEGER,
  conforencoding INTEGER, contoencoding INTEGER, conproc UINTEGER, condefault BOOLEAN);
CREATE TABLE pg_default_acl (oid UINTEGER, defaclrole UINTEGER, defaclnamespace UINTEGER, defaclobjtype VARCHAR,
  defaclacl VARCHAR[]);
CREATE TABLE pg_db_role_setting (setdatabase UINTEGER, setrole UINTEGER, setconfig VARCHAR[]);
CREATE TABLE pg_locks (locktype VARCHAR, database UINTEGER, relation UINTEGER, pid INTEGER, mode VARCHAR, granted BOOLEAN);
CREATE TABLE pg_prepared_xacts (transaction UINTEGER, gid VARCHAR, prepared TIMESTAMPTZ, owner VARCHAR, database VARCHAR);
CREATE TABLE pg_stat_user_tables (relid UINTEGER, schemaname VARCHAR, relname VARCHAR, seq_scan BIGINT, n_live_tup BIGINT);
CREATE TABLE pg_opfamily (oid UINTEGER, opfmethod UINTEGER, opfname VARCHAR, opfnamespace UINTEGER, opfowner UINTEGER);
CREATE TABLE pg_user_mappings (umid UINTEGER, srvid UINTEGER, srvname VARCHAR, umuser UINTEGER, usename VARCHAR,
  umoptions VARCHAR[]);
CREATE TABLE pg_largeobject_metadata (oid UINTEGER, lomowner UINTEGER, lomacl VARCHAR[]);
CREATE TABLE pg_ts_config (oid UINTEGER, cfgname VARCHAR, cfgnamespace UINTEGER, cfgowner UINTEGER, cfgparser UINTEGER);
CREATE TABLE pg_ts_dict (oid UINTEGER, dictname VARCHAR, dictnamespace UINTEGER, dictowner UINTEGER, dicttemplate UINTEGER,
  dictinitoption VARCHAR);
CREATE TABLE pg_ts_parser (oid UINTEGER, prsname VARCHAR, prsnamespace UINTEGER);
CREATE TABLE pg_ts_template (oid UINTEGER, tmplname VARCHAR, tmplnamespace UINTEGER);

-- Where a description is looked for by the table that its object stands in
ALTER TABLE pg_class ADD COLUMN tableoid UINTEGER DEFAULT 1259;
ALTER TABLE pg_proc ADD COLUMN tableoid UINTEGER DEFAULT 1255;
ALTER TABLE pg_constraint ADD COLUMN tableoid UINTEGER DEFAULT 2606;
ALTER TABLE pg_language ADD COLUMN tableoid UINTEGER DEFAULT 2612;
ALTER TABLE pg_opclass ADD COLUMN tableoid UINTEGER DEFAULT 2616;
ALTER TABLE pg_opfamily ADD COLUMN tableoid UINTEGER DEFAULT 2753;
ALTER TABLE pg_rewrite ADD COLUMN tableoid UINTEGER DEFAULT 2618;
ALTER TABLE pg_trigger ADD COLUMN tableoid UINTEGER DEFAULT 2620;
