//! Lists of partners that a partner works with: all of one kind, and those of one customer.

use super::view;
use crate::api::{answer::Answer, ask::Ask, convert::unknown, problem::Problem};
use nahtlos_engine::{
    call::Need,
    relationships::{IS_PROVIDER, IS_RESELLER},
};
use nahtlos_model::{partners::PartnerLink, permissions::Action, refusals::Refusal};
use nahtlos_wire::{
    Attributes, Collection, Link,
    enums::PartnerRelationshipType,
    filters::{Filter, FilterOperator},
    relationships::PartnerRelationship,
};

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let kind: PartnerRelationshipType = ask
        .query
        .must("relationship_type")?
        .parse()
        .map_err(|word| unknown("relationship_type", &word))?;
    let filter = ask.query.get("filter").map(Filter::parse).transpose()?;
    if let Some(filter) = &filter {
        check(filter)?;
    }
    let is = match kind {
        PartnerRelationshipType::IsIndirectCloudSolutionProviderOf => IS_RESELLER,
        PartnerRelationshipType::IsIndirectResellerOf => IS_PROVIDER,
    };
    let mut reading = ask.read(Need::own(Action::ReadCustomers)).await?;
    let links = reading.partner_links(is).await?;
    let fits = |link: &&PartnerLink| filter.as_ref().is_none_or(|f| holds(f, &link.name));
    let items = links.iter().filter(fits).map(|link| shown(link, kind)).collect();
    let address = format!("{}?{}", ask.path, ask.query.raw);
    Ok(Answer::ok(&Collection::of(items).with_link("self", Link::get(address))))
}

fn shown(link: &PartnerLink, kind: PartnerRelationshipType) -> PartnerRelationship {
    PartnerRelationship {
        id: Some(link.other_id.clone()),
        name: Some(link.name.clone()),
        relationship_type: Some(kind),
        mpn_id: Some(link.mpn_id.clone()),
        location: Some(link.country.clone()),
        state: Some("Active".to_owned()),
        attributes: Some(Attributes::of("PartnerRelationship")),
    }
}

/// Names alone can be filtered by, and by operators that texts have.
fn check(filter: &Filter) -> Result<(), Refusal> {
    match filter {
        Filter::Joined { left, right, .. } => check(left).and_then(|()| check(right)),
        Filter::Field { field, operator, .. } => {
            if !field.eq_ignore_ascii_case("Name") {
                return Err(Refusal::property("filter", format!("{field:?} cannot be filtered by; Name can")));
            }
            match operator {
                FilterOperator::Equals
                | FilterOperator::NotEquals
                | FilterOperator::Substring
                | FilterOperator::StartsWith
                | FilterOperator::NotStartsWith => Ok(()),
                other => Err(Refusal::property("filter", format!("names have no {other}"))),
            }
        }
    }
}

/// Whether a name fits, whatever its letter case.
fn holds(filter: &Filter, name: &str) -> bool {
    match filter {
        Filter::Joined { operator, left, right } => match operator {
            FilterOperator::Or => holds(left, name) || holds(right, name),
            _ => holds(left, name) && holds(right, name),
        },
        Filter::Field { value, operator, .. } => {
            let (name, value) = (name.to_lowercase(), value.to_lowercase());
            match operator {
                FilterOperator::Equals => name == value,
                FilterOperator::NotEquals => name != value,
                FilterOperator::Substring => name.contains(&value),
                FilterOperator::NotStartsWith => !name.starts_with(&value),
                _ => name.starts_with(&value),
            }
        }
    }
}

pub(crate) async fn of_customer(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadCustomers, &ask.id(0))).await?;
    let others = reading.pairs_of_customer().await?;
    let items = others.iter().map(|other| {
        let kind = if other.provider {
            PartnerRelationshipType::IsIndirectResellerOf
        } else {
            PartnerRelationshipType::IsIndirectCloudSolutionProviderOf
        };
        view::of_customer(&other.partner, kind)
    });
    Ok(Answer::ok(
        &Collection::of(items.collect()).with_link("self", Link::get(ask.path.clone())),
    ))
}
