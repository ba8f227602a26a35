//! Price files: an address and tokens of their own, keys in brackets, files as they come.

mod support;

use nahtlos_client::{Error, PriceSheet, Timeline};
use support::{Answer, Center, TOKEN};

#[tokio::test]
async fn files_are_fetched_with_tokens_of_their_own_and_nothing_of_the_other_host_s_headers() {
    let center = Center::start(|_, _| Answer::json("\"ProductTitle\"\r\n")).await;
    let files = center.client().price_files();
    assert_eq!(files.sheet(&PriceSheet::of_licences("DE")).await.unwrap(), b"\"ProductTitle\"\r\n");
    let extended = |timeline| PriceSheet {
        market: "de",
        view: "licensebasedest",
        timeline,
    };
    files.sheet(&extended(Timeline::History("202612"))).await.unwrap();
    files.sheet(&extended(Timeline::Future)).await.unwrap();
    files.offer_matrix("202612").await.unwrap();
    files.exchange_rates("202612").await.unwrap();
    let calls = center.calls();
    let asked: Vec<String> = calls.iter().map(|call| format!("{}?{}", call.path, call.query)).collect();
    let sales = "/v1.0/sales";
    assert_eq!(
        asked,
        [
            format!("{sales}/pricesheets(Market='DE',PricesheetView='updatedlicensebased')/$value?"),
            format!("{sales}/pricesheets(Market='de',PricesheetView='licensebasedest')/$value?timeline=history&month=202612"),
            format!("{sales}/pricesheets(Market='de',PricesheetView='licensebasedest')/$value?timeline=future"),
            format!("{sales}/offermatrix(Month='202612')/$value?"),
            format!("{sales}/fxrates(Month='202612')/$value?"),
        ]
    );
    assert_eq!(calls[0].header("accept"), "*/*");
    assert_eq!(calls[0].header("authorization"), "Bearer token");
    assert_eq!((calls[0].header("ms-requestid"), calls[0].header("ms-contract-version")), ("", ""));
    assert_eq!(calls[0].header("accept-encoding"), "", "a file as it is, no archive");
}

#[tokio::test]
async fn the_host_has_an_address_an_audience_and_a_scope() {
    let sales = Center::start_with_tokens(|_| Answer::json("file")).await;
    let center = Center::start_with_tokens(|call| match call.is_token() {
        true => Answer::json(TOKEN),
        false => Answer::json(r#"{"items":[]}"#),
    })
    .await;
    let client = center.builder().sales(&format!("{}/", sales.base)).build().unwrap();
    client.price_files().offer_matrix("202612").await.unwrap();
    client.self_serve().list(None).await.unwrap();
    client.price_files().exchange_rates("202612").await.unwrap();
    assert_eq!((sales.calls().len(), center.calls().len()), (2, 1));
    let scopes: Vec<String> = center.token_calls().into_iter().map(|call| call.body).collect();
    assert_eq!(scopes.len(), 2, "one token for each host: {scopes:?}");
    let of = |base: &str| format!("scope={}%2F.default", base.replace(':', "%3A").replace('/', "%2F"));
    assert!(scopes[0].contains(&of(&sales.base)), "{}", scopes[0]);
    assert!(scopes[1].contains(&of(&center.base)), "{}", scopes[1]);
    let named = center
        .builder()
        .sales(&sales.base)
        .sales_scope("https://api.partner.microsoft.com/.default");
    named.build().unwrap().price_files().offer_matrix("202612").await.unwrap();
    let asked = center.token_calls().pop().unwrap().body;
    assert!(
        asked.contains("scope=https%3A%2F%2Fapi.partner.microsoft.com%2F.default"),
        "{asked}"
    );
    // Secrets go in plain text to this machine only, here too.
    assert!(matches!(
        center.builder().sales("http://prices.example").build(),
        Err(Error::Setup(_))
    ));
}

#[tokio::test]
async fn what_is_no_key_is_not_sent_and_a_refusal_is_in_the_host_s_words() {
    let center = Center::start(|n, _| match n {
        1 => Answer::status(503, "").with("Retry-After", "0"),
        _ => Answer::status(404, r#"{"error":{"code":"NotFound","message":"There is no such thing."}}"#).with("Request-ID", "R1"),
    })
    .await;
    let files = center.client().price_files();
    for odd in ["DE')/$value", "a\nb"] {
        assert!(
            matches!(files.sheet(&PriceSheet::of_licences(odd)).await, Err(Error::Request(_))),
            "{odd}"
        );
    }
    assert!(center.calls().is_empty());
    let error = files.offer_matrix("2020/01").await.unwrap_err();
    let said = error.api().unwrap();
    assert_eq!((said.status, said.code.as_str(), said.request_id.as_str()), (404, "NotFound", "R1"));
    assert_eq!(center.calls().len(), 2, "a look is repeated where the service is away for a moment");
    assert!(center.calls()[0].path.contains("(Month='2020%2F01')"), "{:?}", center.calls()[0]);
}
