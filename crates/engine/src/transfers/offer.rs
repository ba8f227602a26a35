//! Legacy: the source offers subscriptions to another partner. They are held until the answer, with their add-ons.

use super::{ask::at, name_parties, save, user};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit, subscriptions::change::check_mpn_of};
use nahtlos_model::{
    customers::Relationship,
    estate::Generation,
    partners::PartnerKind,
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::{LockKind, Subscription},
    transfers::{Line, Reason, Said, Status, Transfer},
};
use nahtlos_store::{agreements, customers, subscriptions};
use std::collections::BTreeSet;

/// A line as offered.
#[derive(Debug, Clone, Default)]
pub struct OfferedLine {
    /// Subscription; any letter case.
    pub subscription_id: String,
    /// MPN id of one of the target's resellers.
    pub mpn_id: Option<String>,
}

/// An offer.
#[derive(Debug, Clone)]
pub struct OfferTransfer {
    /// Customer.
    pub customer_id: String,
    /// Who offers: the caller.
    pub source_id: Option<String>,
    /// To whom.
    pub target_id: Option<String>,
    /// What.
    pub lines: Vec<OfferedLine>,
    /// What was written about it.
    pub said: Said,
}

impl UseCase for OfferTransfer {
    type Out = Transfer;

    fn needs(&self) -> Need {
        Need::customer(Action::OfferTransfers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Transfer, Halt> {
        let caller = act.call.actor.tenant_id.clone();
        let target = self.target(act, &caller).await?;
        let all = subscriptions::list(act.tx, &self.customer_id).await?;
        let own: Vec<Subscription> = all.into_iter().filter(|s| s.partner_id.as_ref() == Some(&caller)).collect();
        let lines = self.lines(act, &own, &target).await?;
        let mut transfer = Transfer {
            id: act.ordered_id(),
            customer_id: self.customer_id.clone(),
            flow: Generation::Legacy,
            source_id: caller,
            target_id: target,
            status: Status::Active,
            created: act.now,
            expires: act.now.plus_days(act.numbers().transfer_days),
            accepted: None,
            completed: None,
            modified: None,
            modified_by: user(act),
            lines,
            said: self.said.clone(),
            reason: None,
            version: 1,
        };
        name_parties(act, &mut transfer).await?;
        for id in transfer.lines.iter().flat_map(|line| line.subscriptions()) {
            if let Some(s) = own.iter().find(|s| s.id == id) {
                save::hold(act, s, LockKind::Transfer, &transfer.id).await?;
            }
        }
        save::save(act, None, &transfer, "create_transfer").await?;
        Ok(transfer)
    }
}

impl OfferTransfer {
    /// The target must be a partner of the customer who sells by itself; one answer for whatever is lacking.
    async fn target(&self, act: &mut Act<'_>, caller: &str) -> Result<String, Halt> {
        let id = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_ascii_lowercase();
        if id(&self.source_id) != caller {
            return Err(Refusal::property(
                "sourcePartnerTenantId",
                "only the partner who sells can offer a transfer: your own tenant",
            )
            .into());
        }
        let target = id(&self.target_id);
        if target == caller {
            return Err(Refusal::new(Code::SourceIsTarget).at("targetPartnerTenantId").into());
        }
        let relationship = customers::relationship(act.tx, &self.customer_id, &target).await?;
        let partner = customers::partner(act.tx, &target).await?;
        let sells = partner.is_some_and(|p| p.kind != PartnerKind::IndirectReseller);
        if !sells || !relationship.as_ref().is_some_and(Relationship::is_active) {
            let reason = "is no partner who sells to this customer; the customer has to accept its relationship first";
            return Err(Refusal::property("targetPartnerTenantId", reason).into());
        }
        if agreements::list(act.tx, &self.customer_id).await?.is_empty() {
            let customer = customers::find(act.tx, &self.customer_id).await?;
            let name = customer.map_or_else(|| self.customer_id.clone(), |c| c.company.name);
            return Err(Refusal::new(Code::AgreementMissing).with("customer", name).into());
        }
        Ok(target)
    }

    /// The lines, each base with its add-ons.
    async fn lines(&self, act: &mut Act<'_>, own: &[Subscription], target: &str) -> Result<Vec<Line>, Halt> {
        let asked: Vec<String> = self.lines.iter().map(|l| l.subscription_id.trim().to_ascii_lowercase()).collect();
        let (mut named, mut lines) = (BTreeSet::new(), Vec::new());
        for (place, (sent, id)) in self.lines.iter().zip(&asked).enumerate() {
            let field = |name: &str| format!("lineItems[{place}].{name}");
            let invalid = |why: &str| {
                let refusal = Refusal::new(Code::TransferSubscription).with("id", id).with("reason", why);
                Halt::from(refusal.at(field("subscriptionId")))
            };
            let s = own.iter().find(|s| s.id == *id).ok_or_else(|| invalid("you do not sell it"))?;
            if !named.insert(id.clone()) {
                return Err(invalid("it is named twice"));
            }
            if let Some(mpn) = sent.mpn_id.as_deref().filter(|mpn| !mpn.trim().is_empty()) {
                check_mpn_of(act, target, mpn.trim())
                    .await
                    .map_err(|halt| at(halt, &field("partnerIdOnRecord")))?;
            }
            if let Some(parent) = &s.parent_id {
                match asked.contains(parent) {
                    true => continue, // It comes along with its base.
                    false => return Err(invalid("it is an add-on, and its base is not named")),
                }
            }
            let mut line = offered(lines.len() as i64, s, sent, &invalid, &field("subscriptionId"))?;
            // Add-ons that cannot go stay as they are; what is active goes along.
            let addons = own
                .iter()
                .filter(|a| a.parent_id.as_ref() == Some(&s.id) && a.fit_to_move().is_ok());
            for (number, addon) in (0..).zip(addons) {
                line.addons.push(offered(number, addon, sent, &invalid, &field("subscriptionId"))?);
            }
            lines.push(line);
        }
        Ok(lines)
    }
}

fn offered(number: i64, s: &Subscription, sent: &OfferedLine, invalid: &dyn Fn(&str) -> Halt, field: &str) -> Result<Line, Halt> {
    match s.eligible(Generation::Legacy) {
        Err(Reason::InTransfer(other)) => return Err(Refusal::new(Code::TransferOpen).with("id", other).at(field).into()),
        Err(reason) => return Err(invalid(&reason.text(&s.id))),
        Ok(()) => {}
    }
    let mut line = Line::of(number, s);
    line.mpn_id = sent
        .mpn_id
        .as_deref()
        .map(str::trim)
        .filter(|mpn| !mpn.is_empty())
        .map(str::to_owned);
    Ok(line)
}
