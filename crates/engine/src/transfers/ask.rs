//! New commerce: the target asks the source for the customer's subscriptions.

use super::{name_parties, save::save, user};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit, subscriptions::change::check_mpn};
use nahtlos_model::{
    estate::Generation,
    partners::PartnerKind,
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::{Status as State, Subscription},
    transfers::{Said, Status, Transfer},
};
use nahtlos_store::{customers, subscriptions, transfers};

/// Most characters of a text that is kept as it came.
const LONGEST: usize = 256;

/// A request.
#[derive(Debug, Clone)]
pub struct AskForTransfer {
    /// Customer.
    pub customer_id: String,
    /// Who sells now.
    pub source_id: Option<String>,
    /// Who asks, where the request names it: the caller.
    pub target_id: Option<String>,
    /// What was written about it.
    pub said: Said,
}

impl UseCase for AskForTransfer {
    type Out = Transfer;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageTransfers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Transfer, Halt> {
        let caller = act.call.actor.tenant_id.clone();
        let source = self.check(act, &caller).await?;
        if let Some(mpn) = &self.said.partner_on_record {
            check_mpn(act, mpn).await.map_err(|halt| at(halt, "partnerOnRecord"))?;
        }
        let own: Vec<Subscription> = subscriptions::list(act.tx, &self.customer_id).await?;
        let sold = |s: &Subscription| s.partner_id.as_ref() == Some(&source) && s.is_new_commerce() && s.status == State::Active;
        if !own.iter().any(sold) {
            return Err(Refusal::new(Code::NothingToTransfer)
                .with("id", &source)
                .at("sourcePartnerTenantId")
                .into());
        }
        if let Some(other) = transfers::open(act.tx, &self.customer_id, &source, &caller).await? {
            return Err(Refusal::new(Code::TransferOpen).with("id", other.id).into());
        }
        let mut transfer = Transfer {
            id: act.ordered_id(),
            customer_id: self.customer_id.clone(),
            flow: Generation::NewCommerce,
            source_id: source,
            target_id: caller,
            status: Status::Created,
            created: act.now,
            expires: act.now.plus_days(act.numbers().transfer_days),
            accepted: None,
            completed: None,
            modified: None,
            modified_by: user(act),
            lines: Vec::new(),
            said: self.said.clone(),
            reason: None,
            version: 1,
        };
        name_parties(act, &mut transfer).await?;
        save(act, None, &transfer, "create_transfer").await?;
        Ok(transfer)
    }
}

impl AskForTransfer {
    /// What is written must fit; the source's id.
    async fn check(&self, act: &mut Act<'_>, caller: &str) -> Result<String, Halt> {
        let partner = customers::partner(act.tx, caller).await?;
        if partner.is_none_or(|p| p.kind == PartnerKind::IndirectReseller) {
            return Err(Code::TransferPartner.into());
        }
        let said = &self.said;
        let named = said.source_name.as_ref().is_some_and(|name| !name.trim().is_empty());
        let source = self.source_id.as_deref().map(str::trim).filter(|id| !id.is_empty() && named);
        let source = source.ok_or(Code::SourceMissing)?.to_ascii_lowercase();
        if source == caller {
            return Err(Refusal::new(Code::SourceIsTarget).at("sourcePartnerTenantId").into());
        }
        if self
            .target_id
            .as_ref()
            .is_some_and(|id| !id.trim().is_empty() && !id.trim().eq_ignore_ascii_case(caller))
        {
            return Err(Refusal::property("targetPartnerTenantId", "only the caller itself can ask for a transfer").into());
        }
        if said.customer_email.is_none() {
            return Err(Refusal::property("customerEmailId", "must be there; it may be empty").into());
        }
        let texts = [
            ("customerEmailId", &said.customer_email),
            ("targetPartnerEmailId", &said.target_email),
            ("sourcePartnerEmailId", &said.source_email),
            ("sourcePartnerName", &said.source_name),
            ("targetPartnerName", &said.target_name),
            ("customerName", &said.customer_name),
        ];
        let long = |text: &str| text.chars().count() > LONGEST || text.chars().any(char::is_control);
        if let Some((field, _)) = texts.into_iter().find(|(_, text)| text.as_deref().is_some_and(long)) {
            let reason = format!("has more than {LONGEST} characters, or control characters");
            return Err(Refusal::property(field, reason).into());
        }
        let kinds = said.product_types.as_ref().filter(|kinds| !kinds.is_empty());
        let ours = |kind: &String| {
            ["OnlineServicesNCE", "Software"]
                .iter()
                .any(|k| k.eq_ignore_ascii_case(kind.trim()))
        };
        if kinds.is_some_and(|kinds| !kinds.iter().any(ours)) {
            let reason = "only OnlineServicesNCE and Software are transferred here";
            return Err(Refusal::property("targetProductTypes", reason).into());
        }
        Ok(source)
    }
}

/// Names the field at fault.
pub(super) fn at(halt: Halt, field: &str) -> Halt {
    match halt {
        Halt::Refused(refusal) => Halt::Refused(refusal.at(field)),
        fault => fault,
    }
}
