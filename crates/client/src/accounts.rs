//! Our own: a partner's accounts at other services, where moves are carried out.
//!
//! Used through `Client::accounts`. What opens an account is sent once and never answered.

use crate::{Error, noun, request::Call};
use nahtlos_wire::{
    accounts::{Account, AccountCustomer, AccountRequest, PATH},
    moves::MoveEstate,
};
use reqwest::Method;

noun! {
    /// Our own: accounts at other services.
    Accounts
}

impl Accounts {
    fn call(&self, method: Method, rest: &[&str]) -> Call {
        self.client.own(method, PATH, rest)
    }

    /// All of them, by name.
    pub async fn list(&self) -> Result<Vec<Account>, Error> {
        self.call(Method::GET, &[]).items().await
    }

    /// One of them.
    pub async fn get(&self, id: &str) -> Result<Account, Error> {
        self.call(Method::GET, &[id]).read().await
    }

    /// Makes one, with what opens it.
    ///
    /// # Errors
    /// 409 `secretsKeyMissing` where the center has no key to encrypt with; 409 `accountNameTaken`; 400 for what is missing or wrong.
    pub async fn create(&self, wanted: &AccountRequest) -> Result<Account, Error> {
        self.call(Method::POST, &[]).json(wanted).read().await
    }

    /// Changes what the request names; what opens it, too.
    pub async fn update(&self, id: &str, change: &AccountRequest) -> Result<Account, Error> {
        self.call(Method::PATCH, &[id]).json(change).read().await
    }

    /// Signs in there and reads one thing; what did not work is in `tested`.
    pub async fn test(&self, id: &str) -> Result<Account, Error> {
        self.call(Method::POST, &[id, "test"]).read().await
    }

    /// Everybody whom the partner has there.
    ///
    /// # Errors
    /// 429 with the seconds after which the service may be asked again; 400 with what it refuses.
    pub async fn customers(&self, id: &str) -> Result<Vec<AccountCustomer>, Error> {
        self.call(Method::GET, &[id, "customers"]).items().await
    }

    /// What a customer there holds: what a move of it begins with, planned in a currency.
    ///
    /// # Errors
    /// As of [`Accounts::customers`]; 404 for one whom the partner does not have there.
    pub async fn estate(&self, id: &str, customer: &str, currency: &str) -> Result<MoveEstate, Error> {
        let call = self.call(Method::GET, &[id, "customers", customer, "estate"]);
        call.query("currency", currency).read().await
    }

    /// Deletes one at which no open move is carried out.
    ///
    /// # Errors
    /// 409 `accountInUse`.
    pub async fn delete(&self, id: &str) -> Result<(), Error> {
        self.call(Method::DELETE, &[id]).done().await
    }
}
