//! How far second factors are used; all need a user's token.
//!
//! Used through `Client::second_factors`.

use crate::{Error, noun};
use nahtlos_wire::request_log::{ApplicationMfaAdoptionStatus, NonMfaCompliantPartnerPrincipalDetails, PartnerRequest};

noun! {
    /// How far second factors are used. All need a user's token (an application alone: 403, 900329). Source: `docs/wire/utility.md`.
    SecondFactors
}

impl SecondFactors {
    /// The newest requests that applications made with a user, ten thousand at most.
    pub async fn requests(&self) -> Result<Vec<PartnerRequest>, Error> {
        self.client.get(&["partnerRequests"]).items().await
    }

    /// How many requests of each application and day came with a second factor, newest day first. Days are `yyyy-mm-dd`, both included;
    /// the last thirty if none are named.
    pub async fn adoption(&self, start: Option<&str>, end: Option<&str>) -> Result<Vec<ApplicationMfaAdoptionStatus>, Error> {
        let call = self.client.get(&["applicationmfaadoptionstatus"]);
        call.maybe("startDate", start).maybe("endDate", end).read().await
    }

    /// Users who came to the portal without one.
    pub async fn without(&self) -> Result<Vec<NonMfaCompliantPartnerPrincipalDetails>, Error> {
        self.client.get(&["nonMfaCompliantPartnerPrincipals"]).items().await
    }
}
