#!/usr/bin/python3
"""bench-table.py bench.json: the BENCH lines of all benchmark programs as one table; exit 1 if a figure is beyond its gate."""
import json
import re
import sys

rows, broken = [], []
with open(sys.argv[1], encoding="utf-8") as log:
    for test in map(json.loads, log):
        found = [l.split()[1:] for l in test.get("stdout", "").splitlines() if l.startswith("BENCH ")]
        bad = [r for r in found if len(r) != 5 or r[4] not in ("pass", "fail", "info")]
        if bad or test["result"] not in ("OK", "FAIL") or (test["result"] == "FAIL" and not any(r[4] == "fail" for r in found)):
            broken.append(f"{test['name']}: {test['result']} {bad or ''}")
        rows += [r for r in found if r not in bad]
rows.sort(key=lambda r: (int(re.sub(r"\D", "", r[0]) or 0), r[0]))
head = ["goal", "figure", "value", "gate", ""]
widths = [max(len(r[i]) for r in [head] + rows) for i in range(5)]
for row in [head] + rows:
    print("  ".join(cell.rjust(w) if i in (2, 3) else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, widths))).rstrip())
failed = [r for r in rows if r[4] == "fail"]
print(f"\n{sum(r[4] == 'pass' for r in rows)} within their gates, {len(failed)} beyond, {sum(r[4] == 'info' for r in rows)} for information")
for line in broken:
    print("broke down:", line)
sys.exit(1 if failed or broken else 0)
