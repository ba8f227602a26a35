//! Looks at a customer of this center, part by part, as far as the person on whose behalf it is may see.

use super::{Local, short_id};
use crate::{
    call::{Call, Need},
    halt::Halt,
    reading::Reading,
};
use nahtlos_model::{
    delegations::{Delegation, DelegationStatus},
    directory::{LicenseFault, User},
    estate::License,
    instants::Instant,
    invitations::InvitationStatus,
    moves::{
        Move,
        sight::{Look, PersonSeen, PoolSeen, Relation, Rights, Seen, Sight, SubscriptionSeen, TransferSeen, TransferState},
    },
    permissions::Action,
    refusals::Code,
    subscriptions::{Status, Subscription},
    transfers,
};

/// Things read at once.
const PAGE: i64 = 500;

/// `None` where the caller may not, or where there is no relationship yet.
fn where_allowed<T>(result: Result<T, Halt>) -> Result<Option<T>, Halt> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Halt::Refused(refusal)) if matches!(refusal.code, Code::CustomerUnknown | Code::RoleLacksRight | Code::NoRelationship) => {
            Ok(None)
        }
        Err(halt) => Err(halt),
    }
}

impl Local {
    async fn open(&self, call: &Call, need: Need) -> Result<Option<Reading>, Halt> {
        where_allowed(self.engine.read(call, need).await)
    }

    pub(super) async fn see(&self, of: &Move, look: Look, at: Instant) -> Result<Sight, Halt> {
        self.see_as(of, look, at, self.call(of, None).await?).await
    }

    /// A look on behalf of whoever calls.
    pub(crate) async fn see_as(&self, of: &Move, look: Look, at: Instant, call: Call) -> Result<Sight, Halt> {
        let mut sight = Sight::default();
        let customer = of.customer.tenant_id.as_str();
        if look.relation {
            let value = self.relation(of, &call).await?;
            sight.relation = Some(Seen { at, value });
        }
        if look.seats {
            let (subscriptions, pools, transfers) = self.seats(of, &call).await?;
            sight.subscriptions = Some(Seen { at, value: subscriptions });
            sight.pools = Some(Seen { at, value: pools });
            sight.transfers = Some(Seen { at, value: transfers });
        }
        if look.people {
            let value = match self.open(&call, Need::directory(Action::ReadDirectory, customer)).await? {
                Some(reading) => Some(people(reading).await?),
                None => None,
            };
            sight.people = Some(Seen { at, value });
        }
        Ok(sight)
    }

    async fn relation(&self, of: &Move, call: &Call) -> Result<Relation, Halt> {
        let customer = of.customer.tenant_id.as_str();
        let mut relation = Relation::default();
        if let Some(mut reading) = self.open(call, Need::customer(Action::ReadAgreements, customer)).await? {
            relation.reseller = reading.permit.relationship().is_some_and(|r| r.is_active());
            relation.agreement = !reading.agreements(None).await?.is_empty();
        }
        relation.request = self.request(of, call).await?;
        relation.rights = self.rights(of, call).await?;
        Ok(relation)
    }

    /// How the request for a relationship stands that this move sent, or another that is open for the customer's domain.
    async fn request(&self, of: &Move, call: &Call) -> Result<Option<String>, Halt> {
        let Some(mut reading) = self.open(call, Need::own(Action::ManageRelationships)).await? else {
            return Ok(None);
        };
        let domain = of.customer.domain.to_ascii_lowercase();
        let mine = |id: &str| of.ids.get("invitation").is_some_and(|mine| mine == id);
        let mut before: Option<String> = None;
        loop {
            let page = reading.invitations(before.as_deref(), PAGE, None).await?;
            let fits = |asked: &&crate::invitations::Asked| {
                let invitation = &asked.invitation;
                let open = matches!(invitation.status, InvitationStatus::Sent | InvitationStatus::Opened);
                mine(&invitation.id) || (open && invitation.customer_domain.as_deref() == Some(domain.as_str()))
            };
            if let Some(found) = page.iter().find(fits) {
                return Ok(Some(found.invitation.status.as_str().to_owned()));
            }
            match page.last().filter(|_| page.len() as i64 == PAGE) {
                Some(last) => before = Some(last.invitation.id.clone()),
                None => return Ok(None),
            }
        }
    }

    async fn rights(&self, of: &Move, call: &Call) -> Result<Rights, Halt> {
        let customer = of.customer.tenant_id.as_str();
        let mut rights = Rights {
            reads: self.open(call, Need::directory(Action::ReadDirectory, customer)).await?.is_some(),
            licenses: self.open(call, Need::directory(Action::AssignLicenses, customer)).await?.is_some(),
            ..Rights::default()
        };
        let Some(mut reading) = self.open(call, Need::own(Action::ManageDelegations)).await? else {
            return Ok(rights);
        };
        let all = reading.delegations(Some(customer), "", PAGE).await?;
        // Known by its id, or by its name where the answer that told it was lost. What is a draft only was never sent.
        let mine = |one: &&Delegation| {
            let named = one.display_name.ends_with(short_id(of)) && one.status != DelegationStatus::Created;
            named || of.ids.get("delegation").is_some_and(|mine| *mine == one.id)
        };
        let found = all.iter().rev().find(mine);
        if let Some(found) = found {
            rights.request = Some(found.id.clone());
            rights.state = Some(found.status.as_str().to_owned());
            rights.until = found.ends;
            rights.assigned = reading.access_assignments(&found.id).await?.iter().any(|one| one.is_live());
        }
        Ok(rights)
    }

