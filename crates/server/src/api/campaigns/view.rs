//! Campaigns as the wire shows them.

use crate::api::context::View;
use nahtlos_engine::campaigns::{
    intake::Known,
    read::{Overview, Progress},
};
use nahtlos_model::{
    campaigns::{Campaign, Member, MemberState, Settings, Stopped, Wave, WaveState, state::State, yes::Limit},
    money::{Amount, Currency},
};
use nahtlos_wire::{Attributes, Links, campaigns as wire};
use serde_json::json;

fn state(state: State) -> wire::CampaignState {
    match state {
        State::Drafted => wire::CampaignState::Drafted,
        State::Scheduled => wire::CampaignState::Scheduled,
        State::Running => wire::CampaignState::Running,
        State::Paused => wire::CampaignState::Paused,
        State::Stopped => wire::CampaignState::Stopped,
        State::Completed => wire::CampaignState::Completed,
        State::Abandoned => wire::CampaignState::Abandoned,
    }
}

fn wave_state(state: WaveState) -> wire::WaveState {
    match state {
        WaveState::Planned => wire::WaveState::Planned,
        WaveState::Open => wire::WaveState::Open,
        WaveState::Proved => wire::WaveState::Proved,
        WaveState::Failed => wire::WaveState::Failed,
    }
}

fn customer_state(state: MemberState) -> wire::CampaignCustomerState {
    match state {
        MemberState::Open => wire::CampaignCustomerState::Open,
        MemberState::Begun => wire::CampaignCustomerState::Begun,
        MemberState::Excluded => wire::CampaignCustomerState::Excluded,
        MemberState::Ineligible => wire::CampaignCustomerState::Ineligible,
        MemberState::Failed => wire::CampaignCustomerState::Failed,
    }
}

fn amount(minor: i64, currency: Currency) -> String {
    let digits = currency.minor_digits();
    Amount { minor, digits }.to_string()
}

fn settings(of: &Settings) -> wire::CampaignSettings {
    let span = |span: &nahtlos_model::campaigns::Span| wire::DaySpan {
        first: Some(span.first),
        last: Some(span.last),
    };
    wire::CampaignSettings {
        account: Some(of.account.clone().unwrap_or_else(|| nahtlos_model::moves::LOCAL.to_owned())),
        currency: Some(of.currency.to_string()),
        first_day: Some(of.days.first),
        last_day: Some(of.days.last),
        deadline: of.deadline,
        need_days: Some(of.need_days),
        leave_after_days: Some(of.leave_after_days.unwrap_or(0)),
        tasks_per_day: Some(of.tasks.per_day),
        tasks_per_customer: Some(of.tasks.per_customer),
        requests_per_day: Some(of.requests.per_day),
        requests_per_customer: Some(of.requests.per_customer),
        weekends: Some(of.weekends),
        blackouts: Some(of.blackouts.iter().map(span).collect()),
        canaries: Some(of.canaries),
        canary_days: Some(of.canary_days),
        wave_days: Some(of.wave_days),
        proof_days: Some(of.proof_days),
        most_halts: Some(of.most_halts),
        most_canary_halts: Some(of.most_canary_halts),
        offer: Some(of.offer),
        moves: Some(crate::api::moves::told_settings(&of.moves)),
    }
}

fn stopped(stopped: &Stopped) -> wire::CampaignStop {
    let nothing = wire::CampaignStop::default();
    match stopped {
        Stopped::Wave { wave, failed } => wire::CampaignStop {
            kind: Some("wave".to_owned()),
            wave: Some(*wave),
            halted: Some(failed.halted),
            allowed: Some(failed.allowed),
            customer_ids: Some(failed.customers.clone()),
            ..nothing
        },
        Stopped::NobodyActs { name } => wire::CampaignStop {
            kind: Some("nobodyActs".to_owned()),
            name: Some(name.clone()),
            ..nothing
        },
    }
}

fn progress(of: &Progress, currency: Currency) -> wire::CampaignProgress {
    wire::CampaignProgress {
        customers: Some(of.customers),
        users: Some(of.users),
        begun: Some(of.begun),
        proved: Some(of.proved),
        completed: Some(of.completed),
        halted: Some(of.halted),
        waits: Some(of.waits),
        planned: Some(amount(of.planned_minor, currency)),
        charged: Some(amount(of.charged_minor, currency)),
    }
}

fn wave(wave: &Wave) -> wire::CampaignWave {
    wire::CampaignWave {
        number: Some(wave.number),
        canary: Some(wave.canary),
        first_day: Some(wave.days.first),
        last_day: Some(wave.days.last),
        state: Some(wave_state(wave.state)),
        opened_time: wave.opened,
        proved_time: wave.proved,
        progress: None,
    }
}

