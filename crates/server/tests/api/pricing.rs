//! Price files over HTTP: an address and an audience of their own.

use crate::support::{Caller, PARTNER, World, people};
use nahtlos_engine::call::Actor;
use nahtlos_model::permissions::Role;
use std::io::Read as _;

const SHEET: &str = "/v1.0/sales/pricesheets(Market='DE',PricesheetView='updatedlicensebased')/$value";

fn sales(world: &World, roles: &[Role], user: bool) -> Caller {
    let actor = Actor {
        tenant_id: PARTNER.to_owned(),
        directory_id: PARTNER.to_owned(),
        user: user.then(|| people::acting("anna@erster.example")),
        application: people::APP.to_owned(),
        roles: roles.to_vec(),
        mfa: true,
    };
    Caller::new(
        &world.base,
        &world
            .running()
            .center
            .token_for(&actor, "https://api.partner.microsoft.com")
            .unwrap(),
    )
}

fn code(reply: crate::support::Reply, status: u16) -> String {
    reply.expect(status)["error"]["code"].as_str().unwrap_or("").to_owned()
}

async fn text(caller: &Caller, path: &str) -> String {
    let reply = caller.get(path).await;
    assert_eq!(reply.status, 200, "{path}: {}", String::from_utf8_lossy(&reply.bytes));
    String::from_utf8(reply.bytes).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_what_is_sold_and_can_be_taken_in_again() {
    let world = World::start().await;
    let agent = sales(&world, &[Role::SalesAgent], true);
    let reply = agent.get(SHEET).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/octet-stream"));
    assert_eq!(reply.header("content-disposition"), "attachment; filename=sheets.csv");
    assert!(!reply.header("request-id").is_empty() && reply.header("ms-requestid").is_empty());
    assert_eq!(reply.header("cache-control"), "private");
    let sheet = String::from_utf8(reply.bytes).unwrap();
    assert!(sheet.starts_with("\"ProductTitle\",\"ProductId\",\"SkuId\""), "{}", &sheet[..80]);
    assert!(sheet.lines().skip(1).all(|line| line.contains("\"DE\"")));
    // The same whatever the order and case of names.
    let other = "/v1.0/Sales/PriceSheets(pricesheetview='UpdatedLicenseBased',market='de')/$value?Timeline=Current";
    assert_eq!(text(&agent, other).await, sheet);
    let history = text(&agent, &format!("{SHEET}?timeline=history&month=202612")).await;
    assert!(
        sheet.lines().all(|line| history.lines().any(|other| other == line)),
        "what applies now applied in this month"
    );
    // Who asks for deflate and nothing else gets an archive.
    let zipped = agent.with("accept-encoding", "deflate").get(SHEET).await;
    assert_eq!(
        (zipped.header("content-disposition"), zipped.header("content-encoding")),
        ("attachment; filename=sheets.csv.zip", "")
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zipped.bytes)).unwrap();
    let mut inside = String::new();
    archive.by_name("sheets.csv").unwrap().read_to_string(&mut inside).unwrap();
    assert_eq!(inside, sheet);
    assert_eq!(text(&agent.with("accept-encoding", "gzip, deflate"), SHEET).await, sheet);
    // Taken in again, it is the same sheet.
    let programme = world.caller(PARTNER, PARTNER, &[Role::ProgramAdmin], Some("paul@programm.example"), false);
    let at = "/moves/v1/catalogue/imports?kind=prices&file=sheets.csv";
    let taken = programme.send("POST", at, "text/csv", sheet.clone().into_bytes()).await;
    assert!(matches!(taken.status, 200 | 201), "{}", String::from_utf8_lossy(&taken.bytes));
    assert_eq!(text(&agent, SHEET).await, sheet);
}

