//! Our own: moves of customers, begun, planned, approved and watched.

mod evidence;
mod losses;
mod offered;
mod read;
mod view;
mod write;

pub(super) use view::settings as told_settings;
pub(super) use write::settings;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, moves as wire};
use serde_json::Value;

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves",                                   "list moves",          read::list).asks("size:integer state attention:boolean customer q before").ok::<Collection<wire::Move>>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves",                                   "begin move",          write::begin).takes::<wire::MoveRequest>().creates::<wire::Move>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/summary",                           "moves in numbers",    read::summary).ok::<Collection<wire::MoveCount>>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/{move_id}",                         "get move",            read::get).ok::<wire::Move>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/plan",                    "plan move",           write::plan).takes::<wire::MovePlanRequest>().ok::<wire::Move>().refuses(&[422]),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/whatIf",                  "plan of move by another policy", write::what_if).takes::<wire::MovePlanRequest>().ok::<Value>().refuses(&[422]),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/{move_id}/losses",                  "losses of move",      losses::get).asks("accept").ok::<wire::MoveLosses>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/{move_id}/plan",                    "get plan of move",    read::plan).asks("version:integer").ok::<Value>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/{move_id}/estate",                  "get estate of move",  read::estate).asks("version:integer").ok::<Value>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/customers/{customer_id}/estate",          "read estate of customer", read::estate_of).ok::<wire::MoveEstate>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/{move_id}/journal",                 "get journal of move", read::journal).asks("size:integer after:integer").ok::<Collection<wire::MoveJournalEntry>>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/{move_id}/evidence",                "get evidence of move", evidence::archive).media(200, "application/zip"),
    route!("move", Own, Public, Read, "GET",  "/moves/v1/evidence/key",                            "get key of evidence", evidence::key).ok::<wire::EvidenceKey>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/offer",                   "offer move",          write::offer).ok::<wire::Move>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/withdraw",                "withdraw move",       write::withdraw).ok::<wire::Move>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/approve",                 "approve move",        write::approve).takes::<wire::MoveYes>().ok::<wire::Move>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/halt",                    "halt move",           write::halt).takes::<wire::MoveNote>().ok::<wire::Move>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/resume",                  "resume move",         write::resume).ok::<wire::Move>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/abandon",                 "abandon move",        write::abandon).takes::<wire::MoveNote>().ok::<wire::Move>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/offeredMoves",                            "list moves offered to us",  offered::list).ok::<Collection<wire::MoveOffer>>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/offeredMoves/{move_id}",                  "get move offered to us",    offered::get).ok::<wire::MoveOffer>(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/offeredMoves/{move_id}/plan",             "get plan offered to us",    offered::plan).ok::<Value>(),
    route!("move", Own, User,  Write, "POST", "/moves/v1/offeredMoves/{move_id}/approve",          "approve move offered to us", offered::approve).takes::<wire::MoveOfferYes>().ok::<wire::MoveOffer>(),
    route!("move", Own, User,  Write, "POST", "/moves/v1/offeredMoves/{move_id}/decline",          "decline move offered to us", offered::decline).takes::<wire::MoveNote>().nothing(),
    route!("move", Own, Token, Read,  "GET",  "/moves/v1/moves/{move_id}/tasks/{task_id}/swaps",   "get swaps of task",   read::swaps).ok::<wire::MoveSwapList>(),
    route!("move", Own, Token, Write, "POST", "/moves/v1/moves/{move_id}/tasks/{task_id}/confirm", "confirm task of move", write::confirm).takes::<wire::MoveNote>().ok::<wire::Move>(),
];
