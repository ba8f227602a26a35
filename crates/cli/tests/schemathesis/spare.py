"""Whole requests for what chance alone seldom reaches, each about a thing that is kept for it.

Called by `run.py` when everything else is there. A drawn request mostly names what an earlier one has ended; here an operation finds what
it needs: a user who may be deleted, an invitation that nobody answered, an etag that still holds. Ids are reserved: no other request
draws them. `<n>` in a body is another number every time.
"""

import json
import time
import urllib.parse

import requests

from moving import PROVIDER, RELATIONSHIPS, SEEN, shared_with_rival, until
from world import CHALLENGE, CLIENT, HOME, OWN, PARTNER, PASSWORD

#: Customers whom nobody serves, for invitations; a customer with legacy subscriptions that may go; one with agreements in volume licensing.
LONE = [f"5c000000-0000-4000-8000-0000000000e{n}" for n in range(3)]
GOING = "5c000000-0000-4000-8000-0000000000e8"
VOLUME = "5c000000-0000-4000-8000-0000000000e9"
#: A partner who is no account of the sandbox's, and so waits for its vetting.
VETTED = "5d000000-0000-4000-8000-0000000000e1"
AGREEMENTS = [f"5c000000-0000-4000-8000-0000000000d{letter}" for letter in "abcdef"]


def seed():
    """The customers, and what one of them has elsewhere."""
    text = f'schema = "nahtlos.seed/1"\n[[partners]]\nid = "{VETTED}"\nname = "Echte GmbH"\ndomain = "echte.example"\nmpnId = "7000001"\n'
    text += '[[partners.users]]\nuserPrincipalName = "ada@echte.example"\nroles = ["adminAgent", "globalAdmin"]\nmfa = true\n'
    for tenant, name in [*((tenant, f"allein{n}") for n, tenant in enumerate(LONE)), (GOING, "geht"), (VOLUME, "menge")]:
        partner = "" if tenant in LONE else 'partner = "partner.example"\n'
        text += f'[[customers]]\nid = "{tenant}"\nname = "{name} AG"\ndomain = "{name}.example"\n{partner}'
        for source in AGREEMENTS if tenant == VOLUME else ():
            text += f'[[customers.subscriptions]]\nid = "{source}"\nchannel = "volumeLicense"\nquantity = 4\n'
            text += f'skuId = "05e9a617-0261-4cee-bb44-138d3ef5d965"\nend = "{time.gmtime().tm_year + 1}-06-01"\n'
        text += f'[[customers.users]]\nuserPrincipalName = "ada@{name}.example"\n'
    return text


def make(world):
    """Makes the things, and tells their requests."""
    answer = requests.post(
        f"{world.base}/sandbox/v1/seeds?file=seed.toml", data=seed(), headers={"Authorization": f"Bearer {world.tokens['user']}"}, timeout=60,
    )
    if answer.status_code != 201:
        raise SystemExit(f"the seed was not planted: {answer.status_code} {answer.text[:500]}")
    for part in (people, directory, applications, customers, invitations, delegations, transfers, channels, migrations, purchases, own, tools):
        part(world)


def people(world):
    """Users of a customer, one for each thing that is done to one."""
    customer, role = world.facts["nord"], world.facts["useradmin"]
    path = f"/v1/customers/{customer}/users"
    named = {name: world.user(customer, name) for name in ("gone", "renamed", "locked", "chosen", "dropped")}
    world.reserve(*named.values())
    members = f"/v1/customers/{customer}/directoryroles/{role}/usermembers"
    world.call("POST", members, {"id": named["dropped"]})
    domain = world.call("GET", f"/v1/customers/{customer}")["companyProfile"]["domain"]
    new = {
        "userPrincipalName": f"neu<n>@{domain}", "displayName": "Neu", "firstName": "Neu", "lastName": "Kern", "usageLocation": "DE",
        "passwordProfile": {"password": "Sommer-2026!x", "forceChangePassword": False},
    }
    world.whole(f"POST {path}", new, by="user")
    world.whole(f"GET {path}/{named['renamed']}", by="user")
    world.whole(f"DELETE {path}/{named['gone']}", by="user")
    world.whole(f"PATCH {path}/{named['renamed']}", {"firstName": "Adele"}, by="user")
    world.whole(
        f"PATCH {path}/{named['locked']}/resetpassword",
        {"passwordProfile": {"password": "Herbst-2028!", "forceChangePassword": False}}, by="user",
    )
    world.whole(f"POST {members}", {"id": named["chosen"]}, by="user")
    world.whole(f"DELETE {members}/{named['dropped']}", by="user")


