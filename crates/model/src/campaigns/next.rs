//! What is to be done now for a campaign, from it, its customers, and how their moves stand. Whoever carries it out does it, records it, and
//! asks again, until nothing is to be done for now. Nothing here remembers anything: after a crash the same is said again.

use super::{
    Campaign, Member, MemberState, Stopped, WaveState,
    gate::{Judged, Standing, judge, standing},
};
use crate::{
    dates::{Date, date_of, day_number},
    instants::Instant,
    moves::state::State as MoveState,
};

/// A customer with how its move stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The customer.
    pub member: Member,
    /// The state of its move.
    pub of: Option<MoveState>,
    /// Its move is seen to be past its cover proof.
    pub proved: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// These customers' moves are past their cover proof now.
    Proved(Vec<String>),
    /// A wave stands otherwise.
    Wave(u32, WaveState),
    /// The campaign stops itself.
    Stop(Stopped),
    /// Somebody's day has passed: those who have not begun get other days.
    Schedule,
    /// A customer's move begins.
    Begin(String),
    /// The move of a customer is planned.
    Plan(String),
    /// The plan of a customer's move is approved by the yes to the campaign.
    Approve(String),
    /// Every wave is over.
    Complete,
    /// Nothing before an instant.
    Rest(Instant),
}

/// Says what is to be done for a running campaign on a day.
pub fn next(of: &Campaign, seen: &[Seen], today: Date) -> Next {
    let newly = seen.iter().filter(|one| one.proved && !one.member.proved);
    let newly: Vec<String> = newly.map(|one| one.member.customer_id.clone()).collect();
    if !newly.is_empty() {
        return Next::Proved(newly);
    }
    if let Some(next) = under_way(seen) {
        return next;
    }
    let open = |one: &&Seen| one.member.state == MemberState::Open;
    let passed = |one: &Seen| one.member.day.is_some_and(|day| day < today);
    for wave in &of.waves {
        let here = || seen.iter().filter(|one| one.member.wave == Some(wave.number));
        let standings = here().map(|one| (one.member.customer_id.as_str(), stand(one)));
        match (wave.state, judge(standings, of.most_halts(wave))) {
            (WaveState::Proved, _) => {}
            (WaveState::Planned, _) if today < wave.days.first => return Next::Rest(Instant::start_of(wave.days.first)),
            // Its days begin anew rather than with some of them gone.
            (WaveState::Planned, _) if seen.iter().filter(open).any(passed) => return Next::Schedule,
            (WaveState::Planned, _) => return Next::Wave(wave.number, WaveState::Open),
            (_, Judged::Failed(failed)) => {
                let wave = wave.number;
                return Next::Stop(Stopped::Wave { wave, failed });
            }
            (_, Judged::Proved) => return Next::Wave(wave.number, WaveState::Proved),
            (_, Judged::Open) => {
                if seen.iter().filter(open).any(passed) {
                    return Next::Schedule;
                }
                let due = here().find(|one| open(one) && one.member.day == Some(today));
                let tomorrow = Instant::start_of(date_of(day_number(today) + 1));
                return due.map_or(Next::Rest(tomorrow), |one| Next::Begin(one.member.customer_id.clone()));
            }
        }
    }
    match seen.iter().filter(open).any(|one| one.member.day.is_some()) {
        true => Next::Schedule,
        false => Next::Complete,
    }
}

/// Customers for whom the same is to be done now as for the one that was named, that one first: each by itself, whatever becomes of the others.
pub fn alike(next: &Next, seen: &[Seen], today: Date, most: usize) -> Vec<String> {
    let (Next::Begin(first) | Next::Plan(first) | Next::Approve(first)) = next else {
        return Vec::new();
    };
    let wave = |one: &Seen| one.member.wave;
    let here = seen.iter().find(|one| one.member.customer_id == *first).and_then(wave);
    let begins = matches!(next, Next::Begin(_));
    let fits = |one: &&Seen| (!begins || wave(one) == here) && of_one(one, today).is_some_and(|of| of.is_like(next));
    let id = |one: &Seen| one.member.customer_id.clone();
    let others = seen.iter().filter(fits).map(id).filter(|id| id != first);
    std::iter::once(first.clone()).chain(others).take(most).collect()
}

