//! Lists customers, all or by a filter, page by page.

use super::view::row;
use crate::api::{answer::Answer, ask::Ask, problem::Problem, users::seek::Seek};
use nahtlos_engine::{call::Need, customers::list::Place};
use nahtlos_model::{
    customers::filter::{Comparison, Field, Filter},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::filters::{Filter as Sent, FilterOperator};
use serde::{Deserialize, Serialize};

/// Longest filter: it travels inside of continuation tokens.
const LONGEST: usize = 1500;

/// What a list of customers is, and how far it was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct List {
    filter: Option<Filter>,
    place: Place,
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadCustomers)).await?;
    let sent = ask.query.get("filter").map(Sent::parse).transpose()?;
    let seek = Seek::of(&ask, || first(sent.as_ref()))?;
    let List { filter, place } = &seek.at;
    let found = reading.customers(filter.as_ref(), place, seek.limit()).await?;
    let page = seek.page(&ask, &found, row, |list, last| List {
        place: Place::after(last, list.filter.as_ref()),
        ..list
    });
    Ok(Answer::ok(&page))
}

fn first(sent: Option<&Sent>) -> Result<List, Refusal> {
    let filter = sent.map(read).transpose()?;
    let length = serde_json::to_vec(&filter).map_or(usize::MAX, |bytes| bytes.len());
    if length > LONGEST {
        return Err(wrong(format!("it is longer than {LONGEST} bytes")));
    }
    Ok(List {
        filter,
        place: Place::default(),
    })
}

fn wrong(reason: impl std::fmt::Display) -> Refusal {
    Refusal::new(Code::InvalidInput)
        .with("reason", format!("filter: {reason}"))
        .at("filter")
}

fn read(sent: &Sent) -> Result<Filter, Refusal> {
    match sent {
        Sent::Joined { operator, left, right } => {
            let (left, right) = (Box::new(read(left)?), Box::new(read(right)?));
            Ok(match operator {
                FilterOperator::And => Filter::And(left, right),
                _ => Filter::Or(left, right),
            })
        }
        Sent::Field { field, value, operator } => {
            let field = match field.to_ascii_lowercase().as_str() {
                "companyname" => Field::CompanyName,
                "domain" => Field::Domain,
                "indirectreseller" | "indirectcloudsolutionprovider" => Field::Through,
                _ => {
                    let known = "CompanyName, Domain, IndirectReseller and IndirectCloudSolutionProvider";
                    return Err(wrong(format!("customers are filtered by {known}, not by {field:?}")));
                }
            };
            Ok(Filter::test(field, comparison(*operator)?, value))
        }
    }
}

fn comparison(operator: FilterOperator) -> Result<Comparison, Refusal> {
    match operator {
        FilterOperator::Equals => Ok(Comparison::Equals),
        FilterOperator::NotEquals => Ok(Comparison::NotEquals),
        FilterOperator::GreaterThan => Ok(Comparison::Greater),
        FilterOperator::GreaterThanOrEquals => Ok(Comparison::GreaterOrEqual),
        FilterOperator::LessThan => Ok(Comparison::Less),
        FilterOperator::LessThanOrEquals => Ok(Comparison::LessOrEqual),
        FilterOperator::Substring => Ok(Comparison::Contains),
        FilterOperator::StartsWith => Ok(Comparison::StartsWith),
        FilterOperator::NotStartsWith => Ok(Comparison::NotStartsWith),
        FilterOperator::And | FilterOperator::Or => Err(wrong(format!("{operator} joins two filters"))),
    }
}
