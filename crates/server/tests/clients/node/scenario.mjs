// A day's licence work with the Graph SDK for JavaScript, as its pages show it: a small provider of tokens, the SDK does the rest.
// Run by the test binary `clients`, which says by the environment where the server is. Only the address is set otherwise than usual.

import assert from "node:assert/strict";
import graphClient from "@microsoft/microsoft-graph-client";

const { BatchRequestContent, BatchResponseContent, Client, GraphError, PageIterator } = graphClient;
const { NAHTLOS_URL: url, NAHTLOS_TENANT: tenant, NAHTLOS_CLIENT: client, NAHTLOS_SECRET: secret } = process.env;
const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const E5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
const TEAMS = "57ff2da0-773e-42df-b2af-ffb7a2317929";

class Tokens {
  async getAccessToken() {
    const scope = "https://graph.microsoft.com/.default";
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: client, client_secret: secret, scope });
    const reply = await fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: "POST", body });
    const token = await reply.json();
    assert.equal(reply.status, 200, JSON.stringify(token));
    return token.access_token;
  }
}

const graph = Client.initWithMiddleware({
  authProvider: new Tokens(),
  baseUrl: `${url}/`,
  defaultVersion: "v1.0",
  customHosts: new Set(["localhost"]),
});

async function refused(work, status, code, part) {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof GraphError, String(error));
    assert.deepEqual([error.statusCode, error.code], [status, code], error.message);
    assert.ok(error.message.includes(part), error.message);
    assert.ok(error.requestId, "the request's id");
    return true;
  });
}

const licences = (add, remove = [], disabledPlans = []) => ({
  addLicenses: add.map((skuId) => ({ skuId, disabledPlans })),
  removeLicenses: remove,
});
const assign = (who, body) => graph.api(`/users/${who}@schule.example/assignLicense`).post(body);

async function lists() {
  const page = await graph.api("/users").select("id,userPrincipalName").top(3).get();
  assert.equal(page.value.length, 3);
  assert.ok(page["@odata.nextLink"].startsWith(url), page["@odata.nextLink"]);
  const seen = [];
  await new PageIterator(graph, page, (user) => seen.push(user.userPrincipalName) > 0).iterate();
  assert.equal(new Set(seen).size, 7, String(seen));
  const some = await graph.api("/users").filter("startswith(userPrincipalName,'d')").select(["id", "userPrincipalName"]).get();
  assert.deepEqual(some.value.map((user) => user.userPrincipalName), ["dana@schule.example"]);
  const bare = graph.api("/users").header("ConsistencyLevel", "eventual").count(true).filter("assignedLicenses/$count eq 0");
  assert.equal((await bare.select("id").get())["@odata.count"], 6);
  const ada = await graph.api("/users/ada@schule.example").select("id,usageLocation,assignedLicenses").get();
  assert.deepEqual([ada.usageLocation, ada.assignedLicenses[0].skuId], ["DE", E3]);
  await refused(graph.api("/users/nobody@schule.example").get(), 404, "Request_ResourceNotFound", "does not exist");
  console.log("users, pages, filters");
}

async function assigns() {
  const skus = (await graph.api("/subscribedSkus").get()).value;
  const e3 = skus.find((sku) => sku.skuId === E3);
  assert.deepEqual([e3.prepaidUnits.enabled, e3.consumedUnits], [5, 1]);
  assert.equal((await assign("bo", licences([E1]))).userPrincipalName, "bo@schule.example");
  await assign("bo", licences([E3], [E1], [TEAMS]));
  const details = (await graph.api("/users/bo@schule.example/licenseDetails").get()).value;
  assert.deepEqual(details.map((detail) => detail.skuPartNumber), ["SPE_E3"]);
  const teams = details[0].servicePlans.find((plan) => plan.servicePlanId === TEAMS);
  assert.equal(teams.provisioningStatus, "Disabled");
  await assign("cem", licences([E1]));
  await refused(assign("dana", licences([E1])), 400, "Request_BadRequest", `Subscription with SKU ${E1} does not have any`);
  await refused(assign("dana", licences([E5])), 400, "Request_BadRequest", `License ${E5} does not correspond`);
  await refused(assign("dana", licences([], [E3])), 400, "Request_BadRequest", "does not have a corresponding license");
  await assign("cem", licences([], [E1]));
  console.log("licences of people");
}

