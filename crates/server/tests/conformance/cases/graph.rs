//! The licence part of Graph.

use crate::case::{Case, Who, case};

const NOT_FOUND: &str = "Request_ResourceNotFound";
const BAD: &str = "Request_BadRequest";
const USER: &str = r#"{"accountEnabled":true,"displayName":"Nia Neu","mailNickname":"nia","userPrincipalName":"nia@kunde.example","usageLocation":"DE","passwordProfile":{"password":"Sommer-2026!x","forceChangePasswordNextSignIn":false}}"#;
const GROUP: &str = r#"{"displayName":"Klasse","mailEnabled":false,"mailNickname":"klasse","securityEnabled":true,"groupTypes":[]}"#;
const GIVE: &str = r#"{"addLicenses":[{"skuId":"<e3>","disabledPlans":[]}],"removeLicenses":[]}"#;
const GIVE_E1: &str = r#"{"addLicenses":[{"skuId":"<e1>","disabledPlans":[]}],"removeLicenses":[]}"#;
const GIVE_E5: &str = r#"{"addLicenses":[{"skuId":"06ebc4ee-1bb5-47dd-8120-11324bc54e06","disabledPlans":[]}],"removeLicenses":[]}"#;
const ROLE: &str = r#"{"principalId":"<principal>","resourceId":"<graph>","appRoleId":"<role>"}"#;

const fn graph(operation: &'static str, line: &'static str, body: &'static str, status: u16, shape: &'static str) -> Case {
    case("graph", operation, line, body, status, shape).by(Who::Graph)
}