def directory(world):
    """Graph: a group, managers, a domain, somebody deleted."""
    customer = world.facts["c"]
    ids = {name: world.user(customer, name) for name in ("chefin", "erste", "zweite", "weg", "fort")}
    world.reserve(*ids.values(), "weg.example")
    at = lambda name: {"@odata.id": f"{world.base}/v1.0/users/{ids[name]}"}
    for name in ("erste", "zweite"):
        world.call("PUT", f"/v1.0/users/{ids[name]}/manager/$ref", at("chefin"), by="customer")
    world.whole(f"GET /v1.0/users/{ids['erste']}/manager", by="customer")
    world.whole(f"GET /v1.0/users/{ids['erste']}/manager/$ref", by="customer")
    world.whole(f"PUT /v1.0/users/{ids['erste']}/manager/$ref", at("chefin"), by="customer")
    world.whole(f"PATCH /v1.0/users/{ids['chefin']}", {"jobTitle": "Leitung"}, by="customer")
    world.whole(f"DELETE /v1.0/users/{ids['zweite']}/manager/$ref", by="customer")
    body = {"displayName": "Stab", "mailEnabled": False, "mailNickname": "stab", "securityEnabled": True, "groupTypes": []}
    group = world.call("POST", "/v1.0/groups", body, by="customer")["id"]
    world.reserve(group)
    world.call("POST", f"/v1.0/groups/{group}/members/$ref", at("erste"), by="customer")
    world.whole(f"DELETE /v1.0/groups/{group}/members/{ids['erste']}/$ref", by="customer")
    other = world.call("POST", "/v1.0/groups", {**body, "mailNickname": "kreis"}, by="customer")["id"]
    world.reserve(other)
    world.whole(f"DELETE /v1.0/groups/{other}", by="customer")
    for name in ("weg", "fort"):
        world.call("DELETE", f"/v1.0/users/{ids[name]}", by="customer")
    deleted = "/v1.0/directory/deletedItems"
    world.whole(f"POST {deleted}/{ids['weg']}/restore", by="customer")
    for method in ("GET", "DELETE"):
        world.whole(f"{method} {deleted}/{ids['fort']}", by="customer")
    world.call("POST", "/v1.0/domains", {"id": "weg.example"}, by="customer")
    world.whole("DELETE /v1.0/domains/weg.example", by="customer")
    new = {
        "accountEnabled": True, "displayName": "Nia Neu", "mailNickname": "nia", "userPrincipalName": "nia<n>@hafenkontor.example",
        "usageLocation": "DE", "passwordProfile": {"password": "Sommer-2026!x", "forceChangePasswordNextSignIn": False},
    }
    world.whole("POST /v1.0/users", new, by="customer")
    for path in ("users", "groups", f"groups/{group}/members", "directory/deletedItems/microsoft.graph.user"):
        world.whole(f"GET /v1.0/{path}/$count", by="customer", headers={"ConsistencyLevel": "eventual"})


