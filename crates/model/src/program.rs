//! The partner programme's numbers: windows, stages, limits. Data with dates and sources in `rules/program.toml`.
//!
//! Every decision asks [`Program::on`] for the day concerned; no number of the programme stands in code.

use crate::{dates::Date, rules::Certainty};
use serde::Deserialize;
use std::sync::LazyLock;

/// One number with its days of validity and its source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Number {
    /// Which number; one of the fields of [`Numbers`].
    pub name: String,
    /// The number; its unit is in its name.
    pub value: i64,
    /// First day it holds; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it holds; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm it is.
    pub certainty: Certainty,
    /// The document that says so.
    pub source: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $field:ident = $name:literal),+ $(,)?) => {
        /// The numbers that hold on one day.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Numbers { $($(#[$doc])* pub $field: i64),+ }

        /// Every name a pack may give.
        const NAMES: &[&str] = &[$($name),+];

        impl Program {
            fn read(&self, day: Date) -> Result<Numbers, &'static str> {
                Ok(Numbers { $($field: self.number($name, day).ok_or($name)?),+ })
            }
        }
    };
}

numbers! {
    /// Hours after a purchase, renewal or seat addition within which it can be taken back.
    cancellation_window_hours = "cancellationWindowHours",
    /// Days of the expired stage.
    expired_days = "expiredDays",
    /// Days of the disabled stage.
    disabled_days = "disabledDays",
    /// Days of the first disabled stage of what was suspended at its term's end.
    suspended_at_end_days = "suspendedAtEndDays",
    /// Days after which a suspended legacy subscription is deleted.
    legacy_suspended_days = "legacySuspendedDays",
    /// 1 where a term's end with renewal off leads into the extended term.
    extended_term_enforced = "extendedTermEnforced",
    /// Surcharge in percent where the offer has a monthly rate.
    extended_term_percent_with_monthly = "extendedTermPercentWithMonthly",
    /// Surcharge in percent where it has none.
    extended_term_percent_without_monthly = "extendedTermPercentWithoutMonthly",
    /// Minutes from asking for a migration to new commerce until it is done.
    migration_minutes = "migrationMinutes",
    /// Months for which a legacy subscription must have been there before it can be migrated.
    migration_least_months = "migrationLeastMonths",
    /// Hours before a legacy term's end in which it is migrated with a full term only.
    migration_last_hours = "migrationLastHours",
    /// Most migrations that a partner may create within the window.
    migration_creations = "migrationCreations",
    /// Most validations of migrations by a partner for a customer within the window.
    migration_validations = "migrationValidations",
    /// Minutes of the window in which creations and validations are counted.
    migration_window_minutes = "migrationWindowMinutes",
    /// Most migrations or schedules in one page.
    migration_page_size = "migrationPageSize",
    /// Days after which a migrated legacy subscription is deleted.
    migrated_suspended_days = "migratedSuspendedDays",
    /// Minutes before a term's end in which changes are refused.
    update_stop_minutes = "updateStopMinutes",
    /// Days of a trial.
    trial_days = "trialDays",
    /// Most seats of a trial.
    trial_seats = "trialSeats",
    /// Most seats of a small-business SKU per customer.
    small_business_seats = "smallBusinessSeats",
    /// Most seats of a legacy offer that names no maximum.
    legacy_quantity_maximum = "legacyQuantityMaximum",
    /// Days after which a cart expires.
    cart_days = "cartDays",
    /// Days for which a deleted user can be restored.
    deleted_user_days = "deletedUserDays",
    /// From this day of the month on, a monthly term cannot be aligned to it unless it is the last.
    monthly_term_last_days = "monthlyTermLastDays",
    /// Days without a note after which a service request that needs the partner's attention is closed.
    support_silence_days = "supportSilenceDays",
    /// Days for which requests of a partner's users are counted.
    request_log_days = "requestLogDays",
    /// Days for which a user who came without a second factor is told of, and of a summary that names no days.
    mfa_gap_days = "mfaGapDays",
    /// Days until an unanswered invitation expires.
    invitation_days = "invitationDays",
    /// Days between reminders of an invitation.
    invitation_reminder_days = "invitationReminderDays",
    /// Days until a transfer that nobody answered expires.
    transfer_days = "transferDays",
    /// Days for which the work on an accepted transfer is tried again.
    transfer_retry_days = "transferRetryDays",
    /// Most lines of one acceptance of a transfer.
    transfer_lines = "transferLines",
    /// Days before a channel subscription's end at which what replaces it starts, where nobody says otherwise.
    channel_lead_days = "channelLeadDays",
    /// Most days of a granular delegation.
    granular_longest_days = "granularLongestDays",
    /// Days by which a granular delegation is extended at its end.
    granular_extend_days = "granularExtendDays",
    /// Days until a granular delegation that the customer does not answer is given up.
    granular_unanswered_days = "granularUnansweredDays",
    /// Days for which a granular delegation that ended is kept.
    granular_kept_days = "granularKeptDays",
    /// Days after which the customer is reminded of an unanswered granular delegation for the first time.
    granular_first_reminder_days = "granularFirstReminderDays",
    /// Days after which it is for the second time.
    granular_second_reminder_days = "granularSecondReminderDays",
    /// Days before it lapses on which it is for the last time.
    granular_last_reminder_days = "granularLastReminderDays",
    /// Days before the end of a granular delegation on which both sides are told for the first time.
    granular_ending_first_days = "granularEndingFirstDays",
    /// Days before its end for the second time.
    granular_ending_second_days = "granularEndingSecondDays",
    /// Days before its end for the last time.
    granular_ending_last_days = "granularEndingLastDays",
    /// Hours for which the reply to a repeated request is kept.
    idempotency_hours = "idempotencyHours",
    /// Customers of a sandbox partner.
    sandbox_customers = "sandboxCustomers",
    /// Subscriptions per customer of a sandbox partner.
    sandbox_subscriptions = "sandboxSubscriptions",
    /// Seats per subscription of a sandbox partner.
    sandbox_seats = "sandboxSeats",
    /// Active subscriptions per tenant.
    active_subscriptions_per_tenant = "activeSubscriptionsPerTenant",
    /// Most customers in one page.
    customer_page_size = "customerPageSize",
    /// Hours until a qualification that was asked for, or a partner's legal profile, is vetted.
    vetting_hours = "vettingHours",
    /// Customers for whom a sandbox partner's validation code is good.
    sandbox_validations = "sandboxValidations",
    /// Minutes for which the link to an agreement's text works.
    agreement_link_minutes = "agreementLinkMinutes",
    /// Most attestations in one request.
    attestations = "attestations",
    /// Days that the reference's list of activity goes back.
    audit_days = "auditDays",
    /// Most days between the two ends of that list.
    audit_window_days = "auditWindowDays",
    /// Most records in one page of it.
    audit_page = "auditPage",
    /// Most requests in one batch.
    batch_requests = "batchRequests",
    /// Fewest characters of a password.
    password_shortest = "passwordShortest",
    /// Most characters of a password.
    password_longest = "passwordLongest",
    /// Of the four kinds of characters, how many a password must have.
    password_kinds = "passwordKinds",
    /// Attempts at one delivery of a webhook.
    webhook_attempts = "webhookAttempts",
    /// Days for which deliveries are kept.
    webhook_kept_days = "webhookKeptDays",
    /// Days for which a validation event's result can be asked for.
    webhook_test_days = "webhookTestDays",
    /// Validation events per minute and partner.
    webhook_tests_per_minute = "webhookTestsPerMinute",
}