pub(crate) const CASES: &[Case] = &[
    graph("list domains", "GET /v1.0/domains", "", 200, "value<GraphDomain>").not_by(Who::Nobody, 401, "InvalidAuthenticationToken"),
    graph("create domain", "POST /v1.0/domains", r#"{"id":"neu.example"}"#, 201, "GraphDomain").wrong("POST /v1.0/domains", r#"{"id":"kein name"}"#, 400, BAD),
    graph("get domain", "GET /v1.0/domains/neu.example", "", 200, "GraphDomain").wrong("GET /v1.0/domains/fremd.example", "", 404, NOT_FOUND),
    graph("list domain verification DNS records", "GET /v1.0/domains/neu.example/verificationDnsRecords", "", 200, "value<GraphDomainDnsRecord>")
        .wrong("GET /v1.0/domains/fremd.example/verificationDnsRecords", "", 404, NOT_FOUND),
    graph("verify domain", "POST /v1.0/domains/neu.example/verify", "", 200, "GraphDomain")
        .wrong("POST /v1.0/domains/fremd.example/verify", "", 404, NOT_FOUND),
    graph("update domain", "PATCH /v1.0/domains/neu.example", r#"{"supportedServices":["Email"]}"#, 200, "GraphDomain")
        .wrong("PATCH /v1.0/domains/fremd.example", r#"{"isDefault":true}"#, 404, NOT_FOUND),
    graph("delete domain", "DELETE /v1.0/domains/neu.example", "", 204, "").wrong("DELETE /v1.0/domains/kunde.example", "", 400, BAD),
    graph("list subscribed SKUs", "GET /v1.0/subscribedSkus", "", 200, "value<GraphSubscribedSku>")
        .wrong("GET /v1.0/subscribedSkus?$filter=skuId%20eq%20x", "", 400, "Request_UnsupportedQuery"),
    graph("get subscribed SKU", "GET /v1.0/subscribedSkus/<c>_<e3>", "", 200, "GraphSubscribedSku")
        .wrong("GET /v1.0/subscribedSkus/<f>_<e3>", "", 404, NOT_FOUND),
    graph(
        "list users with assigned licences",
        "GET /v1.0/users?$select=id,displayName,userPrincipalName,assignedLicenses,assignedPlans,licenseAssignmentStates,usageLocation,accountEnabled&$filter=assignedLicenses/any(x:x/skuId+eq+<e3>)",
        "",
        200,
        "value<GraphUser>",
    )
    .wrong("GET /v1.0/users?$top=1000", "", 400, "Request_UnsupportedQuery"),
    graph("create user", "POST /v1.0/users", USER, 201, "GraphUser").keep("nia", "/id").wrong("POST /v1.0/users", USER, 400, BAD),
    graph("get user", "GET /v1.0/users/<nia>", "", 200, "GraphUser").wrong("GET /v1.0/users/<dead>", "", 404, NOT_FOUND),
    graph("update user", "PATCH /v1.0/users/<nia>", r#"{"jobTitle":"Einkauf"}"#, 204, "")
        .wrong("PATCH /v1.0/users/<dead>", r#"{"jobTitle":"Einkauf"}"#, 404, NOT_FOUND),
    graph("assign manager", "PUT /v1.0/users/<nia>/manager/$ref", r#"{"@odata.id":"<base>/v1.0/users/<kim>"}"#, 204, "")
        .wrong("PUT /v1.0/users/<dead>/manager/$ref", r#"{"@odata.id":"<base>/v1.0/users/<kim>"}"#, 404, NOT_FOUND),
    graph("get manager", "GET /v1.0/users/<nia>/manager", "", 200, "GraphUser").wrong("GET /v1.0/users/<kim>/manager", "", 404, NOT_FOUND),
    graph("remove manager", "DELETE /v1.0/users/<nia>/manager/$ref", "", 204, "")
        .wrong("DELETE /v1.0/users/<dead>/manager/$ref", "", 404, NOT_FOUND),
    graph(
        "find service principal by appId",
        "GET /v1.0/servicePrincipals?$filter=appId%20eq%20'<other>'",
        "",
        200,
        "value<GraphServicePrincipal>",
    )
    .keep("principal", "/value/0/id")
    .wrong("GET /v1.0/servicePrincipals?$filter=colour%20eq%20'x'", "", 400, "BadRequest"),
    graph("create app role assignment", "POST /v1.0/servicePrincipals/<principal>/appRoleAssignments", ROLE, 201, "GraphAppRoleAssignment")
        .wrong("POST /v1.0/servicePrincipals/<principal>/appRoleAssignments", ROLE, 400, BAD),
    graph(
        "list app role assignments",
        "GET /v1.0/servicePrincipals/<principal>/appRoleAssignments",
        "",
        200,
        "value<GraphAppRoleAssignment>",
    )
    .wrong("GET /v1.0/servicePrincipals/<dead>/appRoleAssignments", "", 404, NOT_FOUND),
    graph("assign user licence", "POST /v1.0/users/<nia>/assignLicense", GIVE, 200, "GraphUser")
        .wrong("POST /v1.0/users/<nia>/assignLicense", GIVE_E5, 400, BAD),
    graph("list user licence details", "GET /v1.0/users/<nia>/licenseDetails", "", 200, "value<GraphLicenseDetails>")
        .wrong("GET /v1.0/users/<dead>/licenseDetails", "", 404, NOT_FOUND),
    graph("reprocess user licence assignment", "POST /v1.0/users/<nia>/reprocessLicenseAssignment", "", 200, "GraphUser")
        .wrong("POST /v1.0/users/<dead>/reprocessLicenseAssignment", "", 404, NOT_FOUND),
    graph("create group", "POST /v1.0/groups", GROUP, 201, "GraphGroup").keep("group", "/id").wrong(
        "POST /v1.0/groups",
        r#"{"displayName":"Klasse","mailNickname":"klasse","securityEnabled":true}"#,
        400,
        BAD,
    ),
    graph("list groups", "GET /v1.0/groups", "", 200, "value<GraphGroup>").wrong("GET /v1.0/groups?$filter=colour%20eq%20'x'", "", 400, "BadRequest"),
    graph("get group", "GET /v1.0/groups/<group>", "", 200, "GraphGroup").wrong("GET /v1.0/groups/<dead>", "", 404, NOT_FOUND),
    graph(
        "add group member",
        "POST /v1.0/groups/<group>/members/$ref",
        r#"{"@odata.id":"<base>/v1.0/directoryObjects/<nia>"}"#,
        204,
        "",
    )
    .not_by(Who::Graph, 400, BAD),
    graph("list group members", "GET /v1.0/groups/<group>/members", "", 200, "value<GraphUser>").wrong("GET /v1.0/groups/<dead>/members", "", 404, NOT_FOUND),
    graph("list user's groups", "GET /v1.0/users/<nia>/memberOf", "", 200, "value<GraphGroup>").wrong("GET /v1.0/users/<dead>/memberOf", "", 404, NOT_FOUND),
    graph("assign group licence", "POST /v1.0/groups/<group>/assignLicense", GIVE_E1, 202, "GraphGroup")
        .wrong("POST /v1.0/groups/<group>/assignLicense", GIVE_E5, 400, BAD),
    graph(
        "list members with licence errors",
        "GET /v1.0/groups/<group>/membersWithLicenseErrors?$select=id,licenseAssignmentStates",
        "",
        200,
        "value<GraphUser>",
    )
    .wrong("GET /v1.0/groups/<dead>/membersWithLicenseErrors", "", 404, NOT_FOUND),
    graph("remove group member", "DELETE /v1.0/groups/<group>/members/<nia>/$ref", "", 204, "")
        .wrong("DELETE /v1.0/groups/<group>/members/<nia>/$ref", "", 404, NOT_FOUND),
    graph("batch", "POST /v1.0/$batch", r#"{"requests":[{"id":"1","method":"GET","url":"/users?$select=id"},{"id":"2","method":"POST","url":"/groups/<group>/assignLicense","headers":{"Content-Type":"application/json"},"body":{"addLicenses":[],"removeLicenses":["<e1>"]}}]}"#, 200, "GraphBatch")
        .wrong("POST /v1.0/$batch", r#"{"requests":[]}"#, 400, "BadRequest"),
    graph("delete group", "DELETE /v1.0/groups/<group>", "", 204, "").wrong("DELETE /v1.0/groups/<group>", "", 404, NOT_FOUND),
    graph("list company subscriptions", "GET /v1.0/directory/subscriptions", "", 200, "value<GraphCompanySubscription>")
        .keep("company", "/value/0/id")
        .not_by(Who::Nobody, 401, "InvalidAuthenticationToken"),
    graph("get company subscription", "GET /v1.0/directory/subscriptions/<company>", "", 200, "GraphCompanySubscription")
        .wrong("GET /v1.0/directory/subscriptions/<dead>", "", 404, NOT_FOUND),
    graph("delete user", "DELETE /v1.0/users/<nia>", "", 204, "").wrong("DELETE /v1.0/users/<nia>", "", 404, NOT_FOUND),
    graph("list deleted users", "GET /v1.0/directory/deletedItems/microsoft.graph.user", "", 200, "value<GraphUser>")
        .not_by(Who::Nobody, 401, "InvalidAuthenticationToken"),
    graph("restore deleted user", "POST /v1.0/directory/deletedItems/<nia>/restore", "", 200, "GraphUser")
        .wrong("POST /v1.0/directory/deletedItems/<dead>/restore", "", 404, NOT_FOUND),
    graph("get organization", "GET /v1.0/organization", "", 200, "value<GraphOrganization>").not_by(Who::Nobody, 401, "InvalidAuthenticationToken"),
    graph("list contracts of the partner", "GET /v1.0/contracts", "", 200, "value<GraphContract>")
        .by(Who::OwnGraph)
        .not_by(Who::Nobody, 401, "InvalidAuthenticationToken"),
];
