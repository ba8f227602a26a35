"""Buys and changes a subscription as the .NET SDK writes: members in PascalCase, unset ones as null or as the zero of their type,
enums in its spelling, a trailing slash here and there. Only the standard library; the answers are read as that SDK reads them.

Run by the test binary `clients`, which says by the environment where the server is.
"""

import json
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import datetime

URL = os.environ["NAHTLOS_URL"]
CUSTOMER = os.environ["NAHTLOS_TENANT"]
TRUST = ssl.create_default_context(cafile=os.environ["NAHTLOS_AUTHORITY"])
UNSET = "0001-01-01T00:00:00"
ATTRIBUTES = {"Etag": None, "ObjectType": None}


def send(method, path, body=None, token=None, form=False):
    """The answer's status and body; without a body a POST has no content, as at a checkout."""
    request = urllib.request.Request(URL + path, method=method)
    request.add_header("Accept", "application/json")
    if form:
        request.data = urllib.parse.urlencode(body).encode()
    else:
        request.data = json.dumps(body).encode() if body is not None else b"" if method == "POST" else None
        request.add_header("Content-Type", "application/json; charset=utf-8")
        request.add_header("MS-PartnerCenter-Client", "Partner Center .NET SDK")
        request.add_header("MS-SdkVersion", "3.4.0")
        request.add_header("MS-RequestId", str(uuid.uuid4()))
        request.add_header("MS-CorrelationId", str(uuid.uuid4()))
        request.add_header("X-Locale", "en-US")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, context=TRUST) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def sign_in():
    body = {
        "grant_type": "client_credentials",
        "client_id": os.environ["NAHTLOS_CLIENT"],
        "client_secret": os.environ["NAHTLOS_SECRET"],
        "resource": "https://api.partnercenter.microsoft.com",
    }
    status, token = send("POST", f"/{os.environ['NAHTLOS_PARTNER']}/oauth2/token", body, form=True)
    assert status == 200, token
    return token["access_token"]


def date(text):
    """The SDK reads dates strictly: null or a missing member would be a fault."""
    return datetime.fromisoformat(text[:19])


def agree(token):
    """Agreements are a matter of people: the token is that of one who signed in."""
    status, templates = send("GET", "/v1/agreements/?agreementType=MicrosoftCustomerAgreement", token=token)
    assert status == 200, templates
    agreement = {
        "UserId": None,
        "PrimaryContact": {"FirstName": "Ada", "LastName": "Kern", "Email": "ada@schule.example", "PhoneNumber": None},
        "TemplateId": templates["items"][0]["templateId"],
        "DateAgreed": "2026-01-01T00:00:00Z",
        "Type": "MicrosoftCustomerAgreement",
        "AgreementLink": None,
    }
    status, made = send("POST", f"/v1/Customers/{CUSTOMER}/Agreements", agreement, token)
    assert status == 201, made


def availability(token):
    """The catalogue's name for Microsoft 365 E3 in the customer's market."""
    status, found = send("GET", "/v1/products/CFQ7TTC0LFLX/skus/0001/availabilities?Country=DE&targetSegment=commercial", token=token)
    assert status == 200, found
    return found["items"][0]["catalogItemId"]


def line(item, quantity):
    return {
        "Id": 0,
        "CatalogItemId": item,
        "FriendlyName": None,
        "Quantity": quantity,
        "CurrencyCode": None,
        "BillingCycle": "Monthly",
        "TermDuration": "P1Y",
        "Participants": None,
        "ProvisioningContext": None,
        "OrderGroup": None,
        "AddonItems": None,
        "Error": None,
        "RenewsTo": None,
        "Attributes": ATTRIBUTES,
    }