/// A pack of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// In file order; of several that hold on a day, the last counts.
    pub rules: Vec<Number>,
    #[serde(skip)]
    spans: Vec<(Date, Result<Numbers, &'static str>)>,
}

static BUNDLED: LazyLock<Program> =
    LazyLock::new(|| Program::parse(include_str!("../rules/program.toml")).expect("the bundled pack parses: a test sees to it"));

impl Program {
    /// The numbers that come with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Parses a pack; the error names the line, or the name nobody knows.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut program: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        program.spans = program.spans();
        match program.rules.iter().find(|rule| !NAMES.contains(&rule.name.as_str())) {
            Some(unknown) => Err(format!(
                "{:?} is no number of the programme; known: {}",
                unknown.name,
                NAMES.join(", ")
            )),
            None => Ok(program),
        }
    }

    /// The numbers on a day.
    ///
    /// # Panics
    /// When the pack lacks one on that day; impossible for the bundled pack (a test walks its dates).
    pub fn on(&self, day: Date) -> Numbers {
        let at = self.spans.partition_point(|(from, _)| *from <= day);
        let numbers = at.checked_sub(1).map(|at| self.spans[at].1);
        let numbers = numbers.unwrap_or_else(|| self.read(day));
        numbers.unwrap_or_else(|missing| panic!("no number {missing} on {day}"))
    }

    /// The name of a number that the pack lacks on a day; `None`: it has them all.
    pub fn missing(&self, day: Date) -> Option<&'static str> {
        self.read(day).err()
    }

    /// The days from which some number is another one, with what holds from there on: every request asks.
    fn spans(&self) -> Vec<(Date, Result<Numbers, &'static str>)> {
        let begins = self.rules.iter().filter_map(|rule| rule.valid_from);
        let ends = self.rules.iter().filter_map(|rule| rule.valid_until?.tomorrow().ok());
        let mut days: Vec<Date> = begins.chain(ends).chain([Date::MIN]).collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter().map(|day| (day, self.read(day))).collect()
    }

    fn number(&self, name: &str, day: Date) -> Option<i64> {
        let holds =
            |rule: &&Number| rule.name == name && rule.valid_from.is_none_or(|f| f <= day) && rule.valid_until.is_none_or(|u| day <= u);
        self.rules.iter().rev().find(holds).map(|rule| rule.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_number_exists_on_every_day() {
        for day in [Date::MIN, date(2026, 5, 3), date(2026, 5, 4), Date::MAX] {
            assert_eq!(Program::bundled().read(day).unwrap(), Program::bundled().on(day), "{day}");
        }
        assert_eq!(Program::bundled().on(date(2026, 5, 3)).extended_term_enforced, 0);
        assert_eq!(Program::bundled().on(date(2026, 5, 4)).extended_term_enforced, 1);
    }

    #[test]
    fn an_unknown_number_is_refused_by_name() {
        let text = "[[rules]]\nname = \"cartDay\"\nvalue = 7\ncertainty = \"assumed\"\nsource = \"x\"\n";
        assert!(Program::parse(text).unwrap_err().contains("cartDay"));
    }
}
