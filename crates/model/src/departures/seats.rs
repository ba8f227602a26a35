//! Whether users would lose a service: seats of a licence on a day, without a subscription that is to go.

use super::{Line, LineStatus, ways::ends_on};
use crate::{
    dates::Date,
    program::Numbers,
    refusals::{Code, Refusal},
    subscriptions::{SeatState, Subscription},
};

/// Seats that are usable on a day, of everything but one: of any seller, less what ends before, and less what else of the checklist ends.
fn others(all: &[Subscription], lines: &[Line], leaving: &Subscription, on: Date, today: Date, numbers: &Numbers) -> i64 {
    let stays = |s: &&Subscription| {
        let line = lines.iter().find(|l| l.subscription_id == s.id && l.status != LineStatus::Failed);
        let ends = line.and_then(|l| ends_on(s, l.way, l.on.unwrap_or(today), numbers));
        // Grace after an end is not counted as cover.
        let own_end = s
            .end
            .filter(|_| !(s.auto_renew || s.is_ours() && s.is_new_commerce() && !s.trial && numbers.extended_term_enforced == 1));
        s.id != leaving.id
            && s.licence == leaving.licence
            && s.seat_state() == SeatState::Enabled
            && ends.is_none_or(|end| end > on)
            && own_end.is_none_or(|end| end > on)
    };
    all.iter().filter(stays).map(|s| s.quantity).sum()
}

/// Whether a line can be carried out without anybody losing a service; `held` are the licences of its SKU in use.
///
/// # Errors
/// `SeatsStillNeeded` with SKU, seats and day, unless the line accepts the loss.
pub fn check(
    s: &Subscription,
    line: &Line,
    all: &[Subscription],
    lines: &[Line],
    held: i64,
    today: Date,
    numbers: &Numbers,
) -> Result<(), Refusal> {
    let Some(on) = ends_on(s, line.way, line.on.unwrap_or(today), numbers) else {
        return Ok(());
    };
    let missing = held - others(all, lines, s, on, today, numbers);
    if missing <= 0 || line.accept_loss || s.seat_state() != SeatState::Enabled {
        return Ok(());
    }
    let refusal = Refusal::new(Code::SeatsStillNeeded).with("sku", s.licence);
    Err(refusal.with("missing", missing.min(s.quantity)).with("day", on))
}
