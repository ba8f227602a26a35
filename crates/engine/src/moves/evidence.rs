//! What is shown of a move to whoever was not there: read for an archive, each thing as it is kept. Of a move that is over nothing comes in
//! that came later, so that the same move gives the same archive.

use super::{documents, unknown};
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    case::Case,
    moves::{
        LOCAL, Move,
        evidence::{Acceptance, Accepted, Line, check::CATALOGUE},
        journal::{Entry, kinds},
    },
    notice::{CounterCode, Notice},
    plan::Plan,
};
use nahtlos_planner::verify::{Verdict, verify};
use nahtlos_store::{StoreError, agreements, charges, delegations, invitations, moves};
use std::collections::BTreeSet;

/// Things read at once.
const PAGE: i64 = 1000;

/// Everything that is kept of a move.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The move.
    pub of: Move,
    /// Its journal.
    pub entries: Vec<Entry>,
    /// Estates, policies and plans with their texts.
    pub documents: Vec<(moves::Document, String)>,
    /// Catalogues that plans were made with, by SHA-256.
    pub catalogues: Vec<(String, String)>,
    /// Lines of the ledger of what it bought.
    pub lines: Vec<Line>,
    /// Who said yes to what.
    pub acceptances: Vec<Acceptance>,
}

/// Proves a plan; for whoever checks evidence.
///
/// # Errors
/// The counter-example.
pub fn prove(case: &Case, plan: &Plan) -> Result<(), Box<Notice<CounterCode>>> {
    match verify(case, plan) {
        Verdict::Proved(_) => Ok(()),
        Verdict::Refuted(counter) => Err(Box::new(counter)),
    }
}

impl Reading {
    /// Everything that is kept of a move of the caller's.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn evidence(&mut self, id: &str) -> Result<Parts, Halt> {
        let caller = self.caller.clone();
        let of = moves::find(&mut self.tx, &caller, id).await?.ok_or_else(|| unknown(id))?;
        // The move may go on meanwhile: what came after it was read is left out.
        let entries = self.entries_of(&of).await?;
        let documents = self.documents_of(&of, &entries).await?;
        let mut catalogues: Vec<(String, String)> = Vec::new();
        for (_, text) in documents.iter().filter(|(document, _)| document.kind == documents::PLAN) {
            let plan: Plan = serde_json::from_str(text).map_err(StoreError::from)?;
            for input in plan.inputs.iter().filter(|input| input.file == CATALOGUE) {
                let known = catalogues.iter().any(|(digest, _)| *digest == input.sha256);
                if !known && let Some(text) = moves::catalogue(&mut self.tx, &input.sha256).await? {
                    catalogues.push((input.sha256.clone(), text));
                }
            }
        }
        let local = of.account == LOCAL;
        Ok(Parts {
            lines: if local { self.lines_of(&of).await? } else { Vec::new() },
            acceptances: if local { self.acceptances_of(&of).await? } else { Vec::new() },
            of,
            entries,
            documents,
            catalogues,
        })
    }

    async fn entries_of(&mut self, of: &Move) -> Result<Vec<Entry>, Halt> {
        let mut all: Vec<Entry> = Vec::new();
        loop {
            let after = all.last().map_or(0, |entry| entry.number);
            let page = moves::entries(&mut self.tx, &of.partner_id, &of.id, after, PAGE.min(of.entries - after)).await?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }

    /// Those that the journal names: as many plans as were made, with their estates and policies.
    async fn documents_of(&mut self, of: &Move, entries: &[Entry]) -> Result<Vec<(moves::Document, String)>, Halt> {
        let made = entries.iter().filter(|entry| entry.kind == kinds::PLANNED).count();
        let made = i64::try_from(made).unwrap_or(i64::MAX);
        let mut all = Vec::new();
        for one in moves::documents(&mut self.tx, &of.partner_id, &of.id).await? {
            let most = match one.kind.as_str() {
                documents::PLAN => made,
                documents::ESTATE => made.max(1),
                _ => made + 1,
            };
            if one.number > most {
                continue;
            }
            let found = moves::document(&mut self.tx, &of.partner_id, &of.id, &one.kind, one.number).await?;
            all.extend(found.map(|(_, text)| (one, text)));
        }
        Ok(all)
    }

    async fn lines_of(&mut self, of: &Move) -> Result<Vec<Line>, Halt> {
        let (customer, partner) = (of.customer.tenant_id.clone(), of.partner_id.clone());
        let all = of.bought.values().chain(of.earlier.values());
        let bought: BTreeSet<String> = all.map(|bought| bought.subscription.to_ascii_lowercase()).collect();
        let bought = |id: &str| bought.contains(&id.to_ascii_lowercase());
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = charges::list(&mut self.tx, &customer, &partner, &after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(all) };
            after.clone_from(&last.id);
            let mine = page
                .into_iter()
                .filter(|line| bought(&line.subscription_id) && of.closed.is_none_or(|closed| line.at <= closed));
            all.extend(mine.map(|line| Line {
                id: line.id,
                subscription: line.subscription_id,
                order: line.order_id,
                at: line.at,
                charge: line.charge,
            }));
        }
    }

    /// Of what the move itself asked for, and of the agreement that its orders rest on.
    async fn acceptances_of(&mut self, of: &Move) -> Result<Vec<Acceptance>, Halt> {
        let mut all = Vec::new();
        if let Some(id) = of.ids.get("invitation")
            && let Some(one) = invitations::find(&mut self.tx, &of.partner_id, id).await?
            && let (Some(at), Some(by)) = (one.decided, &one.decided_by)
            && one.customer_id.is_some()
        {
            all.push(Acceptance {
                kind: Accepted::Relationship,
                id: one.id,
                asked_by: one.created_by.map(|who| who.user_principal_name).unwrap_or_default(),
                asked: one.sent,
                by: by.user_principal_name.clone(),
                at,
                roles: Vec::new(),
                until: None,
            });
        }
        for one in agreements::list(&mut self.tx, &of.customer.tenant_id).await? {
            if !one.partner_id.is_empty() && one.partner_id != of.partner_id {
                continue;
            }
            all.push(Acceptance {
                kind: Accepted::Agreement,
                id: one.template_id,
                asked_by: String::new(),
                asked: None,
                by: one.contact.email,
                at: one.agreed,
                roles: Vec::new(),
                until: None,
            });
        }
        if let Some(id) = of.ids.get("delegation")
            && let Some(one) = delegations::find(&mut self.tx, &of.partner_id, id).await?
            && let Some(at) = one.activated
        {
            all.push(Acceptance {
                kind: Accepted::Rights,
                id: one.id,
                asked_by: of.acting.as_ref().map(|acting| acting.name.clone()).unwrap_or_default(),
                asked: Some(one.created),
                by: String::new(),
                at,
                roles: one.roles,
                until: Some(at.plus_days(one.days)),
            });
        }
        all.retain(|one| of.closed.is_none_or(|closed| one.at <= closed));
        all.sort_by(|a, b| (a.at, a.kind, &a.id).cmp(&(b.at, b.kind, &b.id)));
        Ok(all)
    }
}