#[tokio::test(flavor = "multi_thread")]
async fn matrix_extended_terms_and_rates_are_files_too() {
    let world = World::start().await;
    let agent = sales(&world, &[Role::AdminAgent], true);
    let matrix = text(&agent, "/v1.0/sales/offermatrix(Month='202612')/$value").await;
    assert!(matrix.contains("\"CFQ7TTC0LFLX\",\"0001\""), "{}", &matrix[..200]);
    for path in ["/v1.0/sales/offermatrix(Month='')/$value", "/v1.0/sales/offermatrix/$value"] {
        assert_eq!(text(&agent, path).await, matrix);
    }
    assert_eq!(
        code(agent.get("/v1.0/sales/offermatrix(Month='202001')/$value").await, 404),
        "NotFound",
        "before the catalogue was"
    );
    let extended = text(&agent, &SHEET.replace("updatedlicensebased", "licensebasedest")).await;
    assert!(extended.lines().skip(1).all(|line| line.contains("\"P1M\",\"Monthly\"")) && extended.lines().count() > 1);
    let rates = "/v1.0/sales/fxrates(Month='202612')/$value";
    assert_eq!(code(agent.get(rates).await, 404), "NotFound");
    let programme = world.caller(PARTNER, PARTNER, &[Role::ProgramAdmin], Some("paul@programm.example"), false);
    let import = |text: &'static str| {
        let programme = programme.clone();
        async move {
            programme
                .send("POST", "/moves/v1/catalogue/imports?file=fx.csv", "text/csv", text.into())
                .await
        }
    };
    import("CurrencyCode,USDPerUnit,Month\nEUR,1.0837,202612\nAED,0.27224589249009701,202612\n")
        .await
        .expect(201);
    assert_eq!(
        text(&agent, rates).await,
        "\"CurrencyCode\",\"USDPerUnit\",\"Month\"\r\n\"AED\",\"0.27224589249009701\",\"202612\"\r\n\"EUR\",\"1.0837\",\"202612\"\r\n"
    );
    import("CurrencyCode,USDPerUnit,Month\nEUR,1.1,202611\n").await.expect(201);
    assert_eq!(text(&agent, rates).await.lines().count(), 3, "a month stays when another comes");
    import("CurrencyCode,USDPerUnit,Month\nEUR,minus,202611\n")
        .await
        .refused(400, "catalogueRefused");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_audiences_roles_markets_and_months_are_refused_in_the_host_s_own_way() {
    let world = World::start().await;
    let agent = sales(&world, &[Role::SalesAgent], true);
    assert_eq!(code(world.admin().get(SHEET).await, 401), "Unauthorized");
    assert_eq!(code(world.customer_graph().get(SHEET).await, 401), "Unauthorized");
    assert_eq!(code(agent.token("").get(SHEET).await, 401), "Unauthorized");
    assert_eq!(code(sales(&world, &[Role::SalesAgent], false).get(SHEET).await, 403), "Forbidden");
    assert_eq!(code(sales(&world, &[Role::HelpdeskAgent], true).get(SHEET).await, 403), "Forbidden");
    agent.get("/v1/customers").await.refused(401, "900420");
    for (path, status, expected) in [
        (SHEET.replace("DE", "XX"), 400, "BadRequest"),
        (SHEET.replace("updatedlicensebased", "everything"), 400, "BadRequest"),
        (SHEET.replace("updatedlicensebased", "marketplace"), 404, "NotFound"),
        (format!("{SHEET}?timeline=past"), 400, "BadRequest"),
        (format!("{SHEET}?timeline=history"), 400, "BadRequest"),
        (format!("{SHEET}?timeline=history&month=1"), 400, "BadRequest"),
        (format!("{SHEET}?timeline=history&month=209901"), 400, "BadRequest"),
        // Passed over, these would give another file than was asked for.
        (format!("{SHEET}?month=202612"), 400, "BadRequest"),
        (format!("{SHEET}?timeline=future&month=202612"), 400, "BadRequest"),
        (SHEET.replace("Market='DE'", "Market='DE',market='AT'"), 400, "BadRequest"),
        (SHEET.replace("Market", "Country"), 400, "BadRequest"),
        ("/v1.0/sales/offermatrix('202612')/$value".to_owned(), 400, "BadRequest"),
        ("/v1.0/sales/offermatrix(Monat='202612')/$value".to_owned(), 400, "BadRequest"),
        ("/v1.0/sales/fxrates(Month='202612',Day='1')/$value".to_owned(), 400, "BadRequest"),
        ("/v1.0/sales/offermatrix(Month='2026-12')/$value".to_owned(), 400, "BadRequest"),
        ("/v1.0/sales/nothing".to_owned(), 404, "NotFound"),
    ] {
        assert_eq!(code(agent.get(&path).await, status), expected, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_future_without_changes_is_not_found_and_one_with_is_told() {
    let world = World::start().await;
    let agent = sales(&world, &[Role::SalesAgent], true);
    let future = format!("{SHEET}?timeline=future");
    let sheet = text(&agent, &future).await;
    let mut rows = sheet.lines().skip(1).peekable();
    assert!(
        rows.peek().is_some() && rows.all(|row| row.contains("\"1/1/2027 12:00:00 AM\"")),
        "{sheet}"
    );
    world.turn_to("2027-01-02T10:00:00Z").await;
    let agent = sales(&world, &[Role::SalesAgent], true);
    assert_eq!(code(agent.get(&future).await, 404), "NotFound");
}