    async fn seats(&self, of: &Move, call: &Call) -> Result<(Vec<SubscriptionSeen>, Vec<PoolSeen>, Vec<TransferSeen>), Halt> {
        let customer = of.customer.tenant_id.as_str();
        let (mut subscriptions, mut pools, mut moving) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(mut reading) = self.open(call, Need::customer(Action::ReadSubscriptions, customer)).await? {
            let mut offset = 0;
            loop {
                let page = reading.subscriptions(PAGE, offset).await?;
                offset += page.len() as i64;
                let more = page.len() as i64 == PAGE;
                subscriptions.extend(page.iter().map(|s| seen(s, true)));
                if !more {
                    break;
                }
            }
            pools = pools_of(&mut reading).await?;
            moving = reading.transfers().await?.iter().map(|t| transfer(t, &of.partner_id)).collect();
        }
        if let Some(mut reading) = self.open(call, Need::directory(Action::ReadDirectory, customer)).await? {
            let all = reading.all_subscriptions().await?;
            let others = all
                .iter()
                .filter(|s| s.partner_id.as_deref() != Some(of.partner_id.as_str()) && s.status != Status::Pending);
            subscriptions.extend(others.map(|s| seen(s, false)));
            pools = pools_of(&mut reading).await?;
        }
        Ok((subscriptions, pools, moving))
    }
}

async fn pools_of(reading: &mut Reading) -> Result<Vec<PoolSeen>, Halt> {
    let all = reading.pools().await?;
    let seats = |n: i64| u32::try_from(n).unwrap_or(0);
    let pool = |(sku, pool): (&nahtlos_model::ids::SkuId, &nahtlos_model::customers::Pool)| PoolSeen {
        sku: *sku,
        enabled: seats(pool.enabled),
        consumed: seats(pool.consumed),
    };
    Ok(all.iter().map(pool).collect())
}

/// A subscription; of another seller's only what a directory shows of it.
fn seen(s: &Subscription, own: bool) -> SubscriptionSeen {
    let next = s.scheduled.as_ref();
    let elsewhere = s.owner.as_deref().filter(|owner| uuid::Uuid::try_parse(owner).is_ok());
    let owner = s.partner_id.as_deref().or(elsewhere);
    SubscriptionSeen {
        id: s.id.clone(),
        sku: s.licence,
        seats: u32::try_from(s.quantity).unwrap_or(0),
        status: s.status,
        end: s.end,
        start: Some(s.start),
        own,
        owner: owner.map(str::to_owned),
        trial: s.trial,
        name: if own { s.friendly_name.clone() } else { String::new() },
        offer: own.then(|| s.offer.clone()),
        term: own.then_some(s.term),
        billing: own.then_some(s.cycle),
        renews: own.then_some(s.auto_renew),
        end_action: (own && s.is_new_commerce()).then_some(s.end_action),
        next_seats: next.filter(|_| own).and_then(|next| u32::try_from(next.quantity).ok()),
        next_offer: next.filter(|_| own).map(|next| next.offer.clone()),
        next_until: next.filter(|_| own).and_then(|next| next.custom_end),
        cancel_until: s.cancel_until.filter(|_| own),
    }
}

fn transfer(t: &transfers::Transfer, partner: &str) -> TransferSeen {
    let state = match t.status {
        transfers::Status::Complete => TransferState::Done,
        _ if t.is_open() => TransferState::Open,
        _ => TransferState::Failed,
    };
    TransferSeen {
        id: t.id.clone(),
        state,
        subscriptions: t.lines.iter().map(|line| line.subscription_id.clone()).collect(),
        with: if t.target_id == partner {
            t.source_id.clone()
        } else {
            t.target_id.clone()
        },
        became: t
            .lines
            .iter()
            .filter_map(|line| Some((line.subscription_id.clone(), line.target_subscription_id.clone()?)))
            .collect(),
        to_accept: t.flow == nahtlos_model::estate::Generation::Legacy && t.target_id == partner,
    }
}

/// Everybody, page by page.
async fn people(mut reading: Reading) -> Result<Vec<PersonSeen>, Halt> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = reading.users(&after, PAGE).await?;
        all.extend(page.iter().map(person));
        match page.last().filter(|_| page.len() as i64 == PAGE) {
            Some(last) => after.clone_from(&last.id),
            None => return Ok(all),
        }
    }
}

/// A user; a licence with a fault takes no seat and gives no service, so it is not held.
fn person(user: &User) -> PersonSeen {
    let held = user.licences.iter().filter(|holding| holding.fault == LicenseFault::None);
    PersonSeen {
        id: user.id.clone(),
        name: user.user_principal_name.clone(),
        location: user.usage_location.clone(),
        licenses: held
            .map(|holding| License {
                sku_id: holding.sku,
                disabled_plans: holding.disabled.clone(),
                via_group: holding.group.clone(),
            })
            .collect(),
    }
}
