"""Asks Superset as its pages do, and compares its charts with the command line. See README.md."""

import csv
import datetime
import io
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

superset, serve_log, scorecard = sys.argv[1:]
token = None
MONTHS = "month >= DATE '2026-01-01' AND month < DATE '2026-07-01'"
BETWEEN = {"col": "month", "op": "TEMPORAL_RANGE", "val": "2026-01-01 : 2026-07-01"}
MONTH = {
    "columnType": "BASE_AXIS",
    "expressionType": "SQL",
    "label": "month",
    "sqlExpression": "month",
    "timeGrain": "P1M",
}
CHURN = {"expressionType": "SQL", "label": "churn", "sqlExpression": "churn_rate()"}


def call(method, path, body=None):
    request = urllib.request.Request(superset + path, method=method, data=body and json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{method} {path}: {refused.code} {refused.read().decode()[:1000]}")


def wait_for(what, ready):
    for _ in range(600):
        try:
            found = ready()
            if found:
                return found
        except OSError:
            pass
        time.sleep(1)
    sys.exit(f"{what} did not start; its log tells why.")


def told_port():
    with open(serve_log) as log:
        return re.search(r"-p (\d+)", log.read())


def cells(rows, columns):
    """Rows as texts of twelve digits, in one order."""
    def cell(value):
        if isinstance(value, float) and value > 1e11:
            return datetime.datetime.fromtimestamp(value / 1000, datetime.timezone.utc).date().isoformat()
        try:
            return f"{float(value):.12g}"
        except (TypeError, ValueError):
            return value or ""
    return sorted([cell(row[column]) for column in columns] for row in rows)


def command_line(sql):
    answer = subprocess.run([scorecard, "sql", "--format", "csv", sql], capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def compare(title, dataset, columns, metrics, sql, **further):
    query = {"columns": columns, "metrics": metrics, "filters": [BETWEEN], "row_limit": 1000, **further}
    body = {"datasource": {"id": dataset, "type": "table"}, "force": True, "queries": [query], "result_type": "full"}
    result = call("POST", "/api/v1/chart/data", body)["result"][0]
    expected = command_line(sql)
    names = result["colnames"]
    if cells(result["data"], names) != cells(expected, names):
        sys.exit(f"{title}: Superset shows {result['data']}, the command line {expected}")
    print(f"{title}: {len(expected)} rows agree")


port = wait_for("The server", told_port).group(1)
wait_for("Superset", lambda: urllib.request.urlopen(superset + "/health", timeout=5).status == 200)
token = call("POST", "/api/v1/security/login", {"username": "admin", "password": "check", "provider": "db"})["access_token"]

uri = f"postgresql+psycopg2://analyst@127.0.0.1:{port}/sample"
database = call("POST", "/api/v1/database/", {"database_name": "sample", "sqlalchemy_uri": uri})["id"]
tables = call("GET", f"/api/v1/database/{database}/tables/?q=(schema_name:scorecard)")["result"]
kinds = {table["value"]: table["type"] for table in tables}
assert kinds["customers"] == "table" and kinds["kpi"] == "view", kinds

dataset = call("POST", "/api/v1/dataset/", {"database": database, "schema": "scorecard", "table_name": "kpi"})["id"]
columns = {column["column_name"]: column for column in call("GET", f"/api/v1/dataset/{dataset}")["result"]["columns"]}
assert columns["month"]["is_dttm"] and columns["month"]["description"], columns["month"]
nps = {"metric_name": "nps", "expression": "nps()", "verbose_name": "Net Promoter Score"}
call("PUT", f"/api/v1/dataset/{dataset}", {"main_dttm_col": "month", "metrics": [nps]})

compare("By month", dataset, [MONTH], ["nps"], f"SELECT month, nps() FROM kpi WHERE {MONTHS} GROUP BY month")
compare(
    "By month and segment", dataset, [MONTH, "segment"], ["nps", CHURN],
    f"SELECT month, segment, nps(), churn_rate() AS churn FROM kpi WHERE {MONTHS} GROUP BY month, segment")
compare(
    "By segment, sorted", dataset, ["segment"], ["nps"],
    f"SELECT segment, nps() FROM kpi WHERE {MONTHS} GROUP BY segment", orderby=[["nps", False]])
compare("In total", dataset, [], ["nps"], f"SELECT nps() FROM kpi WHERE {MONTHS}")
compare(
    "Filtered", dataset, ["segment"], ["nps"],
    f"SELECT segment, nps() FROM kpi WHERE {MONTHS} AND industry IN ('Retail', 'Energy') GROUP BY segment",
    filters=[BETWEEN, {"col": "industry", "op": "IN", "val": ["Retail", "Energy"]}])
compare(
    "Nobody", dataset, ["segment"], ["nps"],
    f"SELECT segment, nps() FROM kpi WHERE {MONTHS} AND segment = 'nobody' GROUP BY segment",
    filters=[BETWEEN, {"col": "segment", "op": "==", "val": "nobody"}])
compare(
    "Having", dataset, ["segment"], ["nps"],
    f"SELECT segment, nps() FROM kpi WHERE {MONTHS} GROUP BY segment HAVING nps() > 5",
    extras={"having": "nps() > 5", "where": ""})

lab = call("POST", "/api/v1/sqllab/execute/", {
    "database_id": database, "schema": "scorecard", "runAsync": False,
    "sql": "SELECT month, segment, nps(), mrr(), active_customers() FROM kpi WHERE month >= DATE '2026-05-01' GROUP BY 1, 2"})
types = {column["column_name"]: column["type"] for column in lab["columns"]}
assert types == {
    "month": "DATE", "segment": "STRING", "nps": "FLOAT", "mrr": "DECIMAL", "active_customers": "LONGINTEGER"}, types
print(f"SQL Lab: {len(lab['data'])} rows of {types}")

form = {
    "viz_type": "echarts_timeseries_line", "datasource": f"{dataset}__table", "x_axis": "month", "time_grain_sqla": "P1M",
    "metrics": ["nps"], "groupby": ["segment"], "row_limit": 1000, "show_legend": True, "markerEnabled": True,
    "adhoc_filters": [{
        "clause": "WHERE", "expressionType": "SIMPLE", "subject": "month", "operator": "TEMPORAL_RANGE",
        "comparator": "2026-01-01 : 2026-07-01"}]}
chart = call("POST", "/api/v1/chart/", {
    "slice_name": "NPS by month and segment", "viz_type": form["viz_type"], "datasource_id": dataset,
    "datasource_type": "table", "params": json.dumps(form)})["id"]
print(f"Chart {chart} is made")
