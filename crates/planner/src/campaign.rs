//! The days of a campaign's customers: its settings become a problem of [`crate::schedule`], and the schedule becomes days and waves.
//!
//! Called by the engine whenever a campaign is scheduled, at first or from the present. Waves are cut first, by the calendar alone; the days
//! between them, which belong to the proof, have no slots; canaries can only take days of the first wave, everybody else only later ones. Where
//! the first wave's days have passed before all of its canaries began, it gets as many days anew: nobody goes before them.

use crate::schedule::{Candidate, MOST_COST, Misfit, Problem, Schedule};
use nahtlos_model::{
    campaigns::{Settings, Span, Wave, WaveState, Wishes, assess::Assessment},
    dates::{Date, DayNumber, date_of, day_number},
};

/// A customer who needs a day.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// Tenant id.
    pub id: &'a str,
    /// What people want for it.
    pub wishes: &'a Wishes,
    /// What is known of it.
    pub assessment: &'a Assessment,
    /// The wave that it was in.
    pub wave: Option<u32>,
}

/// What days are found from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// How the campaign is carried out.
    pub settings: &'a Settings,
    /// Its waves so far.
    pub waves: &'a [Wave],
    /// Everybody who needs a day.
    pub people: &'a [Person<'a>],
    /// First day that there is.
    pub from: Date,
    /// Slots of that day that are taken already.
    pub taken: u32,
}

/// Somebody's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// Its wave.
    pub wave: u32,
    /// Whether it is early enough for the customer's originals.
    pub in_time: bool,
}

/// Days and waves, with what proves them.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// Waves so far and those to come.
    pub waves: Vec<Wave>,
    /// Everybody's day, in the order of people.
    pub days: Vec<Option<Day>>,
    /// The problem, for [`crate::schedule::recheck`].
    pub problem: Problem,
    /// Its schedule.
    pub schedule: Schedule,
}

/// Gives everybody a day.
///
/// # Errors
/// A campaign that is too long.
pub fn arrange(ground: &Ground<'_>) -> Result<Arranged, Misfit> {
    let mut waves = cut(ground);
    let from = day_number(ground.from);
    let last = day_number(ground.settings.days.last);
    let wave_of = |day: DayNumber| {
        let mut open = waves
            .iter()
            .filter(|wave| matches!(wave.state, WaveState::Planned | WaveState::Open));
        open.find(|wave| day_number(wave.days.first) <= day && day <= day_number(wave.days.last))
    };
    let slots = |day: DayNumber| {
        let free = wave_of(day).map_or(0, |_| ground.settings.slots(date_of(day)));
        if day == from { free.saturating_sub(ground.taken) } else { free }
    };
    let mut problem = Problem::new((from..=last).map(slots).collect())?;
    let canaries = canaries(ground, &waves);
    let usable = |wave: &&Wave| wave.canary && matches!(wave.state, WaveState::Planned | WaveState::Open);
    let canary_days = waves.iter().find(usable).map(|wave| wave.days);
    for (place, person) in ground.people.iter().enumerate() {
        let window = window(ground.settings, person, canary_days, canaries.contains(&place));
        problem.add(window.row(from).candidate())?;
    }
    let schedule = problem.solve();
    let day = |(place, day): (usize, &Option<usize>)| {
        let day = from + (*day)? as DayNumber;
        Some(Day {
            day: date_of(day),
            wave: wave_of(day)?.number,
            in_time: problem.loss(place, schedule.days[place])?.late == 0,
        })
    };
    let days: Vec<Option<Day>> = schedule.days.iter().enumerate().map(day).collect();
    let mut days = days;
    settle(&mut waves, &mut days);
    Ok(Arranged {
        waves,
        days,
        problem,
        schedule,
    })
}

/// A wave to come in which nobody is would only be waited for; the others are numbered on.
fn settle(waves: &mut Vec<Wave>, days: &mut [Option<Day>]) {
    let used = |number: u32| days.iter().flatten().any(|day| day.wave == number);
    waves.retain(|wave| wave.state != WaveState::Planned || used(wave.number));
    for (place, wave) in waves.iter_mut().enumerate() {
        let number = place as u32 + 1;
        for day in days.iter_mut().flatten().filter(|day| day.wave == wave.number) {
            day.wave = number;
        }
        wave.number = number;
    }
}

