#!/usr/bin/python3
"""test-summary.py JUNIT NAME: a line per suite (cases, time), then "PASSED FAILED" of meson's junit log."""
import sys
import xml.etree.ElementTree as ET

passed = failed = 0
for suite in ET.parse(sys.argv[1]).getroot().iter("testsuite"):
    cases = list(suite.iter("testcase"))
    bad = [c for c in cases if c.find("failure") is not None or c.find("error") is not None or c.find("skipped") is not None]
    errors = int(suite.get("errors", 0)) + int(suite.get("failures", 0))
    n_bad = max(len(bad), errors)
    n_good = max(len(cases) - len(bad), 0)
    if not cases:
        n_bad = max(n_bad, 1)
    passed += n_good
    failed += n_bad
    time = sum(float(c.get("time", 0)) for c in cases) or float(suite.get("time", 0))
    print(f"{'ok     ' if not n_bad else 'FAILED '} {sys.argv[2]}: {suite.get('name')} — {n_good} of {n_good + n_bad} ({time:.1f} s)")
    for c in bad:
        print(f"          failed or skipped: {c.get('name')}")
print(passed, failed)
