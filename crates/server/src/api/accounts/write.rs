//! Makes, changes, tests and deletes accounts. What opens one is encrypted before the engine sees it.

use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    secrets::Opener,
};
use nahtlos_engine::{
    accounts::{ChangeAccount, CreateAccount, DeleteAccount, NoteTest},
    call::Need,
};
use nahtlos_model::{
    accounts::{Account, Said},
    permissions::Action,
    refusals::Refusal,
};
use nahtlos_wire::accounts as wire;

/// Longest secret or refresh token.
const LONGEST: usize = 16_384;

fn need() -> Need {
    Need::own(Action::ManageAccounts)
}

fn said(sent: &wire::AccountRequest) -> Said {
    Said {
        name: sent.name.clone(),
        partner: sent.partner_center.clone(),
        graph: sent.graph.clone(),
        login: sent.login.clone(),
        tenant: sent.tenant.clone(),
        client_id: sent.client_id.clone(),
    }
}

/// A secret as it was sent; `None`: none. What is no text of a header's characters is none that a service gave.
fn secret(text: Option<&String>, field: &'static str) -> Result<Option<String>, Refusal> {
    let Some(text) = text.map(|text| text.trim()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match text.len() <= LONGEST && text.chars().all(|c| c.is_ascii_graphic()) {
        true => Ok(Some(text.to_owned())),
        false => Err(Refusal::property(
            field,
            "it has characters that none has, or is too long; copy it again",
        )),
    }
}

fn opener(sent: &wire::AccountRequest) -> Result<Opener, Refusal> {
    Ok(Opener {
        client_secret: secret(sent.client_secret.as_ref(), "clientSecret")?,
        refresh_token: secret(sent.refresh_token.as_ref(), "refreshToken")?,
    })
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::AccountRequest = ask.read_body()?;
    drop(ask.read(need()).await?);
    let accounts = &ask.center.accounts;
    accounts.keys.ready()?;
    let opener = opener(&sent)?;
    if opener == Opener::default() {
        return Err(Refusal::property(
            "refreshToken",
            "is missing; or give the secret of an application that is on its own",
        )
        .into());
    }
    let id = ask.center.engine.new_account_id();
    let command = CreateAccount {
        sealed: accounts.keys.seal(&id, &opener)?,
        said: said(&sent),
        id,
    };
    let made = Account::new(&command.id, "", &command.said, command.sealed.clone(), ask.center.engine.now())?;
    accounts.allowed(&made.service)?;
    let view = ask.view();
    ask.write(command, move |account| Answer::created(&view.account(account))).await
}

/// A new secret takes the place of the one before, and so does a new refresh token; what is not sent stays.
pub(crate) async fn change(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::AccountRequest = ask.read_body()?;
    drop(ask.read(need()).await?);
    let mut account = ask.read(need()).await?.account(&ask.id(0)).await?;
    let (accounts, new) = (&ask.center.accounts, opener(&sent)?);
    account.take(&said(&sent))?;
    accounts.allowed(&account.service)?;
    let sealed = match new {
        Opener {
            client_secret: None,
            refresh_token: None,
        } => None,
        Opener {
            client_secret,
            refresh_token,
        } => {
            accounts.keys.ready()?;
            // What an unknown key encrypted is given up: the new one is all there is.
            let before = accounts.keys.open(&account.id, &account.sealed).unwrap_or_default();
            let opener = Opener {
                client_secret: client_secret.or(before.client_secret),
                refresh_token: refresh_token.or(before.refresh_token),
            };
            Some(accounts.keys.seal(&account.id, &opener)?)
        }
    };
    let command = ChangeAccount {
        id: account.id,
        said: said(&sent),
        sealed,
    };
    let view = ask.view();
    ask.write(command, move |account| Answer::ok(&view.account(account))).await
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(0);
    ask.write(DeleteAccount { id }, |()| Answer::nothing()).await
}

/// Signs in and reads one thing, before anything is noted: nobody waits for a service in a transaction.
pub(crate) async fn test(ask: Ask) -> Result<Answer, Problem> {
    let account = ask.read(need()).await?.account(&ask.id(0)).await?;
    let trial = ask.center.accounts.try_out(account.clone()).await?;
    let note = NoteTest {
        id: account.id,
        problem: trial.problem,
    };
    let view = ask.view();
    let answer = move |account: &Account| {
        let mut shown = view.account(account);
        if let Some(tested) = &mut shown.tested {
            tested.organization = Some(trial.organization.clone()).filter(|name| !name.is_empty());
        }
        Answer::ok(&shown)
    };
    ask.write(note, answer).await
}
