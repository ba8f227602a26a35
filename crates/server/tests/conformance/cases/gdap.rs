//! Granular delegated administration: a partner's relationships in its own directory.

use crate::case::{Case, Who, case};

const NOT_FOUND: &str = "notFound";
const BAD: &str = "badRequest";
const DRAFT: &str = r#"{"displayName":"Betreuung Kunde","duration":"P365D","autoExtendDuration":"PT0S","customer":{"tenantId":"<c>","displayName":"Kunde"},"accessDetails":{"unifiedRoles":[{"roleDefinitionId":"4d6ac14f-3453-41d0-bef9-a3e0c569773a"}]}}"#;
const LATER: &str = r#"{"duration":"P731D"}"#;
const GROUP: &str = r#"{"accessContainer":{"accessContainerId":"<sellers>","accessContainerType":"securityGroup"},"accessDetails":{"unifiedRoles":[{"roleDefinitionId":"4d6ac14f-3453-41d0-bef9-a3e0c569773a"}]}}"#;
const MORE: &str = r#"{"accessDetails":{"unifiedRoles":[{"roleDefinitionId":"4d6ac14f-3453-41d0-bef9-a3e0c569773a"},{"roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}]}}"#;
const OUTSIDE: &str = r#"{"accessDetails":{"unifiedRoles":[{"roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10"}]}}"#;

const fn gdap(operation: &'static str, line: &'static str, body: &'static str, status: u16, shape: &'static str) -> Case {
    case("gdap", operation, line, body, status, shape).by(Who::OwnGraph)
}

#[rustfmt::skip] // a table
pub(crate) const CASES: &[Case] = &[
    gdap("create GDAP relationship", "POST /v1.0/tenantRelationships/delegatedAdminRelationships", DRAFT, 201, "GraphDelegatedAdminRelationship")
        .keep("gdap", "/id").wrong("POST /v1.0/tenantRelationships/delegatedAdminRelationships", DRAFT, 409, "conflict"),
    gdap("list GDAP relationships", "GET /v1.0/tenantRelationships/delegatedAdminRelationships?$filter=status%20eq%20'active'&$top=300", "", 200, "value<GraphDelegatedAdminRelationship>")
        .wrong("GET /v1.0/tenantRelationships/delegatedAdminRelationships?$top=301", "", 400, BAD),
    gdap("get GDAP relationship", "GET /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>", "", 200, "GraphDelegatedAdminRelationship")
        .wrong("GET /v1.0/tenantRelationships/delegatedAdminRelationships/<dead>-<partner>", "", 404, NOT_FOUND),
    gdap("update GDAP relationship", "PATCH /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>", r#"{"autoExtendDuration":"P180D"}"#, 200, "GraphDelegatedAdminRelationship")
        .wrong("PATCH /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>", LATER, 400, BAD),
    gdap("create GDAP request (lockForApproval/terminate)", "POST /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>/requests", r#"{"action":"lockForApproval"}"#, 201, "GraphDelegatedAdminRelationshipRequest")
        .keep("gdaprequest", "/id").wrong("POST /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>/requests", r#"{"action":"lockForApproval"}"#, 400, BAD),
    gdap("list GDAP requests", "GET /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>/requests", "", 200, "value<GraphDelegatedAdminRelationshipRequest>")
        .wrong("GET /v1.0/tenantRelationships/delegatedAdminRelationships/<dead>-<partner>/requests", "", 404, NOT_FOUND),
    gdap("get GDAP request", "GET /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>/requests/<gdaprequest>", "", 200, "GraphDelegatedAdminRelationshipRequest")
        .wrong("GET /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>/requests/<dead>", "", 404, NOT_FOUND),
    gdap("create access assignment", "POST /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments", GROUP, 201, "GraphDelegatedAdminAccessAssignment")
        .keep("assigned", "/id").wrong("POST /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments", GROUP, 409, "conflict"),
    gdap("list access assignments", "GET /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments", "", 200, "value<GraphDelegatedAdminAccessAssignment>")
        .wrong("GET /v1.0/tenantRelationships/delegatedAdminRelationships/no-id/accessAssignments", "", 400, BAD),
    gdap("get access assignment", "GET /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments/<assigned>", "", 200, "GraphDelegatedAdminAccessAssignment")
        .wrong("GET /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments/<dead>", "", 404, NOT_FOUND),
    gdap("update access assignment", "PATCH /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments/<working>", MORE, 202, "text")
        .wrong("PATCH /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments/<working>", OUTSIDE, 400, BAD),
    gdap("delete access assignment", "DELETE /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments/<assigned>", "", 204, "")
        .wrong("DELETE /v1.0/tenantRelationships/delegatedAdminRelationships/<live>/accessAssignments/<assigned>", "", 404, NOT_FOUND)
        .because("the table says 202, every version of the operation's page and the clients that are known 204"),
    gdap("delete GDAP relationship", "DELETE /v1.0/tenantRelationships/delegatedAdminRelationships/<drafted>", "", 204, "")
        .wrong("DELETE /v1.0/tenantRelationships/delegatedAdminRelationships/<gdap>", "", 400, BAD),
    gdap("list delegated admin customers", "GET /v1.0/tenantRelationships/delegatedAdminCustomers", "", 200, "value<GraphDelegatedAdminCustomer>")
        .not_by(Who::Nobody, 401, "InvalidAuthenticationToken"),
];
