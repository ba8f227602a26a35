//! What a decision on migrations has to know, loaded once.

use crate::halt::Halt;
use nahtlos_model::{
    assortment::{Assortment, Place},
    dates::Date,
    instants::Instant,
    migrations::{
        Bid,
        eligibility::{Around, Verdict, judge},
    },
    program::Numbers,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
use nahtlos_store::{Tx, customers, subscriptions};

/// The facts of a customer, for a partner.
#[derive(Debug)]
pub(crate) struct Facts {
    partner_id: String,
    place: Place,
    mpns: Vec<String>,
    sandbox: bool,
    pub subscriptions: Vec<Subscription>,
}

/// When something is to happen, and by which numbers and catalogue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment<'a> {
    pub now: Instant,
    /// First day of the new term.
    pub day: Date,
    pub numbers: &'a Numbers,
    pub assortment: &'a Assortment,
    /// It happens at once, so that nothing is healed by waiting.
    pub at_once: bool,
}

impl<'a> Moment<'a> {
    /// At once.
    pub(crate) fn at(now: Instant, numbers: &'a Numbers, assortment: &'a Assortment) -> Self {
        Self {
            now,
            day: now.date(),
            numbers,
            assortment,
            at_once: true,
        }
    }
}

impl Facts {
    pub(crate) async fn load(tx: &mut Tx, customer: &str, partner_id: &str) -> Result<Self, Halt> {
        let unknown = |id: &str| Refusal::new(Code::CustomerUnknown).with("id", id);
        let found = customers::find(tx, customer).await?.ok_or_else(|| unknown(customer))?;
        let partner = customers::partner(tx, partner_id).await?.ok_or_else(|| unknown(partner_id))?;
        let links = customers::links(tx, partner_id).await?;
        let mut mpns: Vec<String> = links.into_iter().map(|link| link.mpn_id).collect();
        mpns.push(partner.mpn_id);
        Ok(Self {
            partner_id: partner_id.to_owned(),
            place: Place {
                country: found.country().to_ascii_uppercase(),
                currency: found.currency,
                segment: found.segment().to_owned(),
            },
            mpns,
            sandbox: partner.sandbox,
            subscriptions: subscriptions::list(tx, customer).await?,
        })
    }

    /// One of the partner's subscriptions.
    pub(crate) fn source(&self, id: &str) -> Result<&Subscription, Refusal> {
        let own = |s: &&Subscription| s.partner_id.as_ref() == Some(&self.partner_id) && s.id.eq_ignore_ascii_case(id);
        let unknown = || Refusal::new(Code::SubscriptionUnknown).with("id", id).at("currentSubscriptionId");
        self.subscriptions.iter().find(own).ok_or_else(unknown)
    }

    /// What may go, and why not.
    pub(crate) fn judge(&self, bid: &Bid, moment: &Moment<'_>) -> Result<Verdict, Refusal> {
        let around = Around {
            now: moment.now,
            day: moment.day,
            price_day: moment.now.date(),
            numbers: moment.numbers,
            assortment: moment.assortment,
            place: &self.place,
            partner_id: &self.partner_id,
            mpns: &self.mpns,
            subscriptions: &self.subscriptions,
            sandbox: self.sandbox,
            at_once: moment.at_once,
            held_by: None,
        };
        judge(bid, &around)
    }

    /// As [`Facts::judge`], where only what goes is of use.
    pub(crate) fn accept(&self, bid: &Bid, moment: &Moment<'_>) -> Result<Verdict, Refusal> {
        let verdict = self.judge(bid, moment)?;
        match verdict.refusal() {
            None => Ok(verdict),
            Some(refusal) => Err(refusal),
        }
    }
}
