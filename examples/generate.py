#!/usr/bin/env python3
"""Writes the example exports and vendor files of a hotel group that does not exist.

SKU and service plan ids are real; people, seats, dates and prices are made up, and each product
carries a few of its service plans only, so that a plan can be read at a glance.

    python3 examples/generate.py            writes the files
    python3 examples/generate.py --check    says whether they are as this program writes them
"""

import csv
import io
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
TENANT = "5b0c1f7e-4a52-4d1c-9a63-6f1d2c7be001"
OLD_PARTNER = "a3d9e9b2-7c41-4f0e-8f3d-0d9a5c44e002"
GROUP = "c7a4f3d0-11b2-4c6e-b6a1-52d1a9e7f003"

PLANS = {
    "EXCHANGE_S_STANDARD": ("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "Exchange Online (Plan 1)"),
    "EXCHANGE_S_ENTERPRISE": ("efb87545-963c-4e0d-99df-69c6916d9eb0", "Exchange Online (Plan 2)"),
    "SHAREPOINTSTANDARD": ("c7699d2e-19aa-44de-8edf-1736da088ca1", "SharePoint (Plan 1)"),
    "SHAREPOINTENTERPRISE": ("5dbe027f-2339-4123-9542-606e4d348a72", "SharePoint (Plan 2)"),
    "TEAMS1": ("57ff2da0-773e-42df-b2af-ffb7a2317929", "Microsoft Teams"),
    "OFFICE_BUSINESS": ("094e7854-93fc-4d55-b2c0-3ab5369ebdc1", "Microsoft 365 Apps for business"),
    "OFFICESUBSCRIPTION": ("43de0ff5-c92c-492b-9116-175376d08c38", "Microsoft 365 Apps for enterprise"),
    "YAMMER_ENTERPRISE": ("7547a3fe-08ee-4ccb-b430-5077c5041653", "Yammer Enterprise"),
    "MICROSOFTBOOKINGS": ("199a5c09-e0ca-4e37-8f7c-b05d533e1ea2", "Microsoft Bookings"),
    "AAD_PREMIUM": ("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "Microsoft Entra ID P1"),
    "INTUNE_A": ("c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "Microsoft Intune Plan 1"),
    "BI_AZURE_P2": ("70d33638-9c74-4d01-bfd3-562de28bd4ba", "Power BI Pro"),
    "VISIO_CLIENT_SUBSCRIPTION": ("663a804f-1c30-4ff0-9915-9db84f0d1cea", "Visio Desktop App"),
    "VISIOONLINE": ("2bdbaf8f-738f-4ac7-9234-3c3ee2ce7d0f", "Visio Web App"),
}

# short name: string id, GUID, name, plans, ProductId, SkuId, list price per month in cents (None: no longer sold), the same from 1 June 2027 where it rises
SKUS = {
    "E3": ("ENTERPRISEPACK", "6fd2c87f-b296-42f0-b197-1e91e994b900", "Office 365 E3",
           ["EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "TEAMS1", "OFFICESUBSCRIPTION", "YAMMER_ENTERPRISE", "MICROSOFTBOOKINGS"],
           "CFQ7TTC0LF8R", "0001", None, None),
    "E3EEA": ("O365_w/o_Teams_Bundle_E3", "d711d25a-a21c-492f-bd19-aae1e8ebaf30", "Office 365 E3 EEA (no Teams)",
              ["EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "OFFICESUBSCRIPTION", "YAMMER_ENTERPRISE", "MICROSOFTBOOKINGS"],
              "CFQ7TTC0NEX1", "0001", 2180, None),
    "TEAMSEEA": ("Microsoft_Teams_EEA_New", "7e74bd05-2c47-404e-829a-ba95c66fe8e5", "Microsoft Teams EEA",
                 ["TEAMS1", "MICROSOFTBOOKINGS"], "CFQ7TTC0NEX2", "0001", 490, None),
    "BP": ("SPB", "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "Microsoft 365 Business Premium",
           ["EXCHANGE_S_STANDARD", "SHAREPOINTSTANDARD", "TEAMS1", "OFFICE_BUSINESS", "AAD_PREMIUM", "INTUNE_A", "MICROSOFTBOOKINGS"],
           "CFQ7TTC0LCHC", "0002", 2070, 2280),
    "BS": ("O365_BUSINESS_PREMIUM", "f245ecc8-75af-4f8e-b61f-27d8114de5f3", "Microsoft 365 Business Standard",
           ["EXCHANGE_S_STANDARD", "SHAREPOINTSTANDARD", "TEAMS1", "OFFICE_BUSINESS", "YAMMER_ENTERPRISE", "MICROSOFTBOOKINGS"],
           "CFQ7TTC0LDPB", "0001", 1190, None),
    "EXO": ("EXCHANGESTANDARD", "4b9405b0-7788-4568-add1-99614e613b69", "Exchange Online (Plan 1)",
            ["EXCHANGE_S_STANDARD"], "CFQ7TTC0LH16", "0001", 380, None),
    "PBI": ("POWER_BI_PRO", "f8a1db68-be16-40ed-86d5-cb42ce701560", "Power BI Pro",
            ["BI_AZURE_P2"], "CFQ7TTC0LHSF", "0001", 1310, None),
    "VISIO": ("VISIOCLIENT", "c5928f49-12ba-48f7-ada3-0d743a3601d5", "Visio Plan 2",
              ["VISIO_CLIENT_SUBSCRIPTION", "VISIOONLINE"], "CFQ7TTC0HD32", "0002", 1440, None),
}

# id, SKU, seats, created, next lifecycle date, owner tenant, owner type, trial, status
SUBSCRIPTIONS = [
    ("sub-web-premium", "BP", 18, "2026-01-15", "2027-01-15", None, None, False, "Enabled"),
    ("sub-web-mail", "EXO", 8, "2026-05-20", "2026-12-20", None, None, False, "Enabled"),
    ("sub-volume-e3", "E3", 24, "2024-03-01", "2027-03-01", None, None, False, "Enabled"),
    ("sub-partner-premium", "BP", 6, "2026-06-30", "2027-06-30", OLD_PARTNER, None, False, "Enabled"),
    ("sub-partner-standard", "BS", 8, "2026-04-10", "2027-04-10", OLD_PARTNER, None, False, "Enabled"),
    ("sub-partner-visio", "VISIO", 4, "2026-09-30", "2027-09-30", OLD_PARTNER, None, False, "Enabled"),
    ("sub-trial-bi", "PBI", 5, "2026-12-01", "2027-01-05", None, None, True, "Enabled"),
    ("sub-old-standard", "BS", 3, "2025-09-01", "2026-09-01", OLD_PARTNER, None, False, "Suspended"),
]

FIRST = ["Anna", "Bela", "Clara", "David", "Elif", "Finn", "Greta", "Hanna", "Ivo", "Jana", "Kemal", "Lena", "Milan", "Nora", "Olga", "Paul"]
LAST = ["Albrecht", "Berger", "Conrad", "Dietz", "Ebner", "Fuchs", "Gruber"]


def guid(kind, number):
    return f"{kind:04x}{number:04x}-0000-4000-8000-{number:012x}"


def subscription_id(name):
    return guid(0xAB01, 1 + [s[0] for s in SUBSCRIPTIONS].index(name))


def people():
    """Every user: (number, first, last, [(SKU, switched-off plans, through the group)])."""
    users = []

    def add(count, licences):
        for _ in range(count):
            n = len(users)
            users.append((n + 1, FIRST[n % len(FIRST)], LAST[(n * 5 + n // 16) % len(LAST)], licences))

    add(16, [("E3", [], True)])                                            # the head office, through a group
    add(3, [("E3", [], True), ("VISIO", [], False)])                       # planning
    add(2, [("E3", ["YAMMER_ENTERPRISE"], False)])                         # with a plan switched off
    add(2, [("E3", [], False)])
    add(17, [("BP", [], False)])                                           # hotel managers
    add(4, [("BP", ["INTUNE_A"], False)])
    add(2, [("BP", [], False), ("PBI", [], False)])                        # revenue managers, on a trial of Power BI
    add(8, [("BS", [], False)])                                            # reception
    add(7, [("EXO", [], False)])                                           # seasonal staff
    return users


def upn(user):
    number, first, last, _ = user
    return f"{first}.{last}{number}@alpenhof.example".lower()


def graph_user(user):
    number, first, last, licences = user
    assigned, states = [], []
    for sku, off, through_group in licences:
        off_ids = [PLANS[plan][0] for plan in off]
        assigned.append({"disabledPlans": off_ids, "skuId": SKUS[sku][1]})
        states.append({
            "skuId": SKUS[sku][1], "assignedByGroup": GROUP if through_group else None, "disabledPlans": off_ids,
            "state": "Active", "error": "None", "lastUpdatedDateTime": "2026-10-05T06:00:00Z",
        })
    return {
        "id": guid(0xAB02, number), "displayName": f"{first} {last}", "userPrincipalName": upn(user), "accountEnabled": True,
        "usageLocation": None if number == 57 else "DE", "userType": "Member", "assignedLicenses": assigned,
        "licenseAssignmentStates": states,
    }


def graph(what, value, link=None):
    page = {"@odata.context": f"https://graph.microsoft.com/v1.0/$metadata#{what}"}
    if link:
        page["@odata.nextLink"] = link
    page["value"] = value
    return json.dumps(page, indent=1, ensure_ascii=False) + "\n"


def subscribed_skus(users):
    rows = []
    for short in SKUS:
        string_id, sku, _, plans = SKUS[short][:4]
        subs = [s for s in SUBSCRIPTIONS if s[1] == short]
        if not subs:
            continue
        seats = lambda status: sum(s[2] for s in subs if s[8] == status)
        rows.append({
            "accountName": "alpenhof", "accountId": TENANT, "appliesTo": "User", "capabilityStatus": "Enabled",
            "consumedUnits": sum(1 for u in users for licence in u[3] if licence[0] == short), "id": f"{TENANT}_{sku}", "skuId": sku,
            "skuPartNumber": string_id, "subscriptionIds": [subscription_id(s[0]) for s in subs],
            "prepaidUnits": {"enabled": seats("Enabled"), "lockedOut": 0, "suspended": seats("Suspended"), "warning": 0},
            "servicePlans": [{"servicePlanId": PLANS[p][0], "servicePlanName": p, "provisioningStatus": "Success", "appliesTo": "User"}
                             for p in plans],
        })
    return rows


def directory_subscriptions():
    return [{
        "id": subscription_id(name), "commerceSubscriptionId": guid(0xAB03, at + 1), "createdDateTime": f"{created}T00:00:00Z",
        "isTrial": trial, "nextLifecycleDateTime": f"{end}T00:00:00Z", "ownerId": None, "ownerTenantId": owner, "ownerType": owner_type,
        "skuId": SKUS[sku][1], "skuPartNumber": SKUS[sku][0], "status": status, "totalLicenses": seats, "serviceStatus": [],
    } for at, (name, sku, seats, created, end, owner, owner_type, trial, status) in enumerate(SUBSCRIPTIONS)]


def table(header, rows, bom=False, quote=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=quote)
    writer.writerow(header)
    writer.writerows(rows)
    return ("\ufeff" if bom else "") + out.getvalue()


def users_export(users):
    header = ["Display name", "DirSyncEnabled", "User principal name", "Object Id", "First name", "Last name", "When created",
              "Soft deletion time stamp", "Title", "Department", "Preferred data location", "City", "CountryOrRegion", "Office",
              "StateOrProvince", "Usage location", "Last dirsync time", "Block credential", "Licenses", "Password never expires",
              "Last password change time stamp", "Mobile Phone", "Phone number", "Postal code", "Preferred language", "Street address",
              "Fax", "Proxy addresses"]
    rows = []
    for user in users:
        number, first, last, licences = user
        cells = dict.fromkeys(header, "")
        cells.update({
            "Display name": f"{first} {last}", "User principal name": upn(user), "Object Id": guid(0xAB02, number), "First name": first,
            "Last name": last, "When created": "2024-03-01 09:00:00Z", "City": "München", "CountryOrRegion": "Germany",
            "Usage location": "" if number == 57 else "DE", "Block credential": "False",
            "Licenses": "+".join(SKUS[sku][2] for sku, _, _ in licences), "Password never expires": "False",
            "Proxy addresses": f"SMTP:{upn(user)}",
        })
        rows.append([cells[name] for name in header])
    return table(header, rows, bom=True)


def products():
    header = ["Product_Display_Name", "String_Id", "GUID", "Service_Plan_Name", "Service_Plan_Id", "Service_Plans_Included_Friendly_Names"]
    rows = [[name, string_id, sku, plan, *PLANS[plan]] for string_id, sku, name, plans, *_ in SKUS.values() for plan in plans]
    return table(header, rows, bom=True)


def price_list():
    header = ["ProductTitle", "ProductId", "SkuId", "SkuTitle", "Publisher", "SkuDescription", "UnitOfMeasure", "TermDuration", "BillingPlan",
              "Market", "Currency", "UnitPrice", "PricingTierRangeMin", "PricingTierRangeMax", "EffectiveStartDate", "EffectiveEndDate",
              "Tags", "ERP Price", "Segment"]
    rows = []
    for _, _, name, _, product, sku, price, later in SKUS.values():
        if price is None:
            continue
        last = "12/30/9999 11:59:59 PM"
        spans = [("1/1/2026 12:00:00 AM", last, price)]
        if later:
            spans = [("1/1/2026 12:00:00 AM", "5/31/2027 11:59:59 PM", price), ("6/1/2027 12:00:00 AM", last, later)]
        for begin, end, cents in spans:
            for term, billing, factor, periods in [("P1M", "Monthly", 120, 1), ("P1Y", "Monthly", 105, 1), ("P1Y", "Annual", 100, 12)]:
                listed = cents * factor * periods // 100
                for market, currency in [("DE", "EUR"), ("AT", "EUR")]:
                    partner = listed * 82 // 100
                    rows.append([name, product, sku, name, "Microsoft Corporation", "", "", term, billing, market, currency,
                                 f"{partner // 100}.{partner % 100:02}", "", "", begin, end, "", f"{listed // 100}.{listed % 100:02}",
                                 "Commercial"])
    return table(header, rows, quote=csv.QUOTE_ALL)


def offer_matrix():
    header = ["ProductTitle", "ProductId", "SkuId", "SkuTitle", "ProvisioningId", "ProvisioningString", "MinLicenses", "MaxLicenses",
              "AssetOwnershipLimit", "AssetOwnershipLimitType", "ProductSkuPreRequisites", "ProductSkuConversion", "Description",
              "AllowedCountries"]
    rows = []
    for short, (string_id, guid_, name, _, product, sku, _, _) in SKUS.items():
        most = "300" if short in ("BP", "BS") else ""
        rows.append([name, product, sku, name, guid_, string_id, "1", most, "", "", "", "", "", "AT;DE"])
    return table(header, rows, quote=csv.QUOTE_ALL)


def files():
    users = people()
    next_page = "https://graph.microsoft.com/v1.0/users?$select=id&$skiptoken=page2"
    shape = "users(id,displayName,userPrincipalName,accountEnabled,usageLocation,userType,assignedLicenses,licenseAssignmentStates)"
    group = {
        "id": GROUP, "displayName": "Licences head office", "assignedLicenses": [{"disabledPlans": [], "skuId": SKUS["E3"][1]}],
        "licenseProcessingState": {"state": "ProcessingComplete"}, "hasMembersWithLicenseErrors": False,
    }
    return {
        "exports/users-page-1.json": graph(shape, [graph_user(u) for u in users[:40]], next_page),
        "exports/users-page-2.json": graph(shape, [graph_user(u) for u in users[40:]]),
        "exports/groups.json": graph("groups(id,displayName,assignedLicenses,licenseProcessingState,hasMembersWithLicenseErrors)", [group]),
        "exports/subscribedSkus.json": graph("subscribedSkus", subscribed_skus(users)),
        "exports/directory-subscriptions.json": graph("directory/subscriptions", directory_subscriptions()),
        "exports/admin-center-users.csv": users_export(users),
        "vendor/products.csv": products(),
        "vendor/pricelist.csv": price_list(),
        "vendor/offermatrix.csv": offer_matrix(),
    }


def main():
    wrong = []
    for name, text in files().items():
        path = HERE / name
        data = text.encode("utf-8")
        if "--check" in sys.argv:
            if not path.exists() or path.read_bytes() != data:
                wrong.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if wrong:
        sys.exit(f"not as generated: {', '.join(wrong)} (run python3 examples/generate.py)")


main()
