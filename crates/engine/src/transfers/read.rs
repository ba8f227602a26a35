//! Questions about transfers: of a customer, over all of a partner's customers, what could go, and what a hand-over today would cost.

use super::unknown;
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    estate::Generation,
    permissions::Relation,
    subscriptions::{EndAction, Subscription},
    transfers::{Money, Reason, Side, Status, Transfer},
};
use nahtlos_store::{customers, licenses, subscriptions, transfers};

/// A transfer in a partner's own list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The transfer.
    pub transfer: Transfer,
    /// The partner's side.
    pub side: Side,
    /// The customer's name.
    pub customer_name: String,
}

/// A subscription in a preview.
#[derive(Debug, Clone)]
pub struct PreviewLine {
    /// The source's subscription.
    pub subscription: Subscription,
    /// Why it cannot go.
    pub reason: Option<Reason>,
    /// Licences of its SKU in use.
    pub held: i64,
    /// What would move.
    pub money: Money,
}

/// What a hand-over today would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The transfer.
    pub transfer: Transfer,
    /// The caller's side.
    pub side: Side,
    /// Line by line.
    pub lines: Vec<PreviewLine>,
    /// What to know before, as code and subscription.
    pub warnings: Vec<(&'static str, String)>,
}

impl Reading {
    /// What of the caller's subscriptions could be offered to another partner, and why the rest cannot.
    ///
    /// # Errors
    /// Faults only.
    pub async fn transfer_eligibility(&mut self) -> Result<Vec<(Subscription, Result<(), Reason>)>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        let all = subscriptions::list(&mut self.tx, &tenant).await?;
        let own = all.into_iter().filter(|s| s.partner_id.as_ref() == Some(&caller));
        Ok(own.map(|s| (s.eligible(Generation::Legacy), s)).map(|(e, s)| (s, e)).collect())
    }

    /// Every transfer of the customer in which the caller takes part, newest first; the customer sees all.
    ///
    /// # Errors
    /// Faults only.
    pub async fn transfers(&mut self) -> Result<Vec<Transfer>, Halt> {
        let tenant = self.tenant();
        let mut all = transfers::list(&mut self.tx, &tenant).await?;
        all.retain(|t| t.status != Status::Withdrawn && self.takes_part(t));
        Ok(all)
    }

    fn takes_part(&self, t: &Transfer) -> bool {
        self.permit.relation() == Relation::Own || t.side(&self.caller).is_some()
    }

    /// One by its id.
    ///
    /// # Errors
    /// `TransferUnknown`, also for a stranger's and for one that was withdrawn.
    pub async fn transfer(&mut self, id: &str) -> Result<Transfer, Halt> {
        let (tenant, id) = (self.tenant(), id.to_ascii_lowercase());
        let found = transfers::find(&mut self.tx, &tenant, &id).await?;
        let found = found.filter(|t| t.status != Status::Withdrawn && self.takes_part(t));
        found.ok_or_else(|| unknown(&id).into())
    }

    /// The caller's transfers over all customers before one, newest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn own_transfers(&mut self, side: Option<Side>, open: Option<bool>, before: &str, limit: i64) -> Result<Vec<Listed>, Halt> {
        let caller = self.caller.clone();
        let direction = side.map_or("", transfers::direction);
        let (mut found, mut before) = (Vec::new(), before.to_owned());
        // What was withdrawn is left out, so that a page is filled up from the next one.
        while (found.len() as i64) < limit {
            let rows = transfers::page(&mut self.tx, &caller, direction, open, &before, limit).await?;
            let Some((_, last)) = rows.last() else { break };
            before.clone_from(last);
            for (customer, id) in &rows {
                let transfer = transfers::find(&mut self.tx, customer, id).await?;
                let transfer = transfer.filter(|t| t.status != Status::Withdrawn);
                let Some((side, transfer)) = transfer.and_then(|t| Some((t.side(&caller)?, t))) else {
                    continue;
                };
                let name = customers::find(&mut self.tx, customer).await?.map(|c| c.company.name);
                found.push(Listed {
                    transfer,
                    side,
                    customer_name: name.unwrap_or_default(),
                });
            }
        }
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// What a hand-over today would do: for a new-commerce source every subscription of its own, for a legacy side the lines.
    ///
    /// # Errors
    /// `TransferUnknown`.
    pub async fn transfer_preview(&mut self, id: &str) -> Result<Preview, Halt> {
        let transfer = self.transfer(id).await?;
        let side = transfer.side(&self.caller).ok_or_else(|| unknown(id))?;
        let tenant = self.tenant();
        let all = subscriptions::list(&mut self.tx, &tenant).await?;
        let pools = licenses::pools(&mut self.tx, &tenant).await?;
        let named = |s: &Subscription| transfer.lines.iter().flat_map(|l| l.subscriptions()).any(|id| id == s.id);
        let wanted = |s: &&Subscription| match (transfer.flow, side) {
            _ if s.partner_id.as_ref() != Some(&transfer.source_id) => false,
            (Generation::Legacy, _) => named(s),
            (Generation::NewCommerce, Side::Source) => true,
            // Blind until it has moved.
            (Generation::NewCommerce, Side::Target) => false,
        };
        let day = self.now.date();
        let lines: Vec<PreviewLine> = all
            .iter()
            .filter(wanted)
            .map(|s| self.preview_line(&transfer, s, &pools, day))
            .collect();
        let warnings = lines.iter().flat_map(|line| self.warnings(line, &all)).collect();
        Ok(Preview {
            transfer,
            side,
            lines,
            warnings,
        })
    }

    fn preview_line(
        &self,
        t: &Transfer,
        s: &Subscription,
        pools: &nahtlos_model::licenses::Pools,
        day: nahtlos_model::dates::Date,
    ) -> PreviewLine {
        let held_by_it = s.lock.as_ref().is_some_and(|lock| lock.holder == t.id);
        let verdict = if held_by_it { s.fit_to_move() } else { s.eligible(t.flow) };
        PreviewLine {
            subscription: s.clone(),
            reason: verdict.err(),
            held: pools.get(&s.licence).map_or(0, |pool| pool.consumed),
            money: s.hand_over_money(day),
        }
    }

    fn warnings(&self, line: &PreviewLine, all: &[Subscription]) -> Vec<(&'static str, String)> {
        let s = &line.subscription;
        let addon_stays = s.is_new_commerce()
            && all.iter().any(|other| {
                let needs = self.assortment.offers.get(&nahtlos_model::ids::OfferId(other.offer.clone()));
                other.partner_id == s.partner_id
                    && other.fit_to_move().is_ok()
                    && needs.is_some_and(|o| o.prerequisites.iter().any(|p| p.0 == s.offer))
            });
        let found = [
            ("addOnIsSeparate", addon_stays),
            (
                "endActionCancel",
                s.is_new_commerce() && !s.auto_renew && s.end_action == EndAction::Cancel,
            ),
            ("renewalOff", !s.auto_renew),
            ("scheduledChangeDropped", s.scheduled.is_some() || s.next_cycle.is_some()),
            ("windowOpen", s.cancellable(self.now)),
        ];
        let told = found.into_iter().filter(|(_, is)| *is && line.reason.is_none());
        told.map(|(code, _)| (code, s.id.clone())).collect()
    }
}
