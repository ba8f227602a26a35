//! Invitations: the partner's side under `/moves/v1/invitations`, the customer's side by link, as JSON and as a page.

mod by_link;
mod create;
mod decide;
pub(in crate::api) mod form;
mod get;
mod list;
pub(in crate::api) mod page;
mod patch;
mod says;
mod send;
pub(in crate::api) mod sheet;
mod standing;
pub(crate) mod view;

pub(crate) use says::Says;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, invitations as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("invitation", Own, Token,  Read,     "GET",   "/moves/v1/invitations",                          "list invitations",                                list::handle).asks("size:integer status q before waiting:boolean after").ok::<Collection<wire::Invitation>>(),
    route!("invitation", Own, Token,  Read,     "GET",   "/moves/v1/invitations/summary",                  "invitations in numbers",                          list::summary).ok::<Collection<wire::InvitationCount>>(),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations",                          "draft invitation",                                create::handle).takes::<wire::InvitationRequest>().creates::<wire::Invitation>(),
    route!("invitation", Own, Token,  Read,     "GET",   "/moves/v1/invitations/{invitation_id}",          "get invitation",                                  get::handle).ok::<wire::Invitation>(),
    route!("invitation", Own, Token,  Write,    "PATCH", "/moves/v1/invitations/{invitation_id}",          "change invitation",                               patch::handle).hears("If-Match").takes::<wire::InvitationRequest>().ok::<wire::Invitation>(),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations/{invitation_id}/send",     "send invitation",                                 send::send).may_take::<wire::SendRequest>().ok::<wire::Invitation>(),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations/{invitation_id}/remind",   "remind of invitation",                            send::remind).ok::<wire::Invitation>(),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations/{invitation_id}/withdraw", "withdraw invitation",                             send::withdraw).ok::<wire::Invitation>(),
    route!("invitation", Own, Public, Read,     "GET",   "/moves/v1/invitations/by-link/{token}",          "see invitation by link",                          by_link::handle).asks("lang").ok::<wire::InvitationByLink>(),
    route!("invitation", Own, User,   Write,    "POST",  "/moves/v1/invitations/by-link/{token}/accept",   "accept invitation",                               decide::accept).asks("lang").takes::<wire::Acceptance>().ok::<wire::InvitationByLink>(),
    route!("invitation", Own, User,   Write,    "POST",  "/moves/v1/invitations/by-link/{token}/decline",  "decline invitation",                              decide::decline).asks("lang").ok::<wire::InvitationByLink>(),
    route!("invitation", Own, Public, Read,     "GET",   "/invitations/{token}",                           "invitation page",                                 page::show).asks("lang").pages(&[200, 404]),
    route!("invitation", Own, Public, Identity, "POST",  "/invitations/{token}",                           "answer on the invitation page",                   page::answer).asks("lang").form::<form::Fields>().empty(303).pages(&[400, 403, 404, 409]),
    route!("invitation", Own, Public, Read,     "GET",   "/invitations/partner/{partner_id}",              "page of a partner's standing link",               standing::show).asks("lang msppId").pages(&[200, 404]),
    route!("invitation", Own, Public, Identity, "POST",  "/invitations/partner/{partner_id}",              "accept on the page of a partner's standing link", standing::answer).asks("lang msppId").form::<form::Fields>().pages(&[200, 400, 403, 404, 409]),
];
