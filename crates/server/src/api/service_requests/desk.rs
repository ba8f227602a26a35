//! Our own: the other side. The programme's administrators read what partners ask, answer it, and publish incidents.

use super::{change::change_of, incidents, list::Page, request_id, view};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    incidents::PublishIncident,
    service_requests::{AnswerServiceRequest, Talk},
};
use nahtlos_model::permissions::Action;
use nahtlos_wire::{incidents::ServiceIncidentDetail, service_requests as wire};

fn need() -> Need {
    Need::own(Action::AnswerServiceRequests)
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let page = Page::of(&ask)?;
    let partner = ask.query.get("partner").map(|id| id.trim().to_ascii_lowercase());
    let found = reading.partners_service_requests(partner.as_deref(), &page.part).await?;
    Ok(Answer::ok(&page.collection(&ask, &found, |request| wire::PartnerServiceRequest {
        partner_id: Some(request.partner_id.clone()),
        request: Some(view::short(request)),
    })))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let talk = reading.partners_service_request(&ask.id(0), &request_id(&ask, 1)).await?;
    Ok(Answer::ok(&asked(&ask.view(), &talk)))
}

pub(crate) async fn answer(ask: Ask) -> Result<Answer, Problem> {
    let command = AnswerServiceRequest {
        partner_id: ask.id(0),
        id: request_id(&ask, 1),
        change: change_of(ask.read_body()?)?,
    };
    let view = ask.view();
    ask.write(command, move |talk| Answer::ok(&asked(&view, talk))).await
}

fn asked(view: &crate::api::context::View, talk: &Talk) -> wire::PartnerServiceRequest {
    wire::PartnerServiceRequest {
        partner_id: Some(talk.request.partner_id.clone()),
        request: Some(view::whole(view, talk)),
    }
}

pub(crate) async fn publish(ask: Ask) -> Result<Answer, Problem> {
    let sent: ServiceIncidentDetail = ask.read_body()?;
    let command = PublishIncident {
        id: None,
        told: incidents::told(sent)?,
    };
    ask.write(command, |incident| Answer::created(&incidents::detail(incident, None)))
        .await
}

pub(crate) async fn change(ask: Ask) -> Result<Answer, Problem> {
    let sent: ServiceIncidentDetail = ask.read_body()?;
    let command = PublishIncident {
        id: Some(ask.id(0)),
        told: incidents::told(sent)?,
    };
    ask.write(command, |incident| Answer::ok(&incidents::detail(incident, None))).await
}
