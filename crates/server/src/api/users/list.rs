//! Lists users, or deleted users, sorted or as they come. Sorting by sign-in name has no bound; by display name, 5,000 users.

use super::{seek::Seek, view::shown};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    users::{UserOrder, UserPlace},
};
use nahtlos_model::{permissions::Action, refusals::Refusal};
use nahtlos_wire::{
    enums::UserState,
    filters::{Filter, FilterOperator},
};
use serde::{Deserialize, Serialize};

/// What a list of users is, and how far it was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct List {
    deleted: bool,
    order: Order,
    down: bool,
    key: String,
    id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Order {
    Id,
    Name,
    DisplayName,
}

impl Order {
    fn sorted(self) -> Option<UserOrder> {
        match self {
            Self::Id => None,
            Self::Name => Some(UserOrder::Name),
            Self::DisplayName => Some(UserOrder::DisplayName),
        }
    }
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::directory(Action::ReadDirectory, &ask.id(0))).await?;
    let filter = ask.query.get("filter").map(Filter::parse).transpose()?;
    let seek = Seek::of(&ask, || first(&ask, filter.as_ref()))?;
    let (at, limit) = (&seek.at, seek.limit());
    let found = match at.order.sorted() {
        Some(order) => {
            let place = UserPlace {
                key: at.key.clone(),
                id: at.id.clone(),
            };
            reading.users_sorted(order, at.down, at.deleted, &place, limit).await?
        }
        None if at.deleted => reading.deleted_users(&at.id, limit).await?,
        None => reading.users(&at.id, limit).await?,
    };
    let page = seek.page(&ask, &found, shown, |list, last| {
        let place = list.order.sorted().map(|order| order.place(last));
        List {
            key: place.map(|p| p.key).unwrap_or_default(),
            id: last.id.clone(),
            ..list
        }
    });
    Ok(Answer::ok(&page))
}

fn first(ask: &Ask, filter: Option<&Filter>) -> Result<List, Refusal> {
    let order = match ask.query.get("sortField").map(str::to_ascii_lowercase).as_deref() {
        None => Order::Id,
        Some("userprincipalname") => Order::Name,
        Some("displayname") => Order::DisplayName,
        Some(_) => return Err(Refusal::property("sortField", "is DisplayName or UserPrincipalName")),
    };
    let down = match ask.query.get("sortDirection").map(str::to_ascii_lowercase).as_deref() {
        None | Some("ascending") => false,
        Some("descending") => true,
        Some(_) => return Err(Refusal::property("sortDirection", "is Ascending or Descending")),
    };
    let deleted = match filter {
        None => false,
        Some(filter) => match (fits(filter, UserState::Active)?, fits(filter, UserState::Inactive)?) {
            (true, false) => false,
            (false, true) => true,
            _ => return Err(Refusal::property("filter", "must choose one UserState, Active or Inactive")),
        },
    };
    Ok(List {
        deleted,
        order,
        down,
        key: String::new(),
        id: String::new(),
    })
}

/// Whether users of a state fit a filter.
fn fits(filter: &Filter, state: UserState) -> Result<bool, Refusal> {
    match filter {
        Filter::Field { field, value, operator } if field.eq_ignore_ascii_case("UserState") => {
            let wanted: UserState = value
                .parse()
                .map_err(|_| Refusal::property("filter", format!("{value:?} is no UserState; Active and Inactive are")))?;
            match operator {
                FilterOperator::Equals => Ok(wanted == state),
                FilterOperator::NotEquals => Ok(wanted != state),
                other => Err(Refusal::property(
                    "filter",
                    format!("UserState is compared by equals or not_equals, not by {other}"),
                )),
            }
        }
        Filter::Field { field, .. } => Err(Refusal::property(
            "filter",
            format!("users are filtered by UserState, not by {field:?}"),
        )),
        Filter::Joined { operator, left, right } => {
            let (left, right) = (fits(left, state)?, fits(right, state)?);
            Ok(match operator {
                FilterOperator::And => left && right,
                _ => left || right,
            })
        }
    }
}
