#!/usr/bin/env python3
"""The baseline: a case's move as one integer programme, solved by HiGHS (`pip install highspy`).

    python3 highs.py CASE [SECONDS]

Prints one line of JSON: status, cost, bound, seconds in the solver, variables and constraints. Written apart from the planner,
straight from docs/move-model.md: x = seats of a price row bought on a day, y = users of a kind on a licence set in an interval.
Knows no co-term; a case with one is refused.
"""

import calendar
import csv
import datetime as dt
import itertools
import json
import pathlib
import sys
import time
import tomllib
from collections import Counter, defaultdict
from fractions import Fraction

import highspy
import numpy as np

PERIODS = {("P1M", "Monthly"): 1, ("P1Y", "Monthly"): 12, ("P1Y", "Annual"): 1, ("P3Y", "Monthly"): 36, ("P3Y", "Annual"): 3,
           ("P3Y", "Triennial"): 1}
MONTHS = {"P1M": 1, "P1Y": 12, "P3Y": 36}


def day(text):
    text = str(text).strip().split("T")[0].split(" ")[0]
    if "/" in text:
        month, dom, year = map(int, text.split("/"))
        return dt.date(year, month, dom)
    return dt.date.fromisoformat(text)


def plus(date, months):
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def rows(path):
    if not path.exists():
        return []
    text = path.read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] and "," not in text.splitlines()[0] else ","))