impl View {
    /// A campaign without how its customers stand.
    pub(crate) fn campaign(&self, of: &Campaign) -> wire::Campaign {
        let currency = of.settings.currency;
        wire::Campaign {
            id: Some(of.id.clone()),
            name: Some(of.name.clone()),
            state: Some(state(of.state)),
            settings: Some(settings(&of.settings)),
            schedule: of.scheduled.as_ref().map(|scheduled| wire::CampaignSchedule {
                time: Some(scheduled.at),
                from: Some(scheduled.from),
                customers: Some(scheduled.customers),
                late: Some(scheduled.late),
                left_out: Some(scheduled.left_out),
                cost: Some(amount(scheduled.cost_minor, currency)),
                digest: Some(scheduled.digest.clone()),
            }),
            approval: of.approval.as_ref().map(|yes| wire::CampaignApproval {
                by: Some(yes.by.clone()),
                time: Some(yes.at),
                digest: Some(yes.digest.clone()),
                limits: Some(wire::CampaignLimits {
                    each: yes.limits.each_minor.map(|minor| amount(minor, currency)),
                    all: yes.limits.all_minor.map(|minor| amount(minor, currency)),
                    days: yes.limits.days,
                    users: yes.limits.users,
                    more: yes
                        .limits
                        .later
                        .and_then(|later| later.more_minor)
                        .map(|minor| amount(minor, currency)),
                    later_days: yes.limits.later.and_then(|later| later.days),
                    other_users: yes.limits.later.and_then(|later| later.users),
                }),
            }),
            acting_name: of.acting.as_ref().map(|acting| acting.name.clone()),
            stopped: of.stopped.as_ref().map(stopped),
            waves: Some(of.waves.iter().map(wave).collect()),
            progress: None,
            customers: None,
            covered: Some(amount(of.covered_minor, currency)),
            next_time: of.next,
            created_time: Some(of.created),
            closed_time: of.closed,
            version: Some(of.version),
            links: Some(Links::to_self(format!("{}/{}", wire::PATH, of.id))),
            attributes: Some(Attributes::of("Campaign")),
        }
    }

    /// A campaign with how all of it stands.
    pub(crate) fn overview(&self, found: &Overview) -> wire::Campaign {
        let currency = found.of.settings.currency;
        let mut told = self.campaign(&found.of);
        told.progress = Some(progress(&found.all, currency));
        for wave in told.waves.iter_mut().flatten() {
            let nobody = Progress::default();
            let here = wave.number.and_then(|number| found.waves.get(&number)).unwrap_or(&nobody);
            wave.progress = Some(progress(here, currency));
        }
        let count = |state| Some(found.states.get(&state).copied().unwrap_or(0));
        told.customers = Some(wire::CampaignCounts {
            open: count(MemberState::Open),
            begun: count(MemberState::Begun),
            excluded: count(MemberState::Excluded),
            ineligible: count(MemberState::Ineligible),
            failed: count(MemberState::Failed),
        });
        told
    }

    /// Somebody who may come into a campaign.
    pub(crate) fn campaign_candidate(&self, of: &Known) -> wire::CampaignCandidate {
        wire::CampaignCandidate {
            customer_id: Some(of.customer.tenant_id.clone()),
            customer_name: Some(of.customer.name.clone()),
            customer_domain: Some(of.customer.domain.clone()),
            state: of.state.map(customer_state),
        }
    }

    /// A customer of a campaign.
    pub(crate) fn campaign_customer(&self, of: &Member, currency: Currency) -> wire::CampaignCustomer {
        let known = &of.assessment;
        let money = |minor: i64| Some(amount(minor, currency));
        let counted = |limit: Limit, count: i64| match limit {
            Limit::Each | Limit::All => amount(count, currency),
            Limit::Days | Limit::Users => count.to_string(),
        };
        wire::CampaignCustomer {
            customer_id: Some(of.customer_id.clone()),
            customer_name: Some(of.name.clone()),
            customer_domain: Some(of.domain.clone()),
            email: of.email.clone(),
            state: Some(customer_state(of.state)),
            wishes: Some(wire::CampaignWishes {
                earliest: of.wishes.earliest,
                deadline: of.wishes.deadline,
                canary: of.wishes.canary,
                per_day: of.wishes.per_day_minor.and_then(money),
                missed: of.wishes.missed_minor.and_then(money),
            }),
            users: Some(known.users),
            originals: Some(known.originals),
            renews: known.renews,
            per_day: money(of.wishes.per_day_minor.unwrap_or(known.per_day_minor)),
            missed: money(of.wishes.missed_minor.unwrap_or(known.missed_minor)),
            estimated: known.plan_minor.and_then(money),
            tasks: Some(known.tasks),
            risk: Some(known.risk()),
            risks: Some(known.risks.iter().map(|risk| json!(risk)).collect()),
            day: of.day,
            wave: of.wave,
            in_time: of.day.map(|_| of.in_time),
            move_id: of.move_id.clone(),
            begun_time: of.begun,
            planned: of.planned_minor.and_then(money),
            beyond: of.beyond.map(|beyond| wire::CampaignBeyond {
                limit: Some(beyond.limit.to_string()),
                allowed: Some(counted(beyond.limit, beyond.allowed)),
                found: Some(counted(beyond.limit, beyond.found)),
            }),
            proved: Some(of.proved),
            note: Some(of.note.clone()).filter(|note| !note.is_empty()),
        }
    }
}
