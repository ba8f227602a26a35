//! Records of activity, and our own trail: walked at the center, or taken home to be verified there.
//!
//! Used through `Client::audit`.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::{
    audit::{AuditRecord, PATH, TrailEntry, TrailVerdict},
    filters::Filter,
};
use reqwest::Method;

noun! {
    /// Records of activity, and the trail behind them.
    Audit
}

impl Audit {
    /// Records from a day on (`yyyy-mm-dd`), newest first; at most 30 days, and not more than 90 days back.
    pub fn list(&self, start: Option<&str>, end: Option<&str>, filter: Option<&Filter>) -> Items<AuditRecord> {
        let filter = filter.map(|filter| serde_json::to_string(filter).unwrap_or_default());
        let call = self.client.get(&["auditrecords"]).query("size", "500");
        paging::seek(call.maybe("startDate", start).maybe("endDate", end).maybe("filter", filter))
    }

    /// One record, however old.
    pub async fn get(&self, record: &str) -> Result<AuditRecord, Error> {
        self.client
            .own(Method::GET, "/auditactivity/v1/auditrecords", &[record])
            .read()
            .await
    }

    /// Our own: every entry that concerns the caller, newest first.
    pub fn trail(&self, customer: Option<&str>) -> Items<TrailEntry> {
        paging::seek(
            self.client
                .own(Method::GET, PATH, &[])
                .query("size", "500")
                .maybe("customer", customer),
        )
    }

    /// Our own: walks one customer's chain, or the caller's own and some customers' after one.
    pub async fn verify(&self, customer: Option<&str>, after: Option<&str>) -> Result<TrailVerdict, Error> {
        let call = self.client.own(Method::GET, PATH, &["verify"]);
        call.maybe("customer", customer).maybe("after", after).read().await
    }

    /// Our own: a section of an archive: one customer's chain, or the caller's own.
    pub async fn archive(&self, customer: Option<&str>) -> Result<Vec<u8>, Error> {
        let call = self.client.own(Method::GET, PATH, &["archive"]).maybe("customer", customer);
        call.reply().await.map(|reply| reply.bytes)
    }
}
