"""A day's licence work with the Graph SDK for Python, as its pages show it: azure-identity signs in, the SDK does the rest.

Run by the test binary `clients`, which says by the environment where the server is. Only the address is set otherwise than usual.
"""

import asyncio
import os
import uuid

import httpx
from azure.identity.aio import ClientSecretCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph_core import GraphClientFactory, PageIterator
from msgraph_core.requests.batch_request_content import BatchRequestContent
from msgraph_core.requests.batch_request_item import BatchRequestItem
from msgraph.generated.groups.item.assign_license.assign_license_post_request_body import (
    AssignLicensePostRequestBody as GroupLicences,
)
from msgraph.generated.models.assigned_license import AssignedLicense
from msgraph.generated.models.group import Group
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.password_profile import PasswordProfile
from msgraph.generated.models.reference_create import ReferenceCreate
from msgraph.generated.models.user import User
from msgraph.generated.users.item.assign_license.assign_license_post_request_body import AssignLicensePostRequestBody
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph.generated.users.users_request_builder import UsersRequestBuilder

URL = os.environ["NAHTLOS_URL"]
E3 = uuid.UUID("05e9a617-0261-4cee-bb44-138d3ef5d965")
E1 = uuid.UUID("18181a46-0d4e-45cd-891e-60aabd171b4e")
E5 = uuid.UUID("06ebc4ee-1bb5-47dd-8120-11324bc54e06")
TEAMS = uuid.UUID("57ff2da0-773e-42df-b2af-ffb7a2317929")


def client():
    credential = ClientSecretCredential(
        os.environ["NAHTLOS_TENANT"],
        os.environ["NAHTLOS_CLIENT"],
        os.environ["NAHTLOS_SECRET"],
        authority=URL,
        disable_instance_discovery=True,
    )
    provider = AzureIdentityAuthenticationProvider(credential, scopes=["https://graph.microsoft.com/.default"])
    inner = httpx.AsyncClient(verify=os.environ["NAHTLOS_AUTHORITY"], http2=True, base_url=f"{URL}/v1.0")
    adapter = GraphRequestAdapter(provider, GraphClientFactory.create_with_default_middleware(client=inner))
    adapter.base_url = f"{URL}/v1.0"
    return credential, adapter, GraphServiceClient(request_adapter=adapter)


def asking(kind, **query):
    return RequestConfiguration(query_parameters=kind(**query))


def select(*names):
    return asking(UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters, select=list(names))


async def refused(work, code, part):
    try:
        await work
    except ODataError as error:
        assert error.error.code == code, error
        assert part in error.error.message, error
        assert error.response_status_code in (400, 404), error
        assert error.error.inner_error.request_id, error
    else:
        raise AssertionError(f"not refused with {code}")


def licences(add=(), remove=(), disabled=()):
    add = [AssignedLicense(sku_id=sku, disabled_plans=list(disabled)) for sku in add]
    return AssignLicensePostRequestBody(add_licenses=add, remove_licenses=list(remove))


async def lists(graph, adapter):
    names = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters
    page = await graph.users.get(asking(names, select=["id", "userPrincipalName"], top=3))
    assert len(page.value) == 3 and page.odata_next_link.startswith(URL), page
    seen = []
    await PageIterator(page, adapter).iterate(lambda user: (seen.append(user.user_principal_name), True)[1])
    assert len(seen) == len(set(seen)) == 7, seen
    by_name = asking(names, filter="startswith(userPrincipalName,'d')", select=["id", "userPrincipalName"])
    assert [user.user_principal_name for user in (await graph.users.get(by_name)).value] == ["dana@schule.example"]
    everybody = asking(names, filter="assignedLicenses/$count eq 0", count=True, select=["id"])
    everybody.headers.add("ConsistencyLevel", "eventual")
    assert (await graph.users.get(everybody)).odata_count == 6
    user = await graph.users.by_user_id("ada@schule.example").get(select("id", "usageLocation", "assignedLicenses"))
    assert user.usage_location == "DE" and user.assigned_licenses[0].sku_id == E3, user
    await refused(graph.users.by_user_id("nobody@schule.example").get(), "Request_ResourceNotFound", "does not exist")
    print("users, pages, filters")