impl Next {
    /// Whether it is the same thing to do, for whomever.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What is to be done for one customer by itself: its move is begun on its day, planned, or approved.
pub fn of_one(one: &Seen, today: Date) -> Option<Next> {
    let due = one.member.state == MemberState::Open && one.member.day == Some(today);
    let begin = due.then(|| Next::Begin(one.member.customer_id.clone()));
    begin.or_else(|| under_way(std::slice::from_ref(one)))
}

/// What is to be done for moves that have begun and are not approved.
fn under_way(seen: &[Seen]) -> Option<Next> {
    seen.iter().filter(|one| one.member.state == MemberState::Begun).find_map(|one| {
        let id = || one.member.customer_id.clone();
        match one.of {
            Some(MoveState::Drafted) => Some(Next::Plan(id())),
            Some(MoveState::Planned) if one.member.planned_minor.is_none() => Some(Next::Plan(id())),
            Some(MoveState::Planned | MoveState::Offered) if one.member.beyond.is_none() => Some(Next::Approve(id())),
            _ => None,
        }
    })
}

fn stand(one: &Seen) -> Standing {
    standing(one.member.state, one.of, one.member.proved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        campaigns::{Settings, Span, Wave, Wishes, assess::Assessment, state::State},
        money::Currency,
    };
    use jiff::civil::date;

    fn campaign(waves: Vec<Wave>) -> Campaign {
        let days = Span {
            first: date(2027, 1, 4),
            last: date(2027, 12, 31),
        };
        Campaign {
            id: "1".to_owned(),
            partner_id: "p".to_owned(),
            name: "all".to_owned(),
            base: String::new(),
            state: State::Running,
            settings: Settings::usual(Currency::new("EUR").unwrap(), days),
            waves,
            scheduled: None,
            approval: None,
            acting: None,
            stopped: None,
            covered_minor: 0,
            next: None,
            created: Instant(0),
            closed: None,
            version: 1,
        }
    }

    fn wave(number: u32, state: WaveState, first: Date) -> Wave {
        let days = Span { first, last: first };
        Wave {
            number,
            canary: number == 1,
            days,
            state,
            opened: None,
            proved: None,
        }
    }

    fn seen(id: &str, wave: u32, day: Date, state: MemberState, of: Option<MoveState>) -> Seen {
        let member = Member {
            customer_id: id.to_owned(),
            name: id.to_owned(),
            domain: String::new(),
            email: None,
            wishes: Wishes::default(),
            assessment: Assessment::default(),
            state,
            day: Some(day),
            wave: Some(wave),
            in_time: true,
            move_id: of.map(|_| "m".to_owned()),
            begun: None,
            planned_minor: of.map(|_| 5),
            covered: None,
            beyond: None,
            proved: false,
            note: String::new(),
        };
        Seen { member, of, proved: false }
    }

    #[test]
    fn a_wave_opens_only_when_the_one_before_is_proved() {
        let (one, two) = (date(2027, 1, 4), date(2027, 1, 11));
        let begun = |of| seen("a", 1, one, MemberState::Begun, Some(of));
        let waiting = seen("b", 2, two, MemberState::Open, None);
        let of = campaign(vec![wave(1, WaveState::Open, one), wave(2, WaveState::Planned, two)]);
        // On the day of the second, the first is not proved.
        let all = [begun(MoveState::Waiting), waiting.clone()];
        assert_eq!(next(&of, &all, two), Next::Rest(Instant::start_of(date(2027, 1, 12))));
        assert_eq!(next(&of, &all, date(2027, 1, 12)), Next::Schedule, "its day has passed");
        let mut proved = begun(MoveState::Waiting);
        proved.proved = true;
        assert_eq!(
            next(&of, &[proved.clone(), waiting.clone()], two),
            Next::Proved(vec!["a".to_owned()])
        );
        proved.member.proved = true;
        let all = [proved, waiting];
        assert_eq!(next(&of, &all, two), Next::Wave(1, WaveState::Proved));
        let mut of = of;
        of.waves[0].state = WaveState::Proved;
        assert_eq!(next(&of, &all, one), Next::Rest(Instant::start_of(two)));
        assert_eq!(next(&of, &all, two), Next::Wave(2, WaveState::Open));
        of.waves[1].state = WaveState::Open;
        assert_eq!(next(&of, &all, two), Next::Begin("b".to_owned()));
    }

    #[test]
    fn a_canary_that_stands_still_stops_all() {
        let one = date(2027, 1, 4);
        let of = campaign(vec![wave(1, WaveState::Open, one)]);
        let halted = seen("a", 1, one, MemberState::Begun, Some(MoveState::Halted));
        let Next::Stop(Stopped::Wave { wave: 1, failed }) = next(&of, std::slice::from_ref(&halted), one) else {
            panic!()
        };
        assert_eq!((failed.halted, failed.allowed, failed.customers), (1, 0, vec!["a".to_owned()]));
        let mut excluded = halted;
        excluded.member.state = MemberState::Excluded;
        assert_eq!(next(&of, &[excluded], one), Next::Wave(1, WaveState::Proved));
    }

    #[test]
    fn what_was_left_half_done_comes_first() {
        let one = date(2027, 1, 4);
        let of = campaign(vec![wave(1, WaveState::Open, one)]);
        let mut drafted = seen("a", 1, one, MemberState::Begun, Some(MoveState::Drafted));
        let due = seen("b", 1, one, MemberState::Open, None);
        assert_eq!(next(&of, &[due.clone(), drafted.clone()], one), Next::Plan("a".to_owned()));
        drafted.of = Some(MoveState::Planned);
        drafted.member.planned_minor = None;
        assert_eq!(
            next(&of, &[due.clone(), drafted.clone()], one),
            Next::Plan("a".to_owned()),
            "planned, and not written down"
        );
        drafted.member.planned_minor = Some(1);
        assert_eq!(next(&of, &[due.clone(), drafted.clone()], one), Next::Approve("a".to_owned()));
        drafted.member.beyond = Some(crate::campaigns::yes::Beyond {
            limit: crate::campaigns::yes::Limit::Each,
            allowed: 0,
            found: 1,
        });
        assert_eq!(
            next(&of, &[due, drafted], one),
            Next::Begin("b".to_owned()),
            "it waits for a person"
        );
    }

    #[test]
    fn it_is_complete_when_every_wave_is() {
        let one = date(2027, 1, 4);
        let of = campaign(vec![wave(1, WaveState::Proved, one)]);
        let mut left_out = seen("b", 1, one, MemberState::Open, None);
        (left_out.member.day, left_out.member.wave) = (None, None);
        assert_eq!(next(&of, &[left_out], one), Next::Complete);
        // Somebody whom a person put in again has a day, and no wave that is not over.
        assert_eq!(next(&of, &[seen("b", 1, one, MemberState::Open, None)], one), Next::Schedule);
    }

    #[test]
    fn the_same_is_done_for_those_who_need_the_same() {
        let day = date(2027, 1, 4);
        let planned = |id: &str| {
            let mut one = seen(id, 1, day, MemberState::Begun, Some(MoveState::Drafted));
            one.member.planned_minor = None;
            one
        };
        let open = |id: &str, wave| seen(id, wave, day, MemberState::Open, None);
        let mut late = open("late", 1);
        late.member.day = Some(date(2027, 1, 5));
        let all = [
            open("a", 1),
            planned("b"),
            open("c", 2),
            open("d", 1),
            planned("e"),
            late,
            seen("f", 1, day, MemberState::Excluded, Some(MoveState::Drafted)),
        ];
        assert_eq!(alike(&Next::Begin("d".to_owned()), &all, day, 9), ["d", "a"]);
        assert_eq!(alike(&Next::Plan("b".to_owned()), &all, day, 9), ["b", "e"]);
        assert_eq!(alike(&Next::Plan("b".to_owned()), &all, day, 1), ["b"]);
        assert!(alike(&Next::Complete, &all, day, 9).is_empty());
    }
}
