//! An invitation with those who ask: what answers, pages and mails are made from.

use crate::{halt::Halt, relationships::Pair};
use nahtlos_model::{invitations::Invitation, partners::Partner};
use nahtlos_store::{Tx, customers};

/// Somebody who asks, as the customer sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Tenant id.
    pub id: String,
    /// Company name.
    pub name: String,
    /// Domain.
    pub domain: String,
    /// Country.
    pub country: String,
}

/// An invitation with those who ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The invitation.
    pub invitation: Invitation,
    /// Who asks.
    pub partner: Party,
    /// The provider through whom they sell.
    pub provider: Option<Party>,
}

impl From<&Partner> for Party {
    fn from(partner: &Partner) -> Self {
        Self {
            id: partner.id.clone(),
            name: partner.name.clone(),
            domain: partner.domain.clone(),
            country: partner.country.clone(),
        }
    }
}

impl Party {
    /// A partner, or what is left of one who is no longer there.
    pub(crate) async fn find(tx: &mut Tx, id: &str) -> Result<Self, Halt> {
        let found = customers::partner(tx, id).await?;
        Ok(found.as_ref().map_or_else(
            || Self {
                id: id.to_owned(),
                name: id.to_owned(),
                domain: String::new(),
                country: String::new(),
            },
            Self::from,
        ))
    }
}

impl Asked {
    /// Of an invitation and the pair that has just been looked up for it.
    pub(crate) fn by(invitation: Invitation, pair: &Pair) -> Self {
        Self {
            invitation,
            partner: Party::from(&pair.partner),
            provider: pair.provider.as_ref().map(Party::from),
        }
    }

    /// Of an invitation, whatever has become of its partners.
    pub(crate) async fn of(tx: &mut Tx, invitation: Invitation) -> Result<Self, Halt> {
        let provider = match &invitation.provider_id {
            Some(id) => Some(Party::find(tx, id).await?),
            None => None,
        };
        Ok(Self {
            partner: Party::find(tx, &invitation.partner_id).await?,
            provider,
            invitation,
        })
    }
}
