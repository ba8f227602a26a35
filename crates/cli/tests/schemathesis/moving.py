"""What moves in the world that is asked: a second partner, transfers, a departure, a channel transfer, migrations, delegated administration.

Called by `run.py` after the world is made. Ids go into the world's facts by the names of the conformance cases; `pool` says under which
paths they are known, where no list of that path names them.
"""

import time
import urllib.parse

import requests

PROVIDER = "5a000000-0000-4000-8000-000000000002"
RAHMEN = "5c000000-0000-4000-8000-0000000000f1"
AGREEMENT = "5c000000-0000-4000-8000-0000000000f2"
LICENSES = "4d6ac14f-3453-41d0-bef9-a3e0c569773a"
USERS = "fe930be7-5e62-47db-91af-98c3a49a38b1"
SHARED = "5c000000-0000-4000-8000-0000000000f3"
SECOND = "5c000000-0000-4000-8000-0000000000f4"
MOVES = "5c000000-0000-4000-8000-0000000000f5"
#: A customer with an agreement of volume licensing that ends within a year, and customers of their own for what takes many subscriptions:
#: a sandbox allows five of one partner's at each.
SEED = f"""
schema = "nahtlos.seed/1"
[[customers]]
id = "{RAHMEN}"
name = "Rahmen AG"
domain = "rahmen.example"
partner = "partner.example"
[[customers.subscriptions]]
id = "{AGREEMENT}"
channel = "volumeLicense"
skuId = "05e9a617-0261-4cee-bb44-138d3ef5d965"
quantity = 20
end = "{time.gmtime().tm_year + 1}-06-01"
[[customers.users]]
userPrincipalName = "kim@rahmen.example"
""" + "".join(
    f"""
[[customers]]
id = "{tenant}"
name = "{name} AG"
domain = "{name}.example"
partner = "partner.example"
[[customers.users]]
userPrincipalName = "ada@{name}.example"
"""
    for tenant, name in ((SHARED, "geteilt"), (SECOND, "zweite"), (MOVES, "umzug"))
)
RELATIONSHIPS = "/v1.0/tenantRelationships/delegatedAdminRelationships"
SEEN = "/moves/v1/granularAdminRelationships"


def make(world, password):
    """Makes all of it."""
    facts = world.facts
    facts.update(rival=PROVIDER, shared=SHARED, second=SECOND, moves=MOVES)
    planted(world)
    world.tokens["rival"] = world.signed_in(PROVIDER, "admin@provider.example", password)
    for customer, name in ((SHARED, "geteilt"), (SECOND, "zweite")):
        world.tokens[name] = world.signed_in(customer, f"ada@{name}.example", password)
        shared_with_rival(world, name)
    transfers(world)
    departed = world.call("POST", f"/moves/v1/customers/{facts['sued']}/departures", {"reason": "Zum Nachbarn"})
    world.pool[f"/moves/v1/customers/{facts['sued']}/departures"] = [departed["id"]]
    channel_transfer(world)
    migrations(world, MOVES)
    delegations(world, facts["c"])
    world.pool["/v1/customers"] = [SHARED, SHARED, SECOND, MOVES]
    world.pool["/moves/v1/customers"] = [RAHMEN, facts["sued"], SHARED]


def planted(world):
    """Customers come from a seed."""
    seed = f"{world.base}/sandbox/v1/seeds?file=seed.toml"
    answer = requests.post(seed, data=SEED.encode(), headers={"Authorization": f"Bearer {world.tokens['user']}"}, timeout=60)
    if answer.status_code != 201:
        raise SystemExit(f"the seed was not planted: {answer.status_code} {answer.text[:500]}")


def shared_with_rival(world, name):
    """A customer accepts the other partner's relationship as well."""
    made = world.call("POST", "/moves/v1/invitations", {"customerName": name}, by="rival")
    world.call("POST", f"/moves/v1/invitations/{made['id']}/send", {"by": "link"}, by="rival")
    token = made["link"].split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    contact = {"firstName": "Ada", "lastName": "Kern", "email": f"ada@{name}.example"}
    body = {"agreementAccepted": True, "primaryContact": contact}
    world.call("POST", f"/moves/v1/invitations/by-link/{token}/accept", body, by=name)


def transfers(world):
    """Offers of legacy subscriptions at one customer; at another the other partner's request for newer ones."""
    facts = world.facts
    old = {"catalogItemId": facts["legacy"], "billingCycle": "monthly"}
    for name in ("sharedlegacy", "sharedother", "offered1", "offered2", "offeredspare"):
        facts[name] = world.buy(SHARED, old)["lineItems"][0]["subscriptionId"]
    new = {"catalogItemId": facts["item"], "billingCycle": "monthly", "termDuration": "P1Y"}
    facts["secondsub"] = world.buy(SECOND, new)["lineItems"][0]["subscriptionId"]
    sides = {"sourcePartnerTenantId": facts["partner"], "targetPartnerTenantId": PROVIDER}
    for name, subscription in (("offered", "offered1"), ("failing", "offered2"), ("spare", "offeredspare")):
        lines = [{"subscriptionId": facts[subscription]}]
        facts[name] = world.call("POST", f"/v1/customers/{SHARED}/transfers", {**sides, "lineItems": lines})["id"]
    request = {"sourcePartnerTenantId": facts["partner"], "sourcePartnerName": "Erster", "customerEmailId": "", "transferType": 5}
    facts["pending"] = world.call("POST", f"/v1/customers/{SECOND}/transfers", request, by="rival")["id"]
    for customer, names in ((SHARED, ("offered", "failing", "spare")), (SECOND, ("pending",))):
        for area in ("/v1", "/moves/v1"):
            world.pool[f"{area}/customers/{customer}/transfers"] = [facts[name] for name in names]


