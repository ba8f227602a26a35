//! A partner's accounts at other services: made, changed, tested, deleted; and opened for the moves that are carried out there.
//!
//! What opens an account comes here encrypted and goes out encrypted: the engine has no key. It never stands in the trail.

mod keep;
mod read;

use crate::{
    Engine,
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    accounts::{Account, Said, Sealed, Service, Tested},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::accounts;
use serde::Serialize;

/// What of an account stands in the trail.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Brief {
    name: String,
    service: Service,
    tenant: String,
    client_id: String,
    /// When what opens it was replaced last.
    renewed: nahtlos_model::instants::Instant,
}

fn brief(account: &Account) -> Brief {
    Brief {
        name: account.name.clone(),
        service: account.service.clone(),
        tenant: account.tenant.clone(),
        client_id: account.client_id.clone(),
        renewed: account.renewed,
    }
}

fn noted(act: &mut Act<'_>, operation: &'static str, before: Option<&Account>, after: Option<&Account>) -> Result<(), Halt> {
    let Some(one) = after.or(before) else { return Ok(()) };
    act.changed(Changed {
        scope: &one.partner_id,
        partner: &one.partner_id,
        resource: "account",
        id: &one.id,
        operation,
        before: before.map(brief).as_ref(),
        after: after.map(brief).as_ref(),
    })
}

async fn load(act: &mut Act<'_>, partner: &str, id: &str) -> Result<Account, Halt> {
    accounts::find(act.tx, partner, id).await?.ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> Halt {
    Refusal::new(Code::NotFound).with("id", id).into()
}

/// Refuses a name that another account of the partner has.
async fn is_free(act: &mut Act<'_>, account: &Account) -> Result<(), Halt> {
    match accounts::named(act.tx, &account.partner_id, &account.name).await? {
        Some(other) if other.id != account.id => Err(Refusal::new(Code::AccountNameTaken).with("name", &account.name).at("name").into()),
        _ => Ok(()),
    }
}

/// Makes an account.
#[derive(Debug, Clone)]
pub struct CreateAccount {
    /// Its id, which was made before because what opens it is encrypted for it.
    pub id: String,
    /// What is said of it.
    pub said: Said,
    /// What opens it, encrypted.
    pub sealed: Sealed,
}

impl UseCase for CreateAccount {
    type Out = Account;

    fn needs(&self) -> Need {
        Need::own(Action::ManageAccounts)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Account, Halt> {
        let account = Account::new(&self.id, permit.tenant(), &self.said, self.sealed.clone(), act.now)?;
        is_free(act, &account).await?;
        accounts::save(act.tx, &account).await?;
        noted(act, "create_account", None, Some(&account))?;
        Ok(account)
    }
}

/// Changes an account: what is said of it, what opens it, or both.
#[derive(Debug, Clone)]
pub struct ChangeAccount {
    /// The account.
    pub id: String,
    /// What is said of it.
    pub said: Said,
    /// What opens it from now on, encrypted; `None`: as before.
    pub sealed: Option<Sealed>,
}

impl UseCase for ChangeAccount {
    type Out = Account;

    fn needs(&self) -> Need {
        Need::own(Action::ManageAccounts)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Account, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.take(&self.said)?;
        if let Some(sealed) = &self.sealed {
            (after.sealed, after.renewed) = (sealed.clone(), act.now);
        }
        after.version += 1;
        is_free(act, &after).await?;
        accounts::save(act.tx, &after).await?;
        noted(act, "update_account", Some(&before), Some(&after))?;
        Ok(after)
    }
}

/// Notes what a test of an account said.
#[derive(Debug, Clone)]
pub struct NoteTest {
    /// The account.
    pub id: String,
    /// What did not work; empty: everything did.
    pub problem: String,
}

impl UseCase for NoteTest {
    type Out = Account;

    fn needs(&self) -> Need {
        Need::own(Action::ManageAccounts)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Account, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let after = Account {
            tested: Some(Tested {
                at: act.now,
                works: self.problem.is_empty(),
                problem: self.problem.clone(),
            }),
            ..before.clone()
        };
        accounts::save(act.tx, &after).await?;
        noted(act, "test_account", Some(&before), Some(&after))?;
        Ok(after)
    }
}

/// Deletes an account at which no open move is carried out.
#[derive(Debug, Clone)]
pub struct DeleteAccount {
    /// The account.
    pub id: String,
}

impl UseCase for DeleteAccount {
    type Out = ();

    fn needs(&self) -> Need {
        Need::own(Action::ManageAccounts)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<(), Halt> {
        let account = load(act, permit.tenant(), &self.id).await?;
        let open = accounts::moves(act.tx, &account.partner_id, &account.id).await?;
        if open > 0 {
            return Err(Refusal::new(Code::AccountInUse).with("count", open).into());
        }
        accounts::delete(act.tx, &account.partner_id, &account.id).await?;
        noted(act, "delete_account", Some(&account), None)
    }
}

impl Engine {
    /// An id for an account that is about to be made.
    pub fn new_account_id(&self) -> String {
        self.inner.ordered_id(self.now())
    }
}
