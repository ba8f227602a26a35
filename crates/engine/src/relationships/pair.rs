//! Who asks a customer: a partner alone, or an indirect reseller together with one of its providers.
//!
//! Made where an invitation is drafted, shown and decided, so that a pair means the same everywhere.

use super::link::{IS_PROVIDER, IS_RESELLER};
use crate::halt::Halt;
use nahtlos_model::{
    assortment::Assortment,
    partners::{Partner, PartnerKind},
    refusals::{Code, Refusal},
};
use nahtlos_store::{Tx, customers};

/// A partner who asks, with the provider through whom it sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The partner who asks.
    pub partner: Partner,
    /// Its provider.
    pub provider: Option<Partner>,
}

impl Pair {
    /// The partner who asks, and the provider named; an indirect reseller's only provider needs no naming.
    ///
    /// # Errors
    /// `NotAPartner`; a provider that is none of the partner's; none where an indirect reseller must name one.
    pub(crate) async fn of(tx: &mut Tx, partner: &str, provider: Option<&str>) -> Result<Self, Halt> {
        let partner = customers::partner(tx, partner).await?.ok_or(Code::NotAPartner)?;
        let provider = match (partner.kind, provider) {
            (PartnerKind::Program, _) => return Err(Code::NotAPartner.into()),
            (PartnerKind::IndirectReseller, Some(id)) => Some(linked(tx, &partner, id, IS_PROVIDER, "providerId").await?),
            (PartnerKind::IndirectReseller, None) => Some(only_provider(tx, &partner).await?),
            (_, Some(_)) => return Err(Refusal::property("providerId", "only an indirect reseller sells through a provider").into()),
            (_, None) => None,
        };
        Ok(Self { partner, provider })
    }

    /// A partner with another partner it works with, whichever of the two is the provider.
    ///
    /// # Errors
    /// As [`Pair::of`].
    pub(crate) async fn with(tx: &mut Tx, partner: &str, reseller: Option<&str>, provider: Option<&str>) -> Result<Self, Halt> {
        let Some(reseller) = reseller else {
            return Self::of(tx, partner, provider).await;
        };
        let asks = customers::partner(tx, partner).await?.ok_or(Code::NotAPartner)?;
        let reseller = linked(tx, &asks, reseller, IS_RESELLER, "indirectResellerId").await?;
        Ok(Self {
            partner: reseller,
            provider: Some(asks),
        })
    }

    /// That partner and customer lie in one region.
    ///
    /// # Errors
    /// `OtherRegion`.
    pub(crate) fn may_sell_in(&self, country: &str, assortment: &Assortment) -> Result<(), Refusal> {
        let all = [Some(&self.partner), self.provider.as_ref()];
        let foreign = all.into_iter().flatten().find(|p| !assortment.same_region(&p.country, country));
        match foreign {
            Some(partner) => Err(Refusal::new(Code::OtherRegion)
                .with("partner", &partner.country)
                .with("country", country)),
            None => Ok(()),
        }
    }
}

async fn only_provider(tx: &mut Tx, reseller: &Partner) -> Result<Partner, Halt> {
    let links = customers::links(tx, &reseller.id).await?;
    let mut providers = links.iter().filter(|link| link.relationship == IS_PROVIDER);
    if let (Some(only), None) = (providers.next(), providers.next()) {
        return linked(tx, reseller, &only.other_id, IS_PROVIDER, "providerId").await;
    }
    Err(Refusal::property("providerId", "an indirect reseller sells through one of its providers; name it").into())
}

async fn linked(tx: &mut Tx, partner: &Partner, other: &str, is: &str, field: &'static str) -> Result<Partner, Halt> {
    let other = other.to_ascii_lowercase();
    let links = customers::links(tx, &partner.id).await?;
    let works = links.iter().any(|link| link.other_id == other && link.relationship == is);
    let found = if works { customers::partner(tx, &other).await? } else { None };
    Ok(found.ok_or_else(|| Refusal::property(field, format!("{} does not work with {other}", partner.name)))?)
}