def channel_transfer(world):
    """An agreement of volume licensing is replaced."""
    made = world.call("POST", f"/moves/v1/customers/{RAHMEN}/channelTransfers", {"lines": [{"sourceId": AGREEMENT}]})
    world.facts["channeltransfer"] = made["id"]
    world.pool[f"/moves/v1/customers/{RAHMEN}/channelTransfers"] = [made["id"]]


def migrations(world, customer):
    """Legacy subscriptions: one migrates at once; of those with an add-on one migrates instead of its renewal, the other is still to go."""
    facts, path = world.facts, f"/v1/customers/{customer}/migrations/newcommerce"
    old = {"catalogItemId": facts["legacy"], "billingCycle": "monthly"}
    facts["gone"] = world.buy(customer, old)["lineItems"][0]["subscriptionId"]
    facts["migration"] = world.call("POST", path, {"currentSubscriptionId": facts["gone"], "externalReferenceId": "batch"})["id"]
    for base, addon in (("now", "nowaddon"), ("later", "lateraddon")):
        order = world.buy(customer, old)
        facts[base] = order["lineItems"][0]["subscriptionId"]
        line = {"lineItemNumber": 1, "offerId": facts["addon"], "quantity": 1, "parentSubscriptionId": facts[base]}
        grown = world.call("PATCH", f"/v1/customers/{customer}/orders/{order['id']}", {"lineItems": [line]})
        facts[addon] = grown["lineItems"][-1]["subscriptionId"]
    body = {"currentSubscriptionId": facts["later"], "migrateOnRenewal": True}
    body["addOnMigrationSchedules"] = [{"currentSubscriptionId": facts["lateraddon"]}]
    facts["schedule"] = world.call("POST", f"{path}/schedules", body)["id"]
    world.pool[path] = [facts["migration"]]
    world.pool[f"{path}/schedules"] = [facts["schedule"]]


def delegations(world, customer):
    """A draft, one that the customer is asked for, and one that is active with a group in it; another group has nothing yet."""
    facts = world.facts
    for name in ("sellers", "helpers"):
        group = {"displayName": name, "mailEnabled": False, "mailNickname": name, "securityEnabled": True, "groupTypes": []}
        facts[name] = world.call("POST", "/v1.0/groups", group)["id"]
    roles = [{"roleDefinitionId": LICENSES}, {"roleDefinitionId": USERS}]
    for name in ("drafted", "gdap", "live"):
        draft = {"displayName": name, "duration": "P30D", "accessDetails": {"unifiedRoles": roles}}
        facts[name] = world.call("POST", RELATIONSHIPS, draft)["id"]
    for name in ("gdap", "live"):
        made = world.call("POST", f"{RELATIONSHIPS}/{facts[name]}/requests", {"action": "lockForApproval"})
        world.pool[f"{RELATIONSHIPS}/{facts[name]}/requests"] = [made["id"]]
    world.call("POST", f"{SEEN}/{facts['live']}/approve", by="customer")
    live = f"{RELATIONSHIPS}/{facts['live']}"
    until(world, live, "active")
    assignment = {
        "accessContainer": {"accessContainerId": facts["helpers"], "accessContainerType": "securityGroup"},
        "accessDetails": {"unifiedRoles": roles[:1]},
    }
    facts["working"] = world.call("POST", f"{live}/accessAssignments", assignment)["id"]
    until(world, f"{live}/accessAssignments/{facts['working']}", "active")
    more = {"accessDetails": {"unifiedRoles": roles}}
    world.call("PATCH", f"{live}/accessAssignments/{facts['working']}", more)
    operation = world.call("GET", f"{live}/operations")["value"][0]["id"]
    names = [facts[name] for name in ("live", "live", "live", "gdap", "drafted")]
    for path in (RELATIONSHIPS, SEEN, "/partners/invitation/granularAdminRelationships"):
        world.pool[path] = names
    world.pool[f"{live}/accessAssignments"] = [facts["working"]]
    world.pool[f"{live}/operations"] = [operation]
    world.pool["/v1.0/tenantRelationships/delegatedAdminCustomers"] = [customer]


def until(world, path, status):
    """Waits for work that is done in the background."""
    for _ in range(300):
        found = world.call("GET", path)["status"]
        if found == status:
            return
        time.sleep(0.1)
    raise SystemExit(f"{urllib.parse.unquote(path)} is {found} and should be {status}")
