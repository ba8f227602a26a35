//! Lists the seats of a tenant and the licences of a user. All products here are of group 1; group 2 is Minecraft's, and empty.

use super::view;
use crate::api::{answer::Answer, ask::Ask, convert::unknown, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, enums::LicenseGroupId};

/// Whether group 1 is asked for: by name, or by naming none.
fn wants_group1(ask: &Ask) -> Result<bool, Refusal> {
    let named = ask.query.all("licenseGroupIds");
    let named = named
        .iter()
        .flat_map(|text| text.split(','))
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let groups: Vec<LicenseGroupId> = named
        .map(|text| text.parse().map_err(|word| unknown("licenseGroupIds", &word)))
        .collect::<Result<_, _>>()?;
    Ok(groups.is_empty() || groups.iter().any(|g| *g != LicenseGroupId::Group2))
}

pub(crate) async fn subscribed(ask: Ask) -> Result<Answer, Problem> {
    let wanted = wants_group1(&ask)?;
    let mut reading = ask.read(Need::directory(Action::ReadDirectory, &ask.id(0))).await?;
    let pools = reading.pools().await?;
    let assortment = &reading.assortment;
    let shown = pools
        .iter()
        .filter(|_| wanted)
        .map(|(sku, pool)| view::subscribed(assortment, *sku, pool));
    Ok(Answer::ok(&Collection::of(shown.collect())))
}

pub(crate) async fn of_user(ask: Ask) -> Result<Answer, Problem> {
    let wanted = wants_group1(&ask)?;
    let mut reading = ask.read(Need::directory(Action::ReadDirectory, &ask.id(0))).await?;
    let user = reading.user(&ask.id(1)).await?;
    let held = if wanted {
        view::held(&reading.assortment, &user)
    } else {
        Vec::new()
    };
    Ok(Answer::ok(&Collection::of(held)))
}