class Case:
    def __init__(self, folder):
        self.estate = json.loads((folder / "estate.json").read_text("utf-8"))
        policy = folder / "policy.toml"
        self.policy = tomllib.loads(policy.read_text("utf-8")) if policy.exists() else {}
        assert "coTerm" not in self.policy, "co-term is not part of this baseline"
        self.plans = defaultdict(set)
        for row in rows(folder / "products.csv"):
            self.plans[row["GUID"].lower()].add(row["Service_Plan_Id"].lower())
        self.better = defaultdict(set)
        for row in rows(folder / "plan-equivalents.csv"):
            self.better[row["Service_Plan_Id"].lower()].add(row["Satisfied_By_Service_Plan_Id"].lower())
        self.groups_of = defaultdict(set)
        for row in rows(folder / "exclusions.csv"):
            self.groups_of[row["Service_Plan_Id"].lower()].add(row["Exclusion_Group"])
        self.times()
        self.market(folder)

    def times(self):
        self.as_of = day(self.estate["asOf"])
        active = [s for s in self.estate["subscriptions"] if s["status"] == "active"]
        ends = [day(s["end"]) for s in active if s.get("end")]
        horizon = self.policy.get("horizon")
        self.horizon = day(horizon) if horizon else plus(max([self.as_of, *ends]), 12)
        lead = dt.timedelta(days=self.policy.get("leadDays", 7))
        leave = self.policy.get("leaveBy")
        self.supplies = []
        for s in active:
            kept = s["channel"] == "thisPartner" or s.get("kind", "paid") != "paid"
            treatment = s.get("treatment") or ("keep" if kept else "replace")
            end = day(s["end"]) if s.get("end") else None
            if treatment == "replace":
                last = min([d for d in (end, day(leave) if leave else None) if d], default=None)
                until = max(last - lead, self.as_of) if last else self.horizon
            elif treatment == "transfer":
                until = end or self.horizon
            else:
                until = self.horizon if s.get("autoRenew") or end is None else end
            begin = max(day(s["start"]) if s.get("start") else self.as_of, self.as_of)
            until = min(until, self.horizon)
            if begin < until:
                self.supplies.append((s["skuId"].lower(), s["quantity"], begin, until))

    def market(self, folder):
        customer, terms = self.estate["customer"], self.policy.get("terms", ["P1M", "P1Y"])
        never = {sku.lower() for sku in self.policy.get("neverBuy", [])}
        offers, self.limit = {}, {}
        for row in rows(folder / "offermatrix.csv"):
            sku = row["ProvisioningId"].strip("{}").lower()
            countries = [c.strip() for c in row.get("AllowedCountries", "").replace(",", ";").split(";") if c.strip()]
            offers.setdefault((row["ProductId"].upper(), row["SkuId"].upper()), []).append((sku, countries))
            if row["MaxLicenses"].strip():
                self.limit[sku] = max(self.limit.get(sku, 0), int(row["MaxLicenses"]))
        column = "ERP Price" if self.policy.get("price", "erp") == "erp" else "UnitPrice"
        self.prices = []
        for row in rows(folder / "pricelist.csv"):
            here = (row["Market"], row["Currency"], row["Segment"]) == (customer["country"], customer["currency"], customer.get("segment", "Commercial"))
            tier = int(row["PricingTierRangeMin"] or 1)
            periods = PERIODS.get((row["TermDuration"], row["BillingPlan"]))
            if not here or tier > 1 or row["TermDuration"] not in terms or not periods or not row[column]:
                continue
            for sku, countries in offers.get((row["ProductId"].upper(), row["SkuId"].upper()), []):
                if sku not in never and (not countries or customer["country"] in countries):
                    begin, end = day(row["EffectiveStartDate"]), day(row["EffectiveEndDate"])
                    if begin < self.horizon and end >= self.as_of:
                        self.prices.append((sku, row["TermDuration"], begin, end, Fraction(row[column]) * periods))
        self.sold = {p[0] for p in self.prices}
        self.always = {sku for sku in self.sold if self.sold_throughout(sku)}

    def sold_throughout(self, sku):
        at = self.as_of
        for begin, end in sorted((p[2], p[3]) for p in self.prices if p[0] == sku):
            if begin > at:
                return False
            if end >= self.horizon:
                return True
            at = max(at, end + dt.timedelta(days=1))
        return at >= self.horizon

    def kinds(self):
        """Users who need the same and hold the same: (need, held set) and how many."""
        lost = {plan.lower() for plan in self.policy.get("acceptLoss", [])}
        found = Counter()
        for user in self.estate["users"]:
            enabled = set()
            for licence in user["licenses"]:
                off = {plan.lower() for plan in licence.get("disabledPlans", [])}
                enabled |= self.plans[licence["skuId"].lower()] - off
            need = frozenset(enabled - lost)
            if need:
                found[need, frozenset(licence["skuId"].lower() for licence in user["licenses"])] += user.get("count", 1)
        return found

    def covers(self, skus, need):
        chosen = []

        def conflicts(sku, plan):
            return any(s != sku and p != plan and self.groups_of[p] & self.groups_of[plan] for s, p in chosen)

        def place(rest):
            if not rest:
                return True
            plan, others = rest[0], rest[1:]
            options = [(s, p) for s in skus for p in ({plan} | self.better[plan]) & self.plans[s]]
            if any(not self.groups_of[p] for _, p in options):
                return place(others)
            for sku, p in options:
                if not conflicts(sku, p):
                    chosen.append((sku, p))
                    if place(others):
                        return True
                    chosen.pop()
            return False

        return place(sorted(need))

    def sets(self, need, held):
        most = max(self.policy.get("maxBundle", 3), len(held))
        found = {held}
        if self.policy.get("mode", "likeForLike") == "cheapest":
            bases, every = [frozenset()], self.sold | held
        else:
            gone = sorted(held - self.always)
            drops = [c for n in range(1, len(gone) + 1) for c in itertools.combinations(gone, n)]
            bases, every = [held - frozenset(drop) for drop in drops], self.sold
        wanted = set().union(*({plan} | self.better[plan] for plan in need))
        useful = sorted(sku for sku in every if self.plans[sku] & wanted)
        for base in bases:
            good = []
            for size in range(0, most - len(base) + 1):
                for extra in itertools.combinations([s for s in useful if s not in base], size):
                    added = frozenset(extra)
                    if any(smaller <= added for smaller in good):
                        continue
                    whole = base | added
                    needless = self.policy.get("mode", "likeForLike") == "cheapest" and any(self.covers(whole - {s}, need) for s in whole)
                    if not needless and self.covers(whole, need):
                        good.append(added)
                        found.add(whole)
        return found


