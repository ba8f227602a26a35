//! Begins a move: with the customer's estate, before there is a plan.

use super::{Said, digest, documents, noted, write};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    customers::profile::mailable,
    estate::Estate,
    moves::{Beginning, Customer, LOCAL, MOST_IN_BATCH, Move, Settings, journal::kinds},
    permissions::Action,
    policy::Policy,
    refusals::{Code, Refusal},
};
use nahtlos_store::{accounts, moves};
use serde_json::json;

/// Begins a move.
#[derive(Debug, Clone)]
pub struct BeginMove {
    /// What the customer holds, in every channel.
    pub estate: Estate,
    /// What is wanted of the plan.
    pub policy: Policy,
    /// Where it is carried out: an account of the partner by its id or name; `None`, or `local`: here.
    pub account: Option<String>,
    /// Where requests are mailed to.
    pub email: Option<String>,
    /// How it is carried out.
    pub settings: Settings,
    /// The address by which the caller reached us, for links.
    pub base: String,
}

impl UseCase for BeginMove {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let customer = &self.estate.customer;
        let tenant = customer.id.to_ascii_lowercase();
        if uuid::Uuid::try_parse(&tenant).is_err() {
            return Err(Refusal::property("estate.customer.id", "a tenant's id is a GUID").into());
        }
        if !(1..=MOST_IN_BATCH).contains(&self.settings.batch) {
            let why = format!("a batch has from 1 to {MOST_IN_BATCH} users");
            return Err(Refusal::property("settings.batch", why).into());
        }
        mailable("email", self.email.as_deref())?;
        let partner = permit.tenant().to_owned();
        if let Some(open) = moves::open_of(act.tx, &partner, &tenant).await? {
            return Err(Refusal::new(Code::MoveOpen).with("id", &open.id).into());
        }
        let account = match self.account.as_deref().map(str::trim).filter(|account| !account.is_empty()) {
            None => LOCAL.to_owned(),
            Some(account) if account.eq_ignore_ascii_case(LOCAL) => LOCAL.to_owned(),
            Some(account) => account_of(act, &partner, account).await?,
        };
        let mut made = Move::begun(Beginning {
            id: act.ordered_id(),
            partner_id: partner,
            account,
            customer: Customer {
                tenant_id: tenant,
                name: customer.name.clone(),
                domain: customer.domain.clone(),
                country: customer.country.clone(),
                email: self.email.clone(),
            },
            base: self.base.clone(),
            settings: self.settings.clone(),
            at: act.now,
        });
        let estate = serde_json::to_string(&self.estate).map_err(nahtlos_store::StoreError::from)?;
        let policy = serde_json::to_string(&self.policy).map_err(nahtlos_store::StoreError::from)?;
        let body = json!({ "customer": made.customer, "account": made.account, "settings": made.settings, "estate": digest(&estate), "by": by(act) });
        write(act, &mut made, vec![Said::new(kinds::BEGUN, "", &body)?]).await?;
        for (kind, text) in [(documents::ESTATE, &estate), (documents::POLICY, &policy)] {
            keep(act, &made, kind, 1, text).await?;
        }
        moves::insert(act.tx, &made).await?;
        noted(act, None, &made, "create_move")?;
        Ok(made)
    }
}

/// The id of one of the partner's accounts, named by its id or its name.
pub(crate) async fn account_of(act: &mut Act<'_>, partner: &str, account: &str) -> Result<String, Halt> {
    let by_id = accounts::find(act.tx, partner, &account.to_ascii_lowercase()).await?;
    let found = match by_id {
        Some(found) => Some(found),
        None => accounts::named(act.tx, partner, account).await?,
    };
    Ok(found.ok_or_else(|| nahtlos_model::accounts::unknown(account))?.id)
}

/// Keeps a document of a move.
pub(super) async fn keep(act: &mut Act<'_>, of: &Move, kind: &str, number: i64, text: &str) -> Result<(), Halt> {
    let document = moves::Document {
        kind: kind.to_owned(),
        number,
        at: act.now,
        digest: digest(text),
    };
    Ok(moves::add_document(act.tx, &of.partner_id, &of.id, &document, text).await?)
}

/// Who acts, as the journal names them.
pub(super) fn by(act: &Act<'_>) -> String {
    let actor = &act.call.actor;
    match &actor.user {
        Some(user) => user.user_principal_name.clone(),
        None => actor.application.clone(),
    }
}
