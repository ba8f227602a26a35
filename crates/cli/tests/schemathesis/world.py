"""A sandbox to be asked: customers with agreements, purchases, users and groups, and tokens for whoever asks.

Everything is made over HTTP, as anybody would make it. What was made is told by name (`facts`), as the conformance cases name it.
"""

import json
import re
import urllib.parse

import requests

import desk

PARTNER = "5a000000-0000-4000-8000-000000000001"
PROGRAMME = "5a000000-0000-4000-8000-000000000000"
CLIENT = "5a000000-0000-4000-8000-0000000000a1"
SECRET = "sandbox-secret"
PASSWORD = "Sandbox-Password-1"
#: The program's own application, a public client for people of every tenant.
OWN = "6e616874-6c6f-4073-8000-000000000001"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
HOME = "http://localhost:4711"
#: The customer of other channels that every sandbox has.
HAFENKONTOR = "5c000000-0000-4000-8000-000000000001"
E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965"


class World:
    """A running center, and what stands in it."""

    def __init__(self, base):
        self.base = base
        self.facts = {}
        self.tokens = {}
        #: Ids by the path of the list they stand in.
        self.pool = {}
        #: Requests that are asked as they stand, and ids that only they name.
        self.wholes = []
        self.reserved = set()

    def call(self, method, path, body=None, by="user", wanted=(200, 201, 202, 204)):
        headers = {"Authorization": f"Bearer {self.tokens[by]}"}
        answer = requests.request(method, self.base + path, json=body, headers=headers, timeout=60)
        if answer.status_code not in wanted:
            raise SystemExit(f"the world could not be made: {method} {path} answered {answer.status_code}: {answer.text[:500]}")
        return answer.json() if answer.content else None

    def whole(self, line, body=None, by=None, headers=None, media=None):
        """Keeps a request, "METHOD path?query", that is asked as it stands, by somebody whose token is known or by whoever is drawn."""
        method, address = line.split(" ", 1)
        path, _, query = address.partition("?")
        told = {"method": method, "path": path, "query": query, "body": body, "by": by, "headers": headers or {}, "media": media}
        self.wholes.append(told)

    def reserve(self, *names):
        """Ids that only whole requests name."""
        self.reserved.update(names)

    def alone(self):
        """A token of the partner's application."""
        form = {"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": SECRET, "resource": self.base}
        answer = requests.post(f"{self.base}/{PARTNER}/oauth2/token", data=form, timeout=60)
        return self.token_of(answer)

    def signed_in(self, tenant, name, password):
        """A token of a person, who signs in on the page."""
        session = requests.Session()
        address = f"{self.base}/{tenant}/oauth2/v2.0/authorize?" + urllib.parse.urlencode({
            "client_id": OWN, "response_type": "code", "redirect_uri": HOME, "scope": f"{self.base}/.default offline_access",
            "code_challenge": CHALLENGE, "code_challenge_method": "S256",
        })
        page = session.get(address, timeout=60).text
        proof = re.search(r'name="proof" value="([^"]+)"', page)
        if not proof:
            raise SystemExit(f"the page of sign-in has no form: {page[:500]}")
        form = {"proof": proof.group(1), "name": name, "password": password}
        answer = session.post(address, data=form, allow_redirects=False, timeout=60)
        back = urllib.parse.urlparse(answer.headers.get("Location", ""))
        code = urllib.parse.parse_qs(back.query).get("code")
        if not code:
            raise SystemExit(f"{name} could not sign in: {answer.status_code} {answer.text[:500]}")
        form = {
            "grant_type": "authorization_code", "client_id": OWN, "code": code[0], "redirect_uri": HOME, "code_verifier": VERIFIER,
            "scope": f"{self.base}/.default offline_access",
        }
        return self.token_of(requests.post(f"{self.base}/{tenant}/oauth2/v2.0/token", data=form, timeout=60))

    @staticmethod
    def token_of(answer):
        if answer.status_code != 200:
            raise SystemExit(f"no token: {answer.status_code} {answer.text[:500]}")
        return answer.json()["access_token"]

    def customer(self, name):
        body = {
            "companyProfile": {"domain": f"{name}.onmicrosoft.com"},
            "billingProfile": {
                "email": "it@nordhof.example", "culture": "de-DE", "language": "de", "companyName": f"{name} GmbH",
                "defaultAddress": {
                    "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195", "firstName": "Ada",
                    "lastName": "Kern", "phoneNumber": "+4942112345",
                },
            },
        }
        made = self.call("POST", "/v1/customers", body)["id"]
        agreement = {
            "primaryContact": {"firstName": "Ada", "lastName": "Kern", "email": "it@nordhof.example"},
            "templateId": self.facts["template"], "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement",
        }
        self.call("POST", f"/v1/customers/{made}/agreements", agreement)
        return made

    def buy(self, customer, line):
        cart = self.call("POST", f"/v1/customers/{customer}/carts", {"lineItems": [{"id": 0, "quantity": 3, **line}]})
        done = self.call("POST", f"/v1/customers/{customer}/carts/{cart['id']}/checkout")
        return done["orders"][0]

    def user(self, customer, name):
        domain = self.call("GET", f"/v1/customers/{customer}")["companyProfile"]["domain"]
        body = {
            "userPrincipalName": f"{name}@{domain}", "displayName": name, "firstName": name, "lastName": "Kern", "usageLocation": "DE",
            "passwordProfile": {"password": "Sommer-2026!x", "forceChangePassword": False},
        }
        return self.call("POST", f"/v1/customers/{customer}/users", body)["id"]

    def taken_over(self):
        """The customer of other channels accepts an invitation, so that its directory is seen by both."""
        body = {"customerName": "Hafenkontor GmbH", "customerEmail": "admin@hafenkontor.example", "delegatedAdmin": True}
        made = self.call("POST", "/moves/v1/invitations", body)
        self.call("POST", f"/moves/v1/invitations/{made['id']}/send", {"by": "link"})
        token = made["link"].split("?")[0].rstrip("/").rsplit("/", 1)[-1]
        body = {
            "agreementAccepted": True,
            "primaryContact": {"firstName": "Adi", "lastName": "Hafen", "email": "admin@hafenkontor.example"},
        }
        self.call("POST", f"/moves/v1/invitations/by-link/{token}/accept", body, by="customer")

    def make(self):
        """Makes everything."""
        self.tokens["user"] = self.signed_in(PARTNER, "admin@partner.example", PASSWORD)
        self.tokens["app"] = self.alone()
        self.tokens["customer"] = self.signed_in(HAFENKONTOR, "admin@hafenkontor.example", PASSWORD)
        self.tokens["programme"] = self.signed_in(PROGRAMME, "admin@programme.example", PASSWORD)
        templates = self.call("GET", "/v1/agreements?agreementType=MicrosoftCustomerAgreement")["items"]
        facts = self.facts
        facts.update(template=templates[0]["templateId"], e3=E3, base=self.base, partner=PARTNER)
        facts.update(dead="00000000-0000-4000-8000-00000000dead", e1="18181a46-0d4e-45cd-891e-60aabd171b4e")
        facts.update(legacy="91fd106f-4b2c-4938-95ac-f54f74e9a239", addon="2828be95-46ba-4f91-b2fd-0bef192ecf60")
        facts.update(useradmin="fe930be7-5e62-47db-91af-98c3a49a38b1")
        self.taken_over()
        facts["c"] = HAFENKONTOR
        confirm = {
            "primaryContact": {"firstName": "Ada", "lastName": "Kern", "email": "it@nordhof.example"},
            "templateId": facts["template"], "dateAgreed": "2026-01-02T00:00:00Z", "type": "MicrosoftCustomerAgreement",
        }
        self.call("POST", f"/v1/customers/{HAFENKONTOR}/agreements", confirm, wanted=(201, 409))
        items = self.call("GET", "/v1/products/CFQ7TTC0LFLX/skus/0001/availabilities?country=DE&targetSegment=commercial")["items"]
        facts["item"] = items[0]["catalogItemId"]
        facts["a"] = items[0]["id"]
        new = {"catalogItemId": facts["item"], "billingCycle": "monthly", "termDuration": "P1Y"}
        old = {"catalogItemId": facts["legacy"], "billingCycle": "monthly"}
        order = self.buy(HAFENKONTOR, new)
        facts.update(order=order["id"], sub=order["lineItems"][0]["subscriptionId"])
        whole = self.call("GET", f"/v1/customers/{HAFENKONTOR}/subscriptions/{facts['sub']}")
        facts["whole"] = json.dumps({**whole, "autoRenewEnabled": True})
        legacy = self.buy(HAFENKONTOR, old)
        facts["legacysub"] = legacy["lineItems"][0]["subscriptionId"]
        for name in ("nord", "sued"):
            customer = self.customer(name)
            facts[name] = customer
            self.buy(customer, new)
            self.buy(customer, old)
            facts[f"{name}user"] = self.user(customer, "ada")
        facts.update(f=facts["nord"], app=CLIENT, appsecret=SECRET)
        group = {"displayName": "Klasse", "mailEnabled": False, "mailNickname": "klasse", "securityEnabled": True, "groupTypes": []}
        facts["group"] = self.call("POST", "/v1.0/groups", group, by="customer")["id"]
        for name, number in (("kim", "d2"), ("lea", "d3"), ("max", "d4")):
            facts[name] = f"5c000000-0000-4000-8000-0000000000{number}"
        facts["nia"] = facts["max"]
        reference = {"@odata.id": f"{self.base}/v1.0/directoryObjects/{facts['lea']}"}
        self.call("POST", f"/v1.0/groups/{facts['group']}/members/$ref", reference, by="customer")
        desk.make(self)