async function groups() {
  const wanted = { displayName: "Lehrer", mailEnabled: false, mailNickname: "lehrer", securityEnabled: true, groupTypes: [] };
  const group = `/groups/${(await graph.api("/groups").post(wanted)).id}`;
  const eva = await graph.api("/users/eva@schule.example").get();
  const reference = { "@odata.id": `${url}/v1.0/directoryObjects/${eva.id}` };
  await graph.api(`${group}/members/$ref`).post(reference);
  await refused(graph.api(`${group}/members/$ref`).post(reference), 400, "Request_BadRequest", "already exist");
  await graph.api(`${group}/assignLicense`).post(licences([E3]));
  const members = (await graph.api(`${group}/members`).get()).value;
  assert.deepEqual(members.map((one) => [one["@odata.type"], one.id]), [["#microsoft.graph.user", eva.id]]);
  let states = [];
  for (let turn = 0; turn < 50 && states.length === 0; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    states = (await graph.api(`/users/${eva.id}`).select("licenseAssignmentStates").get()).licenseAssignmentStates;
  }
  assert.deepEqual(states.map((one) => [one.skuId, `/groups/${one.assignedByGroup}`, one.state]), [[E3, group, "Active"]]);
  await graph.api(`${group}/members/${eva.id}/$ref`).delete();
  await graph.api(`${group}/assignLicense`).post(licences([], [E3]));
  await graph.api(group).delete();
  console.log("a group and its licence");
}

async function batches() {
  const json = { "Content-Type": "application/json" };
  // The SDK takes the host away and sends the rest, which is relative to the version.
  const step = (id, path, options = { method: "GET" }) => ({ id, request: new Request(`${url}${path}`, options) });
  const body = JSON.stringify(licences([E3]));
  const alone = new BatchRequestContent([
    step("1", "/users/ada@schule.example?$select=id,userPrincipalName"),
    step("2", "/users/nobody@schule.example"),
    step("3", "/domains"),
  ]);
  let answers = new BatchResponseContent(await graph.api("/$batch").post(await alone.getContent()));
  assert.deepEqual(["1", "2", "3"].map((id) => answers.getResponseById(id).status), [200, 404, 200]);
  assert.equal((await answers.getResponseById("1").json()).userPrincipalName, "ada@schule.example");
  const inOrder = new BatchRequestContent([
    step("1", "/users/finn@schule.example/assignLicense", { method: "POST", headers: json, body }),
    { ...step("2", "/subscribedSkus"), dependsOn: ["1"] },
  ]);
  answers = new BatchResponseContent(await graph.api("/$batch").post(await inOrder.getContent()));
  assert.deepEqual(["1", "2"].map((id) => answers.getResponseById(id).status), [200, 200]);
  const skus = (await answers.getResponseById("2").json()).value;
  assert.equal(skus.find((sku) => sku.skuId === E3).consumedUnits, 3);
  console.log("a batch");
}

async function people() {
  const made = await graph.api("/users").post({
    accountEnabled: true,
    displayName: "Nia Neu",
    mailNickname: "nia",
    userPrincipalName: "nia@schule.example",
    usageLocation: "DE",
    passwordProfile: { password: "Sommer-2026!x", forceChangePasswordNextSignIn: false },
  });
  const nia = `/users/${made.id}`;
  await graph.api(nia).patch({ jobTitle: "Leitung", city: "Köln" });
  const shown = await graph.api(nia).select("jobTitle,city").get();
  assert.deepEqual([shown.jobTitle, shown.city], ["Leitung", "Köln"]);
  await graph.api(nia).delete();
  await refused(graph.api(nia).get(), 404, "Request_ResourceNotFound", made.id);
  const gone = (await graph.api("/directory/deletedItems/microsoft.graph.user").get()).value;
  assert.deepEqual(gone.map((user) => user.id), [made.id]);
  assert.equal((await graph.api(`/directory/deletedItems/${made.id}/restore`).post({})).id, made.id);
  assert.equal((await graph.api(nia).get()).userPrincipalName, "nia@schule.example");
  assert.deepEqual((await graph.api("/organization").get()).value.map((one) => one.id), [tenant]);
  assert.ok((await graph.api("/domains").get()).value.some((domain) => domain.id === "schule.example"));
  console.log("people, organization, domains");
}

for (const part of [lists, assigns, groups, batches, people]) await part();