async def assigns(graph):
    skus = {sku.sku_id: sku for sku in (await graph.subscribed_skus.get()).value}
    assert skus[E3].prepaid_units.enabled == 5 and skus[E3].consumed_units == 1, skus[E3]
    assert TEAMS in [plan.service_plan_id for plan in skus[E3].service_plans]
    bo = graph.users.by_user_id("bo@schule.example")
    given = await bo.assign_license.post(licences([E1]))
    assert given.user_principal_name == "bo@schule.example", given
    await bo.assign_license.post(licences([E3], [E1], [TEAMS]))
    details = (await bo.license_details.get()).value
    assert [detail.sku_part_number for detail in details] == ["SPE_E3"], details
    assert {plan.provisioning_status for plan in details[0].service_plans if plan.service_plan_id == TEAMS} == {"Disabled"}
    held = (await bo.get(select("assignedLicenses", "licenseAssignmentStates"))).assigned_licenses
    assert [(one.sku_id, one.disabled_plans) for one in held] == [(E3, [TEAMS])], held
    cem, dana = (graph.users.by_user_id(f"{name}@schule.example") for name in ("cem", "dana"))
    await cem.assign_license.post(licences([E1]))
    await refused(dana.assign_license.post(licences([E1])), "Request_BadRequest", f"Subscription with SKU {E1} does not have any")
    await refused(dana.assign_license.post(licences([E5])), "Request_BadRequest", f"License {E5} does not correspond")
    await refused(dana.assign_license.post(licences([], [E3])), "Request_BadRequest", "does not have a corresponding license")
    await cem.assign_license.post(licences([], [E1]))
    print("licences of people")


async def groups(graph):
    made = await graph.groups.post(
        Group(display_name="Lehrer", mail_enabled=False, mail_nickname="lehrer", security_enabled=True)
    )
    group = graph.groups.by_group_id(made.id)
    eva = await graph.users.by_user_id("eva@schule.example").get()
    reference = ReferenceCreate(odata_id=f"{URL}/v1.0/directoryObjects/{eva.id}")
    await group.members.ref.post(reference)
    await refused(group.members.ref.post(reference), "Request_BadRequest", "already exist")
    await group.assign_license.post(GroupLicences(add_licenses=[AssignedLicense(sku_id=E3, disabled_plans=[])], remove_licenses=[]))
    members = (await group.members.get()).value
    assert [(type(one), one.id) for one in members] == [(User, eva.id)], members
    for _ in range(50):
        user = await graph.users.by_user_id(eva.id).get(select("assignedLicenses", "licenseAssignmentStates"))
        if user.assigned_licenses:
            break
        await asyncio.sleep(0.1)
    states = [(state.sku_id, state.assigned_by_group, state.state) for state in user.license_assignment_states]
    assert states == [(E3, made.id, "Active")], states
    await group.members.by_directory_object_id(eva.id).ref.delete()
    await group.assign_license.post(GroupLicences(add_licenses=[], remove_licenses=[E3]))
    await group.delete()
    print("a group and its licence")


async def batches(graph):
    users = graph.users
    finn = users.by_user_id("finn@schule.example").assign_license
    steps = {
        "ada": users.by_user_id("ada@schule.example").to_get_request_information(),
        "nobody": users.by_user_id("nobody@schule.example").to_get_request_information(),
        "finn": finn.to_post_request_information(licences([E3])),
        "skus": graph.subscribed_skus.to_get_request_information(),
    }
    batch = BatchRequestContent()
    for name, step in steps.items():
        batch.add_request(name, BatchRequestItem(step, name))
    answers = await graph.batch.post(batch)
    codes = {name: int(code) for name, code in answers.get_response_status_codes().items()}
    assert codes == {"ada": 200, "nobody": 404, "finn": 200, "skus": 200}, codes
    # This version of the SDK reads only bodies that are text, so what the batch did is seen by asking.
    details = (await users.by_user_id("finn@schule.example").license_details.get()).value
    assert [detail.sku_id for detail in details] == [E3], details
    print("a batch")


async def people(graph):
    made = await graph.users.post(
        User(
            account_enabled=True,
            display_name="Nia Neu",
            mail_nickname="nia",
            user_principal_name="nia@schule.example",
            usage_location="DE",
            password_profile=PasswordProfile(password="Sommer-2026!x", force_change_password_next_sign_in=False),
        )
    )
    nia = graph.users.by_user_id(made.id)
    await nia.patch(User(job_title="Leitung", city="Köln"))
    shown = await nia.get(select("jobTitle", "city", "createdDateTime", "accountEnabled"))
    assert (shown.job_title, shown.city, shown.account_enabled) == ("Leitung", "Köln", True), shown
    assert shown.created_date_time.tzinfo is not None
    await nia.delete()
    await refused(nia.get(), "Request_ResourceNotFound", made.id)
    gone = (await graph.directory.deleted_items.graph_user.get()).value
    assert [user.id for user in gone] == [made.id], gone
    back = await graph.directory.deleted_items.by_directory_object_id(made.id).restore.post()
    assert back.id == made.id and (await nia.get()).user_principal_name == "nia@schule.example"
    assert [one.id for one in (await graph.organization.get()).value] == [os.environ["NAHTLOS_TENANT"]]
    domains = (await graph.domains.get()).value
    assert [(domain.id, domain.is_default) for domain in domains if domain.id == "schule.example"], domains
    print("people, organization, domains")


async def main():
    credential, adapter, graph = client()
    async with credential:
        await lists(graph, adapter)
        await assigns(graph)
        await groups(graph)
        await batches(graph)
        await people(graph)


asyncio.run(main())
