//! Our own: a partner's accounts at other services. What opens one is taken in and never given out.

mod read;
mod view;
mod write;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, accounts as wire, moves::MoveEstate};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("account", Own, Token, Read,  "GET",    "/moves/v1/accounts",                   "list accounts",  read::list).ok::<Collection<wire::Account>>(),
    route!("account", Own, Token, Write, "POST",   "/moves/v1/accounts",                   "create account", write::create).takes::<wire::AccountRequest>().creates::<wire::Account>(),
    route!("account", Own, Token, Read,  "GET",    "/moves/v1/accounts/{account_id}",      "get account",    read::get).ok::<wire::Account>(),
    route!("account", Own, Token, Write, "PATCH",  "/moves/v1/accounts/{account_id}",      "update account", write::change).takes::<wire::AccountRequest>().ok::<wire::Account>(),
    route!("account", Own, Token, Write, "DELETE", "/moves/v1/accounts/{account_id}",      "delete account", write::delete).nothing(),
    route!("account", Own, Token, Write, "POST",   "/moves/v1/accounts/{account_id}/test", "test account",   write::test).ok::<wire::Account>(),
    route!("account", Own, Token, Read,  "GET",    "/moves/v1/accounts/{account_id}/customers", "list customers at account", read::customers).ok::<Collection<wire::AccountCustomer>>(),
    route!("account", Own, Token, Read,  "GET",    "/moves/v1/accounts/{account_id}/customers/{customer_id}/estate", "read estate of customer at account", read::estate).asks("currency").ok::<MoveEstate>(),
];
