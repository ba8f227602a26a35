//! How far second factors are used: a partner's users' requests, their counts, and users who came to our pages without.

use super::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    routes::{Route, route},
};
use nahtlos_engine::{Reading, call::Need};
use nahtlos_model::{
    dates::Date,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{Collection, request_log as wire, service_requests::Unzoned};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("mfa", PartnerCenter, User, Read, "GET", "/v1/partnerRequests",                  "API request details",         requests).ok::<Collection<wire::PartnerRequest>>(),
    route!("mfa", PartnerCenter, User, Read, "GET", "/v1/applicationmfaadoptionstatus",     "MFA adoption summary",        adoption).asks("startDate endDate").ok::<Vec<wire::ApplicationMfaAdoptionStatus>>(),
    route!("mfa", PartnerCenter, User, Read, "GET", "/v1/nonMfaCompliantPartnerPrincipals", "portal requests without MFA", gaps).ok::<Collection<wire::NonMfaCompliantPartnerPrincipalDetails>>(),
];

/// Opens a reading after everything that waits was written.
async fn read(ask: &Ask) -> Result<Reading, Problem> {
    let reading = ask.read(Need::own(Action::ReadSecondFactors)).await?;
    ask.center.requests.write(&ask.center).await;
    Ok(reading)
}

async fn requests(ask: Ask) -> Result<Answer, Problem> {
    let all = read(&ask).await?.logged_requests().await?;
    let items = all.into_iter().map(|r| wire::PartnerRequest {
        request_id: Some(r.request_id),
        correlation_id: Some(r.correlation_id),
        operation_name: Some(r.operation),
        request_date_time: Some(Unzoned(r.at)),
        ip_address: Some(r.address),
        object_id: Some(r.user_id),
        tenant_id: Some(r.partner_id),
        upn: Some(r.sign_in),
        application_id: Some(r.application),
        mfa_compliant: Some(r.compliant),
    });
    Ok(Answer::ok(&Collection::of(items.collect())))
}

/// A bare list, as the reference answers.
async fn adoption(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = read(&ask).await?;
    let wrong = |name: &str, reason: String| {
        Refusal::new(Code::InvalidInput)
            .with("reason", format!("{name}: {reason}"))
            .at(name)
    };
    let day = |name: &str| {
        let text = ask.query.get(name);
        text.map(|text| {
            text.parse::<Date>()
                .map_err(|_| wrong(name, format!("{text:?} is no day such as 2027-01-31")))
        })
        .transpose()
    };
    let (from, until) = (day("startDate")?, day("endDate")?);
    let (from, until) = reading.asked_days(from, until).map_err(|reason| wrong("startDate", reason))?;
    let days = reading.counted_requests(from, until).await?;
    let items = days.into_iter().map(|(day, name)| wire::ApplicationMfaAdoptionStatus {
        login_date: Some(day.day),
        mfa_compliant_request_count: Some(day.compliant),
        total_request_count: Some(day.total),
        application_id: Some(day.application),
        application_name: Some(name),
    });
    Ok(Answer::ok(&items.collect::<Vec<_>>()))
}

async fn gaps(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = read(&ask).await?;
    let tenant = reading.caller.clone();
    let items = reading
        .mfa_gaps()
        .await?
        .into_iter()
        .map(|gap| wire::NonMfaCompliantPartnerPrincipalDetails {
            object_id: Some(gap.user_id),
            tenant_id: Some(tenant.clone()),
            upn: Some(gap.sign_in),
            last_non_mfa_compliant_request_date_time: Some(Unzoned(gap.at)),
        });
    Ok(Answer::ok(&Collection::of(items.collect())))
}
