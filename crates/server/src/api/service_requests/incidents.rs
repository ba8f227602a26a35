//! Incidents of the services, partner-wide: grouped by workload, as the SDKs read them; and counted.

use super::reads;
use crate::api::{answer::Answer, ask::Ask, customers::view::some, problem::Problem};
use nahtlos_model::{
    incidents::{Incident, IncidentSeverity, Told, worst},
    refusals::{Code, Refusal},
};
use nahtlos_wire::{
    Collection,
    filters::{Filter, FilterOperator},
    incidents as wire,
};
use std::collections::BTreeMap;

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(reads(None)).await?;
    let wanted = Wanted::of(&ask)?;
    let mut groups: BTreeMap<String, Vec<(Incident, i64)>> = BTreeMap::new();
    for (incident, count) in reading.incidents().await? {
        if wanted.has(&incident) {
            groups.entry(incident.workload.clone()).or_default().push((incident, count));
        }
    }
    let groups = groups.into_iter().map(|(workload, all)| {
        let (messages, incidents): (Vec<_>, Vec<_>) = all.iter().partition(|(incident, _)| incident.is_message);
        let shown = |all: Vec<&(Incident, i64)>| Some(all.into_iter().map(|(incident, count)| detail(incident, Some(*count))).collect());
        wire::ServiceIncidents {
            workload: Some(workload),
            status: Some(severity(worst(all.iter().map(|(incident, _)| incident)))),
            incidents: shown(incidents),
            message_center_messages: shown(messages),
        }
    });
    Ok(Answer::ok(&Collection::of(groups.collect())))
}

pub(crate) async fn count(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(reads(None)).await?;
    let wanted = Wanted::of(&ask)?;
    let all = reading.incidents().await?;
    Ok(Answer::ok(&all.iter().filter(|(incident, _)| wanted.has(incident)).count()))
}

/// Which incidents are asked for, by the query's filter.
pub(crate) struct Wanted(Option<Filter>);

impl Wanted {
    /// Reads the query.
    pub(crate) fn of(ask: &Ask) -> Result<Self, Problem> {
        let filter = ask.query.get("filter").map(Filter::parse).transpose()?;
        filter.as_ref().map(|filter| fits(filter, false)).transpose()?;
        Ok(Self(filter))
    }

    /// Whether it is asked for.
    pub(crate) fn has(&self, incident: &Incident) -> bool {
        // The filter was tried when it was read.
        self.0
            .as_ref()
            .is_none_or(|filter| fits(filter, incident.resolved).unwrap_or(false))
    }
}

/// Whether something that is over, or is not, fits.
fn fits(filter: &Filter, resolved: bool) -> Result<bool, Refusal> {
    let wrong = |reason: String| {
        Refusal::new(Code::InvalidInput)
            .with("reason", format!("filter: {reason}"))
            .at("filter")
    };
    match filter {
        Filter::Joined { operator, left, right } => {
            let (left, right) = (fits(left, resolved)?, fits(right, resolved)?);
            Ok(if *operator == FilterOperator::And {
                left && right
            } else {
                left || right
            })
        }
        Filter::Field { field, value, operator } => {
            if !field.eq_ignore_ascii_case("Resolved") {
                return Err(wrong(format!("incidents are filtered by Resolved, not by {field:?}")));
            }
            let value = match value.to_ascii_lowercase().as_str() {
                "true" => true,
                "false" => false,
                _ => return Err(wrong(format!("Resolved is true or false, not {value:?}"))),
            };
            match operator {
                FilterOperator::Equals => Ok(resolved == value),
                FilterOperator::NotEquals => Ok(resolved != value),
                other => Err(wrong(format!("Resolved is compared with equals and not_equals, not with {other}"))),
            }
        }
    }
}

fn severity(severity: IncidentSeverity) -> wire::IncidentSeverity {
    match severity {
        IncidentSeverity::Normal => wire::IncidentSeverity::Normal,
        IncidentSeverity::Information => wire::IncidentSeverity::Information,
        IncidentSeverity::Warning => wire::IncidentSeverity::Warning,
        IncidentSeverity::Critical => wire::IncidentSeverity::Critical,
    }
}

/// An incident on the wire. `customers`: how many of the caller's are concerned, where that is told.
pub(crate) fn detail(incident: &Incident, customers: Option<i64>) -> wire::ServiceIncidentDetail {
    let kind = match incident.is_message {
        true => wire::MessageType::MessageCenter,
        false => wire::MessageType::Incident,
    };
    let messages = incident.messages.iter().map(|message| wire::ServiceIncidentHistory {
        published_time: Some(message.at),
        message_text: Some(message.text.clone()),
    });
    wire::ServiceIncidentDetail {
        id: Some(incident.id.clone()),
        message_type: Some(kind),
        start_time: Some(incident.start),
        end_time: incident.end,
        status: Some(severity(incident.status)),
        severity: Some(severity(incident.status)),
        messages: Some(messages.collect()),
        workload: Some(incident.workload.clone()),
        affected_workload_names: Some(vec![incident.workload.clone()]),
        resolved: Some(incident.resolved),
        impacted_area: some(&incident.area),
        impacted_customers: customers,
        ..wire::ServiceIncidentDetail::default()
    }
}

/// What was sent of one. `status` and `severity` are one thing here; `severity` counts where both are given.
pub(super) fn told(sent: wire::ServiceIncidentDetail) -> Result<Told, Refusal> {
    let status = sent.severity.or(sent.status).map(|severity| match severity {
        wire::IncidentSeverity::Normal => IncidentSeverity::Normal,
        wire::IncidentSeverity::Information => IncidentSeverity::Information,
        wire::IncidentSeverity::Warning => IncidentSeverity::Warning,
        wire::IncidentSeverity::Critical => IncidentSeverity::Critical,
    });
    let is_message = match sent.message_type {
        None | Some(wire::MessageType::None) => None,
        Some(wire::MessageType::Incident) => Some(false),
        Some(wire::MessageType::MessageCenter) => Some(true),
        Some(wire::MessageType::All) => {
            return Err(Refusal::property(
                "messageType",
                "all is to ask by; publish incident or message_center",
            ));
        }
    };
    let messages = sent.messages.unwrap_or_default().into_iter();
    Ok(Told {
        workload: sent.workload,
        is_message,
        status,
        area: sent.impacted_area,
        start: sent.start_time,
        resolved: sent.resolved,
        messages: messages.filter_map(|message| message.message_text).collect(),
    })
}
