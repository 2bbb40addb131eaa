-- What a model has, as the driver's metadata tell it. The rest of the catalogue is made from these.
CREATE TABLE about (database_name VARCHAR, user_name VARCHAR, version VARCHAR, zone VARCHAR);
CREATE TABLE model_schemas (oid UINTEGER, name VARCHAR);
CREATE TABLE model_tables (oid UINTEGER, schema UINTEGER, name VARCHAR, kind VARCHAR, remarks VARCHAR);
CREATE TABLE model_columns
  (table_oid UINTEGER, place SMALLINT, name VARCHAR, type UINTEGER, modifier INTEGER, required BOOLEAN, remarks VARCHAR);
CREATE TABLE model_keys
  (oid UINTEGER, index_oid UINTEGER, table_oid UINTEGER, name VARCHAR, kind VARCHAR, place SMALLINT, column_name VARCHAR,
   target_oid UINTEGER, target_column VARCHAR);
CREATE TABLE model_functions
  (oid UINTEGER, name VARCHAR, kind VARCHAR, returns_rows BOOLEAN, arguments SMALLINT, argument_text VARCHAR,
   result_text VARCHAR, result_type UINTEGER, remarks VARCHAR);
-- A type that clients cast to.
CREATE TYPE name AS VARCHAR;
