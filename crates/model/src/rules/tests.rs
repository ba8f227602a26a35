//! Tests of the bundled packs: every channel has every rule on every day, and the rules say what they should.

use super::*;
use jiff::civil::date;
use std::mem::discriminant;

fn on(channel: Channel, generation: Generation, day: Date) -> ChannelRules<'static> {
    RulePacks::bundled().rule_on(channel, generation, day)
}

#[test]
fn every_channel_has_every_rule_on_every_side_of_every_boundary() {
    let packs = RulePacks::parse(&FILES).expect("packs");
    let mut days = vec![date(2020, 1, 1), date(2030, 1, 1)];
    for rule in packs.packs().iter().flat_map(|p| &p.rules) {
        days.extend(rule.valid_from.into_iter().flat_map(|d| [d, d.yesterday().expect("day")]));
        days.extend(rule.valid_until.into_iter().flat_map(|d| [d, d.tomorrow().expect("day")]));
        assert!(!rule.source.is_empty());
    }
    for &channel in Channel::ALL {
        for &generation in Generation::ALL {
            for &day in &days {
                let found = packs.try_rule_on(channel, generation, day);
                assert!(found.is_ok(), "{channel} {generation} {day}: {found:?}");
            }
        }
    }
}

#[test]
fn no_two_rules_speak_of_the_same_thing_on_the_same_day() {
    let packs = RulePacks::bundled();
    for &channel in Channel::ALL {
        for &generation in Generation::ALL {
            for day in [date(2026, 5, 3), date(2026, 5, 4)] {
                let rules = packs
                    .packs()
                    .iter()
                    .filter(|p| p.channels.contains(&channel))
                    .flat_map(|p| &p.rules);
                let mut seen = Vec::new();
                for rule in rules.filter(|r| r.holds(generation, day)) {
                    let kind = discriminant(&rule.fact);
                    assert!(!seen.contains(&kind), "{:?} twice for {channel} {generation} on {day}", rule.fact);
                    seen.push(kind);
                }
            }
        }
    }
}

#[test]
fn partner_terms_extend_themselves_since_may_2026() {
    for channel in [Channel::OtherPartner, Channel::ThisPartner] {
        let before = on(channel, Generation::NewCommerce, date(2026, 5, 3));
        assert!(!before.needs_cancel_at_term_end());
        assert_eq!(before.grace_days.value, 30);
        let after = on(channel, Generation::NewCommerce, date(2026, 5, 4));
        assert!(after.needs_cancel_at_term_end());
        assert_eq!(after.grace_days.value, 0);
        assert_eq!(
            after.extended_term_surcharge_percent.map(|s| s.value.without_monthly_rate),
            Some(23)
        );
        assert!(!on(channel, Generation::Legacy, date(2027, 1, 1)).needs_cancel_at_term_end());
    }
}

#[test]
fn channels_differ_where_they_should() {
    let day = date(2027, 1, 1);
    let volume = on(Channel::VolumeLicense, Generation::NewCommerce, day);
    assert_eq!(volume.mid_term_cancellation.value, MidTermCancellation::NotBeforeEnd);
    assert!(volume.grace_days.is_contradictory());
    assert_eq!(volume.contradictory().len(), 1, "one page contradicts itself");
    let web = on(Channel::WebDirect, Generation::NewCommerce, day);
    assert_eq!(web.actor.value, Actor::Customer);
    assert!(!web.transfer_possible.value && !web.needs_cancel_at_term_end());
    let other = on(Channel::OtherPartner, Generation::Legacy, day);
    assert!(other.suspend_allowed.value && other.transfer_possible.value);
    assert_eq!(other.actor.value, Actor::OtherPartner);
    assert!(other.cancellation_window_days.is_none());
}

#[test]
fn a_pack_with_an_unknown_word_names_file_and_line() {
    let error =
        RulePacks::parse(&[("mine.toml", "channels = [\"webDirect\"]\n\n[[rules]]\nfact = { graceDayz = 3 }\n")]).expect_err("unknown");
    assert!(error.contains("mine.toml") && error.contains("line 4"), "{error}");
}
