#!/usr/bin/env python3
"""Compares the reports of a store with results that somebody else computed from the same data.

    python3 tests/truth.py TRUTH.json STORE.db [--binary target/release/quarterdeck] [--without-open]

The truth file is one of those that name their formulas in `_meta`: totals, per person, per group, per period. Every
number in it that a report gives is compared: money within half a minor unit, the rest within 0.0001. Prints how many
were compared and how many differ; exits 1 if any does. Needs nothing but Python 3.
"""

import argparse
import json
import subprocess
import sys

# What the truth files call a number, and what the reports do.
NAMES = {
    "open_count": "open_count",
    "open": "open_count",
    "open_value_list": "open_value",
    "open_value": "open_value",
    "weighted_open_value": "weighted_value",
    "open_weighted": "weighted_value",
    "won_count": "won_count",
    "won": "won_count",
    "n": "won_count",
    "won_value": "won_value",
    "value": "won_value",
    "lost_count": "lost_count",
    "lost": "lost_count",
    "win_rate": "win_rate",
    "avg_deal_won": "avg_deal_size",
    "avg_cycle_days_won": "avg_sales_cycle_days",
    "median_cycle_days_won": "median_sales_cycle_days",
    "velocity_open_per_day": "sales_velocity",
}
PERIOD_NAMES = ("won_count", "won_value", "lost_count", "win_rate")
OPEN_NAMES = ("open_count", "open_value", "weighted_value", "sales_velocity")


class Comparison:
    def __init__(self, arguments):
        self.arguments = arguments
        self.compared = 0
        self.differing = []
        self.reports = {}

    def report(self, kind, period="all"):
        key = (kind, period)
        if key not in self.reports:
            command = [self.arguments.binary, "--store", self.arguments.store, "report", kind, "--period", period, "--json"]
            self.reports[key] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return self.reports[key]

    def number(self, where, name, expected, found):
        if self.arguments.without_open and name in OPEN_NAMES:
            return
        self.compared += 1
        tolerance = 0.0001
        if isinstance(found, dict):
            tolerance, found = 0.005 + 1e-9, float(found["amount"])
        if expected is None or found is None:
            same = expected is None and found is None
        else:
            same = abs(float(expected) - float(found)) <= tolerance
        if not same:
            self.differing.append(f"{where} {name}: expected {expected}, found {found}")

    def row(self, where, expected, found, names=None):
        """Compares every number of a row of the truth that the report's row has too."""
        for name, value in expected.items():
            ours = NAMES.get(name)
            if ours and (names is None or ours in names) and not isinstance(value, (dict, list)):
                self.number(where, ours, value, found[ours] if found else None)

    def group(self, truth, key, rows, column):
        """Compares the rows of a group, each found by its name."""
        by_name = {row[column] or "(none)": row for row in rows}
        for name, expected in truth.get(key, {}).items():
            found = by_name.get(name)
            if found is None:
                self.differing.append(f"{key} {name}: no such row")
            else:
                self.row(f"{key} {name}", {k: v for k, v in expected.items() if k not in ("value", "n")}, found)

    def periods(self, truth, key):
        for period, expected in truth.get(key, {}).items():
            self.row(f"{key} {period}", expected, self.report("kpi", period)["total"], PERIOD_NAMES)

    def won_by_period(self, truth, key, rows, column):
        for name, periods in truth.get(key, {}).items():
            for period, expected in periods.items():
                found = {row[column]: row for row in self.report("kpi", period)[rows]}.get(name)
                self.number(f"{key} {name} {period}", "won_value", expected["won_value"], found and found["won_value"])

    def stages(self, truth):
        stages = self.report("pipeline")["stages"]
        by_name = {stage["stage"]: stage for stage in stages}
        for name, expected in {**truth.get("funnel_by_stage", {}), **truth.get("by_stage", {})}.items():
            found = by_name[name]
            if self.arguments.without_open and found["kind"] == "open":
                continue
            value = "value" if "value" in expected else "list_value" if found["kind"] == "open" else "close_value"
            self.number(f"stage {name}", "count", expected.get("count", expected.get("deals")), found["count"])
            self.number(f"stage {name}", "value", expected[value], found["value"])
            if "open_weighted" in expected and found["kind"] == "open":
                self.number(f"stage {name}", "weighted_value", expected["open_weighted"], found["weighted_value"])
        by_both = {f"{stage['pipeline']}|{stage['stage']}": stage for stage in stages}
        for name, expected in truth["totals"].get("by_pipeline_stage", {}).items():
            self.number(f"stage {name}", "count", expected, by_both[name]["count"])

    def all(self, truth):
        whole = self.report("kpi")
        totals = {name: value for name, value in truth["totals"].items() if name != "value"}
        self.row("totals", totals, whole["total"])
        self.group(truth, "per_agent", whole["reps"], "rep")
        self.group(truth, "per_owner", whole["reps"], "rep")
        self.group(truth, "per_manager", whole["teams"], "team")
        self.group(truth, "per_office", whole["offices"], "office")
        for key in ("monthly", "quarterly", "won_quarterly"):
            self.periods(truth, key)
        self.won_by_period(truth, "attainment_per_agent_quarter", "reps", "rep")
        self.won_by_period(truth, "attainment_per_manager_quarter", "teams", "team")
        self.stages(truth)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("truth")
    parser.add_argument("store")
    parser.add_argument("--binary", default="target/release/quarterdeck")
    parser.add_argument("--without-open", action="store_true", help="the data has closed deals only")
    arguments = parser.parse_args()
    with open(arguments.truth, encoding="utf-8") as file:
        truth = json.load(file)
    comparison = Comparison(arguments)
    comparison.all(truth)
    for line in comparison.differing[:40]:
        print(line)
    print(f"compared {comparison.compared}, differing {len(comparison.differing)}")
    return 1 if comparison.differing or not comparison.compared else 0


if __name__ == "__main__":
    sys.exit(main())
