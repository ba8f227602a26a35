//! Users, roles and licences of a customer.

use crate::case::{Case, Who, case};

const ADA: &str = r#"{"userPrincipalName":"ada@kunde.example","displayName":"Ada Kern","firstName":"Ada","lastName":"Kern","usageLocation":"DE","passwordProfile":{"password":"Sommer-2026!x","forceChangePassword":true}}"#;

pub(crate) const USERS: &[Case] = &[
    case("user", "list users", "GET /v1/customers/<c>/users?size=2", "", 200, "Seek<CustomerUser>")
        .wrong("GET /v1/customers/<c>/users?sortField=Phone", "", 400, "3000"),
    case("user", "create user", "POST /v1/customers/<c>/users", ADA, 201, "CustomerUser")
        .keep("ada", "/id")
        .wrong("POST /v1/customers/<c>/users", ADA, 400, "60014"),
    case("user", "get user", "GET /v1/customers/<c>/users/<ada>", "", 200, "CustomerUser")
        .wrong("GET /v1/customers/<c>/users/<dead>", "", 404, "60002"),
    case("user", "update user", "PATCH /v1/customers/<c>/users/<ada>", r#"{"firstName":"Adele"}"#, 200, "CustomerUser")
        .wrong("PATCH /v1/customers/<c>/users/<ada>", r#"{"userPrincipalName":"lea@kunde.example"}"#, 400, "60014"),
    case(
        "user",
        "reset password",
        "PATCH /v1/customers/<c>/users/<ada>/resetpassword",
        r#"{"passwordProfile":{"password":"Herbst-2028!","forceChangePassword":false}}"#,
        200,
        "CustomerUser",
    )
    .wrong("PATCH /v1/customers/<c>/users/<ada>/resetpassword", "{}", 400, "3000"),
    case("user", "delete user", "DELETE /v1/customers/<c>/users/<ada>", "", 204, "")
        .wrong("DELETE /v1/customers/<c>/users/<ada>", "", 404, "60002"),
    case(
        "user",
        "list deleted users",
        "GET /v1/customers/<c>/users?size=500&filter=%7B%22Field%22%3A%22UserState%22%2C%22Value%22%3A%22Inactive%22%2C%22Operator%22%3A%22equals%22%7D",
        "",
        200,
        "Seek<CustomerUser>",
    )
    .wrong("GET /v1/customers/<c>/users?filter=nonsense", "", 400, "800002"),
    case("user", "restore user", "PATCH /v1/customers/<c>/users/<ada>", r#"{"state":"active"}"#, 200, "CustomerUser")
        .wrong("PATCH /v1/customers/<c>/users/<dead>", r#"{"state":"active"}"#, 404, "60002"),
    case(
        "user",
        "add role member",
        "POST /v1/customers/<c>/directoryroles/<useradmin>/usermembers",
        r#"{"id":"<kim>","displayName":"Kim","userPrincipalName":"kim@kunde.example"}"#,
        201,
        "UserMember",
    )
    .wrong("POST /v1/customers/<c>/directoryroles/<useradmin>/usermembers", r#"{"id":"<dead>"}"#, 404, "60002"),
    case("user", "get user directory roles", "GET /v1/customers/<c>/users/<kim>/directoryroles", "", 200, "Collection<DirectoryRole>")
        .wrong("GET /v1/customers/<c>/users/<dead>/directoryroles", "", 404, "60002"),
    case("user", "list directory roles", "GET /v1/customers/<c>/directoryroles", "", 200, "Collection<DirectoryRole>")
        .wrong("GET /v1/customers/<f>/directoryroles", "", 404, "60003"),
    case("user", "list role members", "GET /v1/customers/<c>/directoryroles/<useradmin>/usermembers", "", 200, "Seek<UserMember>")
        .wrong("GET /v1/customers/<c>/directoryroles/<dead>/usermembers", "", 404, "roleUnknown"),
    case("user", "remove role member", "DELETE /v1/customers/<c>/directoryroles/<useradmin>/usermembers/<kim>", "", 204, "")
        .wrong("DELETE /v1/customers/<c>/directoryroles/<useradmin>/usermembers/<kim>", "", 404, "60002"),
];

pub(crate) const LICENSES: &[Case] = &[
    case(
        "license",
        "list subscribed SKUs",
        "GET /v1/customers/<c>/subscribedskus",
        "",
        200,
        "Collection<SubscribedSku>",
    )
    .not_by(Who::App, 400, "900316"),
    case(
        "license",
        "get user licences",
        "GET /v1/customers/<c>/users/<kim>/licenses?licenseGroupIds=Group1",
        "",
        200,
        "Collection<License>",
    )
    .wrong("GET /v1/customers/<c>/users/<dead>/licenses", "", 404, "60002"),
    case(
        "license",
        "assign/remove licences",
        "POST /v1/customers/<c>/users/<max>/licenseupdates",
        r#"{"licensesToAssign":[{"skuId":"<e3>","excludedPlans":[]}],"licensesToRemove":null}"#,
        201,
        "LicenseUpdate",
    )
    .wrong(
        "POST /v1/customers/<c>/users/<max>/licenseupdates",
        r#"{"licensesToRemove":["06ebc4ee-1bb5-47dd-8120-11324bc54e06"]}"#,
        400,
        "60000",
    ),
];