/// Waves that have begun as they are, and those to come. After a wave that is not proved yet its proof has its days.
fn cut(ground: &Ground<'_>) -> Vec<Wave> {
    let settings = ground.settings;
    let mut waves: Vec<Wave> = ground
        .waves
        .iter()
        .filter(|wave| wave.state != WaveState::Planned)
        .cloned()
        .collect();
    let until = day_number(settings.days.last);
    for wave in waves.iter_mut().filter(|wave| wave.canary && wave.state == WaveState::Open) {
        let from = day_number(ground.from);
        let waits = ground.people.iter().any(|person| person.wave == Some(wave.number));
        if waits && day_number(wave.days.last) < from && from <= until {
            let days = settings.canary_days.max(1);
            wave.days.last = date_of(from.saturating_add_unsigned(days - 1).min(until));
        }
    }
    let after = |wave: &Wave| match wave.state {
        WaveState::Proved => DayNumber::MIN,
        _ => day_number(wave.days.last).saturating_add_unsigned(settings.proof_days) + 1,
    };
    let begun = waves.iter().map(after).max().unwrap_or(DayNumber::MIN);
    let mut first = begun.max(day_number(ground.from)).max(day_number(settings.days.first));
    while first <= until {
        let canary = waves.is_empty() && settings.canaries > 0;
        let length = if canary { settings.canary_days } else { settings.wave_days }.max(1);
        let last = first.saturating_add_unsigned(length - 1).min(until);
        waves.push(Wave {
            number: waves.last().map_or(0, |wave| wave.number) + 1,
            canary,
            days: Span {
                first: date_of(first),
                last: date_of(last),
            },
            state: WaveState::Planned,
            opened: None,
            proved: None,
        });
        first = last.saturating_add_unsigned(settings.proof_days) + 1;
    }
    waves
}

/// Who goes first: whom people want there, then those with the least risk, the fewest users.
fn canaries(ground: &Ground<'_>, waves: &[Wave]) -> Vec<usize> {
    let Some(wave) = waves.iter().find(|wave| wave.canary) else {
        return Vec::new();
    };
    let people = ground.people.iter().enumerate();
    if wave.state != WaveState::Planned {
        return people
            .filter(|(_, person)| person.wave == Some(wave.number))
            .map(|(place, _)| place)
            .collect();
    }
    let fits = |person: &Person<'_>| {
        let window = window(ground.settings, person, Some(wave.days), true);
        let days = (window.first.max(day_number(ground.from))..=window.last).map(date_of);
        window.in_time_until >= window.first && days.into_iter().any(|day| ground.settings.slots(day) > 0)
    };
    let mut able: Vec<(usize, &Person<'_>)> = people
        .filter(|(_, person)| person.wishes.canary != Some(false) && fits(person))
        .collect();
    able.sort_by_key(|(_, one)| (one.wishes.canary != Some(true), one.assessment.risk(), one.assessment.users, one.id));
    let wanted = able.iter().filter(|(_, one)| one.wishes.canary == Some(true)).count();
    able.truncate((ground.settings.canaries as usize).max(wanted));
    able.into_iter().map(|(place, _)| place).collect()
}

/// When somebody can begin, and what it costs.
struct Window {
    first: DayNumber,
    last: DayNumber,
    /// Last day that is early enough for its originals.
    in_time_until: DayNumber,
    per_day: i64,
    missed: i64,
}

/// A window as the schedule takes it.
struct Row {
    first: usize,
    late: usize,
    costs: Vec<i64>,
    left_out: i64,
}

impl Row {
    fn candidate(&self) -> Candidate<'_> {
        Candidate {
            first: self.first,
            late: self.late,
            costs: &self.costs,
            left_out: self.left_out,
        }
    }
}

fn window(settings: &Settings, person: &Person<'_>, canary_days: Option<Span>, canary: bool) -> Window {
    let (wishes, known) = (person.wishes, person.assessment);
    let need = settings.need_days as DayNumber;
    let mut first = day_number(wishes.earliest.map_or(settings.days.first, |day| day.max(settings.days.first)));
    let deadline = [settings.deadline, wishes.deadline].into_iter().flatten().min();
    let mut last = day_number(settings.days.last);
    if let Some(deadline) = deadline {
        last = last.min(day_number(deadline) - need);
    }
    match canary_days {
        Some(days) if canary => {
            first = first.max(day_number(days.first));
            last = last.min(day_number(days.last));
        }
        Some(days) => first = first.max(day_number(days.last) + 1),
        None => {}
    }
    Window {
        first,
        last,
        in_time_until: known.renews.map_or(DayNumber::MAX, |day| day_number(day) - need),
        per_day: wishes.per_day_minor.unwrap_or(known.per_day_minor),
        missed: wishes.missed_minor.unwrap_or(known.missed_minor).min(MOST_COST),
    }
}

impl Window {
    /// The window in days from one on.
    fn row(&self, from: DayNumber) -> Row {
        let first = self.first.max(from);
        let cost = |day: DayNumber| {
            if day > self.in_time_until {
                return self.missed;
            }
            let early = match self.in_time_until {
                DayNumber::MAX => 0,
                until => i64::from(until - day),
            };
            self.per_day.saturating_mul(early).clamp(-MOST_COST, MOST_COST)
        };
        let late = self.in_time_until.saturating_add(1).max(first).saturating_sub(from);
        Row {
            first: (first - from) as usize,
            late: late as usize,
            costs: (first..=self.last).map(cost).collect(),
            left_out: self.missed,
        }
    }
}
