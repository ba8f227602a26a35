//! Invitations: the partner's side under `/moves/v1/invitations`, the customer's side by link, as JSON and as a page.

mod by_link;
mod create;
mod decide;
mod form;
mod get;
mod list;
mod page;
mod patch;
mod says;
mod send;
mod sheet;
mod standing;
pub(crate) mod view;

pub(crate) use says::Says;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("invitation", Own, Token,  Read,     "GET",   "/moves/v1/invitations",                          "list invitations",                                list::handle),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations",                          "draft invitation",                                create::handle),
    route!("invitation", Own, Token,  Read,     "GET",   "/moves/v1/invitations/{invitation_id}",          "get invitation",                                  get::handle),
    route!("invitation", Own, Token,  Write,    "PATCH", "/moves/v1/invitations/{invitation_id}",          "change invitation",                               patch::handle),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations/{invitation_id}/send",     "send invitation",                                 send::send),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations/{invitation_id}/remind",   "remind of invitation",                            send::remind),
    route!("invitation", Own, Token,  Write,    "POST",  "/moves/v1/invitations/{invitation_id}/withdraw", "withdraw invitation",                             send::withdraw),
    route!("invitation", Own, Public, Read,     "GET",   "/moves/v1/invitations/by-link/{token}",          "see invitation by link",                          by_link::handle),
    route!("invitation", Own, User,   Write,    "POST",  "/moves/v1/invitations/by-link/{token}/accept",   "accept invitation",                               decide::accept),
    route!("invitation", Own, User,   Write,    "POST",  "/moves/v1/invitations/by-link/{token}/decline",  "decline invitation",                              decide::decline),
    route!("invitation", Own, Public, Read,     "GET",   "/invitations/{token}",                           "invitation page",                                 page::show),
    route!("invitation", Own, Public, Identity, "POST",  "/invitations/{token}",                           "answer on the invitation page",                   page::answer),
    route!("invitation", Own, Public, Read,     "GET",   "/invitations/partner/{partner_id}",              "page of a partner's standing link",               standing::show),
    route!("invitation", Own, Public, Identity, "POST",  "/invitations/partner/{partner_id}",              "accept on the page of a partner's standing link", standing::answer),
];
