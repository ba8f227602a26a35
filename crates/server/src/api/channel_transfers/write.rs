//! Previews, schedules, changes, cancels and starts a channel transfer.

use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_engine::channel_transfers::{
    CancelChannelTransfer, ChangeChannelTransfer, Planned, ScheduleChannelTransfer, StartChannelTransfer,
};
use nahtlos_model::{
    channel_transfers::plan::Wanted,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{channel_transfers as wire, enums::BillingCycleType};

fn line(at: usize, sent: wire::ChannelTransferLine) -> Result<Wanted, Refusal> {
    let field = |name: &str| format!("lines[{at}].{name}");
    let term = sent
        .term_duration
        .as_deref()
        .map(|text| convert::term(text, &field("termDuration")));
    let cycle = sent.billing_cycle.filter(|text| !text.trim().is_empty());
    let cycle = cycle.map(|text| {
        let known: BillingCycleType = text
            .trim()
            .parse()
            .map_err(|error| Refusal::property(field("billingCycle"), error))?;
        convert::plan(known, &field("billingCycle"))
    });
    Ok(Wanted {
        source_id: sent.source_id.unwrap_or_default(),
        quantity: sent.quantity,
        item: sent.catalog_item_id,
        term: term.transpose()?.flatten(),
        cycle: cycle.transpose()?.flatten(),
        start: sent.start_date,
        custom_end: sent.custom_term_end_date,
    })
}

fn planned(sent: wire::ChannelTransfer) -> Result<Planned, Refusal> {
    let lines = sent.lines.unwrap_or_default().into_iter().enumerate();
    Ok(Planned {
        lines: lines.map(|(at, sent)| line(at, sent)).collect::<Result<_, _>>()?,
        lead_days: sent.lead_days,
        mpn_id: sent
            .partner_on_record
            .map(|mpn| mpn.trim().to_owned())
            .filter(|mpn| !mpn.is_empty()),
        auto_renew: sent.auto_renew,
    })
}

pub(crate) async fn preview(ask: Ask) -> Result<Answer, Problem> {
    let command = ScheduleChannelTransfer {
        customer_id: ask.id(0),
        wanted: planned(ask.read_body()?)?,
        preview: true,
    };
    let shown = ask.execute(command).await?;
    Ok(Answer::ok(&ask.view().channel_preview(&shown)))
}

pub(crate) async fn schedule(ask: Ask) -> Result<Answer, Problem> {
    let command = ScheduleChannelTransfer {
        customer_id: ask.id(0),
        wanted: planned(ask.read_body()?)?,
        preview: false,
    };
    let view = ask.view();
    ask.write(command, move |t| Answer::created(&view.channel_transfer(t))).await
}

pub(crate) async fn change(ask: Ask) -> Result<Answer, Problem> {
    let wanted = planned(ask.read_body()?)?;
    let expected_version = match ask.if_match() {
        Some(etag) => Some(etag.parse().map_err(|_| Refusal::new(Code::StaleEtag).with("version", &etag))?),
        None => None,
    };
    let command = ChangeChannelTransfer {
        customer_id: ask.id(0),
        id: ask.id(1),
        expected_version,
        wanted,
    };
    let view = ask.view();
    ask.write(command, move |t| Answer::ok(&view.channel_transfer(t))).await
}

pub(crate) async fn cancel(ask: Ask) -> Result<Answer, Problem> {
    let command = CancelChannelTransfer {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    let view = ask.view();
    ask.write(command, move |t| Answer::ok(&view.channel_transfer(t))).await
}

pub(crate) async fn start(ask: Ask) -> Result<Answer, Problem> {
    let command = StartChannelTransfer {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    let view = ask.view();
    ask.write(command, move |t| Answer::ok(&view.channel_transfer(t))).await
}