def programme(case):
    horizon, as_of = case.horizon, case.as_of
    starts, todo = set(), [as_of] + [s[3] for s in case.supplies] + [s[2] for s in case.supplies]
    for _, _, begin, end, _ in case.prices:
        todo += [begin, end]
    terms = sorted({p[1] for p in case.prices})
    while todo:
        d = todo.pop()
        if as_of <= d < horizon and d not in starts:
            starts.add(d)
            todo += [plus(d, MONTHS[term]) for term in terms]
    purchases = {}
    for sku, term, begin, end, price in case.prices:
        for s in starts:
            if begin <= s <= end:
                e = plus(s, MONTHS[term])
                inside = min(e, horizon) - s
                cost = price if case.policy.get("residual", "proRata") == "none" else price * inside.days / (e - s).days
                key = (sku, s, min(e, horizon))
                purchases[key] = min(cost, purchases.get(key, cost))
    days = sorted(starts | {horizon} | {e for _, _, e in purchases} | {d for s in case.supplies for d in s[2:]})
    return [(a, b) for a, b in zip(days, days[1:]) if a >= as_of and b <= horizon], purchases


def main():
    case = Case(pathlib.Path(sys.argv[1]))
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 3600.0
    intervals, purchases = programme(case)
    index = {a: k for k, (a, _) in enumerate(intervals)}
    kinds = [(n, sorted(map(sorted, case.sets(need, held)))) for (need, held), n in sorted(case.kinds().items(), key=str)]
    costs, lower, upper, entries, row_lower, row_upper = [], [], [], [], [], []
    seats, limits = defaultdict(dict), defaultdict(dict)
    for (sku, s, e), cost in sorted(purchases.items()):
        column = len(costs)
        costs.append(float(cost)), lower.append(0.0), upper.append(highspy.kHighsInf)
        for k in range(index[s], index.get(e, len(intervals))):
            seats[sku, k][column] = -1.0
            limits[sku, k][column] = 1.0
    for n, sets in kinds:
        for k in range(len(intervals)):
            whole = {}
            for skus in sets:
                column = len(costs)
                costs.append(0.0), lower.append(0.0), upper.append(float(n))
                whole[column] = 1.0
                for sku in skus:
                    seats[sku, k][column] = 1.0
            entries.append(whole), row_lower.append(float(n)), row_upper.append(float(n))
    for (sku, k), row in seats.items():
        begin, end = intervals[k]
        own = sum(q for s, q, a, b in case.supplies if s == sku and a <= begin and end <= b)
        entries.append(row), row_lower.append(-highspy.kHighsInf), row_upper.append(float(own))
    for (sku, k), row in limits.items():
        if sku in case.limit:
            entries.append(row), row_lower.append(-highspy.kHighsInf), row_upper.append(float(case.limit[sku]))
    solver = highspy.Highs()
    for option, value in [("output_flag", False), ("time_limit", seconds), ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-7)]:
        solver.setOptionValue(option, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(entries)
    model.col_cost_, model.col_lower_, model.col_upper_ = np.array(costs), np.array(lower), np.array(upper)
    model.row_lower_, model.row_upper_ = np.array(row_lower), np.array(row_upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0] + [len(row) for row in entries])
    model.a_matrix_.index_ = np.fromiter((c for row in entries for c in row), dtype=np.int32)
    model.a_matrix_.value_ = np.fromiter((v for row in entries for v in row.values()), dtype=np.float64)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    solver.passModel(model)
    begin = time.perf_counter()
    solver.run()
    took = time.perf_counter() - begin
    info = solver.getInfo()
    print(json.dumps({
        "status": solver.modelStatusToString(solver.getModelStatus()), "cost": info.objective_function_value, "bound": info.mip_dual_bound,
        "seconds": round(took, 3), "variables": len(costs), "constraints": len(entries),
    }))


main()
