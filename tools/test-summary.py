#!/usr/bin/python3
"""test-summary.py LOGS NAME: a line per test program (cases, time), then "PASSED FAILED", from meson's logs in the folder LOGS.

The junit log has the cases, the JSON log how each program ended: one that crashed after some good cases has failed."""
import json
import sys
import xml.etree.ElementTree as ET

logs, run = sys.argv[1], sys.argv[2]
ended = {}
with open(f"{logs}/testlog.json", encoding="utf-8") as lines:
    for line in lines:
        test = json.loads(line)
        ended[test["name"]] = test["result"]

passed = failed = 0
for suite in ET.parse(f"{logs}/testlog.junit.xml").getroot().iter("testsuite"):
    cases = list(suite.iter("testcase"))
    bad = [c for c in cases if any(c.find(tag) is not None for tag in ("failure", "error", "skipped"))]
    name = suite.get("name").split(".", 1)[-1]
    result = ended.pop(name, "missing")
    n_bad = len(bad)
    if result != "OK" and n_bad == 0:
        n_bad = 1
    n_good = len(cases) - len(bad)
    passed += n_good
    failed += n_bad
    time = sum(float(c.get("time", 0)) for c in cases) or float(suite.get("time", 0))
    print(f"{'ok     ' if not n_bad else 'FAILED '} {run}: {name} — {n_good} of {n_good + n_bad} ({time:.1f} s){'' if result == 'OK' else ' ' + result}")
    for case in bad:
        print(f"          failed or skipped: {case.get('name')}")
for name, result in ended.items():
    if result == "OK":
        passed += 1
    else:
        failed += 1
    print(f"{'ok     ' if result == 'OK' else 'FAILED '} {run}: {name} {result}")
print(passed, failed)
