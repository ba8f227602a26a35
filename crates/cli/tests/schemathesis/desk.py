"""What stands on a partner's own desk, and the programme's: service requests and incidents, a self-serve policy, exchange rates, and
registrations of webhooks with a receiver for them.

Called by `World.make`, after customers are there. Ids go to the world's pool by the path of their list.
"""

import http.server
import threading
import time

import requests

#: Words that paths take and no answer names.
WORDS = {
    "/v1/enrolledprograms": ["CSP", "cloudsolutionprovider"],
    "/v1/accountsettings": ["preferredLanguage", "preferredCulture", "mfaRequired"],
    "/v1/countryvalidationrules": ["DE", "US", "in", "XK", "ZZ"],
    "/v1/validations/checkdomainavailability": ["neuling", "hafenkontor", "nord"],
    "/v1/domains": ["hafenkontor.example", "nord.onmicrosoft.com", "frei.onmicrosoft.com", "partner.example."],
    "/v1.0/sales/pricesheets": [
        f"Market='{market}',PricesheetView='{view}'"
        for market, view in [("DE", "updatedlicensebased"), ("us", "licensebasedest"), ("DE", "marketplace"), ("XX", "updatedlicensebased")]
    ],
}


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes deliveries at `/takes`, refuses them at any other path, and remembers where certificates are."""

    certificates = set()

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.certificates.add(self.headers.get("x-ms-certificate-url", "").rsplit("/", 1)[-1])
        self.send_response(200 if self.path.startswith("/takes") else 503)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def make(world):
    """Makes everything, and tells the pool."""
    pool, facts = world.pool, world.facts
    for place, names in WORDS.items():
        pool[place] = list(names)
    partner = facts["partner"]
    pool["/moves/v1/partners"] = [partner]
    asked(world, partner)
    published(world)
    months(world)
    policies(world, partner)
    registered(world)


def asked(world, partner):
    """Service requests, one of them about a customer, one answered."""
    ids = []
    for title, about in [("Seats missing", {"id": world.facts["c"]}), ("A bill is wrong", None), ("Closed soon", {"id": world.facts["nord"]})]:
        body = {"title": title, "description": "Two of them", "severity": "moderate", "supportTopicId": "90000001", "organization": about}
        ids.append(world.call("POST", "/v1/servicerequests/en-US", body)["id"])
    answer = {"status": "attention_needed", "newNote": {"text": "Which ones?"}}
    world.call("PATCH", f"/moves/v1/servicerequests/{partner}/{ids[0]}", answer, by="programme")
    world.facts["request"] = ids[0]
    # A request is filed at its language's path, where the others' ids stand.
    world.pool["/v1/servicerequests"] = [*ids, "en-US", "de-DE"]
    world.pool[f"/v1/customers/{world.facts['c']}/servicerequests"] = ids[:1]
    world.pool[f"/v1/customers/{world.facts['nord']}/servicerequests"] = ids[2:]
    world.pool["/moves/v1/servicerequests"] = [partner]
    world.pool[f"/moves/v1/servicerequests/{partner}"] = ids


def published(world):
    """Incidents of services, one of them over."""
    ids = []
    for workload, kind in [("Exchange", "incident"), ("DynamicsCRM", "incident"), ("Exchange", "message_center")]:
        body = {
            "workload": workload, "messageType": kind, "severity": "critical", "impactedArea": "Europe",
            "messages": [{"messageText": "Mail is late"}],
        }
        ids.append(world.call("POST", "/moves/v1/incidents", body, by="programme")["id"])
    world.call("PATCH", f"/moves/v1/incidents/{ids[1]}", {"resolved": True}, by="programme")
    world.pool["/moves/v1/incidents"] = ids


def months(world):
    """Exchange rates of this month, and the keys of files that are there by month."""
    month = world.call("GET", "/sandbox/v1/clock")["now"][:7].replace("-", "")
    csv = f"CurrencyCode,USDPerUnit,Month\nEUR,1.0837,{month}\nCHF,1.12,{month}\n"
    headers = {"Authorization": f"Bearer {world.tokens['programme']}", "Content-Type": "text/csv"}
    made = requests.post(f"{world.base}/moves/v1/catalogue/imports?file=fx.csv", data=csv, headers=headers, timeout=60)
    if made.status_code != 201:
        raise SystemExit(f"exchange rates could not be imported: {made.status_code} {made.text[:500]}")
    for place in ("offermatrix", "fxrates"):
        world.pool[f"/v1.0/sales/{place}"] = [f"Month='{month}'", "Month=''", "Month='202001'", "Month='2026-12'"]


def policies(world, partner):
    """A self-serve policy of one customer; another's is left to be made."""
    body = {
        "selfServeEntity": {"selfServeEntityType": "customer", "tenantID": world.facts["nord"]},
        "grantor": {"grantorType": "billToPartner", "tenantID": partner},
        "permissions": [{"resource": "AzureReservedInstances", "action": "Purchase"}],
    }
    world.facts["policy"] = world.call("POST", "/v1/SelfServePolicy", body)["id"]
    world.pool["/v1/SelfServePolicy"] = [world.facts["policy"]]


def registered(world):
    """The tenant's registration, whose receiver takes everything, and the application's own, whose receiver refuses."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    events = ["test-created", "subscription-updated"]
    for place, way in [("registration", "takes"), ("internalApp/registration", "refuses")]:
        body = {"WebhookUrl": f"http://127.0.0.1:{server.server_port}/{way}", "WebhookEvents": events, "SignatureTokenToMsSignatureHeader": False}
        world.call("POST", f"/webhooks/v1/{place}", body)
    sent = world.call("POST", "/webhooks/v1/registration/validationEvents")["correlationId"]
    world.facts["test"] = sent
    world.pool["/webhooks/v1/registration/validationEvents"] = [sent]
    place = f"/v1/customers/{world.facts['nord']}/subscriptions"
    whole = world.call("GET", place)["items"][0]
    for name in ("Werkstatt", "Lager"):
        whole = world.call("PATCH", f"{place}/{whole['id']}", {**whole, "friendlyName": name})
    until = time.monotonic() + 30
    while not Receiver.certificates:
        if time.monotonic() > until:
            raise SystemExit("no webhook was delivered within 30 seconds")
        time.sleep(0.1)
    world.pool["/webhooks/v1/certificates"] = ["authority.cer", *sorted(Receiver.certificates)]
    world.pool["/webhooks/v1/customers"] = [world.facts["nord"]]
    world.pool[f"/webhooks/v1/customers/{world.facts['nord']}/subscriptions"] = [whole["id"]]
