//! Transfers of subscriptions between partners, in both generations; and our own views of them over all customers.

mod accept;
mod create;
mod eligibility;
mod own;
mod patch;
mod preview;
mod read;
mod view;
mod withdraw;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, transfers as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("transfer", PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/transferseligibility",                     "check transfer eligibility (legacy)",    eligibility::handle).asks("transferType!").ok::<Vec<wire::TransferEligibility>>(),
    route!("transfer", PartnerCenter, Token, Write, "POST",   "/v1/customers/{customer_id}/transfers",                                "create transfer",                        create::handle).takes::<wire::TransferEntity>().creates::<wire::TransferEntity>(),
    route!("transfer", PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/transfers",                                "list transfers",                         read::list).ok::<Vec<wire::TransferEntity>>(),
    route!("transfer", PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/transfers/{transfer_id}",                  "get transfer",                           read::get).ok::<wire::TransferEntity>(),
    route!("transfer", PartnerCenter, Token, Write, "POST",   "/v1/customers/{customer_id}/transfers/{transfer_id}/accept",           "accept transfer (legacy: target)",       accept::handle).ok::<wire::TransferSubmitResult>(),
    route!("transfer", PartnerCenter, Token, Write, "PATCH",  "/v1/customers/{customer_id}/transfers/{transfer_id}",                  "accept, reject or cancel transfer",      patch::handle).takes::<wire::TransferEntity>().ok::<wire::TransferEntity>(),
    route!("transfer", PartnerCenter, Token, Write, "DELETE", "/v1/customers/{customer_id}/transfers/{transfer_id}",                  "withdraw transfer (legacy: source)",     withdraw::handle).nothing(),
    route!("transfer", Own,           Token, Read,  "GET",    "/moves/v1/transfers",                                                  "list transfers over all customers",      own::list).asks("size:integer direction open before").ok::<Collection<wire::PartnerTransfer>>(),
    route!("transfer", Own,           Token, Read,  "GET",    "/moves/v1/customers/{customer_id}/transfers/{transfer_id}/preview",    "preview transfer",                       preview::handle).ok::<wire::TransferPreview>(),
    route!("transfer", Own,           Token, Write, "POST",   "/moves/v1/customers/{customer_id}/transfers/{transfer_id}/decline",    "decline transfer (new commerce: source)", own::decline).may_take::<wire::TransferDecline>().ok::<wire::PartnerTransfer>(),
];