def cart(token, item):
    body = {
        "Id": None,
        "CreationTimeStamp": UNSET,
        "LastModifiedTimeStamp": UNSET,
        "ExpirationTimeStamp": UNSET,
        "LastModifiedUser": None,
        "LineItems": [line(item, 3)],
        "Links": None,
        "Attributes": ATTRIBUTES,
    }
    status, made = send("POST", f"/v1/customers/{CUSTOMER}/carts/", body, token)
    assert status == 201, made
    date(made["creationTimestamp"]), date(made["expirationTimestamp"])
    made["LineItems"] = [dict(line(item, 4), Id=made.pop("lineItems")[0]["id"])]
    path = f"/v1/customers/{CUSTOMER}/carts/{made['id']}"
    status, changed = send("PUT", path, made, token)
    assert status == 201 and changed["lineItems"][0]["quantity"] == 4, changed
    status, done = send("POST", f"{path}/checkout", token=token)
    assert status == 201 and not done.get("orderErrors"), done
    order = done["orders"][0]
    date(order["creationDate"])
    return order["lineItems"][0]["subscriptionId"]


def order(token, item):
    """An order without a cart, with everything unset that the SDK has a member for."""
    body = {
        "Id": None,
        "ReferenceCustomerId": CUSTOMER,
        "BillingCycle": "Unknown",
        "TransactionType": None,
        "CurrencyCode": None,
        "CurrencySymbol": None,
        "Status": None,
        "CreationDate": UNSET,
        "TotalPrice": None,
        "LineItems": [
            {
                "LineItemNumber": 0,
                "OfferId": item,
                "SubscriptionId": None,
                "ParentSubscriptionId": None,
                "FriendlyName": "Direkt",
                "Quantity": 2,
                "TermDuration": "P1Y",
                "PartnerIdOnRecord": None,
                "ProvisioningContext": None,
                "Pricing": None,
                "Links": None,
            }
        ],
        "Links": None,
        "Attributes": ATTRIBUTES,
    }
    status, made = send("POST", f"/v1/customers/{CUSTOMER}/orders/", body, token)
    assert status == 201 and made["lineItems"][0]["quantity"] == 2, made
    date(made["creationDate"])
    status, orders = send("GET", f"/v1/Customers/{CUSTOMER}/Orders/", token=token)
    assert status == 200 and made["id"] in [one["id"] for one in orders["items"]], orders


def pascal(value):
    """An answer as the SDK would send it back."""
    if isinstance(value, dict):
        return {name[:1].upper() + name[1:]: pascal(inner) for name, inner in value.items()}
    return [pascal(inner) for inner in value] if isinstance(value, list) else value


def change(token, subscription):
    path = f"/v1/customers/{CUSTOMER}/subscriptions/{subscription}"
    status, bought = send("GET", path, token=token)
    assert status == 200 and bought["quantity"] == 4 and bought["status"] == "active", bought
    date(bought["creationDate"]), date(bought["effectiveStartDate"]), date(bought["commitmentEndDate"])
    body = pascal(bought)
    body.update(Quantity=6, FriendlyName="Lehrerzimmer", AutoRenewEnabled=True, BillingCycle="Monthly", BillingType="License")
    body.update(CreationDate=UNSET, CancellationAllowedUntilDate=UNSET, TermDuration=None, UnitType=None, IsTrial=False)
    body.update(SuspensionReasons=None, ParentSubscriptionId=None, ScheduledNextTermInstructions=None, Actions=None)
    status, changed = send("PATCH", path, body, token)
    assert status == 200, changed
    assert (changed["quantity"], changed["friendlyName"], changed["autoRenewEnabled"]) == (6, "Lehrerzimmer", True), changed
    body = pascal(changed)
    body.update(Status="Deleted")
    status, ended = send("PATCH", path, body, token)
    assert status == 200 and ended["status"] in ("deleted", "expired"), ended


def refused(token, item):
    """Errors have a code and a description, and the odd spelling does not change which."""
    status, error = send("POST", f"/v1/customers/{uuid.uuid4()}/carts", {"LineItems": [line(item, 1)]}, token)
    assert status in (403, 404) and error["code"] and error["description"], error
    status, error = send("GET", f"/v1/customers/{CUSTOMER}/subscriptions/{uuid.uuid4()}", token=token)
    assert status == 404 and error["code"] and error["description"], error


token = sign_in()
agree(os.environ["NAHTLOS_USER_TOKEN"])
item = availability(token)
change(token, cart(token, item))
order(token, item)
refused(token, item)
print("agreement, cart, checkout, subscription, order")