def applications(world):
    """Consents, and what an application may do in a customer's directory."""
    facts = world.facts
    world.whole("POST /moves/v1/applications", {"displayName": "new", "roles": ["adminAgent"]}, by="user")
    facts["other"] = world.call("POST", "/moves/v1/applications", {"displayName": "other", "roles": ["adminAgent"]})["appId"]
    for customer in (facts["c"], facts["nord"]):
        consent = {
            "applicationId": facts["other"], "displayName": "Other",
            "applicationGrants": [{"enterpriseApplicationId": "00000003-0000-0000-c000-000000000000", "scope": "Directory.Read.All"}],
        }
        world.call("POST", f"/v1/customers/{customer}/applicationconsents", consent)
    world.whole(f"DELETE /v1/customers/{facts['nord']}/applicationconsents/{facts['other']}", by="user")
    world.reserve(facts["other"])
    found = lambda app: world.call("GET", f"/v1.0/servicePrincipals?$filter=appId%20eq%20'{app}'", by="customer")["value"][0]
    graph = found("00000003-0000-0000-c000-000000000000")
    facts.update(principal=found(facts["other"])["id"], graph=graph["id"])
    facts["role"] = next(role["id"] for role in graph["appRoles"] if role["value"] == "Directory.Read.All")
    body = {"principalId": facts["principal"], "resourceId": facts["graph"], "appRoleId": facts["role"]}
    world.whole(f"POST /v1.0/servicePrincipals/{facts['principal']}/appRoleAssignments", body, by="customer")
    query = {
        "client_id": OWN, "response_type": "code", "redirect_uri": HOME, "scope": f"{world.base}/.default offline_access",
        "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    }
    world.whole(f"GET /{PARTNER}/oauth2/v2.0/authorize?{urllib.parse.urlencode(query)}")
    old = {"client_id": CLIENT, "response_type": "code", "redirect_uri": "http://localhost/signed-in", "resource": world.base}
    world.whole(f"GET /{PARTNER}/oauth2/authorize?{urllib.parse.urlencode(old)}")


def customers(world):
    """A customer to be removed; one with a code of its qualification, an order that may grow, and a profile whose etag holds."""
    toy, office = world.customer("weg"), world.customer("amt")
    world.reserve(toy, office)
    world.whole(f"DELETE /v1/customers/{toy}", by="user")
    code = world.call("GET", "/v1/customers/all/validations")[0]["validationId"]
    world.call("POST", f"/v1/customers/{office}/qualifications", {"qualification": "GovernmentCommunityCloud", "validationCode": code})
    world.whole(f"GET /v1/customers/{office}/validations", by="user")
    world.whole(f"GET /v1/customers/{office}/validationStatus?type=account", by="user")
    order = world.buy(office, {"catalogItemId": world.facts["legacy"], "billingCycle": "monthly"})
    parent = order["lineItems"][0]["subscriptionId"]
    world.reserve(order["id"], parent)
    line = {"lineItemNumber": 1, "offerId": world.facts["addon"], "quantity": 1, "parentSubscriptionId": parent}
    world.whole(f"PATCH /v1/customers/{office}/orders/{order['id']}", {"lineItems": [line]}, by="user")
    profile = world.call("GET", f"/v1/customers/{office}/profiles/billing")
    world.whole(f"PUT /v1/customers/{office}/profiles/billing", profile, by="user", headers={"If-Match": profile["attributes"]["etag"]})


def sent(world, name):
    """An invitation that was sent; its id, and the token of its link."""
    made = world.call("POST", "/moves/v1/invitations", {"customerName": name, "customerEmail": f"ada@{name}.example"}, by="user")
    link = world.call("POST", f"/moves/v1/invitations/{made['id']}/send", {"by": "link"}, by="user")["link"]
    token = link.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    world.reserve(made["id"], token)
    return made["id"], token


def invitations(world):
    """Seen, accepted, declined, answered on the page, reminded of; and a partner's standing link."""
    for n in (0, 1):
        world.tokens[f"lone{n}"] = world.signed_in(LONE[n], f"ada@allein{n}.example", PASSWORD)
    at = "/moves/v1/invitations/by-link"
    reminded, seen = sent(world, "allein2")
    drafts = [world.call("POST", "/moves/v1/invitations", {"customerName": "Entwurf"})["id"] for _ in range(2)]
    world.reserve(*drafts)
    world.whole(f"PATCH /moves/v1/invitations/{drafts[0]}", {"customerName": "Anders"}, by="user")
    world.whole(f"POST /moves/v1/invitations/{drafts[1]}/send", {"by": "link"}, by="user")
    world.whole(f"GET {at}/{seen}")
    world.whole(f"GET /invitations/{seen}")
    world.whole(f"POST /moves/v1/invitations/{reminded}/remind", by="user")
    contact = {"firstName": "Ada", "lastName": "Kern", "email": "ada@allein0.example"}
    world.whole(f"POST {at}/{sent(world, 'allein0')[1]}/accept", {"agreementAccepted": True, "primaryContact": contact}, by="lone0")
    world.whole(f"POST {at}/{sent(world, 'allein1')[1]}/decline", by="lone1")
    form = {"name": "ada@allein2.example", "password": PASSWORD}
    world.whole(f"POST /invitations/{sent(world, 'allein2')[1]}", {**form, "decision": "decline"})
    accepted = {"decision": "accept", "agreement": "true", "firstName": "Ada", "lastName": "Kern", "email": "ada@allein2.example"}
    world.whole(f"GET /invitations/partner/{PARTNER}")
    world.whole(f"POST /invitations/partner/{PARTNER}", {**form, **accepted})


def delegations(world):
    """Relationships that stay active, are declined, answered on the page, or deleted as drafts."""
    facts = world.facts
    roles = [{"roleDefinitionId": facts["useradmin"]}]
    made = {}
    for name in ("kept", "declined", "paged", "altered", "erased"):
        draft = {"displayName": name, "duration": "P30D", "accessDetails": {"unifiedRoles": roles}}
        made[name] = world.call("POST", RELATIONSHIPS, draft)
        world.reserve(made[name]["id"])
        if name not in ("altered", "erased"):
            world.call("POST", f"{RELATIONSHIPS}/{made[name]['id']}/requests", {"action": "lockForApproval"})
    at = {name: relationship["id"] for name, relationship in made.items()}
    kept = f"{RELATIONSHIPS}/{at['kept']}"
    world.call("POST", f"{SEEN}/{at['kept']}/approve", by="customer")
    until(world, kept, "active")
    container = lambda name: {
        "accessContainer": {"accessContainerId": facts[name], "accessContainerType": "securityGroup"},
        "accessDetails": {"unifiedRoles": roles},
    }
    assigned = world.call("POST", f"{kept}/accessAssignments", container("helpers"))["id"]
    world.reserve(assigned)
    until(world, f"{kept}/accessAssignments/{assigned}", "active")
    group = {"displayName": "Dritte", "mailEnabled": False, "mailNickname": "dritte", "securityEnabled": True, "groupTypes": []}
    facts["thirds"] = world.call("POST", "/v1.0/groups", group)["id"]
    changed = world.call("POST", f"{kept}/accessAssignments", container("thirds"))["id"]
    world.reserve(facts["thirds"], changed)
    until(world, f"{kept}/accessAssignments/{changed}", "active")
    etag = world.call("GET", f"{kept}/accessAssignments/{assigned}")["@odata.etag"]
    world.whole(f"DELETE {kept}/accessAssignments/{assigned}", by="user", headers={"If-Match": etag})
    world.whole(f"POST {kept}/accessAssignments", container("sellers"), by="user")
    world.whole(f"PATCH {kept}/accessAssignments/{changed}", {"accessDetails": {"unifiedRoles": roles}}, by="user")
    for method, name, body in (("PATCH", "altered", {"autoExtendDuration": "P180D"}), ("DELETE", "erased", None)):
        world.whole(f"{method} {RELATIONSHIPS}/{at[name]}", body, by="user", headers={"If-Match": made[name]["@odata.etag"]})
    world.whole(f"POST {SEEN}/{at['declined']}/decline", by="customer")
    form = {"name": "admin@hafenkontor.example", "password": PASSWORD, "decision": "decline"}
    world.whole(f"POST /partners/invitation/granularAdminRelationships/{at['paged']}", form)
    served = f"/v1.0/tenantRelationships/delegatedAdminCustomers/{facts['c']}"
    world.whole(f"GET {served}", by="user")
    world.whole(f"GET {served}/serviceManagementDetails", by="user")


def transfers(world):
    """Offers that are accepted, refused and taken back, and a request that its source refuses."""
    facts, at = world.facts, f"/v1/customers/{world.facts['shared']}/transfers"
    world.reserve(*(facts[name] for name in ("offered", "failing", "spare", "sharedlegacy")))
    world.whole(f"PATCH {at}/{facts['offered']}", {"status": "reject"}, by="rival")
    world.whole(f"POST {at}/{facts['failing']}/accept", by="rival")
    world.whole(f"DELETE {at}/{facts['spare']}", by="user")
    sides = {"sourcePartnerTenantId": PARTNER, "targetPartnerTenantId": PROVIDER}
    world.whole(f"POST {at}", {**sides, "lineItems": [{"subscriptionId": facts["sharedlegacy"]}]}, by="user")
    world.tokens["geht"] = world.signed_in(GOING, "ada@geht.example", PASSWORD)
    shared_with_rival(world, "geht")
    world.buy(GOING, {"catalogItemId": facts["item"], "billingCycle": "monthly", "termDuration": "P1Y"})
    request = {"sourcePartnerTenantId": PARTNER, "sourcePartnerName": "Erster", "customerEmailId": "", "transferType": 5}
    refused = world.call("POST", f"/v1/customers/{GOING}/transfers", request, by="rival")["id"]
    world.reserve(refused)
    world.whole(f"POST /moves/v1/customers/{GOING}/transfers/{refused}/decline", by="user")
    world.whole(f"GET /moves/v1/customers/{facts['shared']}/transfers/{facts['offered']}/preview", by="user")


def channels(world):
    """Channel transfers that are seen, changed, started; agreements that none replaces yet."""
    at = f"/moves/v1/customers/{VOLUME}/channelTransfers"
    line = lambda n: {"lines": [{"sourceId": AGREEMENTS[n]}]}
    ids = [world.call("POST", at, line(n))["id"] for n in (0, 1, 2, 5)]
    world.reserve(*ids, *AGREEMENTS)
    world.whole(f"GET {at}/{ids[0]}", by="user")
    world.whole(f"PATCH {at}/{ids[1]}", {"leadDays": 5}, by="user")
    world.whole(f"POST {at}/{ids[2]}/start", by="user")
    world.whole(f"POST {at}/{ids[3]}/cancel", by="user")
    world.whole(f"POST {at}/preview", line(3), by="user")
    world.whole(f"POST {at}", line(4), by="user")
    empty = world.customer("leer")
    world.reserve(empty)
    for customer, way, body in ((GOING, "PATCH", {"reason": "Zieht um"}), (empty, "POST", None)):
        departures = f"/moves/v1/customers/{customer}/departures"
        departed = world.call("POST", departures, {"reason": "Zum Nachbarn"})["id"]
        world.reserve(departed)
        world.whole(f"{way} {departures}/{departed}{'/close' if way == 'POST' else ''}", body, by="user")


def migrations(world):
    """Legacy subscriptions that may migrate."""
    at = f"/v1/customers/{GOING}/migrations/newcommerce"
    old = {"catalogItemId": world.facts["legacy"], "billingCycle": "monthly"}
    going = [world.buy(GOING, old)["lineItems"][0]["subscriptionId"] for _ in range(3)]
    world.reserve(*going)
    world.whole(f"POST {at}/validate", {"currentSubscriptionId": going[0]}, by="user")
    world.whole(f"POST {at}", {"currentSubscriptionId": going[1]}, by="user")
    kept = world.facts["schedule"]
    world.reserve(kept)
    renewal = {"currentSubscriptionId": world.facts["later"], "migrateOnRenewal": True}
    renewal["addOnMigrationSchedules"] = [{"currentSubscriptionId": world.facts["lateraddon"]}]
    moves = f"/v1/customers/{world.facts['moves']}/migrations/newcommerce/schedules"
    world.whole(f"PUT {moves}/{kept}", renewal, by="user")
    world.whole(f"POST {at}/schedules", {"currentSubscriptionId": going[2], "migrateOnRenewal": True}, by="user")


def purchases(world):
    """A transition, a support contact, an order's attachment, agreements' files."""
    facts, customer = world.facts, world.facts["second"]
    item = lambda product, sku: world.call(
        "GET", f"/v1/products/{product}/skus/{sku}/availabilities?country=DE&targetSegment=commercial",
    )["items"][0]["catalogItemId"]
    order = world.buy(customer, {"catalogItemId": item("CFQ7TTC0HD33", "0003"), "billingCycle": "monthly", "termDuration": "P1Y"})
    visio = order["lineItems"][0]["subscriptionId"]
    world.reserve(visio)
    to = {
        "ToCatalogItemId": item("CFQ7TTC0HD32", "0002"), "Quantity": 3, "TransitionType": "transition_only", "BillingCycle": "Monthly",
        "TermDuration": "P1Y",
    }
    at = f"/v1/customers/{customer}"
    world.whole(f"POST {at}/subscriptions/{visio}/transitions", to, by="user")
    world.whole(f"GET {at}/subscriptions/{visio}/transitions", by="user")
    world.whole(f"GET {at}/subscriptions/{visio}/conversions", by="user")
    world.whole(f"PATCH {at}/subscriptions/{visio}", {"friendlyName": "Zeichnen", "autoRenewEnabled": True}, by="user")
    contact = {"supportTenantId": PARTNER, "supportMpnId": "4386491", "name": "Partner"}
    world.whole(f"PUT {at}/subscriptions/{visio}/supportcontact", contact, by="user")
    world.whole(f"POST {at}/products?targetView=OnlineServices", by="user")
    file = {"pofiles": ("order.pdf", b"%PDF-1.4", "application/pdf")}
    data = {"metadata": '{"CustomerPrice":"12.50","Currency":"EUR"}'}
    headers = {"Authorization": f"Bearer {world.tokens['user']}"}
    made = requests.post(f"{world.base}{at}/orders/{order['id']}/attachment", data=data, files=file, headers=headers, timeout=60)
    if made.status_code not in (200, 201):
        raise SystemExit(f"the order's file was not taken: {made.status_code} {made.text[:500]}")
    listed = world.call("GET", f"{at}/orders/{order['id']}/attachments")["items"][0]
    world.whole(f"GET {at}/orders/{order['id']}/attachment/{listed['attachmentId']}", by="user")
    world.whole(f"POST {at}/orders/{order['id']}/attachment", {**data, "pofiles": "%PDF-1.4"}, by="user", media="multipart/form-data")
    document = world.call("GET", f"/v1/agreementtemplates/{facts['template']}/document?language=de-DE&country=DE")
    world.whole(f"GET /agreements/files/{document['downloadUri'].rsplit('/', 1)[-1]}")
    world.whole("GET /v1/compliance/csp/agreementstatus?mpnId=4386493", by="rival")


def own(world):
    """The partner's own: vetting, a policy, resellers of a sandbox, incidents, webhooks."""
    facts = world.facts
    world.tokens["vetted"] = world.signed_in(VETTED, "ada@echte.example", PASSWORD)
    legal = world.call("GET", "/v1/profiles/legalbusiness", by="vetted")
    contact = {"firstName": "Ada", "lastName": "Kern", "email": "ada@echte.example", "phoneNumber": "+4942112345"}
    address = {"country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195"}
    legal.update(companyName="Echte Partner GmbH", address=address, primaryContact=contact, companyApproverAddress=address)
    world.call("PUT", "/v1/profiles/legalbusiness", {**legal, "companyApproverEmail": "ada@echte.example"}, by="vetted")
    world.whole(f"PATCH /moves/v1/partners/{VETTED}/vetting", {"vettingStatus": "authorized"}, by="programme")
    for customer, by_id in ((facts["sued"], False), (facts["shared"], True)):
        body = {
            "selfServeEntity": {"selfServeEntityType": "customer", "tenantID": customer},
            "grantor": {"grantorType": "billToPartner", "tenantID": PARTNER},
            "permissions": [{"resource": "AzureReservedInstances", "action": "Purchase"}],
        }
        policy = world.call("POST", "/v1/SelfServePolicy", body)
        world.reserve(policy["id"])
        path = "/v1/SelfServePolicy" + (f"/{policy['id']}" if by_id else "")
        world.whole(f"PUT {path}", policy, by="user", headers={"If-Match": policy["attributes"]["etag"]})
    reseller = {
        "mpnId": "<n>", "legalBusinessProfile": {"companyName": "Reseller", "culture": "de-DE"}, "organizationProfileLanguage": "de",
        "tenant": {
            "domainPrefix": "Reseller<n>", "name": "Reseller<n>", "displayName": "Reseller", "adminUserName": "admin", "adminFirstName": "Rita",
            "adminLastName": "Test", "adminAlternateEmail": "rita@test.example", "country": "DE", "culture": "de-DE",
        },
    }
    world.whole("POST /v1/sandboxIndirectReseller", reseller, by="rival")
    first = json.loads(json.dumps(reseller).replace("<n>", "9000001"))
    made = world.call("POST", "/v1/sandboxIndirectReseller", first, by="rival")
    world.whole(f"DELETE /v1/sandboxIndirectReseller/{made['accountId']}", by="rival")
    incident = {"workload": "Exchange", "severity": "warning", "impactedArea": "Europe", "messages": [{"messageText": "Mail is late"}]}
    world.whole("POST /moves/v1/incidents", incident, by="programme")
    now = world.call("GET", "/sandbox/v1/clock")["now"]
    world.whole("POST /moves/v1/webhooks/replay", {"from": f"{now[:10]}T00:00:00Z", "to": now}, by="user")
    about = {"title": "Over", "description": "Soon", "severity": "moderate", "supportTopicId": "90000001", "organization": {"id": facts["nord"]}}
    asked = world.call("POST", "/v1/servicerequests/en-US", about)["id"]
    world.reserve(asked)
    world.whole(f"PATCH /v1/customers/{facts['nord']}/servicerequests/{asked}", {"status": "closed"}, by="user")
    for status in ("undelivered", "accepted"):
        world.whole(f"GET /moves/v1/webhooks/deliveries?status={status}", by="user")
    month = now[:7].replace("-", "")
    rates = f"CurrencyCode,USDPerUnit,Month\nSEK,0.1<n>,{month}\n"
    world.whole("POST /moves/v1/catalogue/imports?file=fx.csv", rates, by="programme", media="application/octet-stream")


def tools(world):
    """The sandbox's: a fault that meets nobody, and a seed."""
    fault = {"kind": "delay", "tenant": world.facts["dead"], "delayMilliseconds": 1}
    world.pool["/sandbox/v1/faults"] = [world.call("POST", "/sandbox/v1/faults", fault)["id"] for _ in range(6)]
    world.whole("POST /sandbox/v1/faults", fault, by="user")
    world.whole("POST /sandbox/v1/seeds?file=seed.toml", seed(), by="user", media="application/octet-stream")
